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

// I-X may follow only B-X and I-X; all else may follow anything.
function mayFollow(before: Tag | undefined, tag: Tag): boolean {
  return tag.label === undefined || tag.begins || before?.label === tag.label;
}

function logSumExp(values: readonly number[]): number {
  const highest = Math.max(...values);
  if (highest === Number.NEGATIVE_INFINITY) return highest;
  return highest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - highest), 0));
}

/**
 * The most probable legal tag sequence as spans (Viterbi), each with its probability summed over all legal sequences
 * that hold it (forward-backward). `scores` are log-probabilities [words × tags], row-major.
 */
export function decodeSpans(scores: ArrayLike<number>, tags: readonly Tag[]): LabelledSpan[] {
  const words = scores.length / tags.length;
  if (words === 0) return [];
  const before = tags.map((tag) => tags.flatMap((other, index) => (mayFollow(other, tag) ? [index] : [])));
  const after = tags.map((tag) => tags.flatMap((other, index) => (mayFollow(tag, other) ? [index] : [])));
  const score = (word: number, tag: number) => scores[word * tags.length + tag]!;
  const impossible = Number.NEGATIVE_INFINITY;

  const best = [tags.map((tag, t) => (mayFollow(undefined, tag) ? score(0, t) : impossible))];
  const forward = [best[0]!];
  const cameFrom: number[][] = [];
  for (let word = 1; word < words; word++) {
    const lastBest = best[word - 1]!;
    const lastForward = forward[word - 1]!;
    const from = before.map((candidates) => candidates.reduce((a, b) => (lastBest[b]! > lastBest[a]! ? b : a)));
    cameFrom.push(from);
    best.push(from.map((origin, t) => lastBest[origin]! + score(word, t)));
    forward.push(before.map((candidates, t) => logSumExp(candidates.map((c) => lastForward[c]!)) + score(word, t)));
  }
  // backward[w][t]: all legal continuations after word w carries tag t
  const backward: number[][] = new Array(words);
  backward[words - 1] = tags.map(() => 0);
  for (let word = words - 2; word >= 0; word--) {
    const next = backward[word + 1]!;
    backward[word] = after.map((candidates) => logSumExp(candidates.map((c) => next[c]! + score(word + 1, c))));
  }
  const total = logSumExp(forward[words - 1]!);

  const path = new Array<number>(words);
  const end = best[words - 1]!;
  path[words - 1] = end.reduce((a, value, t) => (value > end[a]! ? t : a), 0);
  for (let word = words - 1; word > 0; word--) path[word - 1] = cameFrom[word - 1]![path[word]!]!;

  const spans: LabelledSpan[] = [];
  for (let first = 0; first < words; first++) {
    const tag = tags[path[first]!]!;
    if (!tag.label) continue;
    const inside = tags.findIndex((other) => other.label === tag.label && !other.begins);
    let last = first;
    let log = forward[first]![path[first]!]!;
    while (last + 1 < words && path[last + 1] === inside) {
      last += 1;
      log += score(last, inside);
    }
    if (last + 1 < words) {
      const next = backward[last + 1]!;
      log += logSumExp(
        tags.flatMap((_, t) => (t !== inside && mayFollow(undefined, tags[t]!) ? [next[t]! + score(last + 1, t)] : [])),
      );
    }
    spans.push({ first, last, label: tag.label, confidence: Math.min(1, Math.exp(log - total)) });
    first = last;
  }
  return spans;
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
  const total = logSumExp([...logs.values()]);
  return new Map([...logs].map(([label, log]) => [label, Math.exp(log - total)]));
}
