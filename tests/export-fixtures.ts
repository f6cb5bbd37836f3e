/** Fixtures: a graph whose names hold what has ended a quotation, a cell or an element somewhere, for the exports. */
import type { GraphSource } from '../src/graph/source.ts';
import type { Edge, Label } from '../src/model.ts';
import { HOSTILE } from './explore-fixtures.ts';
import { readingOf } from './store-fixtures.ts';

const entities: readonly { id: string; label: Label; name: string }[] = [
  { id: 'Q900', label: 'State', name: 'Ruritania' },
  { id: 'person:quote', label: 'Person', name: `"Quo"te, 'it''s; a|b` },
  { id: 'person:markup', label: 'Person', name: `${HOSTILE} ]]> &amp; &#10; <!-- <?xml` },
  { id: 'person:escape', label: 'Person', name: 'back\\slash \\u0027 \\n $x {y} %s //' },
  { id: 'person:lines', label: 'Person', name: 'two\nlines\r\nand\ttabs' },
  { id: 'person:control', label: 'Person', name: 'bell\u0007 line\u2028para\u2029nel\u0085' },
  { id: 'person:wide', label: 'Person', name: 'Łukasz 停火 🕊️ e\u0301 \u202eright' },
  { id: 'person:half', label: 'Person', name: 'half \ud83d pair' },
  { id: 'event:o’brien "talks" <&>', label: 'Event', name: '  spaced  ' },
];

const edge = (
  subject: string,
  relation: string,
  object: string,
  statements: number,
  first?: string,
  last?: string,
) => ({
  ...{ subject, relation, object, statements, articles: 1, outlets: 1, confidence: 0.75, denied: 0 },
  ...(first !== undefined && last !== undefined && { first, last }),
});

/** Two relations between one pair, both ways between another; days, a single day and none. */
const edges: readonly Edge[] = [
  edge('Q900', 'ACCUSED', 'person:quote', 3, '2025-05-19', '2025-06-02'),
  edge('Q900', 'CRITICIZED', 'person:quote', 1, '2025-05-20', '2025-05-20'),
  edge('person:control', 'MET_WITH', 'person:half', 1),
  edge('person:markup', 'PRAISED', 'person:escape', 2, '2024-02-29', '2025-01-01'),
  edge('person:quote', 'ACCUSED', 'Q900', 1, '2025-05-21', '2025-05-21'),
  edge('person:wide', 'PARTICIPATED_IN', 'event:o’brien "talks" <&>', 1, '2025-05-22', '2025-05-22'),
];

export const hostileReading = readingOf({
  text: `Ruritania accused "Quo"te, 'it''s; a|b of\tit \\u0027 ${HOSTILE}. Ruritania did not meet anyone 🕊️.`,
  title: "It's \\ a `title`\n</script>",
  source: 'The "Times"; Post',
  published: '2025-05-19',
  entities: [
    { ...entities[0]!, local: 'Q900' },
    { ...entities[1]!, local: 'person:quote' },
  ],
  statements: [
    { subject: 'Q900', relation: 'ACCUSED', object: 'person:quote', quote: 'accused', attribution: 'person:quote' },
  ],
});

const { article } = hostileReading;

export const hostileSource: GraphSource = {
  articles: async () => [{ id: article.id, copies: [article], model: article.model }],
  entities: async () => entities.map((entity) => ({ ...entity, aliases: [entity.name, `${entity.name};2`] })),
  edges: async () => edges,
  async *readings() {
    yield hostileReading;
  },
};
