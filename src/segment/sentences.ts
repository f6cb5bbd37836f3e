/**
 * Segment: an article into sentences, by line, end punctuation and what stands on both sides of it.
 *
 * Intl.Segmenter splits after "U.S." and "Gen."; these rules know abbreviations, initials, times and quotations. Every
 * step is linear in the text.
 */
import type { Article, Sentence, Span } from '../model.ts';
import type { Segment } from '../segment.ts';
import { AFTER_TIME, BEFORE_NUMBER, LEADING, OPENERS, REPORTING, TRAILING } from './abbreviations.ts';
import { findBlocks } from './blocks.ts';

/** A longer stretch without an end is cut at a space: some ten times the longest line of a newspaper. */
const MAX_LENGTH = 1000;
/** Nor has a sentence more words: the parse weighs each of them against each other, and ten thousand brackets are no sentence. */
const MAX_WORDS = 250;
/** A title is no longer than this. */
const MAX_HEADLINE = 200;

const BLANK = '[\\p{Z}\\p{Cc}\\p{Cf}]';
const END = /[.!?…。！？]+["”’'»)\]」』]*/gu;
const CLOSED = /[.!?…。！？]["”’'»)\]」』]*$/u;
const LEADING_BLANK = new RegExp(`^(?:${BLANK}|[•·▪▶►●*–—-]+(?=${BLANK}))+`, 'u');
const TRAILING_BLANK = new RegExp(`${BLANK}+$`, 'u');
const OPENING = new RegExp(
  `${BLANK}*["“‘'«(\\[「『¿¡]*(?:[\\p{Lu}\\p{Lt}\\p{Lo}\\p{Nd}\\p{Sc}]|[@#]\\p{L}|\\p{Ll}\\p{Lu}|(?:a[a-z]{1,2}|el)-\\p{Lu})`,
  'uy',
);
const ATTRIBUTION = new RegExp(
  `${BLANK}+(?:[\\p{Lu}][\\p{L}\\p{M}.'’-]{0,30}${BLANK}+){1,6}(?:${REPORTING})(?![\\p{L}-])`,
  'uy',
);
const NEXT_WORD = new RegExp(`${BLANK}*["“‘'«(\\[]*([\\p{L}\\p{M}]+|\\p{Nd})`, 'uy');
/** About what the annotator takes for a word. */
const WORD = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\p{Z}\p{Cc}\p{Cf}]/gu;
const LETTER = /\p{L}/u;
const LAST_WORD = /[\p{L}\p{M}.]+$/u;

export const segment: Segment = (article) => ({
  article,
  sentences: keptSpans(article)
    .flatMap((kept) => findBlocks(article.text, kept))
    .flatMap((block) => splitBlock(article.text, block)),
});

/** The stretches between the article's furniture. */
function keptSpans({ text, furniture }: Article): Span[] {
  const kept: Span[] = [];
  let start = 0;
  for (const skipped of furniture) {
    kept.push({ start, end: skipped.start });
    start = skipped.end;
  }
  kept.push({ start, end: text.length });
  return kept.filter((span) => span.end > span.start);
}

/** Sentences of one block: a line, or lines that were wrapped. */
function splitBlock(text: string, block: Span): Sentence[] {
  const content = text.slice(block.start, block.end);
  const spans: Span[] = [];
  let start = 0;
  for (const match of content.matchAll(END)) {
    const end = match.index + match[0].length;
    if (!endsSentence(content, start, match.index, end)) continue;
    spans.push({ start, end });
    start = end;
  }
  spans.push({ start, end: content.length });
  const sentences = spans
    .flatMap((span) => cut(content, span))
    .flatMap((span) => cutWords(content, span))
    .flatMap((span) => trim(content, span));
  return sentences.map((span) => {
    const words = content.slice(span.start, span.end);
    return {
      start: block.start + span.start,
      end: block.start + span.end,
      text: words,
      headline: sentences.length === 1 && words.length <= MAX_HEADLINE && !CLOSED.test(words),
    };
  });
}

/** Whether the marks at [mark, end) end the sentence that began at `start`. */
function endsSentence(content: string, start: number, mark: number, end: number): boolean {
  if (end === content.length) return true;
  const marks = content.slice(mark, end);
  if (/^[。！？]/u.test(marks)) return true;
  if (!/[\p{Z}\p{Cc}\p{Cf}]/u.test(content[end]!)) return false;
  OPENING.lastIndex = end;
  if (!OPENING.test(content)) return false;
  if (/^[!?]/u.test(marks) && /["”’']$/u.test(marks)) {
    ATTRIBUTION.lastIndex = end;
    return !ATTRIBUTION.test(content);
  }
  return !marks.startsWith('.') || marks.startsWith('..') || !isAbbreviation(content, start, mark, end);
}

/** Whether the full stop at `mark` belongs to the word before it, and the sentence goes on. */
function isAbbreviation(content: string, start: number, mark: number, end: number): boolean {
  const word = LAST_WORD.exec(content.slice(Math.max(start, mark - 24), mark))?.[0] ?? '';
  NEXT_WORD.lastIndex = end;
  const next = NEXT_WORD.exec(content)?.[1] ?? '';
  const opens = OPENERS.has(next);
  if (word === '') {
    // "1. Withdraw from the valley": the number of a list's item
    return /^\P{L}{0,3}\p{Nd}{1,2}$/u.test(content.slice(start, mark)) && start === 0;
  }
  if (/^[ap]\.m$/iu.test(word)) return AFTER_TIME.has(next) || /^\p{Nd}/u.test(next);
  if (LEADING.has(word)) return true;
  if (BEFORE_NUMBER.has(word) && /^\p{Nd}/u.test(next)) return true;
  if (TRAILING.has(word)) return !opens;
  // U.S., D.C., e.g.
  if (/^\p{L}(?:\.\p{L})+$/u.test(word)) return !opens;
  // "J. D. Vance"; but "Vitamin C. The …", and "It was I. He …"
  if (/^\p{Lu}$/u.test(word)) return !opens || next === 'A';
  return /^\p{Ll}$/u.test(word) && !opens;
}

/** Cuts a span over the greatest length at its last space before that, or where there is none, anywhere. */
function cut(content: string, span: Span): Span[] {
  const parts: Span[] = [];
  let { start } = span;
  while (span.end - start > MAX_LENGTH) {
    // not content.lastIndexOf, which would search back to the beginning of a text without spaces
    const space = content.slice(start, start + MAX_LENGTH).lastIndexOf(' ');
    let end = start + (space > MAX_LENGTH / 2 ? space : MAX_LENGTH);
    if (/[\udc00-\udfff]/.test(content[end]!)) end -= 1;
    parts.push({ start, end });
    start = end;
  }
  parts.push({ start, end: span.end });
  return parts;
}

/** Cuts a span of more words than a sentence has after each so many; what of it has no letter says nothing and is left out. */
function cutWords(content: string, span: Span): Span[] {
  const parts: Span[] = [];
  let { start } = span;
  let words = 0;
  for (const match of content.slice(span.start, span.end).matchAll(WORD)) {
    words += 1;
    if (words % MAX_WORDS > 0) continue;
    const end = span.start + match.index + match[0].length;
    parts.push({ start, end });
    start = end;
  }
  if (parts.length === 0) return [span];
  return [...parts, { start, end: span.end }].filter((part) => LETTER.test(content.slice(part.start, part.end)));
}

/** Without the space, and the list's bullet, at its ends; nothing where nothing is left. */
function trim(content: string, { start, end }: Span): Span[] {
  const words = content.slice(start, end);
  const before = LEADING_BLANK.exec(words)?.[0].length ?? 0;
  if (before === words.length) return [];
  const after = TRAILING_BLANK.exec(words)?.[0].length ?? 0;
  return before + after >= words.length ? [] : [{ start: start + before, end: end - after }];
}
