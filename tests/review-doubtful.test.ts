import { describe, expect, test } from 'vitest';
import { parseDecisions } from '../src/merge/decisions.ts';
import type { Reading } from '../src/model.ts';
import { listDoubtful } from '../src/review/doubtful.ts';
import type { GraphStore } from '../src/store.ts';
import { readingOf } from './store-fixtures.ts';

/** A store that holds just these readings. */
function storeOf(readings: readonly Reading[]): GraphStore {
  const store: Pick<GraphStore, 'tellings' | 'readings'> = {
    tellings: async () =>
      readings.flatMap(({ article, entities }) =>
        entities.map((entity) => ({ articleId: article.id, published: '2025-05-20', entity })),
      ),
    async *readings() {
      yield* readings;
    },
  };
  return store as GraphStore;
}

const person = (id: string, name: string) => ({ id, label: 'Person' as const, name });
const readings = [
  readingOf({ text: 'Ana Lopez spoke.', entities: [person('person:ana-lopez', 'Ana Lopez')] }),
  readingOf({ text: 'Luis Lopez slept.', entities: [person('person:luis-lopez', 'Luis Lopez')] }),
  readingOf({ text: 'Lopez left the city.', entities: [person('person:lopez@abc', 'Lopez')] }),
];

describe('the doubtful', () => {
  test('A bare name that two full names fit is listed with both, its sentences and the lines that settle it.', async () => {
    const [doubt] = (await listDoubtful(storeOf(readings))).filter(({ kind }) => kind === 'candidates');
    expect(doubt).toMatchObject({
      ids: ['person:lopez@abc', 'person:ana-lopez', 'person:luis-lopez'],
      why: 'a bare name that fits 2',
    });
    expect(doubt!.evidence.map(({ quote }) => quote)).toContain('Lopez left the city.');
    expect(doubt!.lines).toContain('same person:lopez@abc person:ana-lopez');
  });

  test('What the decisions settle is listed no more.', async () => {
    const decisions = parseDecisions(
      'same person:lopez@abc person:ana-lopez\ndifferent person:lopez@abc person:luis-lopez\n',
      'decisions.txt',
    );
    expect((await listDoubtful(storeOf(readings), decisions)).filter(({ kind }) => kind === 'candidates')).toEqual([]);
  });

  test('Its lines can be read back as decisions.', async () => {
    const lines = (await listDoubtful(storeOf(readings)))
      .filter(({ kind }) => kind !== 'weak')
      .flatMap(({ lines: own }) => own);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(() => parseDecisions(line, 'decisions.txt')).not.toThrow();
  });
});
