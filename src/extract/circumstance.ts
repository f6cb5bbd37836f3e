/** Circumstance: is what a predicate says affirmed or negated, and does it happen or is it planned, possible, asked for? */
import { MODALITIES, type Modality, type Polarity, type Reference, type Sentence } from '../model.ts';
import type { readCircumstance } from './learned.ts';
import { lexicon } from './lexicon.ts';
import { baseOf, childrenBy, hasChild, isVerbal, lemmaOf, type Tree } from './tree.ts';

export interface Circumstance {
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** The words that decided it, from the cue outwards; empty for a plain assertion. */
  readonly marks: readonly string[];
  /** Negations that undo each other, or deny something else, were seen: the encoder's head, which counts none, has no say. */
  readonly settled?: true;
}

/**
 * How far the search goes: `governed` to the root; `presupposed` stays at the cue, whose act a governor does not undo:
 * "denies a request from Chad", "halt its attacks on".
 */
export type Reach = 'governed' | 'presupposed';

/** What a word does to the statement. */
interface Mark {
  /** `undone`: a negation that leaves what is said standing, as in "not only". */
  readonly effect: Modality | 'negated' | 'undone';
  readonly word: string;
  /** The word it denies: "has not, and will not, sign" is one negation, and so is one met on two ways. */
  readonly of?: number;
  /** A verb that denies what it governs makes it: "fail to". */
  readonly verbal?: true;
}

const STRENGTH: Record<Modality, number> = { actual: 0, planned: 1, possible: 2, requested: 3, hypothetical: 4 };

const AUXILIARIES: ReadonlyMap<string, Modality> = new Map([
  ...['will', 'shall', "'ll", '’ll', 'wo', 'sha'].map((w) => [w, 'planned'] as const),
  ...['could', 'may', 'might', 'can', 'ca'].map((w) => [w, 'possible'] as const),
  ...['should', 'must', 'ought'].map((w) => [w, 'requested'] as const),
  ...['would', "'d", '’d'].map((w) => [w, 'hypothetical'] as const),
]);
/** Adjectives that put an event noun in the future or in doubt. */
const ADJECTIVES: ReadonlyMap<string, Modality> = new Map([
  ...['possible', 'potential', 'prospective', 'likely', 'hypothetical'].map((w) => [w, 'possible'] as const),
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
const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'hardly']);
const DENIALS = new Set(['no', 'neither']);
const CONDITIONS = new Set(['if', 'unless', 'whether', 'lest']);
/** "seems to have met", "is believed to have attacked". */
const SEEMING = new Set(['seem', 'appear', 'suspect', 'rumour', 'rumor', 'purport']);
const OPINION = new Set(['believe', 'think', 'allege', 'assume', 'presume', 'report']);
/** Verbs whose infinitive happens with them: "began to withdraw", "managed to seize". */
const IMPLICATIVE = new Set([
  'begin',
  'start',
  'continue',
  'manage',
  'happen',
  'help',
  'proceed',
  'come',
  'go',
  'serve',
  'use',
  'dare',
  'rush',
  'join',
  'vote',
  'force',
  'compel',
  'oblige',
  'allow',
  'enable',
  'lead',
  'cause',
]);
/** Verbs whose gerund does not happen: "stopped short of accusing". */
const MOTION = new Set(['arrive', 'travel', 'fly', 'go', 'visit', 'come', 'head', 'return', 'depart', 'leave', 'aim']);
const NEGATIVE_FRAMES = new Set(['stop_short', 'fall_short', 'refrain', 'abstain', 'far']);

/**
 * Climbs from the cue to the root and gathers negation and modality on the way. A clause that someone merely reports keeps
 * its own circumstance; what is planned, asked for, refused or supposed by a governor takes the governor's.
 */
export function circumstanceOf(
  tree: Tree,
  cue: number,
  sentence: Sentence,
  reach: Reach,
  parties: readonly Reference[],
): Circumstance {
  const found: Mark[] = [...parties.flatMap((party) => denialBefore(tree, party))];
  let from = -1;
  for (let at = cue; at >= 0; from = at, at = tree.tokens[at]!.head) {
    if (from >= 0) {
      if (reach === 'presupposed' || isApart(tree, at, from, cue)) break;
      if (baseOf(tree.tokens[from]!.rel) === 'conj') {
        // "will meet X and visit Y": the first verb's future is the second's too, its negation is not.
        found.push(
          ...childrenBy(tree, at, 'aux')
            .flatMap((c) => auxiliary(tree, c))
            .filter(({ effect }) => effect === 'planned'),
          ...strayInfinitive(tree, at, from),
        );
        continue;
      }
      found.push(...governed(tree, at, from));
    }
    found.push(...around(tree, at, from, cue), ...infinitive(tree, at, cue));
  }
  if (/\?["”’]?$/u.test(sentence.text.trim())) found.push({ effect: 'possible', word: '?' });
  const marks = found.filter(
    (mark, i) => mark.of === undefined || found.findIndex((other) => other.of === mark.of) === i,
  );
  const negations = marks.filter(({ effect }) => effect === 'negated').length;
  const modality = marks.reduce<Modality>(
    (top, { effect }) =>
      effect !== 'negated' && effect !== 'undone' && STRENGTH[effect] > STRENGTH[top] ? effect : top,
    'actual',
  );
  const isUndone =
    (negations > 0 && negations % 2 === 0 && marks.some(({ verbal }) => verbal)) ||
    marks.some(({ effect }) => effect === 'undone');
  return {
    polarity: negations % 2 === 1 ? 'negated' : 'affirmed',
    modality,
    marks: marks.map(({ word }) => word),
    ...(isUndone ? { settled: true } : {}),
  };
}

/** Log-odds by which the rules outweigh the encoder's head; fitted on the judged documents, where each alone is as good as the other. */
const RULES_WEIGH = 2;

/** The rules' circumstance, corrected where the encoder's head is surer that they missed something. */
export function weighCircumstance(rules: Circumstance, head: ReturnType<typeof readCircumstance>): Circumstance {
  if (!head) return rules;
  const agrees = (probability: number, byRules: boolean) =>
    Math.log(probability / (1 - probability)) + (byRules ? RULES_WEIGH : -RULES_WEIGH) > 0;
  // A negation that the rules see stands: the head unlearned "not" where training has none, as before "reject".
  const polarity =
    rules.polarity === 'negated' || (!rules.settled && agrees(head.negated, false)) ? 'negated' : 'affirmed';
  const isActual = agrees(head.modality.actual, rules.modality === 'actual');
  const [other] = MODALITIES.filter((m) => m !== 'actual').sort((a, b) => head.modality[b] - head.modality[a]);
  const modality = isActual ? 'actual' : rules.modality === 'actual' ? other! : rules.modality;
  const changed = [
    ...(polarity === rules.polarity ? [] : [`read as ${polarity}`]),
    ...(modality === rules.modality ? [] : [`read as ${modality}`]),
  ];
  return { polarity, modality, marks: [...rules.marks, ...changed] };
}

/** Coordinated clauses with a subject of their own, relative clauses, appositions and settings are asserted by themselves. */
function isApart(tree: Tree, at: number, from: number, cue: number): boolean {
  const token = tree.tokens[from]!;
  const base = baseOf(token.rel);
  if (base === 'parataxis' || base === 'appos' || token.rel === 'acl:relcl') return true;
  if (base === 'conj') return isVerbal(token) && hasChild(tree, from, 'nsubj');
  if (base === 'advcl')
    return !hasChild(tree, from, 'mark', CONDITIONS) && at !== cue && !NEGATIVE_FRAMES.has(tree.tokens[at]!.lemma);
  // "talks … are planned": the predicate above tells of the event; of a person or state it tells something else.
  return (base === 'nsubj' || base === 'csubj') && token.upos !== 'NOUN' && token.upos !== 'PROPN';
}

/** What happens to a complement under its governor: "plans *to visit*", "denied *attacking*", "called for *talks*". */
function governed(tree: Tree, at: number, from: number): Mark[] {
  const lemma = lemmaOf(tree, at);
  const rel = tree.tokens[from]!.rel;
  const passive = hasChild(tree, at, 'nsubj:pass') || hasChild(tree, at, 'aux:pass') || tree.tokens[at]!.rel === 'acl';
  if (['xcomp', 'ccomp', 'advcl'].includes(rel) && (SEEMING.has(lemma) || (OPINION.has(lemma) && passive)))
    return [{ effect: 'possible', word: lemma }];
  if (rel === 'advcl' && NEGATIVE_FRAMES.has(tree.tokens[at]!.lemma)) return [{ effect: 'negated', word: lemma }];
  if (!rulesComplement(tree, at, from, lemma)) return [];
  if (lexicon.negating.has(lemma)) return [{ effect: 'negated', word: lemma, verbal: true }];
  if (lexicon.requesting.has(lemma)) return [{ effect: 'requested', word: lemma }];
  return lexicon.planning.has(lemma) ? [{ effect: 'planned', word: lemma }] : [];
}

const CLAUSE_RULERS = new Set(['deny', 'hope', 'expect', 'want', 'urge', 'insist', 'demand', 'request']);
const OBJECT_RULERS = new Set([
  'block',
  'prevent',
  'avoid',
  'cancel',
  'reject',
  'refuse',
  'deny',
  'miss',
  'threaten',
  'offer',
  'plan',
  'schedule',
  'seek',
  'demand',
  'request',
  'want',
  'propose',
  'consider',
  'postpone',
  'delay',
  'call_off',
  'rule_out',
  'boycott',
  'skip',
  'prepare',
  'expect',
]);

/** Infinitives always; reported clauses only of verbs that wish or deny; objects only of verbs that do not make them. */
function rulesComplement(tree: Tree, at: number, from: number, lemma: string): boolean {
  const rel = tree.tokens[from]!.rel;
  const base = baseOf(rel);
  if (base === 'obl' || rel === 'nmod') {
    const preposition = childrenBy(tree, from, 'case')[0];
    const word = preposition === undefined ? '' : tree.tokens[preposition]!.lemma;
    return word === 'for'
      ? lexicon.requesting.has(lemma) || ['plan', 'hope', 'prepare', 'push', 'bid'].includes(lemma)
      : rel === 'nmod' && word === 'of' && lexicon.planning.has(lemma) && tree.tokens[at]!.upos === 'NOUN';
  }
  if (rel === 'ccomp') return CLAUSE_RULERS.has(lemma);
  if (rel === 'obj' || rel === 'nsubj:pass') return OBJECT_RULERS.has(lemma);
  return (
    ['xcomp', 'acl', 'advcl'].includes(rel) &&
    !(rel === 'advcl' && !hasChild(tree, from, 'mark', new Set(['to', 'from'])))
  );
}

/** "refusing either to back or to condemn": an infinitive coordinated with a finite verb belongs to the verb that rules one before it. */
function strayInfinitive(tree: Tree, at: number, from: number): Mark[] {
  const isInfinitive = (i: number) => hasChild(tree, i, 'mark', new Set(['to']));
  if (!isInfinitive(from) || isInfinitive(at)) return [];
  for (let i = from - 1; i > at; i -= 1) {
    const { lemma } = tree.tokens[i]!;
    if (!isVerbal(tree.tokens[i]!)) continue;
    if (lexicon.negating.has(lemma)) return [{ effect: 'negated', word: lemma }];
    if (lexicon.requesting.has(lemma)) return [{ effect: 'requested', word: lemma }];
    if (lexicon.planning.has(lemma)) return [{ effect: 'planned', word: lemma }];
  }
  return [];
}

const ENDING = new Set(
  'break break_off cancel cease cut cut_off end freeze halt revoke scrap sever stop suspend terminate withhold'.split(
    ' ',
  ),
);

/** "suspended its cooperation with", "aid to Chad was halted": a noun of something that lasts, under a verb that ends it. */
export function isEnded(tree: Tree, noun: number): boolean {
  const { head, rel } = tree.tokens[noun]!;
  return head >= 0 && ['obj', 'nsubj:pass'].includes(rel) && ENDING.has(lemmaOf(tree, head));
}

/** Negations, auxiliaries, conditions and adjectives that hang on token `at`. */
function around(tree: Tree, at: number, from: number, cue: number): Mark[] {
  return tree.children[at]!.flatMap((c): Mark[] => {
    const { rel, lemma, text } = tree.tokens[c]!;
    const word = text.toLowerCase();
    if (c === from) return [];
    if (['advmod', 'aux', 'cc:preconj', 'cc', 'det'].includes(rel) && (NEGATIONS.has(lemma) || NEGATIONS.has(word)))
      return [{ effect: isUndone(tree, c) || isOfReporting(tree, at, from) ? 'undone' : 'negated', word, of: at }];
    // "Far from rejecting the offer"
    if (rel === 'advmod' && lemma === 'far' && tree.tokens[c + 1]?.lemma === 'from' && at > c)
      return [{ effect: 'negated', word, of: at }];
    if (rel === 'advmod' && /^long(er)?$/u.test(word) && tree.tokens[c - 1]?.lemma === 'no')
      return [{ effect: 'negated', word: 'no longer' }];
    if (
      rel === 'det' &&
      DENIALS.has(lemma) &&
      (at === cue || from < 0 || ['nmod', 'acl', 'obj'].includes(baseOf(tree.tokens[from]!.rel)))
    )
      return [{ effect: 'negated', word }];
    if (rel === 'obj' && at !== cue && hasChild(tree, c, 'det', DENIALS) && lexicon.light.has(tree.tokens[at]!.lemma))
      return [{ effect: 'negated', word: `no ${lemma}` }];
    if (rel === 'aux') return auxiliary(tree, c, at);
    // "arrived for talks with", "before heading to": still to come when the clause holds.
    if (rel === 'case' && at === cue && lemma === 'for' && MOTION.has(tree.tokens[tree.tokens[at]!.head]?.lemma ?? ''))
      return [{ effect: 'planned', word }];
    if (['mark', 'case'].includes(rel) && at === cue && lemma === 'before' && isVerbal(tree.tokens[at]!))
      return [{ effect: 'planned', word }];
    if (rel === 'mark' && CONDITIONS.has(lemma)) return [{ effect: 'hypothetical', word }];
    if ((rel === 'mark' || (rel === 'case' && at === cue)) && lemma === 'without') return [{ effect: 'negated', word }];
    if (rel === 'amod' && at === cue && ADJECTIVES.has(lemma)) return [{ effect: ADJECTIVES.get(lemma)!, word }];
    if (rel === 'advmod' && at === cue && (lemma === 'possibly' || lemma === 'potentially'))
      return [{ effect: 'possible', word }];
    if (rel === 'obl:unmarked' && at === cue && lemma === 'tomorrow') return [{ effect: 'planned', word }];
    return [];
  });
}

/** "had Malta signed", before its subject, is a condition. */
function auxiliary(tree: Tree, c: number, at?: number): Mark[] {
  const { lemma, text } = tree.tokens[c]!;
  const word = text.toLowerCase();
  const effect = AUXILIARIES.get(word) ?? AUXILIARIES.get(lemma);
  if (at !== undefined && word === 'had' && childrenBy(tree, at, 'nsubj').some((s) => s > c))
    return [{ effect: 'hypothetical', word }];
  return effect ? [{ effect, word }] : [];
}

/** Infinitives without a governor that makes them happen: "Putin to meet Xi", "is to visit", "plans to", "has yet to". */
function infinitive(tree: Tree, at: number, cue: number): Mark[] {
  const token = tree.tokens[at]!;
  if (!isVerbal(token) || !hasChild(tree, at, 'mark', new Set(['to']))) return [];
  const head = tree.tokens[token.head];
  const yet =
    hasChild(tree, at, 'advmod', new Set(['yet'])) ||
    (head?.lemma === 'have' && hasChild(tree, token.head, 'advmod', new Set(['yet'])));
  if (yet) return [{ effect: 'negated', word: 'yet to' }];
  if (head && IMPLICATIVE.has(head.lemma)) return [];
  const free =
    !head ||
    token.rel === 'parataxis' ||
    token.rel === 'acl' ||
    (token.rel === 'advcl' && at === cue) ||
    (token.rel === 'xcomp' && ['be', 'due', 'set', 'about'].includes(head.lemma));
  return free ? [{ effect: 'planned', word: 'to' }] : [];
}

/** "neither Mexico nor Guatemala", "not by Mitsotakis", "no Polish minister": a denial right before a party's phrase. */
function denialBefore(tree: Tree, party: Reference): Mark[] {
  for (let i = party.first - 1; i >= Math.max(0, party.first - 4); i -= 1) {
    const { lemma, upos } = tree.tokens[i]!;
    // "said no to the inquiry" denies no inquiry.
    if (lemma === 'no' && tree.tokens[i + 1]!.upos === 'ADP') return [{ effect: 'undone', word: lemma }];
    if (['neither', 'nor', 'not', 'no'].includes(lemma))
      return isUndone(tree, i) || (lemma === 'not' && isVerbal(tree.tokens[tree.tokens[i]!.head] ?? tree.tokens[i]!))
        ? []
        : [{ effect: 'negated', word: lemma, of: tree.tokens[i]!.head }];
    if (!['ADJ', 'PROPN', 'NOUN', 'ADP', 'DET'].includes(upos)) return [];
  }
  return [];
}

/** "not only A but B" affirms A, "not until Friday did it agree" that it did. */
function isUndone(tree: Tree, i: number): boolean {
  return ['only', 'just', 'merely', 'until', 'till'].includes(tree.tokens[i + 1]?.lemma ?? '');
}

/** Of these verbs a negation is meant for the clause below: "does not think that Chad attacked". */
const RAISING = new Set(['be', 'believe', 'think', 'expect', 'want', 'intend', 'imagine', 'suppose', 'see', 'deny']);

/** "neither confirmed nor denied that Chad attacked": the report is denied, not what it tells. */
function isOfReporting(tree: Tree, at: number, from: number): boolean {
  if (from < 0 || !lexicon.reporting.has(tree.tokens[at]!.lemma) || RAISING.has(tree.tokens[at]!.lemma)) return false;
  return isVerbal(tree.tokens[from]!) && ['ccomp', 'obj', 'parataxis'].includes(baseOf(tree.tokens[from]!.rel));
}
