/** Tidy: spans to the words that GUIDE-style mentions keep: no article, title, possessive or mark at their ends. */
import type { Token } from '../model.ts';
import type { LabelledSpan } from './bio.ts';

/** Titles that are said before a person's name and are no part of it; "Pope" is one. */
const TITLES = new Set(
  (
    'mr mrs ms mx dr prof gen sen rep gov lt col maj capt sgt cmdr adm brig rev hon pres amb president vice-president minister ' +
    'chancellor premier senator congressman congresswoman representative governor general colonel major captain admiral ' +
    'lieutenant ambassador secretary king queen ayatollah spokesman spokeswoman spokesperson mayor judge justice professor ' +
    'doctor sir lord lady dame chairman chairwoman commander leader director envoy'
  ).split(' '),
);
const POSSESSIVE = /^['’]s?$/iu;
const VISIBLE = /[\p{L}\p{Nd}]/u;

/** The tidied span, or undefined where nothing is left of it. */
export function tidySpan(span: LabelledSpan, tokens: readonly Token[]): LabelledSpan | undefined {
  let { first, last } = span;
  if (span.label === 'Event') last = completeNoun(last, tokens);
  const droppedFirst = ({ text, upos }: Token) =>
    !VISIBLE.test(text) ||
    POSSESSIVE.test(text) ||
    /^(?:the|a|an)$/u.test(text) ||
    (/^(?:The|A|An|THE)$/u.test(text) && span.label !== 'Place') ||
    (span.label === 'Person' && TITLES.has(text.toLowerCase().replace(/\.$/u, ''))) ||
    (upos === 'CCONJ' && span.label !== 'Event');
  const droppedLast = ({ text, upos }: Token) =>
    (!VISIBLE.test(text) && text !== ')') || POSSESSIVE.test(text) || upos === 'CCONJ' || /^(?:of|the)$/iu.test(text);
  while (first <= last && droppedFirst(tokens[first]!)) first += 1;
  while (first <= last && droppedLast(tokens[last]!)) last -= 1;
  return first > last ? undefined : { ...span, first, last };
}

/** "military" of "military drills", "de-facto" of "de-facto ceasefire": an event goes on to the noun it describes. */
function completeNoun(last: number, tokens: readonly Token[]): number {
  const { upos, rel, head } = tokens[last]!;
  if (upos === 'NOUN' && rel !== 'compound') return last;
  const describes = rel === 'amod' || rel === 'compound' || rel === 'nummod';
  return describes && head > last && head <= last + 2 && tokens[head]!.upos === 'NOUN' ? head : last;
}

/** One span for an initial and the name it begins: "M." and "Rony François". */
export function joinInitials(spans: readonly LabelledSpan[], tokens: readonly Token[]): LabelledSpan[] {
  const joined: LabelledSpan[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    const initial =
      before &&
      before.label === 'Person' &&
      before.last + 1 === span.first &&
      /^\p{Lu}\.?$/u.test(tokens[before.last]!.text);
    if (before && initial && span.label === 'Person') {
      joined.pop();
      joined.push({ ...span, first: before.first, confidence: Math.min(before.confidence, span.confidence) });
    } else joined.push(span);
  }
  return joined;
}
