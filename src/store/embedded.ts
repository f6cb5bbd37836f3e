/** Embedded: the graph in one file, in this process, through Grafeo. */
import type { GrafeoDB, GrafeoError, GrafeoValue, Transaction } from '@grafeo-db/js';
import { type GraphStore, StoreError, type Table, type Value } from '../store.ts';
import type { Connection, Row, Run } from './connection.ts';
import { createGraphStore } from './graph.ts';
import { nodeIdOf, nodeValue, pathValue, relationshipValue } from './values.ts';

export interface EmbeddedOptions {
  /** The graph's file; made, with its folder, where there is none. A `.wal` lies beside it while it is open. */
  readonly path: string;
  /** Longest a user's query may take, in milliseconds. */
  readonly queryTimeoutMs?: number;
}

const ADVICE = 'use Neo4j instead: --store neo4j, see README.md';

async function load(): Promise<typeof GrafeoDB> {
  try {
    // CommonJS: what it exports arrives as the default export.
    const grafeo = (await import('@grafeo-db/js')) as unknown as { default: { GrafeoDB: typeof GrafeoDB } };
    return grafeo.default.GrafeoDB;
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new StoreError('unreachable', `the embedded store has no binary that loads on ${platform}; ${ADVICE}`, {
      cause,
    });
  }
}

function openFile(Grafeo: typeof GrafeoDB, path: string): GrafeoDB {
  try {
    return Grafeo.create(path);
  } catch (cause) {
    const reason = (cause as Error).message;
    if (reason.includes('cannot be locked')) {
      throw new StoreError('busy', `${path} is open in another process; wait for it to end, or name another --db`, {
        cause,
      });
    }
    if (/header magic|not a database file|Serialization/u.test(reason)) {
      throw new StoreError('not-a-store', `${path} is no Entente store; name another --db, or move it away`, { cause });
    }
    const said = reason.replace(/^.*?error: (GRAFEO-\w+: )?/u, '').split('\n')[0];
    throw new StoreError('not-a-store', `${path} cannot be opened as a store (${said}); name another --db`, { cause });
  }
}

type Element = { readonly [key: string]: GrafeoValue };

function propertiesOf(element: Element): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(element)
      .filter(([key]) => !['_id', '_labels', '_source', '_target', '_type'].includes(key))
      .map(([key, value]) => [key, value as Value]),
  );
}

/** Grafeo gives nodes and relationships as maps with `_id`, paths as maps of both. */
function toValue(db: GrafeoDB, value: GrafeoValue): Value {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => toValue(db, item));
  if (value instanceof Date) return value.toISOString();
  const element = value as Element;
  if (Array.isArray(element._labels)) {
    return nodeValue(String(element._id), element._labels as string[], propertiesOf(element));
  }
  if (typeof element._type === 'string' && '_source' in element) {
    const end = (id: GrafeoValue | undefined): string =>
      nodeIdOf(String(id), (db.getNode(Number(id))?.properties() ?? {}) as Record<string, Value>);
    return relationshipValue(element._type, end(element._source), end(element._target), propertiesOf(element));
  }
  if (Array.isArray(element.nodes) && Array.isArray(element.edges)) {
    return pathValue(
      element.nodes.map((node) => toValue(db, node)),
      element.edges.map((edge) => toValue(db, edge)),
    );
  }
  return Object.fromEntries(Object.entries(element).map(([key, item]) => [key, toValue(db, item)]));
}

// The names of Grafeo's plan for whatever changes the graph, its schema or reads files.
const WRITES =
  /^\s*((Create|Merge|Delete|Set|Remove|Add|Insert|Drop|Load|Alter)\w*|CallProcedure \((?!db\.(labels|relationshipTypes|propertyKeys)\)).*)/mu;

function queryFault(cause: unknown, shift: number): StoreError {
  const message = (cause as Error).message;
  const said = message
    .split('\n')[0]!
    .replace(/^.*?(syntax|semantic) error: /u, '')
    .replace(/^(Query|Database) error: (GRAFEO-\w+: )?/u, '')
    .replace('[Cypher] ', '');
  const place = /query:(\d+):(\d+)/u.exec(message);
  const at = place ? ` at line ${Number(place[1]) - shift}, column ${place[2]}` : '';
  const help = /help: (.*)/u.exec(message)?.[1];
  return new StoreError(
    'query',
    `Cypher${at}: ${said}${help ? ` (${help})` : ''}; see \`entente queries\` for queries that work`,
    { cause },
  );
}

/** Refuses what would write, by the plan Grafeo makes of it. */
async function refuseWrites(db: GrafeoDB, cypher: string, parameters: object): Promise<void> {
  let plan: string;
  try {
    plan = String((await db.executeCypher(`EXPLAIN\n${cypher}`, parameters)).rows()[0]?.[0]);
  } catch (cause) {
    // Grafeo plans no schema commands: SHOW reads, the others change the schema.
    if (!(cause as Error).message.includes('Schema commands')) throw queryFault(cause, 1);
    if (/^\s*SHOW\b/iu.test(cypher)) return;
    throw refusal('a schema command');
  }
  const operator = WRITES.exec(plan)?.[0].trim();
  if (operator !== undefined) throw refusal(operator);
}

function refusal(operator: string): StoreError {
  return new StoreError(
    'writes',
    `this query would change the graph (${operator}), and queries only read; use \`entente ingest\` or \`entente remove\``,
  );
}

async function within<T>(work: Promise<T>, timeoutMs: number | undefined): Promise<T> {
  if (timeoutMs === undefined) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const fault = new StoreError(
      'query',
      `the query took longer than ${timeoutMs} ms; narrow it, or raise the time allowed`,
    );
    timer = setTimeout(() => reject(fault), timeoutMs);
  });
  // Grafeo cannot be interrupted: the query ends by itself in its own thread, and its answer is dropped.
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Each statement after the one before; none after one that failed. */
function inOrder(run: Run): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (cypher, parameters) => {
    const mine = last.then(() => run(cypher, parameters));
    last = mine;
    return mine;
  };
}

/** After a failed commit there is nothing to roll back any more, and Grafeo says so by a throw. */
function rollBack(transaction: Transaction): void {
  try {
    transaction.rollback();
  } catch (fault) {
    if (!(fault as Error).message.includes('No active transaction')) throw fault;
  }
}

/** A full disk as the user can act on it; anything else is given back as it is. */
function faultOf(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || !/No space left|os error 28|disk quota/iu.test(cause.message)) return cause;
  return new StoreError(
    'unreachable',
    `no space is left on the disk of ${path}; make some and run again: what was stored before is kept`,
    { cause },
  );
}

function connect(db: GrafeoDB, path: string, queryTimeoutMs: number | undefined): Connection {
  const rowsOf = (columns: readonly string[], rows: GrafeoValue[][]): Row[] =>
    rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] as Value])));
  const runIn =
    (session: Pick<GrafeoDB, 'executeCypher'>): Run =>
    async (cypher, parameters = {}) => {
      const result = await session.executeCypher(cypher, parameters);
      return rowsOf(result.columns, result.rows());
    };
  // Grafeo refuses the second of two transactions that touch the same nodes, so writers take turns.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    kind: 'embedded',
    execute: (cypher, parameters) => inTurn(() => runIn(db)(cypher, parameters)),
    read: runIn(db),
    transact: (work) =>
      inTurn(async () => {
        const transaction = db.beginTransaction();
        try {
          const result = await work(inOrder(runIn(transaction)));
          transaction.commit();
          return result;
        } catch (cause) {
          rollBack(transaction);
          throw faultOf(cause, path);
        }
      }),
    async query(cypher, parameters) {
      await refuseWrites(db, cypher, parameters);
      const run = async (): Promise<Table> => {
        // Never committed: should the plan not tell of a write, nothing of it stays.
        const transaction = db.beginTransaction();
        try {
          const result = await transaction.executeCypher(cypher, parameters);
          if (Object.values(result.counters).some((changes) => changes > 0)) throw refusal('it changed something');
          return { columns: result.columns, rows: result.rows().map((row) => row.map((value) => toValue(db, value))) };
        } catch (cause) {
          throw cause instanceof StoreError || (cause as GrafeoError).gqlStatus === undefined
            ? cause
            : queryFault(cause, 0);
        } finally {
          transaction.rollback();
        }
      };
      return within(run(), queryTimeoutMs);
    },
    close: () =>
      inTurn(async () => {
        try {
          db.close();
        } catch (cause) {
          throw faultOf(cause, path);
        }
      }),
  };
}

/** Opens the graph at `path`, making it where there is none. Throws a StoreError: `busy`, `not-a-store`, `unreachable`. */
export async function openEmbeddedStore({ path, queryTimeoutMs }: EmbeddedOptions): Promise<GraphStore> {
  return createGraphStore(connect(openFile(await load(), path), path, queryTimeoutMs));
}
