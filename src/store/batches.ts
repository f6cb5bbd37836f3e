/** Batches: long lists of rows through UNWIND, some thousands at a time. */
import type { Row, Run } from './connection.ts';

/** Rows one UNWIND takes: larger ones gain nothing and hold the transaction's memory longer. */
const ROWS = 2_000;

export function* batchesOf<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

/**
 * Runs a statement over `rows`, given to it as `$rows` unless named otherwise. All batches are handed over at once: a
 * server then works on one while the next is on its way.
 */
export async function runRows(run: Run, cypher: string, rows: readonly unknown[], parameter = 'rows'): Promise<Row[]> {
  return (await Promise.all([...batchesOf(rows, ROWS)].map((batch) => run(cypher, { [parameter]: batch })))).flat();
}
