/** Join: the lines of a text that were wrapped, so that a sentence over a line's end stays one. */
import type { Span } from '../model.ts';

/** A wrapped text's longest line is between these; longer ones are paragraphs on a line of their own. */
const MIN_WIDTH = 40;
const MAX_WIDTH = 120;

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const ENDS_CLOSED = /[.!?…。！？:;]["”’'»)\]」』]*$/u;
const STARTS_LOWER = /^["“‘'«(]*\p{Ll}/u;
const STARTS_ITEM = /^(?:[•·▪▶►●*–—-]|\p{Nd}{1,2}[.)])\s/u;

interface Line extends Span {
  readonly text: string;
}

/** Blocks of `text` within `span` in order: each a line, or neighbouring lines of one wrapped paragraph. */
export function findBlocks(text: string, span: Span): Span[] {
  return splitLines(text, span).flatMap(joinWrapped);
}

/** Paragraphs, each as its lines without the space around them; blank lines part paragraphs. */
function splitLines(text: string, span: Span): Line[][] {
  const content = text.slice(span.start, span.end);
  const paragraphs: Line[][] = [[]];
  const add = (from: number, to: number) => {
    const raw = content.slice(from, to);
    const line = raw.trim();
    const start = span.start + from + raw.length - raw.trimStart().length;
    if (line === '') paragraphs.push([]);
    else paragraphs.at(-1)!.push({ text: line, start, end: start + line.length });
  };
  let from = 0;
  for (const lineEnd of content.matchAll(LINE_END)) {
    add(from, lineEnd.index);
    from = lineEnd.index + lineEnd[0].length;
  }
  add(from, content.length);
  return paragraphs.filter((lines) => lines.length > 0);
}

function joinWrapped(lines: readonly Line[]): Span[] {
  const wrapped = isWrapped(lines);
  const blocks: Span[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const continues =
      before &&
      !STARTS_ITEM.test(line.text) &&
      (wrapped || (!ENDS_CLOSED.test(before.text) && STARTS_LOWER.test(line.text)));
    if (continues) blocks.push({ start: blocks.pop()!.start, end: line.end });
    else blocks.push({ start: line.start, end: line.end });
  });
  return blocks;
}

/** Whether no line but the last had room for the word that begins the next one. */
function isWrapped(lines: readonly Line[]): boolean {
  const width = lines.reduce((longest, line) => Math.max(longest, line.text.length), 0);
  if (lines.length < 3 || width < MIN_WIDTH || width > MAX_WIDTH) return false;
  return lines.every((line, index) => {
    const next = lines[index + 1];
    return !next || line.text.length + 1 + next.text.search(/\s|$/u) > width;
  });
}
