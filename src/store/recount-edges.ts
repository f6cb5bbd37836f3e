/** Recount edges: the typed edges follow the statements that affirm them. */

import { compare, groupBy } from '../order.ts';
import { runRows } from './batches.ts';
import type { Run } from './connection.ts';
import { cypherOf, cypherOfRelation } from './cypher.ts';
import { readingOf, type StoredText } from './editions.ts';
import { edgeOf, type Tie, type TieStatement, tieKey, tieOf } from './ties.ts';

/** Counts the typed edges of some ties anew from the statements now stored. */
export async function recountEdges(run: Run, texts: readonly StoredText[]): Promise<void> {
  const ties = new Map<string, Tie>();
  for (const statement of texts.flatMap((text) => readingOf(text).statements)) {
    const tie = tieOf(statement);
    ties.set(tieKey(tie), tie);
  }
  const keys = [...ties.keys()].sort(compare);
  const rows = await runRows(run, cypherOf('read/ties'), keys, 'ties');
  const ids = [...new Set(rows.map((row) => row.article as string))].sort(compare);
  const articles = new Map(
    (await runRows(run, cypherOf('read/outlets'), ids, 'ids')).map((row) => [row.id as string, row]),
  );
  const said = groupBy(rows, (row) => row.tie as string);
  const put = new Map<string, object[]>();
  const drop = new Map<string, object[]>();
  const into = (groups: Map<string, object[]>, relation: string, row: object): void => {
    groups.set(relation, [...(groups.get(relation) ?? []), row]);
  };
  for (const key of keys) {
    const tie = ties.get(key)!;
    const statements = (said.get(key) ?? []).map((row) => {
      const article = articles.get(row.article as string)!;
      const { polarity, modality, confidence, date, title, status } = row as unknown as TieStatement;
      return {
        ...{ polarity, modality, confidence, articleId: article.id as string },
        outlets: article.outlets as readonly string[],
        ...(date && { date }),
        ...(title && { title }),
        ...(status && { status }),
        ...(article.day !== null && { said: article.day as string }),
      };
    });
    const edge = edgeOf(tie, statements);
    if (!edge) {
      into(drop, tie.relation, tie);
      continue;
    }
    const { subject, relation, object, first, last, ...properties } = edge;
    into(put, relation, { subject, object, properties, first: first ?? null, last: last ?? null });
  }
  for (const [relation, edges] of drop) await runRows(run, cypherOfRelation('load/delete-edges', relation), edges);
  for (const [relation, edges] of put) await runRows(run, cypherOfRelation('load/put-edges', relation), edges);
}
