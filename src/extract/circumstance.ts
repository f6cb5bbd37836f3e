/** Circumstance: is what a predicate says affirmed or negated, and does it happen or is it planned, possible, asked for? */
import type { Modality, Polarity, Sentence } from '../model.ts';
import { lexicon } from './lexicon.ts';
import { baseOf, childrenBy, hasChild, isVerbal, lemmaOf, type Tree } from './tree.ts';

export interface Circumstance {
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** The words that decided it, outermost last; empty for a plain assertion. */
  readonly marks: readonly string[];
}

/**
 * How far the search goes: `governed` to the root; `presupposed` stays at the cue, whose act a governor does not undo:
 * "denies a request from Chad", "halt its attacks on".
 */
export type Reach = 'governed' | 'presupposed';

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'hardly', 'no_longer']);
const DENIALS = new Set(['no', 'neither']);
const POSSIBLE = new Set(['could', 'may', 'might', 'can']);
const PLANNED = new Set(['will', 'shall', "'ll", '’ll', 'wo', 'ca', 'wil']);
const HYPOTHETICAL_MARKS = new Set(['if', 'unless', 'whether', 'lest', 'until']);
/** Adjectives before an event noun that put it in the future or in doubt. */
const NOUN_MODALITY: ReadonlyMap<string, Modality> = new Map([
  ...['possible', 'potential', 'prospective', 'alleged', 'likely', 'hypothetical'].map((w) => [w, 'possible'] as const),
  ...[
    'planned',
    'upcoming',
    'proposed',
    'future',
    'scheduled',
    'forthcoming',
    'eventual',
    'expected',
    'imminent',
    'next',
  ].map((w) => [w, 'planned'] as const),
]);
/** Carriers that are themselves the act of not doing: "cancelled the meeting". */
const rank: Record<Modality, number> = { actual: 0, planned: 1, possible: 2, requested: 3, hypothetical: 4 };

/** What happens to a complement under a governor: "plans *to visit*", "denied *attacking*", "called for *talks*". */
function governor(lemma: string): Modality | 'negated' | undefined {
  if (lexicon.negating.has(lemma)) return 'negated';
  if (lexicon.requesting.has(lemma)) return 'requested';
  if (lexicon.planning.has(lemma)) return 'planned';
  return undefined;
}

/**
 * Climbs from the cue to the root and gathers negation and modality on the way. A clause that someone merely reports
 * keeps its own circumstance; what is planned, asked for, refused or supposed by a governor takes the governor's.
 */
export function circumstanceOf(tree: Tree, cue: number, sentence: Sentence, reach: Reach = 'governed'): Circumstance {
  const { tokens } = tree;
  let negations = 0;
  let modality: Modality = 'actual';
  const marks: string[] = [];
  const raise = (next: Modality, mark: string) => {
    if (rank[next] > rank[modality]) modality = next;
    marks.push(mark);
  };
  let from = -1;
  for (let at = cue; at >= 0; from = at, at = tokens[at]!.head) {
    const token = tokens[at]!;
    if (from >= 0) {
      if (reach === 'presupposed') break;
      const rel = tokens[from]!.rel;
      const base = baseOf(rel);
      // Coordinated clauses, relative clauses and appositions are asserted by themselves.
      if (base === 'parataxis' || rel === 'acl:relcl' || base === 'appos') break;
      if (base === 'conj') {
        // "plans to meet X and visit Y": the first verb's governor rules the second too; its own negation does not.
        if (isVerbal(tokens[from]!) && hasChild(tree, from, 'nsubj')) break;
        for (const aux of childrenBy(tree, at, 'aux'))
          if (PLANNED.has(tokens[aux]!.lemma) || PLANNED.has(tokens[aux]!.text.toLowerCase()))
            raise('planned', tokens[aux]!.text);
        continue;
      }
      if (base === 'advcl' && !hasChild(tree, from, 'mark', HYPOTHETICAL_MARKS) && at !== cue) break;
      if (base === 'nsubj' || base === 'csubj') {
        // "talks … are planned", "a meeting would be": the predicate above tells of the event.
        if (tokens[from]!.upos !== 'NOUN' && tokens[from]!.upos !== 'PROPN') break;
      }
      const lemma = lemmaOf(tree, at);
      const ruled = governor(lemma);
      const complement =
        ['xcomp', 'ccomp', 'obj', 'obl', 'acl', 'nsubj:pass', 'advcl', 'nmod'].includes(rel) || ['obl'].includes(base);
      if (ruled && complement && governs(tree, from, lemma)) {
        if (ruled === 'negated') {
          negations += 1;
          marks.push(lemma);
        } else raise(ruled, lemma);
      }
    }
    for (const c of tree.children[at]!) {
      if (c === from) continue;
      const child = tokens[c]!;
      const text = child.text.toLowerCase();
      if (
        (child.rel === 'advmod' ||
          child.rel === 'aux' ||
          child.rel === 'cc:preconj' ||
          child.rel === 'det' ||
          child.rel === 'cc') &&
        (NEGATIONS.has(child.lemma) || NEGATIONS.has(text))
      ) {
        if (!isNotOnly(tree, c)) {
          negations += 1;
          marks.push(text);
        }
      } else if (
        child.rel === 'det' &&
        DENIALS.has(child.lemma) &&
        (at === cue || from < 0 || baseOf(tokens[from]!.rel) === 'nmod')
      ) {
        negations += 1;
        marks.push(text);
      } else if (child.rel === 'aux') {
        if (text === 'would' || text === "'d" || text === '’d') raise('hypothetical', text);
        else if (text === 'should' || text === 'must') raise('requested', text);
        else if (POSSIBLE.has(child.lemma) || POSSIBLE.has(text)) raise('possible', text);
        else if (PLANNED.has(child.lemma) || PLANNED.has(text)) raise('planned', text);
      } else if (child.rel === 'mark' && HYPOTHETICAL_MARKS.has(child.lemma) && !(child.lemma === 'until' && from >= 0))
        raise('hypothetical', text);
      else if (child.rel === 'amod' && at === cue && NOUN_MODALITY.has(child.lemma))
        raise(NOUN_MODALITY.get(child.lemma)!, text);
      else if (child.rel === 'mark' && child.lemma === 'without') {
        negations += 1;
        marks.push(text);
      } else if (child.rel === 'case' && child.lemma === 'without' && at === cue) {
        negations += 1;
        marks.push(text);
      } else if (
        child.rel === 'advmod' &&
        at === cue &&
        (child.lemma === 'reportedly' || child.lemma === 'possibly' || child.lemma === 'potentially')
      ) {
        if (child.lemma !== 'reportedly') raise('possible', text);
      }
    }
    // "has yet to endorse"
    if (
      token.rel === 'xcomp' &&
      token.head >= 0 &&
      hasChild(tree, token.head, 'advmod', new Set(['yet'])) &&
      tokens[token.head]!.lemma === 'have'
    ) {
      negations += 1;
      marks.push('yet to');
    }
    if (
      isVerbal(token) &&
      hasChild(tree, at, 'advmod', new Set(['yet'])) &&
      hasChild(tree, at, 'mark', new Set(['to']))
    ) {
      negations += 1;
      marks.push('yet to');
    }
    // Headline future: "Putin to meet Xi"; "is to visit", "due to arrive".
    if (
      isVerbal(token) &&
      hasChild(tree, at, 'mark', new Set(['to'])) &&
      (token.head < 0 ||
        token.rel === 'parataxis' ||
        (['be', 'due', 'set', 'about'].includes(tokens[token.head]!.lemma) && token.rel === 'xcomp') ||
        token.rel === 'ccomp')
    )
      raise('planned', 'to');
    if (isVerbal(token) && token.head >= 0 && token.rel === 'acl' && hasChild(tree, at, 'mark', new Set(['to'])))
      raise('planned', 'to');
    if (isVerbal(token) && token.rel === 'advcl' && at === cue && hasChild(tree, at, 'mark', new Set(['to'])))
      raise('planned', 'to');
  }
  if (/\?["”’]?$/u.test(sentence.text.trim())) raise('possible', '?');
  return { polarity: negations % 2 === 1 ? 'negated' : 'affirmed', modality, marks };
}

/** A reporting verb that can also plan or warn rules its complement only where the complement is an infinitive or a noun. */
function governs(tree: Tree, from: number, lemma: string): boolean {
  const rel = tree.tokens[from]!.rel;
  if (baseOf(rel) === 'obl' || rel === 'nmod') {
    // "called *for* talks", "agreed *to* talks"; other obliques are settings, not complements.
    const preposition = childrenBy(tree, from, 'case')[0];
    return (
      preposition !== undefined &&
      tree.tokens[preposition]!.lemma === 'for' &&
      (lexicon.requesting.has(lemma) || lemma === 'plan' || lemma === 'hope')
    );
  }
  if (rel === 'ccomp')
    return lexicon.requesting.has(lemma)
      ? !lexicon.reporting.has(lemma) || lemma === 'urge' || lemma === 'insist'
      : lemma === 'deny' || lemma === 'hope' || lemma === 'expect' || lemma === 'want';
  if (
    rel === 'obj' &&
    [
      'agree',
      'announce',
      'order',
      'offer',
      'threaten',
      'decide',
      'move',
      'vote',
      'set',
      'tell',
      'ask',
      'press',
      'pressure',
      'push',
      'block',
      'stop',
      'end',
      'suspend',
      'lift',
      'halt',
      'freeze',
      'cut',
      'miss',
      'delay',
      'abandon',
      'deny',
      'reject',
      'refuse',
      'prevent',
      'avoid',
      'forget',
      'command',
    ].includes(lemma)
  )
    return (
      ['block', 'prevent', 'avoid', 'cancel', 'reject', 'refuse', 'deny', 'miss'].includes(lemma) ||
      ['threaten', 'offer', 'announce'].includes(lemma)
    );
  return true;
}

/** "not only A but B" affirms A. */
function isNotOnly(tree: Tree, i: number): boolean {
  const next = tree.tokens[i + 1];
  return next !== undefined && (next.lemma === 'only' || next.lemma === 'just' || next.lemma === 'merely');
}
