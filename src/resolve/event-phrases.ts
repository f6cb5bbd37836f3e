/** Find the noun phrases of an article that name events, by the encoder or by the ontology's event kinds, with their facts. */
import type { Entity, Token } from '../model.ts';
import { EVENT_KINDS } from '../ontology.ts';
import { compareBy, groupBy } from '../order.ts';
import type { Context } from './context.ts';
import { slugOf } from './fold.ts';
import { childrenOf, headOf, prepositionOf } from './grammar.ts';
import { toEntity } from './link.ts';
import type { Named } from './named.ts';
import type { PlacedReference } from './tables.ts';

/** One noun phrase that names an event. */
export interface EventPhrase {
  readonly sentence: number;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly confidence: number;
  readonly kind: string;
  /** Lemma of the event noun. */
  readonly head: string;
  /** `other`: "another call"; `new`: "a call"; `known`: "the talks", "his offer"; `bare`: "talks". */
  readonly reach: 'other' | 'new' | 'known' | 'bare';
  /** Entities that the phrase ties to the event: before the noun, after it, and where. */
  readonly owners: readonly string[];
  readonly targets: readonly string[];
  readonly places: readonly string[];
  /** Words that tell one event from another: "membership" of "membership talks". */
  readonly modifiers: readonly string[];
  readonly numbers: readonly string[];
  /** The tables' or the text's proper name. */
  readonly proper?: Entity;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(EVENT_KINDS).flatMap(([kind, nouns]) => nouns.map((noun) => [noun, kind] as const)),
);
/** Adjectives that open no name of an event: the phrase begins after them. */
const UNNAMING = words(
  'new recent latest possible potential further major last final previous earlier upcoming planned proposed key such same other more additional ongoing current several many similar alleged apparent so-called future',
);
/** Modifiers that any telling may add or leave out. */
const COMMON = words(
  'direct indirect peace renewed fresh immediate initial full unconditional permanent temporary draft official formal high level tough strong tougher stronger entire deadly devastating fierce heavy bloody brief private phone telephone nationwide round party nation country side way bilateral multilateral international comprehensive broad general special emergency crucial landmark historic long short whole open ended hour minute day week month year old two-hour full-scale scale large possible planned appropriate european',
);
const OTHER_SIGNS = words('another new second third fourth separate further additional other fresh');
const NEW_SIGNS = words('a an more several');
const KNOWN_SIGNS = words('the this that these those his her its their such');
/** "third round of talks", "package of reforms": the noun after "of" is the event. */
const MEASURES = words('round series wave set package spate string first second third');

/** Phrases in text order; none overlaps a name of another kind. */
export function findPhrases(
  names: readonly Named[],
  references: readonly PlacedReference[],
  context: Context,
): EventPhrase[] {
  const bySentence = groupBy(references, (reference) => reference.sentence);
  const referencesIn = (sentence: number): readonly PlacedReference[] => bySentence.get(sentence) ?? [];
  const taken = (sentence: number, i: number): boolean =>
    referencesIn(sentence).some((one) => one.first <= i && i <= one.last);
  const phrases: EventPhrase[] = [];
  const told = new Map<number, EventPhrase[]>();
  const add = (range: TokenRange, confidence: number): void => {
    const here = told.get(range.sentence) ?? [];
    if (here.some((one) => one.first <= range.last && range.first <= one.last)) return;
    const phrase = readPhrase(range, confidence, referencesIn(range.sentence), context);
    told.set(range.sentence, [...here, phrase]);
    phrases.push(phrase);
  };
  for (const named of names) {
    if (named.label !== 'Event') continue;
    const overlaps = referencesIn(named.sentence).some((one) => one.first <= named.last && named.first <= one.last);
    if (overlaps) continue;
    const { tokens } = context.annotated.sentences[named.sentence]!;
    add(
      wholePhrase(named, tokens, (i) => taken(named.sentence, i)),
      named.confidence,
    );
  }
  for (const [sentence, { tokens }] of context.annotated.sentences.entries()) {
    for (const [i, token] of tokens.entries()) {
      // "peace talks between …": a noun the tagger takes for a verb still stands where a noun stands.
      const nominal = token.upos === 'VERB' && /^(?:nsubj|obj|obl|nmod)(?::|$)/u.test(token.rel);
      const noun = token.upos === 'NOUN' || nominal || (token.upos === 'PROPN' && /^\p{Lu}?\p{Ll}/u.test(token.text));
      if (!noun || kindAt(tokens, i) === undefined || taken(sentence, i)) continue;
      const modifies = token.rel === 'compound' && token.head > i && /^(?:NOUN|PROPN)$/u.test(tokens[token.head]!.upos);
      if (modifies) continue;
      add({ sentence, first: startOf(tokens, i, (j) => taken(sentence, j)), last: i }, 0.5);
    }
  }
  return phrases.sort(
    compareBy(
      (phrase) => phrase.start,
      (phrase) => phrase.end,
    ),
  );
}

/** The encoder breaks phrases off before their noun: "membership" of "membership talks". */
function wholePhrase(named: Named, tokens: readonly Token[], isName: (i: number) => boolean): TokenRange {
  const { sentence, first, last } = named;
  const end = tokens[headOf(tokens, first, last)]!;
  const cut =
    end.head > last &&
    end.head <= last + 4 &&
    /^(?:amod|compound|nummod)/u.test(end.rel) &&
    kindAt(tokens, end.head) !== undefined;
  const between = tokens.slice(last + 1, end.head + 1).every((_, i) => !isName(last + 1 + i));
  return { sentence, first, last: cut && between ? end.head : last };
}

/** Kind of the event noun at token `i`, alone or with the noun before it ("phone call"); undefined for other nouns. */
function kindAt(tokens: readonly Token[], i: number): string | undefined {
  const { text, lemma } = tokens[i]!;
  // "Ukraine's call for sanctions" is a demand.
  if (
    lemma === 'call' &&
    /^(?:for|on|to)$/u.test(tokens[i + 1]?.text ?? '') &&
    !/phone/iu.test(tokens[i - 1]?.text ?? '')
  )
    return undefined;
  const before = tokens[i - 1]?.text.toLowerCase();
  return KIND_OF.get(`${before} ${lemma}`) ?? KIND_OF.get(text.toLowerCase()) ?? KIND_OF.get(lemma.toLowerCase());
}

/** First token of the adjectives and nouns that stand unbroken before the noun, up to a name or an unnaming adjective. */
function startOf(tokens: readonly Token[], noun: number, isName: (i: number) => boolean): number {
  let first = noun;
  while (first > 0) {
    const at = first - 1;
    const before = tokens[at]!;
    const hyphened = before.text === '-' || tokens[at + 1]!.text === '-';
    const binds = hyphened || before.head === noun || (before.head > at && before.head <= noun);
    const modifies = /^(?:amod|compound|nummod|nmod|obl:unmarked|nmod:unmarked|advmod)$/u.test(before.rel);
    if (!binds || isName(at) || (!hyphened && !(modifies && /^(?:ADJ|NOUN|NUM|VERB)$/u.test(before.upos)))) break;
    if (!hyphened && UNNAMING.has(before.text.toLowerCase())) break;
    first -= 1;
  }
  while (first < noun && tokens[first]!.upos === 'PUNCT') first += 1;
  return first;
}

interface TokenRange {
  readonly sentence: number;
  readonly first: number;
  readonly last: number;
}

function readPhrase(
  { sentence, first, last }: TokenRange,
  confidence: number,
  references: readonly PlacedReference[],
  context: Context,
): EventPhrase {
  const { tokens } = context.annotated.sentences[sentence]!;
  const head = headOf(tokens, first, last);
  const noun = eventNoun(tokens, first, last, head);
  // "third round of talks": what "round" is told with is told of the talks.
  const top = measureOf(tokens, noun) ?? head;
  const start = tokens[first]!.start;
  const end = tokens[last]!.end;
  const text = context.annotated.article.text.slice(start, end);
  const proper = properEvent(text, tokens.slice(first, last + 1), context, sentence, first);
  const own = tokens.slice(first, last + 1);
  const signs = [top, noun].flatMap((i) =>
    childrenOf(tokens, i)
      .filter((j) => j < i)
      .map((j) => tokens[j]!.text.toLowerCase()),
  );
  // "described as a productive conversation": said of what was told already.
  const said = prepositionOf(tokens, top) === 'as' || childrenOf(tokens, top).some((j) => tokens[j]!.rel === 'cop');
  const possessed = [top, noun].some((i) => childrenOf(tokens, i).some((j) => tokens[j]!.rel === 'nmod:poss'));
  const { lemma } = tokens[noun]!;
  const numbered = [...own, ...childrenOf(tokens, top).map((j) => tokens[j]!)].filter(
    (token) => token.upos === 'NUM' || /\d|^(?:first|second|third|fourth|fifth)$/iu.test(token.text),
  );
  return {
    sentence,
    first,
    last,
    start,
    end,
    text,
    confidence,
    head: lemma.toLowerCase(),
    kind: proper?.kind ?? kindAt(tokens, noun) ?? (own.some(({ text: word }) => /phone/iu.test(word)) ? 'call' : lemma),
    reach: signs.some((sign) => OTHER_SIGNS.has(sign))
      ? 'other'
      : said || possessed || signs.some((sign) => KNOWN_SIGNS.has(sign))
        ? 'known'
        : signs.some((sign) => NEW_SIGNS.has(sign))
          ? 'new'
          : 'bare',
    ...tiedEntities(
      tokens,
      [top, noun],
      first,
      references.filter(({ named }) => named),
    ),
    modifiers: own
      .filter((token, i) => first + i !== noun && /^(?:ADJ|NOUN|PROPN|VERB)$/u.test(token.upos))
      .map((token) => token.lemma.toLowerCase())
      .filter((word) => !UNNAMING.has(word) && !COMMON.has(word) && !MEASURES.has(word)),
    numbers: [...new Set(numbered.map((token) => token.text.toLowerCase()))],
    ...(proper ? { proper } : {}),
  };
}

/** The token in the range that names the kind: the head, or the noun after "round of". */
function eventNoun(tokens: readonly Token[], first: number, last: number, head: number): number {
  if (kindAt(tokens, head) !== undefined && !MEASURES.has(tokens[head]!.lemma)) return head;
  const other = tokens.findIndex((_, i) => i >= first && i <= last && i > head && kindAt(tokens, i) !== undefined);
  return other < 0 ? head : other;
}

function measureOf(tokens: readonly Token[], noun: number): number | undefined {
  const { head, rel } = tokens[noun]!;
  return head >= 0 && rel === 'nmod' && MEASURES.has(tokens[head]!.lemma) ? head : undefined;
}

/** Who and where the phrase itself tells: "EU sanctions on Russia", "talks between A and B in C". */
function tiedEntities(
  tokens: readonly Token[],
  heads: readonly number[],
  first: number,
  references: readonly PlacedReference[],
): Pick<EventPhrase, 'owners' | 'targets' | 'places'> {
  const owners: string[] = [];
  const targets: string[] = [];
  const places: string[] = [];
  const noun = heads.at(-1)!;
  const dependents = heads.flatMap((head) =>
    childrenOf(tokens, head).flatMap((child) => [
      child,
      ...childrenOf(tokens, child).filter((j) => tokens[j]!.rel === 'conj' || tokens[j]!.rel === 'compound'),
    ]),
  );
  for (const reference of references) {
    const at = headOf(tokens, reference.first, reference.last);
    const inside = at >= first && at < noun;
    if (!dependents.includes(at) && !inside) continue;
    const preposition = caseBefore(tokens, at, heads);
    if (at < noun) owners.push(reference.entity);
    else if (/^(?:in|at|near|across|inside)$/u.test(preposition)) places.push(reference.entity);
    else if (/^(?:by|from|between|among)$/u.test(preposition)) owners.push(reference.entity);
    else targets.push(reference.entity);
  }
  return { owners, targets, places };
}

function caseBefore(tokens: readonly Token[], at: number, heads: readonly number[]): string {
  const own = childrenOf(tokens, at).filter((j) => tokens[j]!.rel === 'case' && j < at);
  if (own.length > 0) return tokens[own.at(-1)!]!.text.toLowerCase();
  const parent = tokens[at]!.head;
  return parent >= 0 && !heads.includes(parent) ? caseBefore(tokens, parent, heads) : '';
}

/** A title or a sentence with a capital on nearly every word: capitals prove no name there. */
function isTitleCase(context: Context, sentence: number): boolean {
  const { headline, tokens } = context.annotated.sentences[sentence]!;
  const long = tokens.filter(({ text }) => /^\p{L}{4,}/u.test(text));
  const lower = long.filter(({ text }) => /^\p{Ll}/u.test(text)).length;
  return headline || (long.length >= 4 && lower <= long.length / 4);
}

/** A name of the tables, or capitals that are more than a state's name: "World War II", "Minsk agreements". */
function properEvent(
  text: string,
  tokens: readonly Token[],
  context: Context,
  sentence: number,
  first: number,
): Entity | undefined {
  const listed = context.knowledge.candidates(text).filter(({ known }) => known.label === 'Event');
  if (listed[0] && tokens.length > 1 && (/\p{Lu}/u.test(text) || /\d{4}/u.test(text))) return toEntity(listed[0].known);
  const last = tokens.at(-1)!;
  if (tokens.length < 2 || !/^(?:\p{Lu}|\d{4}$)/u.test(last.text)) {
    // "2025 Istanbul summit": a year and a name make a lower-case noun a name too.
    const year = tokens.some((token) => /^(?:19|20)\d\d$/u.test(token.text));
    if (!year || !tokens.some((token) => /^\p{Lu}/u.test(token.text))) return undefined;
    return { id: `event:${slugOf(text)}`, label: 'Event', name: text };
  }
  const headline = isTitleCase(context, sentence);
  const capitals = tokens.filter(
    (token, i) =>
      /^\p{Lu}/u.test(token.text) && first + i > 0 && context.knowledge.statesNamed(token.text).length === 0,
  );
  return headline || capitals.length < 2 ? undefined : { id: `event:${slugOf(text)}`, label: 'Event', name: text };
}
