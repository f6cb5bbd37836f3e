/** Library: answers what the page asks, from the catalogue and, for queries, from the store itself. */

import { listQueries, loadQuery } from '../store/queries.ts';
import type { GraphStore, Table, Value } from '../store.ts';
import { StoreError } from '../store.ts';
import type { Answer, Graph, QueryInfo, Question } from './api.ts';
import { type Catalogue, readCatalogue, toGraph } from './catalogue.ts';
import { leaseStore } from './lease.ts';

/** Rows that a page can show; the count tells of the others. */
const MOST_ROWS = 1000;

/** Longest a query of the page may take. */
export const QUERY_TIMEOUT_MS = 30_000;

export interface LibraryOptions {
  /** Where the graph is kept, as the page names it. */
  readonly place: string;
  readonly open: () => Promise<GraphStore>;
  readonly queryTimeoutMs?: number;
  /** An ingest in this process will call `reload`. */
  readonly live?: boolean;
}

export interface Library {
  /** The whole graph, read from the store once more. */
  readGraph(): Promise<Graph>;
  /** The graph as last read. */
  catalogue(): Promise<Catalogue>;
  queries(): QueryInfo[];
  ask(question: Question): Promise<Answer>;
  /** Runs an ingest on the store that the page reads. */
  write<T>(work: (store: GraphStore) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openLibrary({ place, open, queryTimeoutMs = QUERY_TIMEOUT_MS, live = false }: LibraryOptions): Library {
  const lease = leaseStore(open);
  let edition = 0;
  let read: Promise<Catalogue> | undefined;
  const readAnew = (): Promise<Catalogue> => {
    const last = read;
    const mine = lease.use((store) => readCatalogue(store, ++edition));
    read = mine;
    // A store that is busy now leaves the graph as it was last read.
    mine.catch(() => {
      if (read === mine) read = last;
    });
    return mine;
  };
  return {
    readGraph: async () => toGraph(await readAnew(), place, live),
    catalogue: () => read ?? readAnew(),
    queries: () => listQueries(),
    async ask(question) {
      const { cypher, parameters } = toCypher(question);
      const asked = lease.use((store) => store.query(cypher, parameters));
      const { columns, rows } = await within(asked, queryTimeoutMs);
      return { columns, rows: rows.slice(0, MOST_ROWS), total: rows.length };
    },
    write: (work) => lease.use(work),
    close: () => lease.close(),
  };
}

function toCypher({ name, cypher = '', parameters = {} }: Question): {
  cypher: string;
  parameters: Readonly<Record<string, Value>>;
} {
  if (name === undefined) return { cypher, parameters };
  const query = loadQuery(name);
  return {
    cypher: query.cypher,
    parameters: Object.fromEntries(query.parameters.map((p) => [p.name, parameters[p.name] ?? p.default])),
  };
}

/** The store's own thread ends the query by itself; its late answer is dropped. */
async function within(asked: Promise<Table>, timeoutMs: number): Promise<Table> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const fault = new StoreError(
      'query',
      `the query took longer than ${timeoutMs / 1000} s and was given up; narrow it, or add a LIMIT`,
    );
    timer = setTimeout(() => reject(fault), timeoutMs);
  });
  asked.catch(() => undefined);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
