/** Embedded: the graph in one file, in this process, through Grafeo. */
import type { GrafeoDB, GrafeoError, GrafeoValue, Transaction } from '@grafeo-db/js';
import { type GraphStore, StoreError, type Table, type Value } from '../store.ts';
import type { Connection, Row, Run } from './connection.ts';
import { faultOf, openFault, queryFault } from './embedded/faults.ts';
import { refuseWrites } from './embedded/plan.ts';
import { toValue } from './embedded/values.ts';
import { refusal, tooSlow } from './faults.ts';
import { createGraphStore } from './graph.ts';

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
    throw openFault(cause, path);
  }
}

async function within<T>(work: Promise<T>, timeoutMs: number | undefined): Promise<T> {
  if (timeoutMs === undefined) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(timeoutMs)), timeoutMs);
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

/**
 * Copies the graph at `path` into a new file, as one moment has it. Throws a StoreError: `busy` while another process
 * has it open, `not-a-store`.
 */
export async function saveCopy(path: string, copy: string): Promise<void> {
  const db = openFile(await load(), path);
  try {
    db.save(copy);
  } catch (cause) {
    throw faultOf(cause, copy);
  } finally {
    db.close();
  }
}
