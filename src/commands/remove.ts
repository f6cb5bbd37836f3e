/** entente remove: an article's share of the graph, withdrawn exactly. */
import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { removeArticles } from '../pipeline.ts';
import { toPlain } from '../print/text.ts';
import { openDecisions, openStore } from '../stages.ts';
import type { StoredArticle } from '../store.ts';
import { type CommonFlags, openContext, printLines, UsageError } from './context.ts';

interface RemoveFlags extends CommonFlags {
  article: string[];
}

export const removeCommand: CommandModule<CommonFlags, RemoveFlags> = {
  command: 'remove <article..>',
  describe: 'Withdraw articles: what remains equals a graph that never saw them',
  builder: (yargs) =>
    yargs
      .positional('article', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Its ref (file name or JSONL id), its path or URL, or the first characters of its id',
      })
      .example('entente remove 002.txt', 'By file name')
      .example('entente remove 3fa94c', 'By the beginning of its id'),
  handler: async (flags) => {
    const { config, json, quiet } = openContext(flags);
    const store = await openStore(config, { mustExist: true });
    try {
      const articles = await store.articles();
      // All names are looked up before the first article goes: a wrong one changes nothing.
      const chosen = new Map(flags.article.map((name) => findArticle(String(name), articles)).map((a) => [a.id, a]));
      await removeArticles([...chosen.keys()], store, openDecisions(config));
      if (json) await printLines([...chosen.values()].map(({ id, ref }) => JSON.stringify({ removed: id, ref })));
      else if (!quiet)
        await printLines([...chosen.values()].map(({ id, ref }) => `removed ${toPlain(ref)} (${id.slice(0, 12)})`));
    } finally {
      await store.close();
    }
  },
};

/** Shorter beginnings of an id name too many articles to be meant. */
const MIN_PREFIX = 6;

/** The one article of that name; throws a UsageError where there is none, or more. */
export function findArticle(name: string, articles: readonly StoredArticle[]): StoredArticle {
  const path = resolve(name);
  const found = articles.filter(({ id, copies }) => {
    if (name.length >= MIN_PREFIX && /^[0-9a-f]+$/u.test(name) && id.startsWith(name)) return true;
    return copies.some(({ ref, origin, url }) => [ref, origin, url, `id:${ref}`].includes(name) || origin === path);
  });
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new UsageError(
      `no stored article is called "${name}"; entente query "MATCH (a:Article) RETURN a.ref, a.id" lists them`,
    );
  const choices = found.map(
    ({ id, copies }) => `${id.slice(0, 12)} (${copies.map(({ origin }) => origin).join(', ')})`,
  );
  throw new UsageError(`"${name}" names ${found.length} articles; give the id of one: ${choices.join('; ')}`);
}
