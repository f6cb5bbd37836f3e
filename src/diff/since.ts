/** Since: which of the stored articles count as new. Nothing tells when an article was read: it would not be the same twice. */
import { z } from 'zod';
import { dayOf } from '../store/days.ts';
import type { StoredArticle } from '../store.ts';

/** The day an article was published, the earliest of its places; absent where none is dated. */
export function publishedOn({ copies }: StoredArticle): string | undefined {
  return copies.flatMap(({ published }) => dayOf(published) ?? []).sort()[0];
}

export interface Newer {
  readonly ids: ReadonlySet<string>;
  /** Articles without a date, which no day can make new. */
  readonly undated: number;
}

/** Articles published on `day` or later. */
export function newerThan(day: string, articles: readonly StoredArticle[]): Newer {
  const days = articles.map((article) => ({ id: article.id, on: publishedOn(article) }));
  return {
    ids: new Set(days.flatMap(({ id, on }) => (on !== undefined && on >= day ? [id] : []))),
    undated: days.filter(({ on }) => on === undefined).length,
  };
}

const Line = z.union([
  z.object({ kind: z.literal('article'), id: z.string() }),
  z.object({ kind: z.enum(['entity', 'mention', 'statement', 'edge']) }),
]);

/**
 * Articles that are not in an earlier export (`entente export --format jsonl`). Throws an error that names the line where
 * `jsonl` is no such export.
 */
export function newerThanExport(jsonl: string, place: string, articles: readonly StoredArticle[]): Newer {
  const known = new Set<string>();
  for (const [index, text] of jsonl.split('\n').entries()) {
    if (text === '') continue;
    const line = Line.safeParse(parse(text));
    if (!line.success) {
      const next = 'make one with `entente export --format jsonl`, or name a day or an article';
      throw new Error(`${place}:${index + 1}: is no line of an export; ${next}`);
    }
    if (line.data.kind === 'article') known.add(line.data.id);
  }
  return { ids: new Set(articles.map(({ id }) => id).filter((id) => !known.has(id))), undated: 0 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
