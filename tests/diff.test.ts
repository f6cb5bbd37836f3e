/** What is new since: entities, ties and contradictions that only the newer articles bring, the same on both stores. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNews, type News } from '../src/diff/news.ts';
import { newerThan, newerThanExport } from '../src/diff/since.ts';
import { exportJsonl } from '../src/graph/jsonl.ts';
import type { GraphStore } from '../src/store.ts';
import { readingOf, type Said, sha, type Told } from './store-fixtures.ts';
import { STORES } from './store-stores.ts';

const VOSS: Told = { id: 'person:voss', label: 'Person', name: 'Voss' };
const BREN: Told = { id: 'person:bren', label: 'Person', name: 'Bren' };
const PACT: Told = { id: 'institution:pact', label: 'Institution', name: 'Pact' };
const HALM: Told = { id: 'place:halm', label: 'Place', name: 'Halm' };
const TRUCE: Told = { id: 'event:truce', label: 'Event', name: 'truce', kind: 'ceasefire' };

const met = (quote: string, more: Partial<Said> = {}): Said => ({
  ...{ subject: VOSS.id, relation: 'MET_WITH', object: BREN.id, quote },
  ...more,
});
const rejected = (quote: string, more: Partial<Said> = {}): Said => ({
  ...{ subject: VOSS.id, relation: 'REJECTED', object: TRUCE.id, quote },
  ...more,
});

const FIRST = readingOf({
  text: 'Voss met Bren. Voss rejected the truce.',
  published: '2025-05-18',
  source: 'Old Wire',
  entities: [VOSS, BREN, TRUCE],
  statements: [met('Voss met Bren'), rejected('Voss rejected the truce')],
});
const UNDATED = readingOf({ text: 'Voss may come.', entities: [VOSS], ref: 'undated.txt' });
const SECOND = readingOf({
  text: 'Bren met Voss again. Voss did not reject the truce. Bren left the Pact in Halm. Bren may meet Voss in the Pact.',
  published: '2025-05-20T08:00:00Z',
  source: 'New Wire',
  ref: 'second.txt',
  entities: [VOSS, BREN, TRUCE, PACT, HALM],
  statements: [
    // Of a symmetric relation the other way round is the same tie.
    met('Bren met Voss again', { subject: BREN.id, object: VOSS.id }),
    rejected('Voss did not reject the truce', { polarity: 'negated', attribution: BREN.id }),
    { subject: BREN.id, relation: 'WITHDREW_FROM', object: PACT.id, quote: 'Bren left the Pact' },
    { subject: VOSS.id, relation: 'MEMBER_OF', object: PACT.id, quote: 'Voss in the Pact', modality: 'possible' },
  ],
});

const names = (things: readonly { readonly name: string }[]): string[] => things.map(({ name }) => name);
const ties = ({ ties: found }: Pick<News, 'ties'>): string[] =>
  found.map(({ subject, relation, object }) => `${subject.name} ${relation} ${object.name}`);

for (const subject of STORES) {
  describe.skipIf(subject.skipped)(`what is new on ${subject.kind}`, () => {
    let store: GraphStore;
    beforeAll(async () => {
      await subject.take();
      store = await subject.open();
      await store.write([FIRST, UNDATED, SECOND]);
    }, 300_000);
    afterAll(async () => {
      await store?.close();
      await subject.release();
    });
    const newsSince = async (day: string) => findNews(store, newerThan(day, await store.articles()).ids);

    test('Since a day there are the actors, events and ties that no article before it tells of', async () => {
      const news = await newsSince('2025-05-20');
      expect(names(news.actors)).toEqual(['Pact']);
      expect(news.events).toEqual([]);
      expect(news.ties).toEqual([
        {
          subject: { id: BREN.id, name: 'Bren' },
          relation: 'WITHDREW_FROM',
          object: { id: PACT.id, name: 'Pact' },
          statements: 1,
          articles: 1,
          first: '2025-05-20',
          last: '2025-05-20',
        },
      ]);
    });

    test('A denial of what was affirmed before is a new contradiction, with both sides and who says so', async () => {
      const { contradictions } = await newsSince('2025-05-20');
      expect(contradictions).toMatchObject([
        {
          ...{ subject: { name: 'Voss' }, relation: 'REJECTED', object: { name: 'truce' } },
          affirmed: [{ source: 'Old Wire', day: '2025-05-18', quote: 'Voss rejected the truce' }],
          denied: [{ source: 'New Wire', saidBy: 'Bren', ref: 'second.txt', day: '2025-05-20' }],
        },
      ]);
    });

    test('From the beginning all is new but what is only possible; after the last day nothing', async () => {
      const all = await newsSince('2025-05-01');
      // Articles without a date count as older: one tells of Voss.
      expect(names(all.actors)).toEqual(['Bren', 'Pact']);
      expect(names(all.events)).toEqual(['truce']);
      expect(ties(all)).toEqual(['Bren MET_WITH Voss', 'Bren WITHDREW_FROM Pact', 'Voss REJECTED truce']);
      expect(all.contradictions).toHaveLength(1);
      expect(await newsSince('2025-05-21')).toEqual({ actors: [], events: [], ties: [], contradictions: [] });
    });

    test('Against an earlier export the articles that it lacks are new, dated or not', async () => {
      const articles = await store.articles();
      const before = { ...store, articles: async () => articles.filter(({ id }) => id === FIRST.article.id) };
      let jsonl = '';
      for await (const piece of exportJsonl(before)) jsonl += piece;
      const { ids } = newerThanExport(jsonl, 'monday.jsonl', articles);
      expect(ids).toEqual(new Set([UNDATED, SECOND].map(({ article }) => sha(article.text))));
      expect(names((await findNews(store, ids)).actors)).toEqual(['Pact']);
      expect(() => newerThanExport(`${jsonl}{"id": "feed"}\n`, 'feed.jsonl', articles)).toThrow(
        /^feed\.jsonl:\d+: is no line of an export; make one with/u,
      );
    });
  });
}
