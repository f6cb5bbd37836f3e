/** Text: .txt and .md into a draft; a header of "Key: value" lines or YAML front matter becomes metadata and furniture. */
import type { Span } from '../model.ts';
import { cleanText } from './clean.ts';
import { type Line, splitLines } from './lines.ts';
import { UnreadableInput } from './unreadable.ts';

/** What a text file tells of itself. */
export interface PlainDraft {
  readonly text: string;
  readonly furniture: readonly Span[];
  readonly title?: string;
  readonly source?: string;
  readonly url?: string;
  readonly published?: string;
}

const KEYS: Readonly<Record<string, 'title' | 'source' | 'url' | 'published' | 'other'>> = {
  title: 'title',
  headline: 'title',
  source: 'source',
  outlet: 'source',
  publisher: 'source',
  publication: 'source',
  url: 'url',
  link: 'url',
  date: 'published',
  published: 'published',
  author: 'other',
  authors: 'other',
  byline: 'other',
  language: 'other',
  section: 'other',
  tags: 'other',
  keywords: 'other',
};
const PAIR = /^([A-Za-z]{3,12})\s*:(?:\s+(\S.*))?$/;

export function readPlainText(raw: string, place: string): PlainDraft {
  const text = cleanText(raw);
  if (text.trim() === '') throw new UnreadableInput(`${place}: has no text; write the article into it or leave it out`);
  const lines = splitLines(text);
  const header = readHeader(lines);
  const rest = lines.slice(header.lines);
  if (rest.every((line) => line.text === '')) {
    throw new UnreadableInput(`${place}: has a header and no article; write the text below it`);
  }
  const title = header.title ?? findTitle(rest);
  const last = lines[header.lines - 1];
  return {
    text,
    furniture: header.lines > 0 && last !== undefined ? [{ start: 0, end: last.end }] : [],
    ...(title !== undefined && { title }),
    ...(header.source !== undefined && { source: header.source }),
    ...(header.url !== undefined && { url: header.url }),
    ...(header.published !== undefined && { published: header.published }),
  };
}

interface Header {
  /** How many lines it takes; 0 where there is none. */
  readonly lines: number;
  readonly title?: string;
  readonly source?: string;
  readonly url?: string;
  readonly published?: string;
}

function readHeader(lines: readonly Line[]): Header {
  const fenced = lines[0]?.text === '---';
  const start = fenced ? 1 : 0;
  const found: Record<string, string> = {};
  let known = 0;
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (fenced ? line.text === '---' : line.text === '') break;
    const pair = PAIR.exec(line.text);
    const key = pair ? KEYS[pair[1]!.toLowerCase()] : undefined;
    if (key === undefined) {
      // Front matter may hold keys and lists of its own; a plain header holds nothing but keys we know.
      if (fenced && at - start < 60) continue;
      return { lines: 0 };
    }
    known += 1;
    const value = pair?.[2]?.replace(/^(["'])(.*)\1$/, '$2');
    if (key !== 'other' && value !== undefined) found[key] ??= value;
  }
  // "Source: AFP" alone above an article is a credit line; "Title: …" alone is a header.
  const enough = fenced ? known > 0 : known > 1 || found.title !== undefined;
  if (!enough || (fenced && at === lines.length)) return { lines: 0 };
  return { ...found, lines: fenced ? at + 1 : at };
}

/** The first line, where it has the shape of a headline and the article stands below it. */
function findTitle(lines: readonly Line[]): string | undefined {
  const filled = lines.filter((line) => line.text !== '');
  const [first, second] = filled;
  if (first === undefined || second === undefined) return undefined;
  const heading = /^#{1,2}\s+(\S.*?)\s*#*$/.exec(first.text);
  if (heading) return heading[1];
  const words = first.text.split(/\s+/).length;
  const headline =
    first.text.length <= 160 &&
    words >= 3 &&
    words <= 24 &&
    /^[\p{Lu}\p{Lo}\d"“‘'«]/u.test(first.text) &&
    !/[.,;:…]["”’]?$/.test(first.text);
  const isList = filled
    .slice(1, 4)
    .every((line) => line.text.length <= first.text.length && !/[.!?]["”’]?$/.test(line.text));
  return headline && !isList ? first.text : undefined;
}
