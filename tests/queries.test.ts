/** The named queries: what each answers over one affair, the same on both stores. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELATIONS } from '../src/ontology.ts';
import { packageRoot } from '../src/root.ts';
import { listQueries, loadQuery } from '../src/store/queries.ts';
import type { GraphStore, Table, Value } from '../src/store.ts';
import { AFFAIR } from './queries-fixtures.ts';
import { STORES } from './store-stores.ts';

const QUERIES = listQueries();

/** Calls of each query that must find something, besides the one with its defaults. */
const CALLS: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>> = {
  'about-event': [{ event: 'ceasefire 30-DAY' }],
  attacks: [{ actor: 'ostraland' }],
  busiest: [{ from: '2025-05-17', to: '2025-05-17' }, { limit: 1 }],
  contradictions: [{ actor: 'Halm' }],
  evidence: [{ subject: 'ostraland' }, { subject: 'Voss', relation: 'SPOKE_WITH', object: 'bren' }],
  map: [{ name: 'voss' }, { limit: 2 }],
  members: [{ institution: 'THE PACT' }],
  neighbours: [{ name: 'marevian' }],
  offices: [{ name: 'Voss' }, { name: 'Ostraland' }],
  path: [
    { from: 'voss', to: 'Northern Pact' },
    { from: 'Halm', to: 'Tomas Bren' },
  ],
  plans: [{ actor: 'Marevia' }],
  proof: [{ name: '30-day ceasefire' }],
  sanctions: [{ actor: 'northern pact' }],
  sources: [],
  'speaks-for': [{ state: 'Ostraland' }],
  'took-part': [{ event: 'Halm' }],
  'what-did-propose': [{ actor: 'VOSS' }],
  'who-rejected': [{ event: '30-day ceasefire' }],
  'who-says-what': [{ speaker: 'Bren' }],
  'who-spoke-with-whom': [{ actor: 'Tomas Bren' }],
};

async function ask(store: GraphStore, name: string, given: Readonly<Record<string, Value>> = {}): Promise<Table> {
  const { cypher, parameters } = loadQuery(name);
  return store.query(cypher, { ...Object.fromEntries(parameters.map((p) => [p.name, p.default])), ...given });
}

function columns({ columns: names, rows }: Table, ...wanted: string[]): Value[][] {
  return rows.map((row) => wanted.map((name) => row[names.indexOf(name)]!));
}

/** The Cypher that the guide offers to run; what opens with a colon is for Browser alone. */
function guideQueries(): string[] {
  const html = readFileSync(join(packageRoot, 'cypher', 'guide.html'), 'utf8');
  return (
    [...html.matchAll(/runnable">([^<]*)<\/pre>/gu)]
      .map((match) => match[1]!.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&'))
      // Browser's own commands, and what sets labels for the style: tests/neo4j-browser.test.ts clicks on those.
      .filter((text) => !text.startsWith(':') && !/^REMOVE /mu.test(text))
  );
}

const answers = new Map<string, Table>();

for (const subject of STORES) {
  const title = subject.skipped ? `on the ${subject.kind} store (${subject.skipped})` : `on the ${subject.kind} store`;
  describe.skipIf(subject.skipped !== undefined)(title, () => {
    let store: GraphStore;
    beforeAll(async () => {
      await subject.take();
      store = await subject.open();
      await store.write(AFFAIR);
    }, 600_000);
    afterAll(async () => {
      await store?.close();
      await subject.release();
    });

    for (const { name } of QUERIES) {
      for (const given of [{}, ...(CALLS[name] ?? [])]) {
        it(`${name} ${JSON.stringify(given)} answers the same on every store, whatever the order of writing`, async () => {
          const answer = await ask(store, name, given);
          if (Object.keys(given).length > 0) expect(answer.rows.length).toBeGreaterThan(0);
          expect(answer.rows.length).toBe(new Set(answer.rows.map((row) => JSON.stringify(row))).size);
          const key = `${name} ${JSON.stringify(given)}`;
          expect(answer).toEqual(answers.get(key) ?? answer);
          answers.set(key, answer);
        });
      }
    }

    it('tells who rejected the ceasefire, and who says so', async () => {
      const answer = await ask(store, 'who-rejected', { event: '30-day ceasefire' });
      expect(answer.rows).toEqual([
        [
          'Ostraland',
          'REJECTED',
          '30-day ceasefire',
          'affirmed',
          'actual',
          'Lena Voss',
          '2025-05-17',
          'Ostraland rejected the 30-day ceasefire, Voss said.',
          'Courier',
          'courier-1.txt',
        ],
      ]);
    });

    it('sets what contradicts side by side', async () => {
      const answer = await ask(store, 'contradictions');
      expect(columns(answer, 'who', 'affirmed', 'denied', 'what', 'oneSaidBy', 'otherSaidBy')).toEqual([
        ['Ostraland', 'AGREED_TO', 'REJECTED', '30-day ceasefire', 'Tomas Bren', 'Lena Voss'],
        ['Ostraland', 'ATTACKED', 'ATTACKED', 'Halm', 'Northern Pact', 'Tomas Bren'],
      ]);
    });

    it('finds the shortest chains only', async () => {
      const answer = await ask(store, 'path', { from: 'voss', to: 'northern pact' });
      expect(answer.rows).toEqual([[['Lena Voss', 'Marevia', 'Northern Pact'], ['HOLDS_OFFICE', 'MEMBER_OF'], 2]]);
    });

    it('keeps what has not happened out of the typed edges and in the plans', async () => {
      expect(columns(await ask(store, 'sanctions'), 'by', 'target')).toEqual([['Northern Pact', 'Ostraland']]);
      expect(columns(await ask(store, 'plans'), 'who', 'what', 'modality', 'saidBy')).toEqual([
        ['Marevia', 'Ostraland', 'possible', 'Tomas Bren'],
      ]);
    });

    it('puts events in order of time', async () => {
      const days = columns(await ask(store, 'about-event', { event: 'ceasefire' }), 'day', 'who', 'relation');
      expect(days).toEqual([
        ['2025-05-16', 'Lena Voss', 'PROPOSED'],
        ['2025-05-17', 'Ostraland', 'REJECTED'],
        ['2025-05-18', 'Ostraland', 'AGREED_TO'],
      ]);
    });

    it('counts the busiest within its days only', async () => {
      const within = columns(
        await ask(store, 'busiest', { from: '2025-05-18', to: '2025-05-18' }),
        'actor',
        'statements',
      );
      // What the Herald of that day says, and not what it dates to April: a month alone yields to the day it is said.
      expect(within).toEqual([
        ['Ostraland', 3],
        ['Marevia', 1],
        ['Northern Pact', 1],
      ]);
    });

    if (subject.kind === 'neo4j') {
      for (const [i, cypher] of guideQueries().entries()) {
        it(`runs query ${i + 1} of the guide`, async () => {
          const answer = await store.query(cypher, { actor: 'voss' });
          expect(answer.columns.length).toBeGreaterThan(0);
          // Nothing in the affair is a talk of peace.
          if (!cypher.includes('peace talks')) expect(answer.rows.length).toBeGreaterThan(0);
        });
      }

      for (const { name, cypher, parameters } of QUERIES) {
        it(`${name} starts from an index`, async () => {
          const given = { ...Object.fromEntries(parameters.map((p) => [p.name, p.default])), ...CALLS[name]?.[0] };
          const operators = await subject.explain!(cypher, given);
          expect(operators.length).toBeGreaterThan(0);
          expect(
            operators.filter((operator) => /AllNodesScan|AllRelationshipsScan|CartesianProduct/u.test(operator)),
          ).toEqual(name === 'path' ? ['CartesianProduct'] : []);
          const named = parameters.some(
            (parameter) => !/without it|default/u.test(parameter.meaning) && parameter.default === null,
          );
          if (named) expect(operators.join()).toMatch(/Node(Unique)?IndexSeek/u);
        });
      }
    }
  });
}

describe('the files of named queries', () => {
  it('each say what they answer, and name each parameter they take', () => {
    expect(QUERIES.length).toBeGreaterThanOrEqual(14);
    for (const { name, purpose, parameters, cypher } of QUERIES) {
      expect(purpose, name).toMatch(/^[A-Z].*\.$/u);
      const used = new Set([...cypher.replace(/^\/\/.*$/gmu, '').matchAll(/\$(\w+)/gu)].map((match) => match[1]));
      expect(new Set(parameters.map((parameter) => parameter.name)), name).toEqual(used);
    }
  });

  it('order their rows', () => {
    for (const { name, cypher } of QUERIES) expect(cypher, name).toMatch(/\nORDER BY /u);
  });

  it('follow a path over every relation of the ontology and nothing else', () => {
    const types = /\[:([A-Z_|]+)\*/u.exec(loadQuery('path').cypher)![1]!.split('|');
    expect(types.sort()).toEqual(RELATIONS.map((relation) => relation.relation).sort());
  });

  it('are all tried with parameters', () => {
    expect(Object.keys(CALLS).sort()).toEqual(QUERIES.map((query) => query.name));
  });

  it('are found by near names', () => {
    expect(() => loadQuery('who-rejects')).toThrow(/"who-rejects" .*who-rejected/u);
    expect(() => loadQuery('spoke')).toThrow(/who-spoke-with-whom/u);
    expect(() => loadQuery('../read/edges')).toThrow(/is no named query/u);
  });
});
