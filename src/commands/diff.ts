/** entente diff: what is new in the graph since a day, an article or an earlier export. */
import { existsSync, readFileSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { findNews, type News, type Voice } from '../diff/news.ts';
import { type Newer, newerThan, newerThanExport, publishedOn } from '../diff/since.ts';
import { toTable } from '../print/table.ts';
import { openStore } from '../stages.ts';
import { dayOf } from '../store/days.ts';
import type { StoredArticle } from '../store.ts';
import { type CommonFlags, type Context, openContext, printLines, tell, UsageError } from './context.ts';
import { findArticle } from './remove.ts';

interface DiffFlags extends CommonFlags {
  since: string;
  limit: number;
}

export const diffCommand: CommandModule<CommonFlags, DiffFlags> = {
  command: 'diff',
  describe: 'Say what is new since a day, an article or an earlier export: actors, ties, events, contradictions',
  builder: (yargs) =>
    yargs
      .option('since', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'Day of publication (2025-05-19), an article (its day), or an export in jsonl (what came after it)',
      })
      .option('limit', { type: 'number', default: 20, requiresArg: true, describe: 'Rows a table; 0 for all' })
      .example('entente diff --since 2025-05-20', 'What articles of that day and later tell that none before told')
      .example('entente diff --since monday.jsonl', 'What came since `entente export > monday.jsonl`')
      .example('entente diff --since 2025-05-20 --json', 'A JSON object for each thing that is new'),
  handler: async (flags) => {
    const context = openContext(flags);
    const store = await openStore(context.config, { mustExist: true });
    try {
      const articles = await store.articles();
      const { ids, undated } = findNewer(flags.since, articles);
      await printNews(await findNews(store, ids), flags.limit, context);
      if (context.quiet) return;
      tell(`${ids.size} of ${articles.length} articles are new since ${flags.since}`);
      if (undated > 0) tell(`${undated} have no date and count as older; --since an export tells them apart`);
    } finally {
      await store.close();
    }
  },
};

function findNewer(since: string, articles: readonly StoredArticle[]): Newer {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(since)) {
    if (dayOf(since) === undefined)
      throw new UsageError(`--since ${since}: there is no such day; write it as 2025-05-19`);
    return newerThan(since, articles);
  }
  // An article's ref may be a file's name too, but never that of an export.
  if (since.endsWith('.jsonl') && existsSync(since)) {
    try {
      return newerThanExport(readFileSync(since, 'utf8'), since, articles);
    } catch (cause) {
      throw new UsageError(`--since ${(cause as Error).message}`, { cause });
    }
  }
  const article = findArticle(since, articles);
  const day = publishedOn(article);
  if (day === undefined) throw new UsageError(`--since ${since}: the article has no date; name a day or an export`);
  return newerThan(day, articles);
}

async function printNews(news: News, limit: number, { json, layout }: Context): Promise<void> {
  const { actors, events, ties, contradictions } = news;
  if (json) {
    await printLines([
      ...actors.map((actor) => JSON.stringify({ new: 'actor', ...actor })),
      ...events.map((event) => JSON.stringify({ new: 'event', ...event })),
      ...ties.map((tie) => JSON.stringify({ new: 'tie', ...tie })),
      ...contradictions.map((contradiction) => JSON.stringify({ new: 'contradiction', ...contradiction })),
    ]);
    return;
  }
  const tables: readonly [string, readonly string[], (string | number)[][]][] = [
    [
      'contradictions',
      ['who', 'what', 'whom', 'affirmed by', 'denied by'],
      contradictions.map(({ subject, relation, object, affirmed, denied }) => [
        ...[subject.name, relation, object.name],
        ...[toVoices(affirmed), toVoices(denied)],
      ]),
    ],
    [
      'ties',
      ['who', 'what', 'whom', 'articles', 'first', 'last'],
      ties.map(({ subject, relation, object, articles, first = '', last = '' }) => [
        ...[subject.name, relation, object.name],
        ...[articles, first, last],
      ]),
    ],
    [
      'events',
      ['event', 'kind', 'date', 'articles'],
      events.map((e) => [e.name, e.kind ?? '', e.date ?? '', e.articles]),
    ],
    ['actors', ['actor', 'label', 'kind', 'articles'], actors.map((a) => [a.name, a.label, a.kind ?? '', a.articles])],
  ];
  const lines = tables
    .filter(([, , rows]) => rows.length > 0)
    .flatMap(([title, columns, rows]) => {
      const shown = limit > 0 ? rows.slice(0, limit) : rows;
      const rest = rows.length - shown.length;
      const more = rest > 0 ? [`… and ${rest} more; --limit 0 shows all`] : [];
      return ['', layout.colours.bold(`New ${title}: ${rows.length}`), toTable(columns, shown, layout), ...more];
    });
  await printLines(lines.length > 0 ? lines.slice(1) : ['nothing new']);
}

/** Voices a cell of the table has room for; --json has all. */
const VOICES = 3;

/** Who says so: the speaker if one is named, the outlet or else the article, and the day. */
function toVoices(voices: readonly Voice[]): string {
  const more = voices.length > VOICES ? `; ${voices.length - VOICES} more` : '';
  const told = voices
    .slice(0, VOICES)
    .map(({ saidBy, source, ref, day }) => [saidBy && `${saidBy} in`, source ?? ref, day].filter(Boolean).join(' '));
  return `${told.join('; ')}${more}`;
}
