import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutWindows, ownersOf } from '../src/annotate/window.ts';

const LIMIT = 20;
const sentences = fc.array(fc.integer({ min: 1, max: LIMIT / 2 }), { minLength: 1, maxLength: 200 });

describe('cutWindows', () => {
  it('covers every word within the limit, each window going on before the last one ends', () => {
    fc.assert(
      fc.property(sentences, (pieces) => {
        const windows = cutWindows(pieces, LIMIT);
        expect(windows[0]!.start).toBe(0);
        expect(windows.at(-1)!.end).toBe(pieces.length);
        windows.forEach(({ start, end }, index) => {
          expect(pieces.slice(start, end).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(LIMIT);
          expect(end).toBeGreaterThan(start);
          const next = windows[index + 1];
          if (!next) return;
          expect(next.start).toBeLessThanOrEqual(end);
          expect(next.start).toBeGreaterThan(start);
        });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('shares a quarter of the limit between neighbours', () => {
    expect(cutWindows(new Array(50).fill(1), LIMIT)).toEqual([
      { start: 0, end: 20 },
      { start: 15, end: 35 },
      { start: 30, end: 50 },
    ]);
  });

  it('leaves a sentence that fits in one window', () => {
    expect(cutWindows([3, 4, 13], LIMIT)).toEqual([{ start: 0, end: 3 }]);
    expect(cutWindows([], LIMIT)).toEqual([{ start: 0, end: 0 }]);
  });
});

describe('ownersOf', () => {
  it('reads each word from a window that holds it, in the order of the windows', () => {
    fc.assert(
      fc.property(sentences, (pieces) => {
        const windows = cutWindows(pieces, LIMIT);
        const owners = ownersOf(windows, pieces.length);
        owners.forEach((owner, word) => {
          expect(windows[owner]!.start).toBeLessThanOrEqual(word);
          expect(windows[owner]!.end).toBeGreaterThan(word);
          if (word > 0) expect(owner).toBeGreaterThanOrEqual(owners[word - 1]!);
        });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('changes windows in the middle of what they share', () => {
    const windows = [
      { start: 0, end: 20 },
      { start: 14, end: 34 },
    ];
    expect(ownersOf(windows, 34).lastIndexOf(0)).toBe(16);
  });
});
