/** Replace: changes which articles are stored, and brings what is counted from them up to date. */
import type { Reading } from '../model.ts';
import { compare } from '../order.ts';
import { runRows } from './batches.ts';
import type { Run } from './connection.ts';
import { cypherOf } from './cypher.ts';
import { type StoredText, unite } from './editions.ts';
import { recountEdges } from './recount-edges.ts';
import { recountEntities } from './recount-entities.ts';
import { rowsOf } from './rows.ts';
import { readTexts } from './texts.ts';

// Handed over in this order: what a statement matches must be there before it.
const WITHDRAWN = ['statements', 'sentences', 'copies', 'articles'] as const;
const PUT = ['articles', 'copies', 'sentences', 'tellings', 'mentions', 'statements', 'attributions'] as const;

/** Puts `after` in the place of `before`, and brings what is counted from articles up to date. */
async function replace(run: Run, before: readonly StoredText[], after: readonly StoredText[]): Promise<void> {
  const gone = before.map((text) => text.id);
  const rows = rowsOf(after);
  await Promise.all(WITHDRAWN.map((part) => runRows(run, cypherOf(`load/delete-${part}`), gone, 'ids')));
  await recountEntities(run, before, after);
  await Promise.all(PUT.map((part) => runRows(run, cypherOf(`load/put-${part}`), rows[part])));
  await recountEdges(run, before, after);
}

/** Writes readings as GraphStore.write promises, inside a transaction. */
export async function write(run: Run, readings: readonly Reading[]): Promise<void> {
  await run(cypherOf('load/lock'));
  const origins = readings.map((reading) => reading.article.origin);
  const elsewhere = await runRows(run, cypherOf('read/articles-at'), [...new Set(origins)].sort(compare), 'origins');
  const ids = new Set([...readings.map(({ article }) => article.id), ...elsewhere.map((row) => row.id as string)]);
  const stored = new Map((await readTexts(run, [...ids].sort(compare))).map((text) => [text.id, text]));
  const united = unite(stored, readings);
  const changed = [...ids]
    .sort(compare)
    .filter((id) => JSON.stringify(stored.get(id)) !== JSON.stringify(united.get(id)));
  const pick = (texts: ReadonlyMap<string, StoredText>): StoredText[] => changed.flatMap((id) => texts.get(id) ?? []);
  if (changed.length > 0) await replace(run, pick(stored), pick(united));
}

/** Withdraws articles as GraphStore.remove promises, inside a transaction. */
export async function remove(run: Run, articleIds: readonly string[]): Promise<void> {
  await run(cypherOf('load/lock'));
  const texts = await readTexts(run, [...new Set(articleIds)].sort(compare));
  if (texts.length > 0) await replace(run, texts, []);
}
