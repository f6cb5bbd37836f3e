/** Learned: what the encoder's pair head proposes, and its scores for what the tables propose. */
import type { Reference, RelationScores } from '../model.ts';
import { permits, RELATIONS, relationOf } from '../ontology.ts';
import type { Candidate, Scene } from './candidate.ts';
import { ancestors } from './tree.ts';

/** Below this probability a pair is not worth a judgement. */
const FLOOR = 0.05;

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

const within = (scene: Scene, reference: Reference): boolean =>
  reference.start >= scene.sentence.start && reference.end <= scene.sentence.end;

/** Every pair of references and relation that the head gives at least the floor. */
export function proposeFromPairs(scene: Scene): Candidate[] {
  const { sentence } = scene;
  if (!sentence.scores) return [];
  const references = sentence.references;
  return references.flatMap((subject) =>
    references.flatMap((object) => {
      if (subject.entity === object.entity || overlap(subject, object)) return [];
      return RELATIONS.flatMap((relation) => {
        if (!permits(relation, subject.label, object.label)) return [];
        if (relation.symmetric && subject.start > object.start) return [];
        const probability = pairProbability(scene, subject, relation.relation, object);
        if (probability < FLOOR) return [];
        const cue = cueOf(scene, subject, relation.relation, object);
        return [
          {
            relation: relation.relation,
            subject: { reference: subject, via: 'named' },
            object: { reference: object, via: 'named' },
            cue,
            carrier: cue,
            rule: 'pair head',
            ...(relation.standing ? { presupposed: true } : {}),
          },
        ];
      });
    }),
  );
}

const overlap = (a: Reference, b: Reference): boolean => a.start < b.end && b.start < a.end;

/** The token that most likely states the relation; else the lowest word of the tree above both. */
function cueOf(scene: Scene, subject: Reference, relation: string, object: Reference): number {
  const { tokens, scores } = scene.sentence;
  let best = -1;
  let top = 0.1;
  for (let i = 0; i < tokens.length; i += 1) {
    // Ties between two verbs of the same relation go to the one nearer to its arguments.
    const distance = Math.min(Math.abs(i - subject.last), Math.abs(i - object.first));
    const score = cueProbability(scores, i, relation) - distance * 0.01;
    if (score > top) {
      top = score;
      best = i;
    }
  }
  if (best >= 0) return best;
  const above = new Set([subject.last, ...ancestors(scene.tree, subject.last)]);
  return [object.last, ...ancestors(scene.tree, object.last)].find((i) => above.has(i)) ?? object.last;
}
