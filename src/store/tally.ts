/**
 * Tally: what all articles together tell of an entity, as counts. Counts can be added and taken away in any order, so an
 * entity's name, label and aliases depend only on which articles are stored, never on how they came.
 */
import { type Entity, LABELS, type Label, type ToldEntity } from '../model.ts';
import { compare } from '../order.ts';
import { dayOf } from './days.ts';

const FACETS = ['label', 'name', 'kind', 'wikidata', 'iso2', 'iso3', 'alias', 'date'] as const;
type Facet = (typeof FACETS)[number];

/** How often each value of each facet is told. Maps, because a name may be "__proto__". */
export interface Tally {
  readonly articles: number;
  readonly counts: ReadonlyMap<Facet, ReadonlyMap<string, number>>;
}

export const EMPTY: Tally = { articles: 0, counts: new Map() };

function facetsOf(told: ToldEntity): [Facet, string][] {
  const values: [Facet, string | undefined][] = [
    ['label', told.label],
    ['name', told.name],
    ['kind', told.kind],
    ['wikidata', told.wikidata],
    ['iso2', told.iso2],
    ['iso3', told.iso3],
    ['date', told.event?.date],
    ...told.names.map((name): [Facet, string] => ['alias', name]),
  ];
  return values.filter((value): value is [Facet, string] => value[1] !== undefined);
}

/** Adds (`by` 1) or takes away (-1) what one article tells of one entity. */
export function count(tally: Tally, tellings: readonly ToldEntity[], by: 1 | -1): Tally {
  const counts = new Map([...tally.counts].map(([facet, values]) => [facet, new Map(values)]));
  for (const [facet, value] of tellings.flatMap(facetsOf)) {
    const values = counts.get(facet) ?? new Map<string, number>();
    const left = (values.get(value) ?? 0) + by;
    if (left < 0) throw new Error(`the store counts ${facet} "${value}" fewer times than its articles tell it`);
    if (left === 0) values.delete(value);
    else values.set(value, left);
    counts.set(facet, values);
  }
  return { articles: tally.articles + by, counts };
}

/** Most frequent, then longest, then smallest. */
function usual(tally: Tally, facet: Facet): string | undefined {
  const values = [...(tally.counts.get(facet) ?? [])];
  return values.sort(([a, n], [b, m]) => m - n || b.length - a.length || compare(a, b))[0]?.[0];
}

/** The entity as the whole graph has it. */
export interface KnownEntity extends Entity {
  readonly aliases: readonly string[];
  /** How many articles tell of it. */
  readonly articles: number;
  /** An event's most told date. */
  readonly date?: string;
  /** The same as a calendar day, where it is one. */
  readonly day?: string;
}

/** What the tellings add up to; `tally` must count at least one article. */
export function entityOf(id: string, tally: Tally): KnownEntity {
  const label = usual(tally, 'label') as Label;
  if (!LABELS.includes(label)) throw new Error(`entity "${id}" is told without a label`);
  const [kind, wikidata, iso2, iso3, date] = (['kind', 'wikidata', 'iso2', 'iso3', 'date'] as const).map((facet) =>
    usual(tally, facet),
  );
  const day = dayOf(date?.split('/')[0]);
  return {
    id,
    label,
    name: usual(tally, 'name')!,
    ...(kind !== undefined && { kind }),
    ...(wikidata !== undefined && { wikidata }),
    ...(iso2 !== undefined && { iso2 }),
    ...(iso3 !== undefined && { iso3 }),
    ...(label === 'Event' && date !== undefined && { date }),
    ...(label === 'Event' && day !== undefined && { day }),
    aliases: [...(tally.counts.get('alias')?.keys() ?? [])].sort(compare),
    articles: tally.articles,
  };
}

/** One line of JSON, the same for the same counts. */
export function tallyToText(tally: Tally): string {
  const counts = FACETS.map((facet) => [...(tally.counts.get(facet) ?? [])].sort(([a], [b]) => compare(a, b)));
  return JSON.stringify([tally.articles, ...counts]);
}

export function textToTally(text: string): Tally {
  const [articles, ...counts] = JSON.parse(text) as [number, ...[string, number][][]];
  return { articles, counts: new Map(FACETS.map((facet, i) => [facet, new Map(counts[i])])) };
}
