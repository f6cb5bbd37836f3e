/** Run: the gold documents' texts through the stages, in memory, into the rows that are scored. */
import { collectEntities } from '../graph/collect.ts';
import { renameEntities } from '../graph/rename.ts';
import { articleRow, entityRow, mentionRow, statementRow } from '../graph/rows.ts';
import { mergeEntities } from '../merge.ts';
import type { Article, Reading } from '../model.ts';
import { groupBy } from '../order.ts';
import { readArticle, type Stages } from '../pipeline.ts';
import type { Unreadable } from '../read.ts';
import type { GoldDocument } from './gold.ts';
import type { ScoredRows } from './score.ts';

export interface EvalRun {
  readonly rows: ScoredRows;
  readonly unreadable: readonly Unreadable[];
}

/**
 * @param inputs files that hold the documents' texts: the gold files where they carry them, or a JSONL feed.
 * @param onRead called after each article with the number read and the number of all.
 */
export async function runGold(
  gold: readonly GoldDocument[],
  inputs: readonly string[],
  stages: Stages,
  onRead: (done: number, total: number) => void = () => {},
): Promise<EvalRun> {
  const wanted = new Set(gold.map((doc) => doc.id));
  const articles: Article[] = [];
  for await (const { article } of stages.read(inputs)) {
    if (article && (wanted.has(article.ref) || wanted.has(article.ref.replace(/\.\w+$/u, '')))) articles.push(article);
  }
  const readings: Reading[] = [];
  const unreadable: Unreadable[] = [];
  const texts = groupBy(articles, (article) => article.id);
  for (const [article] of texts.values()) {
    const outcome = await readArticle(article!, stages);
    if (outcome.reading) readings.push(outcome.reading);
    else unreadable.push(outcome.unreadable);
    onRead(readings.length + unreadable.length, texts.size);
  }
  return { rows: toRows(mergeReadings(readings), articles), unreadable };
}

/** As a store would show them: the entities of different articles that are one have one id. */
function mergeReadings(readings: readonly Reading[]): Reading[] {
  const tellings = readings.flatMap(({ article: { id, published }, entities }) =>
    entities.map((entity) => ({ articleId: id, ...(published === undefined ? {} : { published }), entity })),
  );
  const merged = mergeEntities(tellings);
  return readings.map((reading) =>
    renameEntities(reading, (local) => merged.get(`${reading.article.id}\u0000${local}`) ?? local),
  );
}

function toRows(readings: readonly Reading[], articles: readonly Article[]): ScoredRows {
  return {
    articles: articles.map((article) => articleRow(article.id, '', article)),
    entities: collectEntities(readings).map(entityRow),
    mentions: readings.flatMap(({ article, mentions }) => mentions.map((mention) => mentionRow(article.id, mention))),
    statements: readings.flatMap((reading) => reading.statements.map((statement) => statementRow(reading, statement))),
  };
}
