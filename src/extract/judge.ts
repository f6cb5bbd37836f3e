/**
 * Judge: how likely a proposed statement is what the text says. Gradient-boosted trees over the proposal's construction and
 * the encoder's scores, fitted by training/judge.py on documents that the encoder has not seen; trees in models/judge.json.
 */
import { z } from 'zod';
import type { Reference } from '../model.ts';
import { readData } from '../ontology.ts';
import type { Candidate, Scene } from './candidate.ts';
import { argumentProbability, bondProbability, cueProbability, pairProbability } from './learned.ts';

const Weights = z.strictObject({
  about: z.string(),
  /** Statements below it are not made. */
  threshold: z.number(),
  features: z.array(z.string()),
  /** Each node [feature, threshold, node where the value is at most that, node where it is more], or a leaf's [log-odds]. */
  trees: z.array(z.array(z.union([z.tuple([z.number()]), z.tuple([z.number(), z.number(), z.number(), z.number()])]))),
  /** `relation|rule`, and `relation` alone → how often the tables' proposals were true, and how many there were. */
  cells: z.record(z.string(), z.tuple([z.number(), z.number()])),
});

/** All trees in one row of nodes: a leaf asks for no feature (-1) and has its log-odds as its threshold. */
interface Forest {
  readonly roots: readonly number[];
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** The most that the trees from each one on can add. */
  readonly most: readonly number[];
}

/** The judge, with the place of each feature. */
export interface Judge extends Pick<z.infer<typeof Weights>, 'threshold' | 'cells'> {
  readonly places: ReadonlyMap<string, number>;
  readonly forest: Forest;
}

export function readJudge(): Judge {
  const { features, trees, threshold, cells } = readData('models/judge.json', Weights);
  return { threshold, cells, places: new Map(features.map((name, i) => [name, i])), forest: plantForest(trees) };
}

function plantForest(trees: z.infer<typeof Weights>['trees']): Forest {
  const nodes = trees.flat();
  const roots: number[] = [];
  let size = 0;
  const shifts = trees.flatMap((tree) => {
    roots.push(size);
    size += tree.length;
    return tree.map(() => size - tree.length);
  });
  const most = [0];
  for (const tree of trees.toReversed()) {
    most.unshift(most[0]! + Math.max(...tree.flatMap((node) => (node.length === 1 ? [node[0]] : []))));
  }
  return {
    roots,
    feature: Int16Array.from(nodes, (node) => (node.length === 1 ? -1 : node[0])),
    threshold: Float64Array.from(nodes, (node) => (node.length === 1 ? node[0] : node[1])),
    low: Int32Array.from(nodes, (node, i) => (node.length === 1 ? 0 : node[2] + shifts[i]!)),
    high: Int32Array.from(nodes, (node, i) => (node.length === 1 ? 0 : node[3] + shifts[i]!)),
    most,
  };
}

const logit = (p: number): number => {
  const clipped = Math.min(0.999, Math.max(0.001, p));
  return Math.log(clipped / (1 - clipped));
};

const isLearned = (rule: string): boolean => rule === 'pair head' || rule === 'argument head';

/** Log-odds of the argument that the cue holds best in that role, the reference's own entity aside. */
function rivalOf(scene: Scene, cue: number, reference: Reference, role: 'subject' | 'object'): number {
  let top = 0;
  for (const other of scene.sentence.references) {
    if (other.entity !== reference.entity) top = Math.max(top, argumentProbability(scene, cue, other, role));
  }
  return logit(top);
}

/** Construction of a proposal without its words: `verb in word order`, `office, title before name`. */
export function constructionOf(rule: string): string {
  const [kind = '', ...rest] = rule.split(', ');
  if (kind.startsWith('verb'))
    return ['verb', kind.endsWith('in word order') ? 'in word order' : '', ...rest].filter(Boolean).join(' ');
  if (kind.startsWith('noun') && kind.endsWith('in word order')) return 'noun in word order';
  if (kind.startsWith('noun'))
    return kind.includes(' under ') ? 'noun under verb' : rest.length > 0 ? 'noun with parties' : 'noun';
  if (kind.startsWith('party')) return 'party';
  if (kind.startsWith('owner')) return 'owner';
  return rest.length > 0 || isLearned(kind) ? rule : 'event act';
}

/** Features of a proposal by name, among all proposals of its sentence; absent ones are 0. */
export function featuresOf(
  scene: Scene,
  candidate: Candidate,
  all: readonly Candidate[],
): Readonly<Record<string, number>> {
  const features: Record<string, number> = {};
  eachFeature(scene, candidate, all, (name, value) => {
    features[name] = value;
  });
  return features;
}

type Put = (name: string, value: number) => void;

function eachFeature(scene: Scene, candidate: Candidate, all: readonly Candidate[], put: Put): void {
  const { relation, cue } = candidate;
  const [subject, object] = [candidate.subject.reference, candidate.object.reference];
  put(`construction ${constructionOf(candidate.rule)}`, 1);
  put(`relation ${relation}`, 1);
  put('learned', Number(isLearned(candidate.rule)));
  put('pair logit', logit(pairProbability(scene, subject, relation, object)));
  put('reverse logit', logit(pairProbability(scene, object, relation, subject)));
  put('cue logit', logit(cueProbability(scene.sentence.scores, cue, relation)));
  put('bond logit', logit(bondProbability(scene, cue, subject, relation, object)));
  put('subject logit', logit(argumentProbability(scene, cue, subject, 'subject')));
  put('object logit', logit(argumentProbability(scene, cue, object, 'object')));
  put('subject rival', rivalOf(scene, cue, subject, 'subject'));
  put('object rival', rivalOf(scene, cue, object, 'object'));
  put('references', Math.min(12, scene.sentence.references.length));
  put(`labels ${subject.label} ${object.label}`, 1);
  put('subject score', subject.score);
  put('object score', object.score);
  put('distance', Math.min(30, Math.abs(subject.first - object.first)) / 10);
  if (scene.sentence.scores === undefined) put('no scores', 1);
  for (const reference of [subject, object]) {
    if (!reference.named)
      put(reference.why.startsWith('pronoun') ? 'reference by pronoun' : 'reference by description', 1);
    if (reference.label === 'Event')
      put(/^\p{Lu}|\s\p{Lu}/u.test(reference.text) ? 'event with a name' : 'event without a name', 1);
  }
  for (const { via } of [candidate.subject, candidate.object]) if (via !== 'named') put(`via ${via.split(' ')[0]}`, 1);
  if (object.start < scene.sentence.start || object.end > scene.sentence.end) put('object elsewhere', 1);
  if (candidate.rivalled) put('another by tables', 1);
  if (candidate.corroborated) put('tables and pair head', 1);
  eachRivalry(scene, candidate, all, put);
}

/** How strong the strongest other proposal is that shares the cue, one end, or both ends with this one. */
function eachRivalry(scene: Scene, candidate: Candidate, all: readonly Candidate[], put: Put): void {
  let [cue, subject, object, relation] = [0, 0, 0, 0];
  for (const other of all) {
    if (other === candidate) continue;
    const [a, b] = [other.subject.reference, other.object.reference];
    const sameSubject = a.entity === candidate.subject.reference.entity;
    const sameObject = b.entity === candidate.object.reference.entity;
    if (other.relation === candidate.relation) {
      const isRival = other.cue === candidate.cue || sameSubject || sameObject;
      if (!isRival) continue;
      const pair = pairProbability(scene, a, other.relation, b);
      if (other.cue === candidate.cue) cue = Math.max(cue, pair);
      if (sameSubject) object = Math.max(object, pair);
      if (sameObject) subject = Math.max(subject, pair);
    } else if (
      (sameSubject && sameObject) ||
      (a.entity === candidate.object.reference.entity && b.entity === candidate.subject.reference.entity)
    ) {
      relation = Math.max(relation, bondProbability(scene, other.cue, a, other.relation, b));
    }
  }
  put('rival of the cue', logit(cue));
  put('rival subject', logit(subject));
  put('rival object', logit(object));
  put('rival relation', logit(relation));
}

/** What the tables' proposals are worth where nothing else is known; training/judge.py has the same. */
const PRIOR = 0.75;

/** Smoothed log-odds of the construction that proposed it; towards the relation's own where the cell is rare. */
function cellLogit({ cells }: Judge, { relation, rule }: Candidate): number {
  if (isLearned(rule)) return 0;
  const [allTrue, all] = cells[relation] ?? [0, 0];
  const prior = (allTrue + 4 * PRIOR) / (all + 4);
  const [cellTrue, cell] = cells[`${relation}|${rule}`] ?? [0, 0];
  const share = (cellTrue + 4 * prior) / (cell + 4);
  return Math.log(share / (1 - share));
}

/** Probability that the proposal, one of all of its sentence, is true; undefined below the threshold. */
export function judge(by: Judge, scene: Scene, candidate: Candidate, all: readonly Candidate[]): number | undefined {
  const values = new Float64Array(by.places.size);
  const put = (name: string, value: number) => {
    const place = by.places.get(name);
    if (place !== undefined) values[place] = value;
  };
  eachFeature(scene, candidate, all, put);
  put('cell logit', cellLogit(by, candidate));
  const logOdds = addLeaves(by.forest, values, logit(by.threshold));
  const probability = 1 / (1 + Math.exp(-logOdds));
  return probability < by.threshold ? undefined : probability;
}

/** Sum of the leaves that the values lead to; it stops where the rest of the trees cannot lift it to the floor. */
function addLeaves(
  { roots, feature, threshold, low, high, most }: Forest,
  values: Float64Array,
  floor: number,
): number {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree += 1) {
    // A hair's breadth for what rounding may add.
    if (sum + most[tree]! < floor - 1e-9) return Number.NEGATIVE_INFINITY;
    let node = roots[tree]!;
    while (feature[node]! >= 0) node = values[feature[node]!]! <= threshold[node]! ? low[node]! : high[node]!;
    sum += threshold[node]!;
  }
  return sum;
}
