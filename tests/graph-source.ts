/** A small graph for the tests of the exports, hostile texts and all. */
import { collectEntities } from '../src/graph/collect.ts';
import type { GraphSource } from '../src/graph/source.ts';
import type { Edge, Reading } from '../src/model.ts';

const text = 'Ruritania rejected the "truce" on Monday.\tZenda <b>said</b> it\u0007 was "over" & done.\n';

export const reading: Reading = {
  article: {
    id: 'a'.repeat(64),
    origin: '/news/one.txt',
    ref: 'one.txt',
    title: 'Ruritania & the truce',
    source: 'The "Times"',
    url: 'https://news.example/one?a=1&b=2',
    published: '2025-05-20',
    text,
    furniture: [],
    model: 'model+tables',
  },
  sentences: [
    { start: 0, end: 41, text: text.slice(0, 41), headline: false },
    { start: 42, end: 82, text: text.slice(42, 82), headline: false },
  ],
  entities: [
    {
      id: 'Q900',
      local: 'Q900',
      label: 'State',
      name: 'Ruritania',
      kind: 'state',
      wikidata: 'Q900',
      iso3: 'RUR',
      names: ['Ruritania'],
    },
    {
      id: 'event:truce',
      local: 'event:truce',
      label: 'Event',
      name: '"truce"; x',
      kind: 'ceasefire',
      names: ["tru'ce; \\u0027", 'truce'],
      event: { participants: ['Q900', 'place:zenda'], place: 'place:zenda' },
    },
    { id: 'place:zenda', local: 'place:zenda', label: 'Place', name: 'Zenda <b>', names: ['Zenda'] },
  ],
  mentions: [
    { start: 0, end: 9, entity: 'Q900', text: 'Ruritania', sentence: 0, score: 1, why: 'table' },
    { start: 24, end: 29, entity: 'event:truce', text: 'truce', sentence: 0, score: 1, why: 'noun' },
    { start: 42, end: 47, entity: 'place:zenda', text: 'Zenda', sentence: 1, score: 1, why: 'slug' },
  ],
  statements: [
    {
      id: 's1',
      start: 0,
      end: 41,
      subject: 'Q900',
      relation: 'REJECTED',
      object: 'event:truce',
      polarity: 'affirmed',
      modality: 'actual',
      attribution: 'place:zenda',
      relayedBy: [],
      date: '2025-05-19',
      sentence: 0,
      confidence: 0.9,
      why: 'verb reject',
    },
    {
      id: 's2',
      start: 42,
      end: 82,
      subject: 'Q900',
      relation: 'ATTACKED',
      object: 'place:zenda',
      polarity: 'negated',
      modality: 'actual',
      relayedBy: [],
      sentence: 1,
      confidence: 0.5,
      why: 'verb',
    },
  ],
};

const edges: Edge[] = [
  {
    subject: 'Q900',
    relation: 'REJECTED',
    object: 'event:truce',
    statements: 1,
    articles: 1,
    outlets: 1,
    first: '2025-05-19',
    last: '2025-05-19',
    confidence: 0.9,
    denied: 0,
  },
];

export const source: GraphSource = {
  articles: async () => [{ id: reading.article.id, copies: [reading.article], model: reading.article.model }],
  entities: async () => collectEntities([reading]),
  edges: async () => edges,
  async *readings() {
    yield reading;
  },
};

export const emptySource: GraphSource = {
  articles: async () => [],
  entities: async () => [],
  edges: async () => [],
  async *readings() {},
};
