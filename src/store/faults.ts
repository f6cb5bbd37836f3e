/** Faults: what goes wrong with a query, said alike for both databases. */
import { StoreError } from '../store.ts';

/** A query that would write; `why` is what gave it away. */
export function refusal(why: string): StoreError {
  return new StoreError(
    'writes',
    `this query would change the graph (${why}), and queries only read; use \`entente ingest\` or \`entente remove\``,
  );
}

/** A query that ran out of the time allowed, in milliseconds. */
export function tooSlow(timeoutMs: number | undefined, cause?: unknown): StoreError {
  const allowed = timeoutMs === undefined ? 'the server allows' : `${timeoutMs / 1000} s`;
  const message = `the query took longer than ${allowed}; narrow it, or add a LIMIT`;
  return new StoreError('query', message, { cause });
}

/** A query that is wrong; `place` is its line and column, where the database tells them. */
export function wrongQuery(
  said: string,
  place: { line: number; column: string } | undefined,
  cause: unknown,
): StoreError {
  const at = place ? ` at line ${place.line}, column ${place.column}` : '';
  return new StoreError('query', `Cypher${at}: ${said}; see \`entente queries\` for queries that work`, { cause });
}
