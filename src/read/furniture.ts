/**
 * Furniture: marks what a page wraps round its article — links to other stories, captions, bylines, datelines, prompts —
 * by the shape of a line and its place. Nothing is cut: the spans tell the later stages what to skip. Where a line might
 * be a sentence of the report it is left alone.
 */
import type { Span } from '../model.ts';
import { findDateline } from './furniture/dateline.ts';
import { FURNITURE_RULES, type FurnitureRule, SEGMENT_BREAK } from './furniture/rules.ts';
import { disjoin, type Line, splitLines } from './lines.ts';

/** Longer lines are paragraphs: only what is bracketed inside them can be furniture. */
const LINE_CHARACTERS = 600;
const INLINE =
  /[([](?:also read|read also|read more|see also|related|watch|listen|click here|more on this|(?:file )?photo|image|picture|pic|photo by|image credit|photo credit)\s*(?:[:|/»]|[-–—]\s)[^()[\]\n]{1,200}[)\]]/gi;
const TAIL_CHARACTERS = 60;
/** A link's words left over behind the last sentence of a paragraph. */
const TRAILING =
  /(?<=[.!?…]["'”’)\]]?\s{1,3})(?:\[?(?:…|\.{3})\]?\s?)?(?:read (?:more|full story|the full story)|continue reading|see more)[\s.…»>→]{0,5}$/i;
/** The mark of a heading, a quotation or an item in Markdown: the words behind it are the article's. */
const MARKUP = /^(?:#{1,6}\s+|>\s+|[*+-]\s+(?=\S))/;

/** Spans of `text` that are page furniture, in text order. `known` is furniture already: its lines are passed over. */
export function markFurniture(text: string, known: readonly Span[] = []): readonly Span[] {
  const lines = findOpenLines(text, known);
  const marked = new Set<number>();
  markByRule(lines, marked, 'anywhere');
  markRepeated(lines, marked);
  markByRule(lines, marked, 'edge');
  markTrailingHeadlines(text, lines, marked);
  const spans: Span[] = [];
  for (const [index, line] of lines.entries()) {
    if (marked.has(index)) spans.push({ start: line.start, end: line.end });
    else spans.push(...markInside(line));
  }
  return spans;
}

/** The lines that have words and lie in none of `known`. Both are in text order, so one walk over both is enough. */
function findOpenLines(text: string, known: readonly Span[]): readonly Line[] {
  const sorted = disjoin(known);
  let next = 0;
  return splitLines(text).filter((line) => {
    while ((sorted[next]?.end ?? Number.POSITIVE_INFINITY) < line.end) next += 1;
    return line.end > line.start && (sorted[next]?.start ?? Number.POSITIVE_INFINITY) > line.start;
  });
}

/** Dateline, list mark and bracketed links: parts of a line that stays. */
function markInside(line: Line): readonly Span[] {
  const spans: Span[] = [];
  const markup = MARKUP.exec(line.text)?.[0].length ?? 0;
  const opening = markup + findDateline(line.text.slice(markup, markup + 160));
  if (opening > 0) spans.push({ start: line.start, end: line.start + opening });
  for (const match of line.text.matchAll(INLINE)) {
    if (match.index >= opening)
      spans.push({ start: line.start + match.index, end: line.start + match.index + match[0].length });
  }
  const tail = line.text.slice(-TAIL_CHARACTERS);
  const trailing = TRAILING.exec(tail);
  if (trailing) spans.push({ start: line.end - tail.length + trailing.index, end: line.end });
  return spans;
}

/** A line without Markdown's stars and underscores: "*Photo: Anna Berg*" is a credit too. */
function dropEmphasis(text: string): string {
  return /^[*_]*$|^[^*_]*$/.test(text)
    ? text
    : text.replace(/\*{1,3}(?=\S)|(?<=\S)\*{1,3}/g, '').replace(/^_+|_+$/g, '');
}

function countWords(text: string): number {
  return text.split(/\s+/).length;
}

/** Ends as a sentence ends. */
function isClosed(line: Line): boolean {
  return /[.!?…。！？؟।:;,][\s"'”’»)\]]*$/.test(line.text);
}

/** A line of running text: a whole sentence, or too long for a headline. */
function isProse(line: Line): boolean {
  const words = countWords(line.text);
  return (words >= 8 && isClosed(line)) || words >= 25;
}

function markByRule(lines: readonly Line[], marked: Set<number>, where: FurnitureRule['where']): void {
  const rules = FURNITURE_RULES.filter((rule) => rule.where === where);
  const findRule = (line: Line): FurnitureRule | undefined => {
    if (line.text.length > LINE_CHARACTERS) return undefined;
    const bare = dropEmphasis(line.text);
    const find = (part: string): FurnitureRule | undefined => {
      const words = countWords(part);
      return rules.find((rule) => words <= rule.words && rule.pattern.test(part));
    };
    const rule = find(bare);
    if (rule !== undefined || where === 'anywhere') return rule;
    // "By Anna Berg | 20 May 2025 | 3 min read": furniture where each part is.
    const parts = bare.split(SEGMENT_BREAK);
    return parts.length > 1 && parts.length < 8 && parts.every((part) => find(part) !== undefined)
      ? find(parts[0]!)
      : undefined;
  };
  const [first, last] = where === 'edge' ? narrowBody(lines, marked, findRule) : [lines.length, -1];
  const openers: (readonly [number, FurnitureRule])[] = [];
  for (const [index, line] of lines.entries()) {
    if (marked.has(index) || (index >= first && index <= last)) continue;
    const rule = findRule(line);
    if (rule === undefined) continue;
    if (rule.opens !== undefined) openers.push([index, rule]);
    // A single word in the middle of an article may be a cross-head of its own: "Comments".
    if (rule.opens !== 'end' || countWords(line.text) > 1) marked.add(index);
  }
  const [, end] = findBody(lines, marked);
  for (const [index, rule] of openers) {
    if (rule.opens === 'list') markList(lines, marked, index + 1, index > end);
    else if (index > end) for (let rest = index; rest < lines.length; rest += 1) marked.add(rest);
  }
}

/** Indices of the first and the last line of running text that nothing has marked. */
function findBody(lines: readonly Line[], marked: ReadonlySet<number>): readonly [number, number] {
  let first = lines.length;
  let last = -1;
  for (const [index, line] of lines.entries()) {
    if (marked.has(index) || !isProse(line)) continue;
    first = Math.min(first, index);
    last = index;
  }
  return [first, last];
}

/** The body without the lines at its ends that are furniture themselves, as a cookie notice is a sentence too. */
function narrowBody(
  lines: readonly Line[],
  marked: ReadonlySet<number>,
  findRule: (line: Line) => FurnitureRule | undefined,
): readonly [number, number] {
  const outside = (index: number): boolean => {
    const line = lines[index]!;
    return marked.has(index) || !isProse(line) || findRule(line) !== undefined;
  };
  let [first, last] = findBody(lines, marked);
  while (first <= last && outside(first)) first += 1;
  while (last >= first && outside(last)) last -= 1;
  return [first, last];
}

/** The headlines under "Related stories": lines without an end, until the article goes on. */
function markList(lines: readonly Line[], marked: Set<number>, from: number, trailing: boolean): void {
  let to = from;
  while (to < lines.length && !isProse(lines[to]!)) to += 1;
  // Headlines of other stories and a cross-head look the same: the last one before the article goes on may be its own.
  const end = trailing || to >= lines.length ? to : to - 1;
  for (let index = from; index < end; index += 1) marked.add(index);
}

/** The same unfinished line twice is a caption or a button; a title that comes again keeps its first place. */
function markRepeated(lines: readonly Line[], marked: Set<number>): void {
  const places = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    if (isClosed(line) || line.text.length > LINE_CHARACTERS) continue;
    const indices = places.get(line.text);
    if (indices === undefined) places.set(line.text, [index]);
    else indices.push(index);
  }
  for (const [caption, indices] of places) {
    if (indices.length < 2) continue;
    for (const index of indices) if (index > 0) marked.add(index);
    if (countWords(caption) < 4 || indices[0] === 0) continue;
    // The same caption with its credit glued on: "Leaders in Rome, 2024Presidential Press Office".
    for (const index of indices) {
      for (const next of [index - 1, index + 1]) {
        const line = lines[next];
        if (line?.text.startsWith(caption) && !isClosed(line)) marked.add(next);
      }
    }
  }
}

/** Title-case lines under the last sentence are links to other stories: no cross-head ends an article. */
function markTrailingHeadlines(text: string, lines: readonly Line[], marked: Set<number>): void {
  let last = lines.length - 1;
  while (last >= 0 && (marked.has(last) || !isClosed(lines[last]!))) last -= 1;
  if (last < 0 || !lines.some((line, index) => index <= last && !marked.has(index) && isProse(line))) return;
  if (lines[last]!.text.endsWith(':')) return;
  for (let index = last + 1; index < lines.length; index += 1) {
    const line = lines[index]!;
    const apart = text.slice(lines[index - 1]!.end, line.start).split('\n').length > 2 || marked.has(index - 1);
    if (apart && isTitleCase(line.text)) marked.add(index);
  }
}

function isTitleCase(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}'’-]*/gu)?.filter((word) => word.length >= 4) ?? [];
  if (words.length < 3 || countWords(text) > 24 || /^[•*\d-]/.test(text)) return false;
  return words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.7;
}
