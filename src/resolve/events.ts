/** Gather the event nouns of an article, named by the encoder or by the ontology's event kinds, into events. */
import type { Entity, Token } from '../model.ts';
import { EVENT_KINDS } from '../ontology.ts';
import { compareBy } from '../order.ts';
import type { Context } from './context.ts';
import { foldName, slugOf } from './fold.ts';
import { childrenOf, headOf } from './grammar.ts';
import { toEntity } from './link.ts';
import type { Named } from './named.ts';
import type { PlacedReference } from './tables.ts';

/** One noun phrase that names an event. */
interface EventPhrase {
  readonly sentence: number;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly confidence: number;
  readonly kind: string;
  /** Lemma of the head noun. */
  readonly head: string;
  /** `new`: "a call", "another strike"; `known`: "the talks", "this plan", "his offer"; `bare`: "talks". */
  readonly reach: 'new' | 'known' | 'bare';
  /** Entities that the phrase ties to the event: "EU sanctions on Russia", "talks between A and B". */
  readonly owners: readonly string[];
  readonly targets: readonly string[];
  readonly places: readonly string[];
  readonly modifiers: readonly string[];
  readonly numbers: readonly string[];
  /** The tables' or the text's proper name. */
  readonly proper?: Entity;
}

const KIND_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(EVENT_KINDS).flatMap(([kind, nouns]) => nouns.map((noun) => [noun, kind] as const)),
);
/** Kinds whose nouns stand for each other when definite: "the discussion" for a call, "the pause" for a ceasefire. */
const ALIKE: readonly (readonly string[])[] = [
  ['call', 'talks', 'meeting'],
  ['ceasefire', 'plan'],
  ['agreement', 'plan'],
  ['war'],
  ['attack'],
  ['sanctions'],
  ['election'],
  ['protest'],
  ['dispute'],
];
const WEAK_MODIFIERS = new Set(
  'new recent latest possible potential further major first last final previous earlier upcoming planned proposed initial key big such same other more additional ongoing current several many two three four five six direct official fresh immediate'.split(
    ' ',
  ),
);
const NEW_SIGNS = new Set(
  'a an another new fresh second third separate further additional more several other'.split(' '),
);
const KNOWN_SIGNS = new Set('the this that these those his her its their such'.split(' '));

export interface Events {
  readonly references: readonly PlacedReference[];
  readonly entities: readonly Entity[];
}

/** Links event phrases; `references` are the links of all other names, which tell one event from another. */
export function linkEvents(names: readonly Named[], references: readonly PlacedReference[], context: Context): Events {
  const phrases = findPhrases(names, references, context).sort(compareBy<EventPhrase>((phrase) => phrase.start));
  const events: EventPhrase[][] = [];
  for (const phrase of phrases) {
    const event = [...events].reverse().find((told) => joins(phrase, told));
    if (event) event.push(phrase);
    else events.push([phrase]);
  }
  const taken = new Set<string>();
  const out = events.map((told) => ({ told, entity: toEvent(told, context, taken) }));
  return {
    entities: out.map(({ entity }) => entity),
    references: out.flatMap(({ told, entity }) =>
      told.map((phrase, i) => ({
        sentence: phrase.sentence,
        first: phrase.first,
        last: phrase.last,
        start: phrase.start,
        end: phrase.end,
        text: phrase.text,
        entity: entity.id,
        label: 'Event' as const,
        score: i === 0 ? Math.max(0.6, phrase.confidence) : phrase.reach === 'known' ? 0.8 : 0.7,
        why: phrase.proper
          ? 'name of an event'
          : i === 0
            ? `event noun "${phrase.head}"`
            : `${phrase.reach === 'known' ? 'definite' : 'same'} "${phrase.head}", joins "${told[0]!.text}"`,
        named: true,
      })),
    ),
  };
}

function findPhrases(names: readonly Named[], references: readonly PlacedReference[], context: Context): EventPhrase[] {
  const taken = (sentence: number, i: number): boolean =>
    references.some((one) => one.sentence === sentence && one.first <= i && i <= one.last);
  const phrases: EventPhrase[] = [];
  for (const named of names) {
    if (
      named.label !== 'Event' ||
      references.some((one) => one.sentence === named.sentence && one.first <= named.last && named.first <= one.last)
    )
      continue;
    phrases.push(readPhrase(named, named.confidence, references, context));
  }
  for (const [sentence, { tokens }] of context.annotated.sentences.entries()) {
    for (const [i, token] of tokens.entries()) {
      if (token.upos !== 'NOUN' || kindOf(tokens, i) === undefined || taken(sentence, i)) continue;
      if (token.rel === 'compound' && tokens[token.head]?.upos === 'NOUN' && token.head > i) continue;
      if (phrases.some((one) => one.sentence === sentence && one.first <= i && i <= one.last)) continue;
      const first = startOf(tokens, i, (j) => taken(sentence, j));
      phrases.push(readPhrase({ sentence, first, last: i }, 0.5, references, context));
    }
  }
  return phrases;
}

/** Kind of the event noun at token `i`, alone or with the noun before it ("phone call"); undefined for other nouns. */
function kindOf(tokens: readonly Token[], i: number): string | undefined {
  const own = tokens[i]!;
  const text = own.text.toLowerCase();
  const pair = i > 0 ? `${tokens[i - 1]!.text.toLowerCase()} ${own.lemma}` : '';
  return KIND_OF.get(pair) ?? KIND_OF.get(text) ?? KIND_OF.get(own.lemma);
}

/** First token of the adjectives and nouns that stand unbroken before the head, up to a name or a weak adjective. */
function startOf(tokens: readonly Token[], head: number, isName: (i: number) => boolean): number {
  let first = head;
  while (first > 0) {
    const before = tokens[first - 1]!;
    const binds =
      before.head === head ||
      (before.head > first - 1 && before.head <= head) ||
      (before.rel === 'punct' && before.text === '-');
    if (
      !binds ||
      isName(first - 1) ||
      !['ADJ', 'NOUN', 'NUM', 'PUNCT', 'VERB'].includes(before.upos) ||
      !/^(?:amod|compound|nummod|punct|obl:unmarked|nmod:unmarked|nmod)$/u.test(before.rel)
    )
      break;
    if (WEAK_MODIFIERS.has(before.text.toLowerCase()) || (before.upos === 'PUNCT' && before.text !== '-')) break;
    first -= 1;
  }
  while (first < head && tokens[first]!.upos === 'PUNCT') first += 1;
  return first;
}

function readPhrase(
  span: { readonly sentence: number; readonly first: number; readonly last: number },
  confidence: number,
  references: readonly PlacedReference[],
  context: Context,
): EventPhrase {
  const { tokens } = context.annotated.sentences[span.sentence]!;
  const { first, last } = span;
  const head = headOf(tokens, first, last);
  const start = tokens[first]!.start;
  const end = tokens[last]!.end;
  const text = context.annotated.article.text.slice(start, end);
  const here = references.filter((one) => one.sentence === span.sentence && one.named);
  const headsOfReferences = here.map((reference) => ({
    reference,
    at: headOf(tokens, reference.first, reference.last),
  }));
  const owners: string[] = [];
  const targets: string[] = [];
  const places: string[] = [];
  const dependents = childrenOf(tokens, head).flatMap((child) => [
    child,
    ...childrenOf(tokens, child).filter((j) => tokens[j]!.rel === 'conj'),
  ]);
  for (const { reference, at } of headsOfReferences) {
    if (!dependents.includes(at) && !(at >= first - 3 && at < first && tokens[at]!.head === head)) continue;
    const preposition = caseBefore(tokens, at, head);
    if (at < head) owners.push(reference.entity);
    else if (preposition === 'in' || preposition === 'at' || preposition === 'near') places.push(reference.entity);
    else if (preposition === 'by' || preposition === 'from') owners.push(reference.entity);
    else targets.push(reference.entity);
  }
  const before = tokens
    .slice(Math.max(0, first - 3), last + 1)
    .filter((token, i, all) => token.head === head || all.length - i <= 2);
  const signs = [
    ...before,
    ...childrenOf(tokens, head)
      .filter((j) => j < head)
      .map((j) => tokens[j]!),
  ].map((token) => token.text.toLowerCase());
  const possessed = childrenOf(tokens, head).some((j) => tokens[j]!.rel === 'nmod:poss');
  const reach = signs.some((sign) => NEW_SIGNS.has(sign))
    ? 'new'
    : possessed || signs.some((sign) => KNOWN_SIGNS.has(sign))
      ? 'known'
      : 'bare';
  const modifiers = tokens
    .slice(first, last + 1)
    .filter((token, i) => first + i !== head && /^(?:ADJ|NOUN|PROPN|VERB)$/u.test(token.upos))
    .map((token) => token.lemma);
  const proper = properEvent(text, tokens.slice(first, last + 1), context);
  const lemma = tokens[head]!.lemma;
  return {
    sentence: span.sentence,
    first,
    last,
    start,
    end,
    text,
    confidence,
    head: lemma,
    reach,
    owners,
    targets,
    places,
    kind: proper?.kind ?? kindOf(tokens, head) ?? (modifiers.includes('phone') ? 'call' : lemma),
    modifiers: modifiers.filter((word) => !WEAK_MODIFIERS.has(word)),
    numbers: tokens
      .slice(first, last + 1)
      .filter((token) => /\d/u.test(token.text) || token.upos === 'NUM')
      .map((token) => token.text.toLowerCase()),
    ...(proper ? { proper } : {}),
  };
}

function caseBefore(tokens: readonly Token[], at: number, head: number): string {
  const own = childrenOf(tokens, at).filter((j) => tokens[j]!.rel === 'case' && j < at);
  if (own.length > 0) return tokens[own.at(-1)!]!.text.toLowerCase();
  const parent = tokens[at]!.head;
  return parent >= 0 && parent !== head ? caseBefore(tokens, parent, head) : '';
}

/** A name of the tables, or capitals that are more than a state's name: "World War II", "Minsk agreements". */
function properEvent(text: string, tokens: readonly Token[], context: Context): Entity | undefined {
  const listed = context.knowledge.candidates(text).filter(({ known }) => known.label === 'Event');
  if (listed[0] && (/\p{Lu}/u.test(text) || /\d{4}/u.test(text))) return toEntity(listed[0].known);
  const capitals = tokens.filter(
    (token) => /^\p{Lu}/u.test(token.text) && context.knowledge.statesNamed(token.text).length === 0,
  );
  const headIsName = /^(?:\p{Lu}|[IVX]+$)/u.test(tokens.at(-1)!.text);
  const year = tokens.some((token) => /^(?:19|20)\d\d$/u.test(token.text));
  const starts =
    tokens[0] &&
    capitals[0] === tokens[0] &&
    capitals.length === 1 &&
    tokens[0].start === context.annotated.sentences.find((s) => s.start === tokens[0]!.start)?.start;
  if (
    starts ||
    tokens.length < 2 ||
    !(year || (capitals.length >= 2 && headIsName) || (headIsName && capitals.length >= 1 && tokens.length >= 2))
  )
    return undefined;
  return { id: `event:${slugOf(text)}`, label: 'Event', name: text };
}

/** Whether a phrase tells again of an event that earlier phrases told. */
function joins(phrase: EventPhrase, told: readonly EventPhrase[]): boolean {
  const properName = told.find((one) => one.proper)?.proper;
  if (phrase.proper)
    return properName?.id === phrase.proper.id || told.some((one) => foldName(one.text) === foldName(phrase.text));
  if (conflicts(phrase, told)) return false;
  const sameKind = told.some((one) => one.kind === phrase.kind);
  const sameHead = told.some((one) => one.head === phrase.head);
  const sameText = told.some((one) => foldName(one.text) === foldName(phrase.text));
  if (sameHead && sameText && phrase.reach !== 'new') return true;
  if (sameHead && phrase.reach === 'known') return true;
  if (sameHead && phrase.reach === 'bare' && phrase.modifiers.length === 0) return true;
  if (phrase.reach !== 'known' || phrase.modifiers.length > 0) return false;
  const alike = ALIKE.some((kinds) => kinds.includes(phrase.kind) && told.some((one) => kinds.includes(one.kind)));
  return (
    (sameKind && !['attack', 'war', 'meeting'].includes(phrase.kind)) ||
    (alike &&
      /^(?:discussion|conversation|talk|plan|proposal|pause|halt|truce|meeting|deal|offer)s?$/u.test(phrase.head) &&
      phrase.kind !== 'attack')
  );
}

function conflicts(phrase: EventPhrase, told: readonly EventPhrase[]): boolean {
  const apart = (of: (one: EventPhrase) => readonly string[]): boolean => {
    const theirs = told.flatMap(of);
    return of(phrase).length > 0 && theirs.length > 0 && !of(phrase).some((one) => theirs.includes(one));
  };
  return (
    apart((one) => one.numbers) ||
    apart((one) => one.owners) ||
    apart((one) => one.targets) ||
    apart((one) => one.places) ||
    (phrase.kind !== 'call' && apart((one) => one.modifiers))
  );
}

function toEvent(told: readonly EventPhrase[], context: Context, taken: Set<string>): Entity {
  const proper = told.find((one) => one.proper)?.proper;
  const kind = told[0]!.kind;
  if (proper) {
    taken.add(proper.id);
    return kind in EVENT_KINDS && !proper.kind ? { ...proper, kind } : proper;
  }
  const fullest = [...told].sort(
    compareBy<EventPhrase>(
      (one) => -one.text.length,
      (one) => one.start,
    ),
  )[0]!;
  const scope = context.annotated.article.id.slice(0, 8);
  let id = `event:${slugOf(fullest.text) || kind}@${scope}`;
  for (let n = 2; taken.has(id); n += 1) id = `event:${slugOf(fullest.text) || kind}-${n}@${scope}`;
  taken.add(id);
  return { id, label: 'Event', name: fullest.text, ...(kind in EVENT_KINDS ? { kind } : {}) };
}
