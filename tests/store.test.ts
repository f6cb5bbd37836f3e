/** The contract GraphStore, held to by both stores. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reading } from '../src/model.ts';
import { type GraphStore, StoreError, type Value } from '../src/store.ts';
import { readingOf, type Said, type Story, sha, type Told } from './store-fixtures.ts';
import { STORES } from './store-stores.ts';

const LENA: Told = { id: 'Q1', label: 'Person', name: 'Lena Voss', names: ['Lena Voss', 'Voss'], wikidata: 'Q1' };
const MARE: Told = { id: 'Q2', label: 'State', name: 'Marevia', wikidata: 'Q2', iso3: 'MRV', kind: 'state' };
const OSTRA: Told = { id: 'Q3', label: 'State', name: 'Ostraland', wikidata: 'Q3' };
const TRUCE: Told = {
  id: 'event:truce',
  label: 'Event',
  name: 'ten-day truce',
  kind: 'ceasefire',
  event: { participants: ['Q2', 'Q3'], date: '2025-05-19', place: 'place:quay' },
};

const TALK: Story = {
  text: 'Lena Voss spoke with Marevia on Monday. Ostraland rejected the ten-day truce, Voss said.',
  origin: '/news/talk.txt',
  title: 'A talk',
  source: 'The Courier',
  published: '2025-05-19T08:00:00Z',
  extra: { desk: 'foreign', nested: { b: [1, 2.5], a: null } },
  entities: [LENA, MARE, OSTRA, TRUCE],
  statements: [
    {
      subject: 'Q2',
      relation: 'SPOKE_WITH',
      object: 'Q1',
      quote: 'spoke with Marevia',
      date: '2025-05-19',
      confidence: 1,
    },
    {
      subject: 'Q3',
      relation: 'REJECTED',
      object: 'event:truce',
      quote: 'rejected the ten-day truce',
      attribution: 'Q1',
      relayedBy: ['Q2'],
    },
  ],
};
const OFFICE: Story = {
  text: 'Lena Voss, the chancellor of Marevia, has not spoken with Ostraland. Marevia may reject the ten-day truce.',
  origin: '/news/office.txt',
  source: 'The Herald',
  published: '2025-06-01',
  entities: [{ ...LENA, names: ['Lena Voss'] }, MARE, OSTRA, TRUCE],
  statements: [
    {
      subject: 'Q1',
      relation: 'HOLDS_OFFICE',
      object: 'Q2',
      quote: 'the chancellor of Marevia',
      title: 'chancellor',
      status: 'current',
    },
    {
      subject: 'Q1',
      relation: 'SPOKE_WITH',
      object: 'Q3',
      quote: 'has not spoken with Ostraland',
      polarity: 'negated',
    },
    {
      subject: 'Q2',
      relation: 'REJECTED',
      object: 'event:truce',
      quote: 'may reject the ten-day truce',
      modality: 'possible',
    },
  ],
};

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Everything a store holds: through its contract, and node by node. */
async function contentsOf(store: GraphStore): Promise<unknown> {
  const sorted = (rows: readonly (readonly Value[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  return {
    articles: await store.articles(),
    readings: await collect(store.readings()),
    entities: await store.entities(),
    tellings: await store.tellings(),
    edges: await store.edges(),
    counts: await store.counts(),
    // The graph's own node counts writes, which are no part of what articles tell.
    nodes: sorted((await store.query('MATCH (n) WHERE NOT n:Scratch AND NOT n:Graph RETURN n')).rows),
    relationships: sorted((await store.query('MATCH ()-[r]->() RETURN r')).rows),
  };
}

const byId = (readings: readonly Reading[]): Reading[] =>
  [...readings].sort((a, b) => (a.article.id < b.article.id ? -1 : 1));

for (const subject of STORES) {
  const title = subject.skipped ? `the ${subject.kind} store (${subject.skipped})` : `the ${subject.kind} store`;
  describe.skipIf(subject.skipped !== undefined)(title, () => {
    let store: GraphStore;
    beforeAll(() => subject.take(), 600_000);
    beforeEach(async () => {
      store = await subject.open();
    });
    afterEach(() => store.close());
    afterAll(() => subject.release());

    it('gives readings back exactly as they were written', async () => {
      const readings = [readingOf(TALK), readingOf(OFFICE)];
      await store.write(readings);
      expect(await collect(store.readings())).toEqual(byId(readings));
      expect(await collect(store.readings([sha(OFFICE.text)]))).toEqual([readings[1]]);
      expect(await collect(store.readings(['no such article']))).toEqual([]);
    });

    it('keeps any text as it is: controls, quotes, Cypher, markup, other scripts', async () => {
      const text = [
        "'); MATCH (n) DETACH DELETE n; // ` \\u0041 $rows {row}",
        '<script>alert(1)</script> \u001b[31mred\u001b[0m ../../etc/passwd',
        'null\u0000byte, \u202eright to left\u202c, 🕊️, 東京, e\u0301',
        `${'['.repeat(5000)}`,
      ].join('.\n');
      const name = '`x`); DELETE (n) //\u202e\u0000';
      const reading = readingOf({
        text: `${text}. ${name} met Marevia.`,
        title: 'O\'Brien "says" \\',
        entities: [{ id: 'person:__proto__', label: 'Person', name: '__proto__', names: [name, 'constructor'] }, MARE],
        statements: [{ subject: 'person:__proto__', relation: 'MET_WITH', object: 'Q2', quote: 'met Marevia' }],
      });
      await store.write([reading]);
      expect(await collect(store.readings())).toEqual([reading]);
      expect((await store.entities()).find((entity) => entity.id === 'person:__proto__')).toEqual({
        id: 'person:__proto__',
        label: 'Person',
        name: '__proto__',
        aliases: [name, 'constructor'].sort(),
      });
    });

    it('points every statement into the text', async () => {
      await store.write([readingOf(TALK)]);
      const { rows } = await store.query(
        'MATCH (s:Statement)-[:STATED_IN]->(:Sentence)-[:PART_OF]->(a:Article) RETURN a.text, s.start, s.end, s.quote ORDER BY s.start',
      );
      expect(rows).toHaveLength(2);
      for (const [text, start, end, quote] of rows)
        expect((text as string).slice(start as number, end as number)).toBe(quote);
    });

    it('counts typed edges from statements that are affirmed and actual only', async () => {
      await store.write([readingOf(TALK), readingOf(OFFICE)]);
      expect(await store.edges()).toEqual([
        {
          ...{ subject: 'Q1', relation: 'HOLDS_OFFICE', object: 'Q2', statements: 1, articles: 1, outlets: 1 },
          ...{
            first: '2025-06-01',
            last: '2025-06-01',
            confidence: 0.8,
            denied: 0,
            title: 'chancellor',
            status: 'current',
          },
        },
        {
          // Symmetric: the smaller id first, though the text says it the other way round.
          ...{ subject: 'Q1', relation: 'SPOKE_WITH', object: 'Q2', statements: 1, articles: 1, outlets: 1 },
          ...{ first: '2025-05-19', last: '2025-05-19', confidence: 1, denied: 0 },
        },
        {
          ...{ subject: 'Q3', relation: 'REJECTED', object: 'event:truce', statements: 1, articles: 1, outlets: 1 },
          ...{ first: '2025-05-19', last: '2025-05-19', confidence: 0.8, denied: 0 },
        },
      ]);
    });

    it('adds up what several articles and outlets say, and what they deny', async () => {
      const say = (n: number, source: string, extra: Partial<Said> = {}, published = `2025-05-0${n}`): Reading =>
        readingOf({
          text: `Report ${n}: Marevia attacked Ostraland.`,
          ...{ source, published },
          entities: [MARE, OSTRA],
          statements: [{ subject: 'Q2', relation: 'ATTACKED', object: 'Q3', quote: 'attacked Ostraland', ...extra }],
        });
      await store.write([
        say(1, 'Courier'),
        say(2, 'Courier', { confidence: 0.95 }),
        say(3, 'Herald', { date: '2025-04-30/2025-05-02' }),
      ]);
      await store.write([
        say(4, 'Herald', { polarity: 'negated' }),
        say(5, 'Mail', { modality: 'planned' }),
        say(6, 'Mail', { date: '2025' }),
      ]);
      expect(await store.edges()).toEqual([
        {
          ...{ subject: 'Q2', relation: 'ATTACKED', object: 'Q3', statements: 4, articles: 4, outlets: 3 },
          ...{ first: '2025-04-30', last: '2025-05-06', confidence: 0.95, denied: 1 },
        },
      ]);
    });

    it('stays the same graph when the same articles come again', async () => {
      const readings = [readingOf(TALK), readingOf(OFFICE)];
      await store.write(readings);
      const before = await contentsOf(store);
      const nodes = await store.query('MATCH (n) RETURN DISTINCT elementId(n) AS id ORDER BY id');
      await store.write([...readings].reverse());
      expect(await contentsOf(store)).toEqual(before);
      // Not even taken away and put back: what is unchanged is left alone.
      expect(await store.query('MATCH (n) RETURN DISTINCT elementId(n) AS id ORDER BY id')).toEqual(nodes);
    });

    it('withdraws an article exactly', async () => {
      await store.write([readingOf(OFFICE)]);
      const before = await contentsOf(store);
      await store.write([readingOf(TALK)]);
      await store.remove([sha(TALK.text), 'no such article']);
      expect(await contentsOf(store)).toEqual(before);
      await store.remove([sha(OFFICE.text)]);
      expect(await store.entities()).toEqual([]);
      expect((await store.query('MATCH (n) WHERE NOT n:Scratch AND NOT n:Graph RETURN count(n)')).rows).toEqual([[0]]);
    });

    it('replaces an article whose place has a new text', async () => {
      await store.write([readingOf(TALK)]);
      const corrected = readingOf({ ...OFFICE, origin: '/news/talk.txt' });
      await store.write([corrected]);
      expect(await collect(store.readings())).toEqual([corrected]);
      expect((await store.articles()).map((article) => article.copies.length)).toEqual([1]);
    });

    it('keeps both places of one text, and the one that stays when the other gets a new text', async () => {
      const early = readingOf({ ...TALK, origin: '/a.txt', source: 'Early', published: '2025-05-19' });
      const late = readingOf({
        ...TALK,
        origin: '/b.txt',
        source: 'Late',
        published: '2025-05-21',
        statements: TALK.statements!.map((said) => ({ ...said, date: '2025-05-21' })),
      });
      await store.write([late, early]);
      const [article] = await store.articles();
      expect(article!.copies.map(({ origin, source }) => [origin, source])).toEqual([
        ['/a.txt', 'Early'],
        ['/b.txt', 'Late'],
      ]);
      expect(article!.model).toBe('model-1');
      expect(await collect(store.readings())).toEqual([early]);
      expect((await store.edges())[0]).toMatchObject({
        relation: 'SPOKE_WITH',
        statements: 1,
        articles: 1,
        outlets: 2,
      });
      await store.write([readingOf({ ...OFFICE, origin: '/a.txt' })]);
      expect(await collect(store.readings([sha(TALK.text)]))).toEqual([late]);
      expect((await store.articles()).map(({ copies }) => copies.length)).toEqual([1, 1]);
    });

    it('lets a newer model read an article anew, wherever its copies lie', async () => {
      await store.write([readingOf({ ...TALK, origin: '/a.txt' }), readingOf({ ...TALK, origin: '/b.txt' })]);
      const anew = readingOf({ ...TALK, origin: '/b.txt', model: 'model-2', statements: TALK.statements!.slice(0, 1) });
      await store.write([anew]);
      expect((await store.articles())[0]).toMatchObject({
        model: 'model-2',
        copies: [{ origin: '/a.txt' }, { origin: '/b.txt' }],
      });
      expect((await store.counts()).statements).toBe(1);
    });

    it('names an entity as most articles do, whatever their order, and keeps its distinct surface forms', async () => {
      const tell = (n: number, told: Told): Reading =>
        readingOf({ text: `${told.name} spoke, ${n}.`, entities: [told] });
      const readings = [
        tell(1, { ...LENA, name: 'L. Voss', names: ['L. Voss'] }),
        tell(2, { ...LENA, name: 'Lena Voss', names: ['Lena Voss'] }),
        tell(3, { ...LENA, name: 'Magdalena Voss', names: ['Magdalena Voss'], kind: 'chancellor' }),
        tell(4, { ...LENA, label: 'Institution', name: 'Lena Voss', names: ['Lena Voss'] }),
      ];
      for (const reading of readings) await store.write([reading]);
      expect(await store.entities()).toEqual([
        {
          ...{ id: 'Q1', label: 'Person', name: 'Lena Voss', wikidata: 'Q1', kind: 'chancellor' },
          aliases: ['L. Voss', 'Lena Voss', 'Magdalena Voss'],
        },
      ]);
      await store.remove([1, 2, 3].map((n) => readings[n - 1]!.article.id));
      expect((await store.entities())[0]).toMatchObject({ label: 'Institution', aliases: ['Lena Voss'] });
      expect((await store.counts()).entities).toEqual({ Person: 0, State: 0, Institution: 1, Event: 0, Place: 0 });
    });

    it('tells what each article tells, also where two of its entities turned out to be one', async () => {
      const merged = readingOf({
        text: 'Voss called the chancellor.',
        published: '2025-01-02',
        entities: [
          { ...LENA, local: 'person:voss', names: ['Voss'] },
          { ...LENA, local: 'person:chancellor', name: 'the chancellor', names: ['the chancellor'] },
        ],
      });
      await store.write([merged]);
      expect(await collect(store.readings())).toEqual([merged]);
      expect(await store.tellings()).toEqual(
        merged.entities.map((entity) => ({ articleId: merged.article.id, published: '2025-01-02', entity })),
      );
    });

    it('counts what it holds', async () => {
      await store.write([readingOf(TALK), readingOf(OFFICE)]);
      expect(await store.counts()).toEqual({
        articles: 2,
        sentences: 4,
        mentions: 11,
        statements: 5,
        edges: 3,
        entities: { Person: 1, State: 2, Institution: 0, Event: 1, Place: 0 },
        relations: { HOLDS_OFFICE: 1, REJECTED: 2, SPOKE_WITH: 2 },
      });
    });

    it('writes all or nothing of a call', async () => {
      await store.write([readingOf(OFFICE)]);
      const before = await contentsOf(store);
      const talk = readingOf(TALK);
      const stranger = { ...talk.statements[0]!, object: 'Q404' };
      await expect(store.write([readingOf({ text: 'A.' }), { ...talk, statements: [stranger] }])).rejects.toThrow(
        'Q404',
      );
      // The id of a statement that another article has breaks the constraint only in the database.
      const twin = readingOf({ ...TALK, text: `${TALK.text} `, origin: '/news/twin.txt' });
      await expect(store.write([talk, { ...twin, statements: talk.statements }])).rejects.toThrow();
      expect(await contentsOf(store)).toEqual(before);
    });

    it('refuses a relation that is not in the ontology', async () => {
      const talk = readingOf(TALK);
      const injected = { ...talk, statements: [{ ...talk.statements[0]!, relation: 'X]->() DETACH DELETE n //' }] };
      await expect(store.write([injected])).rejects.toThrow('is no relation');
    });

    it('answers queries with columns and rows, nodes, relationships and paths', async () => {
      await store.write([readingOf(TALK)]);
      expect(
        await store.query('MATCH (e:Person) RETURN e.name AS name, e.articles AS n, $k AS k', { k: [1, 'x', null] }),
      ).toEqual({
        columns: ['name', 'n', 'k'],
        rows: [['Lena Voss', 1, [1, 'x', null]]],
      });
      const { rows } = await store.query('MATCH p = (a:Entity {id: "Q1"})-[r:SPOKE_WITH]->(b) RETURN a, r, p, r.first');
      const [node, relationship, path, first] = rows[0]!;
      expect(node).toMatchObject({ $node: 'Q1', labels: ['Entity', 'Person'], properties: { name: 'Lena Voss' } });
      expect(relationship).toMatchObject({
        $relationship: 'Q1 SPOKE_WITH Q2',
        type: 'SPOKE_WITH',
        start: 'Q1',
        end: 'Q2',
      });
      expect(path).toMatchObject({ $path: [{ $node: 'Q1' }, { $relationship: 'Q1 SPOKE_WITH Q2' }, { $node: 'Q2' }] });
      expect(first).toBe('2025-05-19');
    });

    it('answers while it writes, from whole writes only', async () => {
      const stories = Array.from({ length: 12 }, (_, n) =>
        readingOf({ ...TALK, text: `${TALK.text} (${n})`, origin: `/${n}` }),
      );
      let writing = true;
      const written = (async () => {
        for (let i = 0; i < stories.length; i += 3) await store.write(stories.slice(i, i + 3));
        writing = false;
      })();
      const seen: number[] = [];
      while (writing) {
        const { rows } = await store.query('MATCH (a:Article) RETURN count(a)');
        seen.push(rows[0]![0] as number);
        await store.edges();
      }
      await written;
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((count) => count % 3 !== 0)).toEqual([]);
      expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    });

    it('takes writes handed over at once one after the other', async () => {
      const stories = Array.from({ length: 6 }, (_, n) =>
        readingOf({ ...TALK, text: `${TALK.text} (${n})`, origin: `/${n}` }),
      );
      await Promise.all(stories.map((story) => store.write([story])));
      expect((await store.edges()).map((edge) => edge.statements)).toEqual([6, 6]);
      expect((await store.entities()).map((entity) => entity.id)).toEqual(['Q1', 'Q2', 'Q3', 'event:truce']);
    });

    it('names the columns of an empty answer', async () => {
      expect(await store.query('MATCH (n:Person) RETURN n.id AS id, n')).toEqual({ columns: ['id', 'n'], rows: [] });
    });

    it('gives dates, lists, maps and numbers as JSON values', async () => {
      const cypher =
        "RETURN date('2025-05-19') AS a, [1, 2.5, {k: 'v', n: null}] AS b, 7 / 2 AS c, $n + 1 AS d, 1.0 AS e";
      expect((await store.query(cypher, { n: 1 })).rows).toEqual([
        ['2025-05-19', [1, 2.5, { k: 'v', n: null }], 3, 2, 1],
      ]);
    });

    it('finds an entity by any of its names, whatever the case, and forgets names that go', async () => {
      await store.write([readingOf(TALK), readingOf(OFFICE)]);
      const find = async (name: string) =>
        (await store.query('MATCH (:Name {key: toLower($name)})-[:NAMES]->(e) RETURN e.id', { name })).rows;
      expect(await find('VOSS')).toEqual([['Q1']]);
      await store.remove([sha(TALK.text)]);
      expect(await find('Voss')).toEqual([]);
      expect(await find('lena voss')).toEqual([['Q1']]);
    });

    const WRITING = [
      'CREATE (:X)',
      'MATCH (n) SET n.x = 1',
      'MATCH (n) SET n:X',
      'MATCH (n) REMOVE n.name',
      'MATCH (n) DETACH DELETE n',
      'MERGE (n:X {id: 1}) RETURN n',
      'MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n',
      'UNWIND [1] AS x FOREACH (y IN [x] | CREATE (:X))',
      'CREATE INDEX x IF NOT EXISTS FOR (n:X) ON (n.x)',
      'DROP INDEX entity_id_index',
      '/* a read */ RETURN 1 AS x UNION CREATE (:X) RETURN 2 AS x',
      "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    ];
    for (const cypher of WRITING) {
      it(`refuses to run ${cypher}`, async () => {
        await store.write([readingOf(TALK)]);
        const before = await contentsOf(store);
        const fault = await store.query(cypher).then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(fault).toBeInstanceOf(StoreError);
        expect((fault as StoreError).fault).toBe('writes');
        expect(await contentsOf(store)).toEqual(before);
      });
    }

    const READING = [
      "RETURN 'CREATE (:X) SET n.x = 1 DELETE' AS words",
      'MATCH (`set`:Entity) RETURN `set`.id AS `DELETE` /* MERGE */ ORDER BY `set`.id // REMOVE',
      'MATCH (n:Entity) WHERE EXISTS { (n)-[:SPOKE_WITH]-() } RETURN count(n) AS created',
    ];
    for (const cypher of READING) {
      it(`runs ${cypher}`, async () => {
        await store.write([readingOf(TALK)]);
        expect((await store.query(cypher)).rows.length).toBeGreaterThan(0);
      });
    }

    it('says where a query is wrong', async () => {
      const fault = await store.query('MATCH (n)\nRETURN n n').catch((error: unknown) => error);
      expect(fault).toMatchObject({ fault: 'query', message: expect.stringContaining('line 2') });
      await expect(store.query('RETURN $missing AS x')).rejects.toMatchObject({
        fault: 'query',
        message: expect.stringContaining('missing'),
      });
    });

    it.each([0, 99])('refuses a store of schema %i, and leaves it as it is', async (version) => {
      await store.write([readingOf(TALK)]);
      await store.close();
      await subject.tamper(`MATCH (g:Graph {id: 'entente'}) SET g.version = ${version}`);
      store = await subject.reopen();
      await expect(store.setUp()).rejects.toMatchObject({
        fault: 'version',
        message: expect.stringMatching(new RegExp(`schema ${version}, .*another store`, 'u')),
      });
      expect((await store.counts()).articles).toBe(1);
      expect((await store.query('MATCH (g:Graph) RETURN g.version')).rows).toEqual([[version]]);
    });

    it('refuses articles and entities that no Entente has marked as its graph', async () => {
      await store.write([readingOf(TALK)]);
      await store.close();
      await subject.tamper('MATCH (g:Graph) DETACH DELETE g');
      store = await subject.reopen();
      await expect(store.setUp()).rejects.toMatchObject({
        fault: 'not-a-store',
        message: expect.stringContaining('NEO4J_DATABASE'),
      });
    });

    it('goes on with a store of its schema whose Entente noted less', async () => {
      await store.write([readingOf(TALK)]);
      await store.close();
      await subject.tamper("MATCH (g:Graph {id: 'entente'}) REMOVE g.writes REMOVE g.merged");
      await subject.tamper('MATCH (c:Copy) REMOVE c.fingerprint');
      store = await subject.reopen();
      await store.setUp();
      expect(await store.history()).toEqual({ writes: 0 });
      await store.write([readingOf(OFFICE)]);
      expect(await collect(store.readings())).toEqual(byId([readingOf(TALK), readingOf(OFFICE)]));
    });

    it('ends, after any writes and withdrawals, as a store that only ever saw what is left', {
      timeout: 600_000,
    }, async () => {
      const runs = subject.kind === 'embedded' ? 40 : 8;
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          const [grown, alive] = [await subject.open(), new Map<string, Reading>()];
          for (const step of steps) {
            if (step.remove) {
              const ids = step.stories.map((story) => story.article.id);
              await grown.remove(ids);
              for (const [origin, reading] of alive) if (ids.includes(reading.article.id)) alive.delete(origin);
            } else {
              await grown.write(step.stories);
              for (const reading of step.stories) alive.set(reading.article.origin, reading);
            }
          }
          const left = await contentsOf(grown);
          await grown.close();
          const fresh = await subject.open();
          await fresh.write([...alive.values()].sort((a, b) => (a.article.origin < b.article.origin ? 1 : -1)));
          const expected = await contentsOf(fresh);
          await fresh.close();
          expect(left).toEqual(expected);
        }),
        { numRuns: runs, seed: 19 },
      );
    });
  });
}

const ACTORS = [
  LENA,
  { ...LENA, name: 'Voss', names: ['Voss'] },
  MARE,
  OSTRA,
  { ...OSTRA, label: 'Place' as const, name: 'Ostra' },
];

/** A small world: five texts, four places, entities told differently, statements that agree and disagree. */
const story = fc
  .record({
    text: fc.nat({ max: 4 }),
    place: fc.nat({ max: 3 }),
    source: fc.constantFrom('Courier', 'Herald', undefined),
    published: fc.constantFrom('2025-05-19', '2025-05-20T10:00:00Z', '2025-02-30', undefined),
    told: fc.subarray(ACTORS, { minLength: 2 }),
    said: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        relation: fc.constantFrom('SPOKE_WITH', 'ATTACKED', 'HOLDS_OFFICE'),
        polarity: fc.constantFrom('affirmed' as const, 'affirmed' as const, 'negated' as const),
        modality: fc.constantFrom('actual' as const, 'actual' as const, 'planned' as const),
        confidence: fc.constantFrom(0.5, 0.75, 1),
        date: fc.constantFrom('2025-05-18', '2025-05', '2025-01-01/2025-01-03'),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ text, place, source, published, told, said }): Reading => {
    const entities = told.filter((one, i) => told.findIndex((other) => other.id === one.id) === i);
    const pick = (n: number): string => entities[n % entities.length]!.id;
    const statements = said.map(({ from, to, ...rest }) => ({
      ...rest,
      subject: pick(from),
      object: pick(to),
      quote: `text ${text}`,
    }));
    const key = ({ subject, relation, object, modality, polarity }: Said): string =>
      [subject, relation, object, modality, polarity].join();
    return readingOf({
      text: `This is text ${text}, where Voss, Lena Voss, Marevia and Ostraland speak.`,
      origin: `/news/${place}.txt`,
      ...(source && { source }),
      ...(published && { published }),
      entities,
      statements: statements.filter((one, i) => statements.findIndex((other) => key(other) === key(one)) === i),
    });
  });

const history = fc.array(
  fc.record({
    remove: fc.nat({ max: 3 }).map((n) => n === 0),
    stories: fc.array(story, { minLength: 1, maxLength: 3 }),
  }),
  {
    minLength: 1,
    maxLength: 6,
  },
);
