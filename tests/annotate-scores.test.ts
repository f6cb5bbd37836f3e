import { describe, expect, it } from 'vitest';
import { readRow, stitch } from '../src/annotate/scores.ts';

const labels = { ner: ['O', 'B-PERSON'], upos: ['NOUN'], rels: ['root', 'obj'], relations: ['MET_WITH'] };

/** Outputs of a batch of two, padded to three words and the root, each number telling where it stood. */
const cells = (dims: readonly number[]) => ({
  dims,
  data: Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, at) => at),
});
const whole = (dims: readonly number[]) => ({
  dims,
  data: BigInt64Array.from({ length: dims.reduce((a, b) => a * b) }, (_, at) => BigInt(at)),
});
const outputs = {
  ner: cells([2, 4, 2]),
  upos: whole([2, 4]),
  arc: cells([2, 4, 4]),
  rel: whole([2, 4, 4]),
  cue: cells([2, 4, 1]),
  pair: cells([2, 4, 4, 1]),
};

describe('readRow', () => {
  it("drops the padding and the root's row, and keeps the root as a head", () => {
    const read = readRow(outputs, 1, 2, labels);
    expect([...read.ner]).toEqual([10, 11, 12, 13]);
    expect([...read.upos]).toEqual([5, 6]);
    expect([...read.arc]).toEqual([20, 21, 22, 24, 25, 26]);
    expect([...read.rel]).toEqual([20, 21, 22, 24, 25, 26]);
    expect([...read.cue!]).toEqual([5, 6]);
    expect([...read.pair!]).toEqual([21, 22, 25, 26]);
  });
});

describe('stitch', () => {
  it('takes each word from its window, and holds what no window saw for impossible', () => {
    const parts = [readRow(outputs, 0, 3, labels), readRow(outputs, 1, 3, labels)];
    const windows = [
      { start: 0, end: 3 },
      { start: 1, end: 4 },
    ];
    const joined = stitch(parts, windows, 4, labels);
    expect([...joined.upos]).toEqual([1, 2, 6, 7]);
    const none = Number.NEGATIVE_INFINITY;
    expect([...joined.arc]).toEqual([
      ...[4, 5, 6, 7, none],
      ...[8, 9, 10, 11, none],
      ...[24, none, 25, 26, 27],
      ...[28, none, 29, 30, 31],
    ]);
    expect([...joined.pair!]).toEqual([
      ...[5, 6, 7, none],
      ...[9, 10, 11, none],
      ...[none, 25, 26, 27],
      ...[none, 29, 30, 31],
    ]);
  });
});
