/** Article: what a format's reader found, made into an article: cleaned, hashed, furniture marked. */
import { createHash } from 'node:crypto';
import type { Article, Span } from '../model.ts';
import { webAddress } from './address.ts';
import { cleanLine } from './clean.ts';
import { markFurniture } from './furniture.ts';
import { detectLanguage } from './language.ts';
import { disjoin } from './lines.ts';
import { readPublished } from './published.ts';

/** A draft of one article. `text` is clean already; the names beside it may be raw. */
export interface Draft {
  readonly origin: string;
  readonly ref: string;
  readonly fingerprint?: string | undefined;
  readonly text: string;
  /** Furniture that the format itself shows: a header block, a `<figcaption>`. */
  readonly furniture: readonly Span[];
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  readonly url?: string | undefined;
  /** Any date `readPublished` knows; one that it does not know is left out. */
  readonly published?: string | undefined;
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** `id` is the SHA-256 of the text, hex; the language is told where the text is long enough. */
export async function makeArticle(draft: Draft): Promise<Article> {
  const title = cleanLine(draft.title);
  const source = cleanLine(draft.source);
  const url = webAddress(draft.url);
  const published = draft.published === undefined ? undefined : readPublished(draft.published);
  const language = await detectLanguage(draft.text);
  return {
    id: createHash('sha256').update(draft.text, 'utf8').digest('hex'),
    origin: draft.origin,
    ref: cleanLine(draft.ref) ?? draft.origin,
    ...(title !== undefined && { title }),
    ...(source !== undefined && { source }),
    ...(url !== undefined && { url }),
    ...(published !== undefined && { published }),
    ...(draft.fingerprint !== undefined && { fingerprint: draft.fingerprint }),
    text: draft.text,
    ...(language !== undefined && { language }),
    furniture: disjoin([...draft.furniture, ...markFurniture(draft.text, draft.furniture)]),
    ...(draft.extra !== undefined && { extra: draft.extra }),
  };
}
