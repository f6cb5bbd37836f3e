/** Tidy: spans to the words that GUIDE-style mentions keep: no article, title, possessive or mark at their ends. */
import type { Label, Token } from '../model.ts';
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
  last = completeNoun(span, tokens);
  const droppedFirst = ({ text, upos }: Token) =>
    !VISIBLE.test(text) ||
    POSSESSIVE.test(text) ||
    /^(?:the|a|an)$/u.test(text) ||
    (/^(?:The|A|An|THE)$/u.test(text) && span.label !== 'Place') ||
    (span.label === 'Person' && TITLES.has(text.toLowerCase().replace(/\.$/u, ''))) ||
    (upos === 'CCONJ' && span.label !== 'Event');
  const droppedLast = ({ text, upos }: Token) =>
    (!VISIBLE.test(text) && text !== ')') ||
    POSSESSIVE.test(text) ||
    upos === 'CCONJ' ||
    /^(?:of|the)$/iu.test(text) ||
    // "Iranian foreign ministry spokesman": who speaks is no part of the body
    (span.label === 'Institution' && TITLES.has(text));
  while (first <= last && droppedFirst(tokens[first]!)) first += 1;
  while (first <= last && droppedLast(tokens[last]!)) last -= 1;
  if (first > last) return undefined;
  return isNameless(span.label, tokens.slice(first, last + 1)) ? undefined : { ...span, first, last };
}

/** What is left of a name whose noun the tagger did not take ("full", "general"), and persons in lower case ("delegates"). */
function isNameless(label: Label, tokens: readonly Token[]): boolean {
  const lower = tokens.every(({ text }) => !/\p{Lu}|\p{Lo}/u.test(text));
  if (label === 'Event') return tokens.every(({ upos }) => upos === 'ADJ' || upos === 'NUM');
  return (
    lower && (label === 'Person' || label === 'State' || tokens.every(({ upos }) => upos === 'ADJ' || upos === 'ADV'))
  );
}

/** "military" of "military drills", "refugee" of "Jabaliya refugee camp": no name ends in a word that describes the next. */
function completeNoun({ label, last }: LabelledSpan, tokens: readonly Token[]): number {
  const { text, upos, rel, head } = tokens[last]!;
  if (label !== 'Event' && !/^\p{Ll}/u.test(text)) return last;
  if (upos === 'NOUN' && rel !== 'compound') return last;
  const describes = rel === 'amod' || rel === 'compound' || rel === 'nummod';
  return describes && head > last && head <= last + 2 && tokens[head]!.upos === 'NOUN' ? head : last;
}

/**
 * Joins neighbouring spans that are one name. In 1,450 annotated documents no two persons, places or events stand side
 * by side with nothing between; what the tagger parts there ("Sultan | Ahmed bin Sulayem", "20-point | peace plan") is
 * one. So is a direction and the land it is a part of ("southern | Lebanon"), which is a place.
 */
export function joinNeighbours(spans: readonly LabelledSpan[], tokens: readonly Token[]): LabelledSpan[] {
  const joined: LabelledSpan[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    const adjacent = before !== undefined && before.last + 1 === span.first;
    const sameName =
      before?.label === span.label && (span.label === 'Person' || span.label === 'Place' || span.label === 'Event');
    const part =
      before?.label === 'Place' &&
      span.label === 'State' &&
      tokens.slice(before.first, before.last + 1).every(isDirection);
    if (adjacent && (sameName || part)) {
      joined.pop();
      const confidence = Math.min(before.confidence, span.confidence);
      joined.push({ first: before.first, last: span.last, label: before.label, confidence });
    } else joined.push(span);
  }
  return joined;
}

const isDirection = ({ text, upos }: Token) =>
  upos !== 'PROPN' || /^(?:north|south|east|west|central|upper|lower)/iu.test(text);

/** Common nouns of a state's bodies, which carry the state's name: "Israeli military", "Iranian foreign ministry". */
const BODY =
  /^(?:military|army|navy|air force|armed forces|coast guard|police|parliament|senate|(?:(?:foreign|interior|defen[cs]e|justice|finance|health|economy|energy|trade|oil) )ministry|(?:supreme|constitutional) court|central bank)$/iu;
const LONGEST_BODY = 2;

/** Joins a state and the common noun of its body to the institution that they name. With "'s" the state stands alone. */
export function joinBodies(spans: readonly LabelledSpan[], tokens: readonly Token[]): LabelledSpan[] {
  const joined: LabelledSpan[] = [];
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i]!;
    const next = spans[i + 1];
    const last = span.label === 'State' ? bodyAfter(span.last, tokens) : undefined;
    const free = last !== undefined && (next === undefined || next.first > last);
    const same =
      last !== undefined && next?.label === 'Institution' && next.first === span.last + 1 && next.last === last;
    if (last === undefined || !(free || same)) joined.push(span);
    else {
      joined.push({ ...span, last, label: 'Institution' });
      if (same) i += 1;
    }
  }
  return joined;
}

/** Last token of the body whose common noun follows token `state`. */
function bodyAfter(state: number, tokens: readonly Token[]): number | undefined {
  for (let length = LONGEST_BODY; length > 0; length--) {
    const last = state + length;
    const words = tokens.slice(state + 1, last + 1).map((token) => token.text);
    if (words.length < length || !BODY.test(words.join(' '))) continue;
    // "Israeli military operation", "Russian army uniform": the noun only describes what follows
    const { rel, head } = tokens[last]!;
    const describes = length === 1 && head > last && (rel === 'amod' || rel === 'compound');
    if (!describes) return last;
  }
  return undefined;
}
