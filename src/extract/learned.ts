/** Learned: what the encoder's pair and argument heads propose, and their scores for what the tables propose. */
import { CIRCUMSTANCES, MODALITIES, type Modality, type Reference, type RelationScores } from '../model.ts';
import { permits, RELATIONS, type Relation, relationOf } from '../ontology.ts';
import type { Candidate, Scene } from './candidate.ts';
import { lexicon } from './lexicon.ts';
import { ancestors } from './tree.ts';

/** Below this probability a pair is not worth a judgement. */
const FLOOR = 0.05;
/** The same of a word as a cue, and of a mention as its argument. */
const CUE_FLOOR = 0.15;
const ARGUMENT_FLOOR = 0.15;

/** Probability of the pair head for a relation between two references; the better direction of a symmetric one. 0 without a head. */
export function pairProbability(scene: Scene, subject: Reference, relation: string, object: Reference): number {
  const { scores, tokens } = scene.sentence;
  const column = scores ? scores.relations.indexOf(relation) : -1;
  if (!scores || column < 0 || !within(scene, subject) || !within(scene, object)) return 0;
  const at = (i: number, j: number) => scores.pair[(i * tokens.length + j) * scores.relations.length + column]!;
  const forward = at(subject.last, object.last);
  return relationOf(relation).symmetric ? Math.max(forward, at(object.last, subject.last)) : forward;
}

/** Probability of the cue head that token `i` states the relation. */
export function cueProbability(scores: RelationScores | undefined, i: number, relation: string): number {
  const column = scores ? scores.relations.indexOf(relation) : -1;
  return scores && column >= 0 ? scores.cue[i * scores.relations.length + column]! : 0;
}

/** Probability of the argument head that the reference is the subject (or the object) of what token `cue` states. */
export function argumentProbability(
  scene: Scene,
  cue: number,
  reference: Reference,
  role: 'subject' | 'object',
): number {
  const { argument } = scene.sentence.scores ?? {};
  if (!argument || !within(scene, reference)) return 0;
  return argument[(cue * scene.sentence.tokens.length + reference.last) * 2 + (role === 'subject' ? 0 : 1)]!;
}

/** How well a cue holds both ends of a statement: the weaker of the two; the ends of a symmetric relation may change places. */
export function bondProbability(
  scene: Scene,
  cue: number,
  subject: Reference,
  relation: string,
  object: Reference,
): number {
  const forward = Math.min(
    argumentProbability(scene, cue, subject, 'subject'),
    argumentProbability(scene, cue, object, 'object'),
  );
  if (!relationOf(relation).symmetric) return forward;
  return Math.max(
    forward,
    Math.min(argumentProbability(scene, cue, object, 'subject'), argumentProbability(scene, cue, subject, 'object')),
  );
}

/** What the circumstance head makes of a cue's clause; undefined without the head. */
export function readCircumstance(
  scene: Scene,
  cue: number,
): { readonly negated: number; readonly modality: Readonly<Record<Modality, number>> } | undefined {
  const { circumstance } = scene.sentence.scores ?? {};
  if (!circumstance) return undefined;
  const [negated, ...modality] = circumstance.subarray(cue * CIRCUMSTANCES, (cue + 1) * CIRCUMSTANCES);
  return {
    negated: negated!,
    modality: Object.fromEntries(MODALITIES.map((name, i) => [name, modality[i]!])) as Record<Modality, number>,
  };
}

const within = (scene: Scene, reference: Reference): boolean =>
  reference.start >= scene.sentence.start && reference.end <= scene.sentence.end;

/** "*Colombian* rebels": a state that only says where people come from who act for nobody (GUIDE 4). */
function isOrigin({ sentence: { tokens } }: Scene, { label, last }: Reference): boolean {
  if (label !== 'State') return false;
  const described = tokens.slice(last + 1, last + 4);
  const after = described.findIndex((t) => !['ADJ', 'NOUN', 'PROPN'].includes(t.upos));
  return described
    .slice(0, after < 0 ? described.length : after)
    .some((t) => t.upos === 'NOUN' && lexicon.privateNouns.has(t.lemma));
}

/** The relations that the encoder knows, each with its column in the scores. */
function columnsOf(scores: RelationScores): { readonly relation: Relation; readonly column: number }[] {
  return RELATIONS.map((relation) => ({ relation, column: scores.relations.indexOf(relation.relation) })).filter(
    ({ column }) => column >= 0,
  );
}

/** Every pair of references and relation that the head gives at least the floor. */
export function proposeFromPairs(scene: Scene): Candidate[] {
  const { scores, references, tokens } = scene.sentence;
  if (!scores) return [];
  const { pair } = scores;
  const width = scores.relations.length;
  const near = references.filter((reference) => within(scene, reference) && !isOrigin(scene, reference));
  const columns = columnsOf(scores);
  const found: Candidate[] = [];
  for (const subject of near) {
    for (const object of near) {
      if (subject.entity === object.entity || overlap(subject, object)) continue;
      const forward = (subject.last * tokens.length + object.last) * width;
      const backward = (object.last * tokens.length + subject.last) * width;
      for (const { relation, column } of columns) {
        // Nearly every pair falls here: nothing dearer is asked before.
        if (pair[forward + column]! < FLOOR && !(relation.symmetric && pair[backward + column]! >= FLOOR)) continue;
        if (!permits(relation, subject.label, object.label)) continue;
        if (relation.symmetric && subject.start > object.start) continue;
        found.push(stated('pair head', relation, subject, object, cueOf(scene, subject, relation.relation, object)));
      }
    }
  }
  return found;
}

/** Every two arguments of a word that the cue head takes for one. */
export function proposeFromCues(scene: Scene): Candidate[] {
  const { references, scores, tokens } = scene.sentence;
  if (!scores?.argument) return [];
  const width = scores.relations.length;
  const found: Candidate[] = [];
  for (const { relation, column } of columnsOf(scores)) {
    for (let cue = 0; cue < tokens.length; cue += 1) {
      if (scores.cue[cue * width + column]! < CUE_FLOOR) continue;
      const ends = (role: 'subject' | 'object') =>
        references.filter((r) => argumentProbability(scene, cue, r, role) >= ARGUMENT_FLOOR && !isOrigin(scene, r));
      const objects = ends('object');
      for (const subject of ends('subject')) {
        for (const object of objects) {
          if (object.entity === subject.entity || overlap(subject, object)) continue;
          if (!permits(relation, subject.label, object.label)) continue;
          if (relation.symmetric && subject.start > object.start) continue;
          found.push(stated('argument head', relation, subject, object, cue));
        }
      }
    }
  }
  return found;
}

/** What a head proposes: both ends as they are named, the cue's own clause deciding the rest. */
const stated = (rule: string, relation: Relation, subject: Reference, object: Reference, cue: number): Candidate => ({
  relation: relation.relation,
  subject: { reference: subject, via: 'named' },
  object: { reference: object, via: 'named' },
  cue,
  carrier: cue,
  rule,
  ...(relation.standing ? { presupposed: true } : {}),
});

const overlap = (a: Reference, b: Reference): boolean => a.start < b.end && b.start < a.end;

/** The token that most likely states the relation; else the lowest word of the tree above both. */
function cueOf(scene: Scene, subject: Reference, relation: string, object: Reference): number {
  const { tokens, scores } = scene.sentence;
  const column = scores ? scores.relations.indexOf(relation) : -1;
  let best = -1;
  let top = 0.02;
  for (let i = 0; scores && column >= 0 && i < tokens.length; i += 1) {
    // Ties between two verbs of the same relation go to the one nearer to its arguments.
    const penalty = 0.01 * Math.min(Math.abs(i - subject.last), Math.abs(i - object.first));
    const cue = scores.cue[i * scores.relations.length + column]!;
    // Held as well as can be, it would still not win.
    if (cue * 1.5 - penalty <= top) continue;
    const held = scores.argument ? bondProbability(scene, i, subject, relation, object) : 0;
    const score = cue * (0.5 + held) - penalty;
    if (score > top) {
      top = score;
      best = i;
    }
  }
  if (best >= 0) return best;
  const above = new Set([subject.last, ...ancestors(scene.tree, subject.last)]);
  return [object.last, ...ancestors(scene.tree, object.last)].find((i) => above.has(i)) ?? object.last;
}
