/** Feed: RSS, Atom, RDF and JSON feeds into drafts, one an item. */
import { DetectError, MalformedError, ParseError, parseFeed } from 'feedsmith';
import type { IsStored } from '../read.ts';
import { webAddress } from './address.ts';
import type { Draft } from './article.ts';
import { joinLines } from './blocks.ts';
import { cleanLine, quoteValue } from './clean.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readFragment } from './html.ts';
import { UnreadableInput } from './unreadable.ts';

/** An item of any kind of feed, its fields still raw. */
interface FeedItem {
  readonly guid?: string | undefined;
  readonly link?: string | undefined;
  readonly title?: string | undefined;
  readonly html?: string | undefined;
  readonly plain?: string | undefined;
  readonly source?: string | undefined;
  readonly published?: string | undefined;
}

interface FeedContents {
  readonly title?: string | undefined;
  readonly link?: string | undefined;
  readonly items: readonly FeedItem[];
}

export type FeedResult =
  | { readonly draft: Draft; readonly error?: undefined }
  | { readonly error: UnreadableInput; readonly draft?: undefined; readonly ref: string };

/**
 * The items of a feed in its order. `origin` is the feed's own path or address: an item is known by its link, else by its
 * guid in the feed. An item without words is an error of its own.
 */
export function readFeed(
  xml: string,
  place: string,
  origin: string,
  isStored: IsStored = () => false,
): readonly FeedResult[] {
  const feed = parseContents(xml, place);
  if (feed.items.length === 0)
    throw new UnreadableInput(`${place}: is a feed without items; try again when it has some`);
  const base = webAddress(feed.link) ?? webAddress(origin);
  return feed.items.flatMap((item, index) => {
    const url = webAddress(item.link, base) ?? webAddress(item.guid);
    const guid = cleanLine(item.guid);
    const ref = guid ?? url ?? `${origin}#${index + 1}`;
    const fingerprint = fingerprintOf(JSON.stringify(item), feed.title ?? '', url ?? '', ref);
    const identity = { origin: url ?? `${origin}#${guid ?? index + 1}`, ref, url, fingerprint };
    if (isStored(identity.origin, fingerprint)) return [];
    return readItem(item, feed.title, `${place}: item ${index + 1}`, identity);
  });
}

function readItem(
  item: FeedItem,
  feedTitle: string | undefined,
  place: string,
  identity: Pick<Draft, 'origin' | 'ref' | 'url' | 'fingerprint'>,
): FeedResult {
  const { ref } = identity;
  try {
    const title =
      item.title === undefined
        ? undefined
        : cleanLine(
            readFragment(item.title, place)
              .map((line) => line.text)
              .join(' '),
          );
    const body =
      item.html !== undefined
        ? readFragment(item.html, place)
        : (item.plain ?? '').split('\n').flatMap((line) => {
            const text = cleanLine(line);
            return text === undefined ? [] : [{ text, furniture: false }];
          });
    const headline = title === undefined ? [] : [{ text: title, furniture: false }];
    const lines = [...headline, ...body.filter((line) => line.text !== title)];
    if (lines.length === 0)
      throw new UnreadableInput(`${place} (${quoteValue(ref)}): has no text; read the page itself by its address`);
    return {
      draft: {
        ...identity,
        ...joinLines(lines),
        title,
        source: item.source ?? feedTitle,
        published: item.published,
      },
    };
  } catch (error) {
    if (error instanceof UnreadableInput) return { error, ref };
    throw error;
  }
}

function parseContents(xml: string, place: string): FeedContents {
  try {
    return normalise(parseFeed<string>(xml.trimStart()));
  } catch (error) {
    if (error instanceof DetectError) {
      throw new UnreadableInput(
        `${place}: is not an RSS, Atom, RDF or JSON feed; give a page as .html, articles as .jsonl`,
        { cause: error },
      );
    }
    if (error instanceof ParseError || error instanceof MalformedError || error instanceof SyntaxError) {
      throw new UnreadableInput(
        `${place}: is a broken feed (${cleanLine(error.message) ?? 'not well-formed'}); check it with a feed validator`,
        { cause: error },
      );
    }
    throw error;
  }
}

function normalise(parsed: ReturnType<typeof parseFeed<string>>): FeedContents {
  switch (parsed.format) {
    case 'rss':
      return {
        title: parsed.feed.title,
        link: parsed.feed.link,
        items: (parsed.feed.items ?? []).map((item) => ({
          guid: item.guid?.value,
          link: item.link,
          title: item.title,
          html: item.content?.encoded ?? item.description,
          source: item.source?.title,
          published: item.pubDate ?? item.dc?.dates?.[0],
        })),
      };
    case 'rdf':
      return {
        title: parsed.feed.title,
        link: parsed.feed.link,
        items: (parsed.feed.items ?? []).map((item) => ({
          guid: item.rdf?.about,
          link: item.link,
          title: item.title,
          html: item.content?.encoded ?? item.description,
          published: item.dc?.dates?.[0],
        })),
      };
    case 'atom':
      return {
        title: parsed.feed.title?.value,
        link: parsed.feed.links?.find((link) => (link.rel ?? 'alternate') === 'alternate')?.href,
        items: (parsed.feed.entries ?? []).map((entry) => ({
          guid: entry.id,
          link: entry.links?.find((link) => (link.rel ?? 'alternate') === 'alternate')?.href,
          title: entry.title?.value,
          ...(entry.content?.type === 'text'
            ? { plain: entry.content.value }
            : { html: entry.content?.value ?? entry.summary?.value }),
          source: entry.source?.title?.value,
          published: entry.published ?? entry.updated,
        })),
      };
    case 'json':
      return {
        title: parsed.feed.title,
        link: parsed.feed.home_page_url,
        items: (parsed.feed.items ?? []).map((item) => ({
          guid: item.id,
          link: item.url,
          title: item.title,
          html: item.content_html,
          plain: item.content_text ?? item.summary,
          published: item.date_published ?? item.date_modified,
        })),
      };
  }
}
