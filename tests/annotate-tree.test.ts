import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTree } from '../src/annotate/tree.ts';

const scoreOf = (arc: readonly number[], heads: readonly number[]) =>
  heads.reduce((sum, head, word) => sum + arc[word * (heads.length + 1) + head + 1]!, 0);

const isTree = (heads: readonly number[]) =>
  heads.filter((head) => head === -1).length === 1 &&
  heads.every((_, word) => {
    let node = word;
    for (let step = 0; step <= heads.length && node !== -1; step++) node = heads[node]!;
    return node === -1;
  });

/** Every assignment of heads to `words` words. */
function* everyHeads(words: number, heads: readonly number[] = []): Generator<readonly number[]> {
  if (heads.length === words) yield heads;
  else for (let head = -1; head < words; head++) if (head !== heads.length) yield* everyHeads(words, [...heads, head]);
}

const arcs = (maxWords: number, score: fc.Arbitrary<number>) =>
  fc
    .integer({ min: 1, max: maxWords })
    .chain((words) => fc.array(score, { minLength: words * (words + 1), maxLength: words * (words + 1) }))
    .map((arc) => ({ arc, words: Math.round(Math.sqrt(arc.length + 0.25) - 0.5) }));

describe('decodeTree', () => {
  it('finds the best of all trees with one root', () => {
    fc.assert(
      fc.property(arcs(5, fc.integer({ min: -20, max: 3 })), ({ arc, words }) => {
        const heads = [...decodeTree(arc, words)];
        expect(isTree(heads)).toBe(true);
        let best = Number.NEGATIVE_INFINITY;
        for (const other of everyHeads(words)) if (isTree(other)) best = Math.max(best, scoreOf(arc, other));
        expect(scoreOf(arc, heads)).toBe(best);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('gives one root and no cycle on any scores, however long the sentence', () => {
    const score = fc.oneof(
      fc.double({ min: -1e4, max: 30, noNaN: true }),
      fc.constant(Number.NEGATIVE_INFINITY),
      fc.constant(0),
    );
    fc.assert(
      fc.property(arcs(40, score), ({ arc, words }) => {
        expect(isTree([...decodeTree(arc, words)])).toBe(true);
      }),
      { seed: 2, numRuns: 300 },
    );
    const words = 300;
    const arc = Array.from({ length: words * (words + 1) }, (_, cell) => (Math.sin(cell * 12.9898) * 43758.5453) % 10);
    expect(isTree([...decodeTree(arc, words)])).toBe(true);
  });

  it('breaks the circle of two words that each prefer the other', () => {
    // "President" ↔ "Donald": both score highest on each other; the root then goes to the one that loses less.
    const arc = [...[-3, -99, -0.1, -4], ...[-5, -0.1, -99, -6], ...[-2, -4, -0.2, -99]];
    expect([...decodeTree(arc, 3)]).toEqual([-1, 0, 1]);
  });

  it('reads a thousand words that each prefer a neighbour in a second or two', () => {
    const words = 1000;
    const arc = Float32Array.from({ length: words * (words + 1) }, (_, cell) => {
      const distance = Math.abs(Math.floor(cell / (words + 1)) - (cell % (words + 1)) + 1);
      return (distance === 1 ? -0.1 : -10) * (1 + ((cell * 7919) % 97) / 97);
    });
    const before = performance.now();
    expect(isTree([...decodeTree(arc, words)])).toBe(true);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('reads a single word as the root, and no words as no tree', () => {
    expect([...decodeTree([-50, 0], 1)]).toEqual([-1]);
    expect([...decodeTree([], 0)]).toEqual([]);
  });
});
