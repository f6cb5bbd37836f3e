/** Connection: the little that each database must offer; everything above it is written once, in graph.ts. */
import type { Table, Value } from '../store.ts';

export type Parameters = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, Value>>;
/** Runs one Cypher statement; integers arrive as integers, dates come back as ISO strings. */
export type Run = (cypher: string, parameters?: Parameters) => Promise<Row[]>;

export interface Connection {
  readonly kind: 'embedded' | 'neo4j';
  /** One statement in a transaction of its own; what DDL needs. */
  execute: Run;
  read: Run;
  /**
   * All of `work` or nothing of it; may call `work` again after a transient fault, so it must hold no state. Statements
   * run one after the other, in the order in which they are handed over, awaited or not.
   */
  transact<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** Runs a user's query, refusing one that writes. */
  query(cypher: string, parameters: Readonly<Record<string, Value>>): Promise<Table>;
  close(): Promise<void>;
}
