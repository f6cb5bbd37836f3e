import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSpans, readTags } from '../src/annotate/bio.ts';

const NAMES = ['O', 'B-PERSON', 'I-PERSON', 'B-STATE', 'I-STATE'];
const tags = readTags(NAMES);

/** Log-probabilities from rows of weights. */
const logs = (rows: readonly (readonly number[])[]) =>
  rows.flatMap((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((weight) => Math.log(weight / sum));
  });

const legal = (path: readonly number[]) =>
  path.every((tag, word) => {
    const name = NAMES[tag]!;
    return !name.startsWith('I-') || NAMES[path[word - 1] ?? 0]!.slice(2) === name.slice(2);
  });

function* everyPath(words: number, path: readonly number[] = []): Generator<readonly number[]> {
  if (path.length === words) yield path;
  else for (let tag = 0; tag < NAMES.length; tag++) yield* everyPath(words, [...path, tag]);
}

const spansOf = (path: readonly number[]) => {
  const spans: string[] = [];
  path.forEach((tag, word) => {
    const [prefix, label] = NAMES[tag]!.split('-');
    if (prefix === 'B') spans.push(`${word}-${word} ${label}`);
    else if (prefix === 'I') spans.push(spans.pop()!.replace(/-\d+/, `-${word}`));
  });
  return spans;
};

describe('decodeSpans', () => {
  it('finds the likeliest legal sequence, and each span with its share of all legal ones', () => {
    const weights = fc.array(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(weights, (rows) => {
        const scores = logs(rows);
        const probabilityOf = (path: readonly number[]) =>
          Math.exp(path.reduce((sum, tag, word) => sum + scores[word * 5 + tag]!, 0));
        const paths = [...everyPath(rows.length)]
          .filter(legal)
          .map((path) => ({ spans: spansOf(path), p: probabilityOf(path) }));
        const total = paths.reduce((sum, { p }) => sum + p, 0);
        const best = paths.reduce((a, b) => (b.p > a.p ? b : a));

        const spans = decodeSpans(scores, tags).map(({ first, last, label, confidence }) => ({
          name: `${first}-${last} ${label.toUpperCase()}`,
          confidence,
        }));
        const found = paths.find(({ spans: others }) => others.join() === spans.map(({ name }) => name).join())!;
        expect(found.p).toBeCloseTo(best.p, 12);
        for (const { name, confidence } of spans) {
          const share =
            paths.filter(({ spans: others }) => others.includes(name)).reduce((sum, { p }) => sum + p, 0) / total;
          expect(confidence).toBeCloseTo(share, 9);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('begins no span inside, though the best tag of each word would', () => {
    const scores = logs([
      [30, 9, 60, 1, 1],
      [10, 1, 80, 1, 9],
    ]);
    expect(decodeSpans(scores, tags)).toMatchObject([{ first: 0, last: 1, label: 'Person' }]);
  });

  it('parts two neighbours of one label', () => {
    const scores = logs([
      [1, 1, 1, 90, 1],
      [1, 1, 1, 90, 1],
    ]);
    expect(decodeSpans(scores, tags).map(({ first, last }) => [first, last])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('finds nothing in no words', () => {
    expect(decodeSpans([], tags)).toEqual([]);
  });
});
