/** Recount edges: the typed edges follow the statements that affirm them. */

import { compare, groupBy } from '../order.ts';
import { runRows } from './batches.ts';
import type { Run } from './connection.ts';
import { cypherOf, cypherOfRelation } from './cypher.ts';
import { readingOf, type StoredText } from './editions.ts';
import { edgeOf, type Tie, type TieStatement, tieKey, tieOf } from './ties.ts';

/** Ties of statements that count, by key. What is planned or possible makes and unmakes no edge. */
function tiesOf(texts: readonly StoredText[]): Map<string, Tie> {
  const statements = texts.flatMap((text) => readingOf(text).statements);
  const ties = statements.filter((statement) => statement.modality === 'actual').map(tieOf);
  return new Map(ties.map((tie) => [tieKey(tie), tie]));
}

/** The statements of some ties, by key, each with what its article adds. */
async function readTies(run: Run, keys: readonly string[]): Promise<Map<string, TieStatement[]>> {
  const rows = await runRows(run, cypherOf('read/ties'), keys, 'ties');
  const ids = [...new Set(rows.map((row) => row.article as string))].sort(compare);
  const outlets = await runRows(run, cypherOf('read/outlets'), ids, 'ids');
  const articles = new Map(outlets.map((row) => [row.id as string, row]));
  return new Map(
    [...groupBy(rows, (row) => row.tie as string)].map(([key, group]) => [
      key,
      group.map((row): TieStatement => {
        const { polarity, modality, confidence, date, title, status } = row as unknown as TieStatement;
        const article = articles.get(row.article as string)!;
        return {
          ...{ polarity, modality, confidence, articleId: article.id as string },
          outlets: article.outlets as readonly string[],
          ...(date && { date }),
          ...(title && { title }),
          ...(status && { status }),
          ...(article.day !== null && { said: article.day as string }),
        };
      }),
    ]),
  );
}

/** Counts the typed edges that `before` or `after` bear on anew, from the statements now stored. */
export async function recountEdges(
  run: Run,
  before: readonly StoredText[],
  after: readonly StoredText[],
): Promise<void> {
  const had = tiesOf(before);
  const ties = new Map([...had, ...tiesOf(after)]);
  const statements = await readTies(run, [...ties.keys()].sort(compare));
  const put: { readonly relation: string; readonly row: object }[] = [];
  const drop: Tie[] = [];
  for (const [key, tie] of ties) {
    const edge = edgeOf(tie, statements.get(key) ?? []);
    if (edge) {
      const { subject, relation, object, first, last, ...properties } = edge;
      put.push({ relation, row: { subject, object, properties, first: first ?? null, last: last ?? null } });
    } else if (had.has(key)) drop.push(tie);
  }
  await Promise.all([
    ...[...groupBy(drop, (tie) => tie.relation)].map(([relation, rows]) =>
      runRows(run, cypherOfRelation('load/delete-edges', relation), rows),
    ),
    ...[...groupBy(put, ({ relation }) => relation)].map(([relation, rows]) =>
      runRows(
        run,
        cypherOfRelation('load/put-edges', relation),
        rows.map(({ row }) => row),
      ),
    ),
  ]);
}
