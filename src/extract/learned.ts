/** Learned: what the encoder's pair and argument heads propose, and their scores for what the tables propose. */
import { MODALITIES, type Modality, type Reference, type RelationScores } from '../model.ts';
import { permits, RELATIONS, type Relation, relationOf } from '../ontology.ts';
import type { Candidate, Scene } from './candidate.ts';
import { ancestors } from './tree.ts';

/** Below this probability a pair is not worth a judgement. */
const FLOOR = 0.05;
/** The same of a word as a cue, and of a mention as its argument. */
const CUE_FLOOR = 0.15;
const ARGUMENT_FLOOR = 0.15;
/** Columns of the circumstance head: negated, and one for each modality. */
const CIRCUMSTANCES = 1 + MODALITIES.length;

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
  const bond = (a: Reference, b: Reference) =>
    Math.min(argumentProbability(scene, cue, a, 'subject'), argumentProbability(scene, cue, b, 'object'));
  const forward = bond(subject, object);
  return relationOf(relation).symmetric ? Math.max(forward, bond(object, subject)) : forward;
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

/** Every pair of references and relation that the head gives at least the floor. */
export function proposeFromPairs(scene: Scene): Candidate[] {
  const { scores, references, tokens } = scene.sentence;
  if (!scores) return [];
  const near = references.filter((reference) => within(scene, reference));
  const columns = RELATIONS.map((relation) => ({
    relation,
    column: scores.relations.indexOf(relation.relation),
  })).filter(({ column }) => column >= 0);
  const at = (a: Reference, b: Reference, column: number) =>
    scores.pair[(a.last * tokens.length + b.last) * scores.relations.length + column]!;
  return near.flatMap((subject) =>
    near.flatMap((object) => {
      if (subject.entity === object.entity || overlap(subject, object)) return [];
      return columns.flatMap(({ relation, column }) => {
        // Nearly every pair falls here: nothing dearer is asked before.
        const likely =
          at(subject, object, column) >= FLOOR || (relation.symmetric && at(object, subject, column) >= FLOOR);
        if (!likely || !permits(relation, subject.label, object.label)) return [];
        if (relation.symmetric && subject.start > object.start) return [];
        const cue = cueOf(scene, subject, relation.relation, object);
        return [stated('pair head', relation, subject, object, cue)];
      });
    }),
  );
}

/** Every two arguments of a word that the cue head takes for one. */
export function proposeFromCues(scene: Scene): Candidate[] {
  const { references, scores, tokens } = scene.sentence;
  if (!scores?.argument) return [];
  return RELATIONS.flatMap((relation) =>
    tokens.flatMap((_, cue) => {
      if (cueProbability(scores, cue, relation.relation) < CUE_FLOOR) return [];
      const ends = (role: 'subject' | 'object') =>
        references.filter((r) => argumentProbability(scene, cue, r, role) >= ARGUMENT_FLOOR);
      const objects = ends('object');
      return ends('subject').flatMap((subject) =>
        objects
          .filter(
            (object) =>
              object.entity !== subject.entity &&
              !overlap(subject, object) &&
              permits(relation, subject.label, object.label) &&
              !(relation.symmetric && subject.start > object.start),
          )
          .map((object) => stated('argument head', relation, subject, object, cue)),
      );
    }),
  );
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
  let best = -1;
  let top = 0.02;
  for (let i = 0; i < tokens.length; i += 1) {
    // Ties between two verbs of the same relation go to the one nearer to its arguments.
    const distance = Math.min(Math.abs(i - subject.last), Math.abs(i - object.first));
    const held = scores?.argument ? bondProbability(scene, i, subject, relation, object) : 0;
    const score = cueProbability(scores, i, relation) * (0.5 + held) - distance * 0.01;
    if (score > top) {
      top = score;
      best = i;
    }
  }
  if (best >= 0) return best;
  const above = new Set([subject.last, ...ancestors(scene.tree, subject.last)]);
  return [object.last, ...ancestors(scene.tree, object.last)].find((i) => above.has(i)) ?? object.last;
}
