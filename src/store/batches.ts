/** Batches: long lists of rows through UNWIND, some thousands at a time. */
import type { Row, Run } from './connection.ts';

/** Rows one UNWIND takes: larger ones gain nothing and hold the transaction's memory longer. */
const ROWS = 2_000;

export function* batchesOf<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

/** Runs a statement over `rows`, given to it as `$rows` unless named otherwise. */
export async function runRows(run: Run, cypher: string, rows: readonly unknown[], parameter = 'rows'): Promise<Row[]> {
  const results: Row[] = [];
  for (const batch of batchesOf(rows, ROWS)) results.push(...(await run(cypher, { [parameter]: batch })));
  return results;
}
