/** Name: tag scores of an article's sentences into mentions, each surface form with one label wherever grammar lets it. */
import type { Label, Mention, Sentence, Token } from '../model.ts';
import { decodeSpans, type LabelledSpan, labelShares, type Tag } from './bio.ts';
import type { StateNames } from './states.ts';
import { joinBodies, joinNeighbours, tidySpan } from './tidy.ts';

/** A sentence with its words and the log-probabilities of their tags [tokens × tags]. */
export interface Scored {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly ner: Float32Array;
}

// Fitted on the held-out training documents, in nats.
const STATE_NAME_BONUS = 0.5;
const OTHER_WORD_CHARGE = 3;
// F1 of events is the same with it, .70 held out, recall .79 instead of .71: what no statement needs can be left out later.
const EVENT_BONUS = 0.5;
/** A surface form is looked for where no mention was found, if the article names it this surely elsewhere. */
const SURE = 0.8;

/** Mentions of each sentence, in text order, apart from each other. */
export function findMentions(article: readonly Scored[], tags: readonly Tag[], states: StateNames): Mention[][] {
  const leaned = article.map((scored) => lean(scored, tags, states));
  const spans = article.map(({ tokens }, index) => {
    const joined = joinNeighbours(decodeSpans(leaned[index]!, tags), tokens);
    return joined.flatMap((span) => tidySpan(span, tokens) ?? []);
  });
  const votes = new Votes();
  article.forEach(({ tokens }, index) => {
    for (const span of spans[index]!) {
      const surface = surfaceOf(span, tokens);
      votes.add(surface, span, limitShares(labelShares(leaned[index]!, tags, span), states.has(surface)));
    }
  });
  return article.map(({ sentence, tokens }, index) => {
    const agreed = spans[index]!.map((span) => votes.settle(surfaceOf(span, tokens), span, states));
    const all = [...agreed, ...findAgain(sentence, tokens, agreed, votes)].sort((a, b) => a.first - b.first);
    return joinBodies(all, tokens).map((span) => toMention(span, tokens, sentence));
  });
}

/** Scores with events likelier, and states likelier where the words name one and unlikelier elsewhere. */
function lean({ tokens, ner }: Scored, tags: readonly Tag[], states: StateNames): Float32Array {
  const named = new Uint8Array(tokens.length);
  for (const { first, last } of states.find(tokens.map((token) => token.text))) {
    named[first] = 1;
    named.fill(2, first + 1, last + 1);
  }
  const stateBonus = (place: number | undefined, begins: boolean) =>
    place === 0 ? -OTHER_WORD_CHARGE : (place === 1) === begins ? STATE_NAME_BONUS : 0;
  const scores = ner.slice();
  tags.forEach(({ label, begins }, t) => {
    if (label !== 'State' && label !== 'Event') return;
    for (let token = 0; token < tokens.length; token++) {
      scores[token * tags.length + t]! += label === 'Event' ? EVENT_BONUS : stateBonus(named[token], begins);
    }
  });
  return scores;
}

const surfaceOf = (span: LabelledSpan, tokens: readonly Token[]) =>
  tokens
    .slice(span.first, span.last + 1)
    .map((token) => token.text)
    .join(' ');

/** What names a state is a state or a place, though "Damascus said" reads like a person. */
function limitShares(shares: ReadonlyMap<Label, number>, isState: boolean): ReadonlyMap<Label, number> {
  return isState ? new Map([...shares].filter(([label]) => label === 'State' || label === 'Place')) : shares;
}

/** What the article's mentions of each surface form say together of its label. */
class Votes {
  private readonly bySurface = new Map<string, Map<Label, number>>();
  private readonly sure = new Map<string, LabelledSpan>();

  add(surface: string, span: LabelledSpan, shares: ReadonlyMap<Label, number>): void {
    if (span.label === 'Event') return;
    this.vote(surface, shares);
    // "Zelensky" is who "Volodymyr Zelensky" is
    const words = surface.split(' ');
    if (span.label === 'Person' && words.length > 1) this.vote(words.at(-1)!, new Map([['Person', span.confidence]]));
    const known = this.sure.get(surface);
    if (span.confidence >= SURE && span.confidence > (known?.confidence ?? 0)) this.sure.set(surface, span);
  }

  private vote(surface: string, shares: ReadonlyMap<Label, number>): void {
    const sums = this.bySurface.get(surface) ?? new Map<Label, number>();
    this.bySurface.set(surface, sums);
    for (const [label, share] of shares) sums.set(label, (sums.get(label) ?? 0) + share);
  }

  /** The span with the label that most of its like have; a capital is a state or a place each time anew. */
  settle(surface: string, span: LabelledSpan, states: StateNames): LabelledSpan {
    if (span.label === 'Event') return span;
    const label = this.labelOf(surface);
    const perOccurrence = (l: Label) => l === 'State' || l === 'Place';
    if (!label || label === span.label) return span;
    if (states.isCapital(surface) && perOccurrence(label) && perOccurrence(span.label)) return span;
    return { ...span, label };
  }

  private labelOf(surface: string): Label | undefined {
    let best: [Label, number] | undefined;
    for (const entry of this.bySurface.get(surface) ?? []) if (!best || entry[1] > best[1]) best = entry;
    return best?.[0];
  }

  /** Longest sure surface forms first. */
  known(): { readonly words: readonly string[]; readonly label: Label; readonly confidence: number }[] {
    return [...this.sure]
      .map(([surface, { confidence, label }]) => ({
        words: surface.split(' '),
        label: this.labelOf(surface) ?? label,
        confidence,
      }))
      .sort((a, b) => b.words.length - a.words.length || (a.words.join(' ') < b.words.join(' ') ? -1 : 1));
  }
}

/** Names of the article that stand where no mention was found. */
function findAgain(
  { headline }: Sentence,
  tokens: readonly Token[],
  spans: readonly LabelledSpan[],
  votes: Votes,
): LabelledSpan[] {
  const taken = new Uint8Array(tokens.length);
  for (const span of spans) taken.fill(1, span.first, span.last + 1);
  const capitals = tokens.every(({ text }) => text === text.toUpperCase());
  const same = (token: Token, word: string) => token.text === word || (capitals && token.text === word.toUpperCase());
  const found: LabelledSpan[] = [];
  for (const { words, label, confidence } of votes.known()) {
    if (!/\p{Lu}/u.test(words[0]!)) continue;
    for (let first = 0; first + words.length <= tokens.length; first++) {
      if (!words.every((word, k) => !taken[first + k] && same(tokens[first + k]!, word))) continue;
      const last = first + words.length - 1;
      if (!headline && !capitals && insideName(first, last, tokens, taken)) continue;
      taken.fill(1, first, last + 1);
      found.push({ first, last, label, confidence });
    }
  }
  return found;
}

/** "Kozak" of "Kozak Street": a word beside it belongs to the name, and no mention was found for the whole. */
function insideName(first: number, last: number, tokens: readonly Token[], taken: Uint8Array): boolean {
  const joins = ({ rel }: Token) => rel === 'compound' || rel === 'flat';
  const within = (index: number) => index >= first && index <= last;
  const belongs = (index: number) => {
    const beside = tokens[index];
    if (!beside || taken[index] || !/^\p{Lu}/u.test(beside.text)) return false;
    const inner = tokens.slice(first, last + 1);
    return (joins(beside) && within(beside.head)) || inner.some((token) => joins(token) && token.head === index);
  };
  return belongs(first - 1) || belongs(last + 1);
}

/** The mention that a span of tokens makes in its sentence. */
function toMention(
  { label, confidence, first, last }: LabelledSpan,
  tokens: readonly Token[],
  sentence: Sentence,
): Mention {
  const { start } = tokens[first]!;
  const { end } = tokens[last]!;
  return {
    start,
    end,
    text: sentence.text.slice(start - sentence.start, end - sentence.start),
    label,
    confidence,
    first,
    last,
  };
}
