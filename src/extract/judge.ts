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
/** The judge, with the place of each feature. */
export type Weights = z.infer<typeof Weights> & { readonly places: ReadonlyMap<string, number> };

export function readJudge(): Weights {
  const weights = readData('models/judge.json', Weights);
  return { ...weights, places: new Map(weights.features.map((name, i) => [name, i])) };
}

const logit = (p: number): number => {
  const clipped = Math.min(0.999, Math.max(0.001, p));
  return Math.log(clipped / (1 - clipped));
};

const isLearned = (rule: string): boolean => rule === 'pair head' || rule === 'argument head';

/** Log-odds of the argument that the cue holds best in that role, the reference's own entity aside. */
function rivalOf(scene: Scene, cue: number, reference: Reference, role: 'subject' | 'object'): number {
  const others = scene.sentence.references.filter((other) => other.entity !== reference.entity);
  return logit(Math.max(0, ...others.map((other) => argumentProbability(scene, cue, other, role))));
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

/** Features of a proposal by name; absent ones are 0. */
export function featuresOf(scene: Scene, candidate: Candidate): Readonly<Record<string, number>> {
  const { relation, subject, object } = candidate;
  const pair = pairProbability(scene, subject.reference, relation, object.reference);
  const reverse = pairProbability(scene, object.reference, relation, subject.reference);
  const cue = cueProbability(scene.sentence.scores, candidate.cue, relation);
  const construction = constructionOf(candidate.rule);
  const learned = isLearned(candidate.rule);
  const bond = bondProbability(scene, candidate.cue, subject.reference, relation, object.reference);
  const features: Record<string, number> = {
    [`construction ${construction}`]: 1,
    [`relation ${relation}`]: 1,
    learned: Number(learned),
    'pair logit': logit(pair),
    'reverse logit': logit(reverse),
    'cue logit': logit(cue),
    'bond logit': logit(bond),
    'subject logit': logit(argumentProbability(scene, candidate.cue, subject.reference, 'subject')),
    'object logit': logit(argumentProbability(scene, candidate.cue, object.reference, 'object')),
    'subject rival': rivalOf(scene, candidate.cue, subject.reference, 'subject'),
    'object rival': rivalOf(scene, candidate.cue, object.reference, 'object'),
    references: Math.min(12, scene.sentence.references.length),
    [`labels ${subject.reference.label} ${object.reference.label}`]: 1,
    'subject score': subject.reference.score,
    'object score': object.reference.score,
    distance: Math.min(30, Math.abs(subject.reference.first - object.reference.first)) / 10,
  };
  if (scene.sentence.scores === undefined) features['no scores'] = 1;
  for (const reference of [subject.reference, object.reference]) {
    if (!reference.named)
      features[reference.why.startsWith('pronoun') ? 'reference by pronoun' : 'reference by description'] = 1;
    if (reference.label === 'Event')
      features[/^\p{Lu}|\s\p{Lu}/u.test(reference.text) ? 'event with a name' : 'event without a name'] = 1;
  }
  for (const via of [subject.via, object.via]) if (via !== 'named') features[`via ${via.split(' ')[0]}`] = 1;
  if (object.reference.start < scene.sentence.start || object.reference.end > scene.sentence.end)
    features['object elsewhere'] = 1;
  if (candidate.rivalled) features['another by tables'] = 1;
  if (candidate.corroborated) features['tables and pair head'] = 1;
  return features;
}

/** What the tables' proposals are worth where nothing else is known; training/judge.py has the same. */
const PRIOR = 0.75;

/** Smoothed log-odds of the construction that proposed it; towards the relation's own where the cell is rare. */
function cellLogit(weights: Weights, { relation, rule }: Candidate): number {
  if (isLearned(rule)) return 0;
  const [allTrue, all] = weights.cells[relation] ?? [0, 0];
  const prior = (allTrue + 4 * PRIOR) / (all + 4);
  const [cellTrue, cell] = weights.cells[`${relation}|${rule}`] ?? [0, 0];
  const share = (cellTrue + 4 * prior) / (cell + 4);
  return Math.log(share / (1 - share));
}

/** Probability that the proposal is true, 0–1. */
export function judge(weights: Weights, scene: Scene, candidate: Candidate): number {
  const values = new Float64Array(weights.features.length);
  const put = (name: string, value: number) => {
    const place = weights.places.get(name);
    if (place !== undefined) values[place] = value;
  };
  for (const [name, value] of Object.entries(featuresOf(scene, candidate))) put(name, value);
  put('cell logit', cellLogit(weights, candidate));
  const sum = weights.trees.reduce((total, tree) => total + leafOf(tree, values), 0);
  return 1 / (1 + Math.exp(-sum));
}

function leafOf(tree: Weights['trees'][number], values: Float64Array): number {
  let node = tree[0]!;
  while (node.length === 4) node = tree[values[node[0]]! <= node[1] ? node[2] : node[3]]!;
  return node[0];
}
