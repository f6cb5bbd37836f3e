/** Texts: stored texts read back from the graph, whole. */
import { runRows } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { cypherOf } from './cypher.ts';
import type { StoredText } from './editions.ts';
import { type TextRows, textsOf } from './rows.ts';

/** The texts of these ids that are stored, sorted by id. */
export async function readTexts(run: Run, ids: readonly string[]): Promise<StoredText[]> {
  const read = (part: keyof TextRows): Promise<Row[]> => runRows(run, cypherOf(`read/${part}`), ids, 'ids');
  return textsOf({
    articles: await read('articles'),
    copies: await read('copies'),
    sentences: await read('sentences'),
    tellings: await read('tellings'),
    mentions: await read('mentions'),
    statements: await read('statements'),
  });
}
