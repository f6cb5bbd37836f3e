/** HTML: a saved or fetched page into a draft: main text by Readability, one line a paragraph; metadata from its head. */
import { Readability } from '@mozilla/readability';
import { webAddress } from './address.ts';
import { type BlockLine, joinLines, readBlocks } from './blocks.ts';
import { cleanLine } from './clean.ts';
import { refuseDeep } from './depth.ts';
import { type PageDocument, type PageNode, parseDocument } from './dom.ts';
import { readPageMetadata } from './metadata.ts';
import type { PlainDraft } from './text.ts';
import { UnreadableInput } from './unreadable.ts';

/** Fewer letters than this are a menu or an error page, not an article. */
const FEWEST_LETTERS = 40;

/**
 * The article of a page. Its headline is the first line of the text; picture captions, bylines and times that the markup
 * shows as such are furniture. `base` resolves a relative canonical address.
 */
export function readPage(html: string, place: string, base?: string): PlainDraft {
  const document = parsePage(html, place);
  const metadata = readPageMetadata(document);
  const body = readMain(document);
  const letters = body.reduce((sum, line) => sum + (line.text.match(/\p{L}/gu)?.length ?? 0), 0);
  if (letters < FEWEST_LETTERS) {
    throw new UnreadableInput(
      `${place}: has no article text (a menu, a paywall or a page built by script?); save the article's text instead`,
    );
  }
  const { title } = metadata;
  const headline: readonly BlockLine[] = title === undefined ? [] : [{ text: title, furniture: false }];
  const lines = [...headline, ...body.filter((line) => line.text !== title)];
  const url = webAddress(metadata.url, base);
  return {
    ...joinLines(lines),
    ...(title !== undefined && { title }),
    ...(metadata.source !== undefined && { source: metadata.source }),
    ...(url !== undefined && { url }),
    ...(metadata.published !== undefined && { published: metadata.published }),
  };
}

/** Parses a page or a fragment of one; what is nested beyond reason is refused before the parser sees it. */
export function parsePage(html: string, place: string): PageDocument {
  // A "<" that opens no tag costs the parser quadratic time.
  const tame = html.replace(/<(?![a-zA-Z/!?])/g, '&lt;');
  refuseDeep(tame, place);
  const document = parseDocument(tame);
  if (document.documentElement?.localName === 'html' && document.body !== null) return document;
  return parseDocument(`<!doctype html><html><head></head><body>${tame}</body></html>`);
}

function readMain(document: PageDocument): readonly BlockLine[] {
  // Readability takes the document apart; what it misses is looked for in the page as it was.
  const whole = document.cloneNode(true) as PageDocument;
  const parsed = runReadability(document);
  const main = parsed === undefined ? [] : readBlocks(parsed);
  if (main.length > 0) return main;
  const fallback = whole.querySelector('article') ?? whole.querySelector('main') ?? whole.body;
  return fallback === null ? [] : readBlocks(fallback);
}

function runReadability(document: PageDocument): PageNode | undefined {
  try {
    const parsed = new Readability<PageNode>(document, { serializer: (node) => node, charThreshold: 200 }).parse();
    return parsed?.content ?? undefined;
  } catch (error) {
    // On mangled markup it runs off its own tree (tagName of null); the page's paragraphs are there all the same.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The text of an HTML fragment, as feeds carry it: no main text to look for, one line a paragraph. */
export function readFragment(html: string, place: string): readonly BlockLine[] {
  if (!/[<&]/.test(html)) {
    return html.split('\n').flatMap((line) => {
      const text = cleanLine(line);
      return text === undefined ? [] : [{ text, furniture: false }];
    });
  }
  const document = parsePage(`<!doctype html><html><head></head><body>${html}</body></html>`, place);
  return document.body === null ? [] : readBlocks(document.body);
}
