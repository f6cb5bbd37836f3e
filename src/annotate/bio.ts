/** Decode: tag scores into labelled spans that BIO allows, each with its probability. */
import type { Label } from '../model.ts';

/** Words [first, last], both inclusive, that name something. */
export interface LabelledSpan {
  readonly first: number;
  readonly last: number;
  readonly label: Label;
  /** Probability of just this span with this label, given that the tags are legal. */
  readonly confidence: number;
}

/** A tag of the model's: "O", "B-PERSON" … */
export interface Tag {
  readonly begins: boolean;
  readonly label: Label | undefined;
}

const OUTSIDE: Tag = { begins: false, label: undefined };
const titleCase = (word: string) => `${word[0]}${word.slice(1).toLowerCase()}`;

/** Reads the tag names of a model, "O" first. */
export function readTags(names: readonly string[]): readonly Tag[] {
  return names.map((name) =>
    name === 'O' ? OUTSIDE : { begins: name.startsWith('B-'), label: titleCase(name.slice(2)) as Label },
  );
}

/**
 * The most probable legal tag sequence as spans (Viterbi), each with its probability summed over all legal sequences
 * that hold it (forward-backward, scaled word by word). `scores` are log-probabilities [words × tags], row-major.
 */
export function decodeSpans(scores: ArrayLike<number>, tags: readonly Tag[]): LabelledSpan[] {
  const width = tags.length;
  const words = scores.length / width;
  if (words === 0) return [];
  const begins = tags.map((tag) => tags.findIndex((other) => other.begins && other.label === tag.label));
  // I-X may follow only B-X and I-X, and begin no sentence; all else may follow anything.
  const isInside = tags.map((tag) => tag.label !== undefined && !tag.begins);
  const insideOf = tags.map((tag) => tags.findIndex((other, t) => isInside[t] && other.label === tag.label));

  const path = findBestPath(scores, words, begins, isInside);
  const weights = Float64Array.from({ length: words * width }, (_, at) => Math.exp(Math.max(scores[at]!, LOWEST)));
  const { forward, scale } = runForward(weights, words, begins, isInside);
  const { backward, freely } = runBackward(weights, scale, words, insideOf, isInside);

  const spans: LabelledSpan[] = [];
  for (let first = 0; first < words; first++) {
    const { label } = tags[path[first]!]!;
    if (!label) continue;
    const inside = insideOf[path[first]!]!;
    let last = first;
    let confidence = forward[first * width + path[first]!]!;
    while (last + 1 < words && path[last + 1] === inside) {
      last += 1;
      confidence *= weights[last * width + inside]! / scale[last]!;
    }
    // the next word may be anything but the span's going on
    confidence *= last + 1 < words ? freely[last]! : backward[last * width]!;
    spans.push({ first, last, label, confidence: Math.min(1, confidence) });
    first = last;
  }
  return spans;
}

/** A lower log-probability would vanish among numbers of 64 bits. */
const LOWEST = -300;

function findBestPath(
  scores: ArrayLike<number>,
  words: number,
  begins: readonly number[],
  isInside: readonly boolean[],
): Int32Array {
  const width = begins.length;
  const from = new Int32Array(words * width);
  let best = isInside.map((inside, t) => (inside ? Number.NEGATIVE_INFINITY : scores[t]!));
  const highest = (values: readonly number[]) => values.reduce((a, value, t) => (value > values[a]! ? t : a), 0);
  for (let word = 1; word < words; word++) {
    const last = best;
    const any = highest(last);
    best = last.map((own, t) => {
      const begin = begins[t]!;
      const origin = !isInside[t] ? any : last[begin]! > own ? begin : t;
      from[word * width + t] = origin;
      return last[origin]! + scores[word * width + t]!;
    });
  }
  const path = new Int32Array(words);
  path[words - 1] = highest(best);
  for (let word = words - 1; word > 0; word--) path[word - 1] = from[word * width + path[word]!]!;
  return path;
}

/** Share of all legal beginnings that carry each tag at each word [words × tags], and the sums they were divided by. */
function runForward(weights: Float64Array, words: number, begins: readonly number[], isInside: readonly boolean[]) {
  const width = begins.length;
  const forward = new Float64Array(words * width);
  const scale = new Float64Array(words);
  for (let word = 0; word < words; word++) {
    const at = word * width;
    for (let t = 0; t < width; t++) {
      const before = !isInside[t] ? 1 : word === 0 ? 0 : forward[at - width + t]! + forward[at - width + begins[t]!]!;
      forward[at + t] = before * weights[at + t]!;
      scale[word]! += forward[at + t]!;
    }
    for (let t = 0; t < width; t++) forward[at + t]! /= scale[word]!;
  }
  return { forward, scale };
}

/** Weight of all legal endings after each tag at each word, and of those whose next tag begins anew [words]. */
function runBackward(
  weights: Float64Array,
  scale: Float64Array,
  words: number,
  insideOf: readonly number[],
  isInside: readonly boolean[],
) {
  const width = insideOf.length;
  const backward = new Float64Array(words * width).fill(1);
  const freely = new Float64Array(words);
  for (let word = words - 2; word >= 0; word--) {
    const next = (word + 1) * width;
    const weight = (t: number) => (weights[next + t]! * backward[next + t]!) / scale[word + 1]!;
    for (let t = 0; t < width; t++) if (!isInside[t]) freely[word]! += weight(t);
    for (let t = 0; t < width; t++) {
      const inside = insideOf[t]!;
      backward[word * width + t] = freely[word]! + (inside >= 0 ? weight(inside) : 0);
    }
  }
  return { backward, freely };
}

/** How the probability of a span parts among the labels, were it one: sums to 1. */
export function labelShares(
  scores: ArrayLike<number>,
  tags: readonly Tag[],
  { first, last }: Pick<LabelledSpan, 'first' | 'last'>,
): ReadonlyMap<Label, number> {
  const logs = new Map<Label, number>();
  tags.forEach((tag, t) => {
    if (!tag.label) return;
    let sum = logs.get(tag.label) ?? 0;
    for (let word = first; word <= last; word++) {
      if (tag.begins === (word === first)) sum += scores[word * tags.length + t]!;
    }
    logs.set(tag.label, sum);
  });
  const highest = Math.max(...logs.values());
  const powers = [...logs].map(([label, log]) => [label, Math.exp(log - highest)] as const);
  const total = powers.reduce((sum, [, power]) => sum + power, 0);
  return new Map(powers.map(([label, power]) => [label, power / total]));
}
