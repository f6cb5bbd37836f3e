/** Library: answers what the page asks, from the catalogue and, for queries, from the store itself. */

import { listQueries, loadQuery } from '../store/queries.ts';
import type { GraphStore, History, Table, Value } from '../store.ts';
import { StoreError } from '../store.ts';
import { type Album, readAlbum, writeAlbum } from './album.ts';
import type { Answer, Graph, Places, QueryInfo, Question } from './api.ts';
import { type Catalogue, readCatalogue, toGraph } from './catalogue.ts';
import { leaseStore } from './lease.ts';

/** Rows that a page can show; the count tells of the others. */
const MOST_ROWS = 1000;

/** Time that a page takes to draw what the album holds. */
const LATER_MS = 4000;

/** Longest a query of the page may take. */
export const QUERY_TIMEOUT_MS = 30_000;

export interface LibraryOptions {
  /** Where the graph is kept, as the page names it. */
  readonly place: string;
  readonly open: () => Promise<GraphStore>;
  readonly queryTimeoutMs?: number;
  /** An ingest in this process will call `reload`. */
  readonly live?: boolean;
  /** File that keeps the picture for the next run; none where it is left out. */
  readonly album?: string;
}

export interface Library {
  /** Opens the store and the album ahead of the first page. Throws the store's faults. */
  warm(): Promise<void>;
  /** The whole graph, read once more where the store was written since. */
  readGraph(): Promise<Graph>;
  /** Keeps where a page has laid the entities out; false where the graph has changed meanwhile. */
  keepPlaces(edition: number, places: Places): Promise<boolean>;
  /** The graph as last read. */
  catalogue(): Promise<Catalogue>;
  queries(): QueryInfo[];
  ask(question: Question): Promise<Answer>;
  /** Runs an ingest on the store that the page reads. */
  write<T>(work: (store: GraphStore) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openLibrary(options: LibraryOptions): Library {
  const { place, open, queryTimeoutMs = QUERY_TIMEOUT_MS, live = false, album: path } = options;
  const lease = leaseStore(open);
  let edition = 0;
  let read: Promise<Catalogue> | undefined;
  let album: Album | undefined;
  let closed = false;
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
  const keep = async (next: Album): Promise<void> => {
    album = next;
    // A folder that cannot be written costs the next reader time, and nothing else.
    if (path !== undefined) await writeAlbum(path, next).catch(() => undefined);
  };
  /** What cards are made of is read while the reader looks at the picture; not before, since both want the processor. */
  const readLater = (): void => {
    setTimeout(() => {
      if (!read && !closed) readAnew().catch(() => undefined);
    }, LATER_MS).unref();
  };
  const warm = async (): Promise<History> => {
    const isFirst = !album && path !== undefined;
    const [history, kept] = await Promise.all([
      lease.use((store) => store.history()),
      isFirst ? readAlbum(path) : undefined,
    ]);
    album ??= kept;
    edition = Math.max(edition, kept?.graph.edition ?? 0);
    return history;
  };
  const readGraph = async (): Promise<Graph> => {
    const history = await warm();
    if (album && sameHistory(album.history, history)) {
      if (!read) readLater();
      return { ...album.graph, place, live };
    }
    const graph = toGraph(await readAnew(), place, live, album?.graph.places ?? {});
    await keep({ history, graph });
    return graph;
  };
  return {
    async warm() {
      await warm();
    },
    readGraph,
    async keepPlaces(of, places) {
      if (album?.graph.edition !== of) return false;
      await keep({ ...album, graph: { ...album.graph, places } });
      return true;
    },
    catalogue: () => read ?? readAnew(),
    queries: () => listQueries(),
    async ask(question) {
      const { cypher, parameters } = toCypher(question);
      const asked = lease.use((store) => store.query(cypher, parameters));
      const { columns, rows } = await within(asked, queryTimeoutMs);
      return { columns, rows: rows.slice(0, MOST_ROWS), total: rows.length };
    },
    write: (work) => lease.use(work),
    close() {
      closed = true;
      return lease.close();
    },
  };
}

/** Merging anew can change entities without a write. */
const sameHistory = (a: History, b: History): boolean => a.writes === b.writes && a.merged === b.merged;

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
