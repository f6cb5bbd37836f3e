/** Texts: stored texts read back from the graph, whole. */
import { runRows } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { cypherOf } from './cypher.ts';
import type { StoredText } from './editions.ts';
import { type TextRows, textsOf } from './rows.ts';

/** The texts of these ids that are stored, sorted by id. */
export async function readTexts(run: Run, ids: readonly string[]): Promise<StoredText[]> {
  const articles = await runRows(run, cypherOf('read/articles'), ids, 'ids');
  const found = articles.map((row) => (row.properties as { readonly id: string }).id);
  const read = (part: keyof TextRows): Promise<Row[]> => runRows(run, cypherOf(`read/${part}`), found, 'ids');
  const [copies, sentences, tellings, mentions, statements] = await Promise.all([
    read('copies'),
    read('sentences'),
    read('tellings'),
    read('mentions'),
    read('statements'),
  ]);
  return textsOf({ articles, copies, sentences, tellings, mentions, statements });
}
