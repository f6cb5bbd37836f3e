/** People: the three tables of office holders into one row a person, offices with years and state. */
import type { Row } from '../../src/resolve/csv.ts';
import { foldName, slugOf } from '../../src/resolve/fold.ts';
import { readShared, sharedCsv } from './sources.ts';

export const PERSON_COLUMNS = ['id', 'name', 'aliases', 'gender', 'offices', 'source'];

interface Person {
  readonly id: string;
  name: string;
  readonly aliases: Set<string>;
  readonly offices: Set<string>;
  readonly sources: Set<string>;
}

interface Leader {
  readonly country: { readonly iso_code: string; readonly name_en: string };
  readonly positions: Readonly<Record<string, {
    readonly title_en: string;
    readonly current_holder: null | { readonly name_en: string | null; readonly wikidata_id: string | null; readonly since: string | null; readonly wikipedia_en: string | null };
  }>>;
}

/** Country names of world-leaders-2022.csv that fold to no name of states.csv. */
const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  'congo brazzaville republic of the congo': 'CG', 'congo kinshasa democratic republic of the congo': 'CD', 'republic of ireland': 'IE', 'republic of china taiwan': 'TW',
};

/**
 * Blocks of world-leaders-2026.json whose ids contradict the other sources (its "Ursula von der Leyen" carries the id and
 * the party of Viktor Orbán, its António Costa and Évariste Ndayishimiye other ids than Wikidata's table): names only.
 */
const UNTRUSTED_IDS = new Set(['EU', 'AU_AF']);
/** The same file calls the Saudi crown prince king; world-leaders-2022.csv has the king. */
const REFUSED_OFFICES = new Set(['Q6892571 King']);

/** An office is `title@state or body:from/to`, years or days as the source has them. */
export function buildPeople(states: readonly Row[]): Row[] {
  const stateOf = new Map<string, string>();
  for (const state of states) for (const name of [state['name']!, ...state['aliases']!.split('|'), state['iso2']!]) if (name) stateOf.set(foldName(name), state['id']!);
  for (const [name, iso2] of Object.entries(COUNTRY_NAMES)) stateOf.set(name, stateOf.get(foldName(iso2))!);
  const people = new Map<string, Person>();
  const person = (id: string, name: string, source: string): Person => {
    const bare = name.replace(/ \(.*\)$/u, '');
    const found = people.get(id) ?? { id, name: bare, aliases: new Set<string>(), offices: new Set<string>(), sources: new Set<string>() };
    if (found.name !== bare) found.aliases.add(bare);
    found.sources.add(source);
    people.set(id, found);
    return found;
  };
  const older = [
    ...sharedCsv('knowledge/world-leaders-2022.csv').map((row) => [row['officeholderlabel']!, row['officeholder']!] as const),
    ...sharedCsv('knowledge/international-offices.csv').map((row) => [row['person']!, row['personID']!] as const),
  ].filter(([, id]) => /^Q\d+$/u.test(id));
  const wikidataByName = new Map(older.map(([name, id]) => [foldName(name), id]));
  // The newest source first: its name is the one kept.
  for (const { country, positions } of JSON.parse(readShared('knowledge/world-leaders-2026.json')) as Leader[]) {
    const state = stateOf.get(foldName(country.iso_code)) ?? '';
    for (const { title_en: title, current_holder: holder } of Object.values(positions)) {
      if (!holder?.wikidata_id || !holder.name_en || REFUSED_OFFICES.has(`${holder.wikidata_id} ${title}`)) continue;
      const trusted = !UNTRUSTED_IDS.has(country.iso_code);
      const id = trusted ? holder.wikidata_id : (wikidataByName.get(foldName(holder.name_en)) ?? `person:${slugOf(holder.name_en)}`);
      const one = person(id, decodeURIComponent(holder.wikipedia_en?.split('/').pop()?.replaceAll('_', ' ') ?? holder.name_en), 'world-leaders-2026');
      if (holder.name_en !== one.name) one.aliases.add(holder.name_en);
      one.offices.add(`${title}@${state || country.name_en}:${holder.since ?? ''}/`);
    }
  }
  for (const row of sharedCsv('knowledge/world-leaders-2022.csv')) {
    if (!/^Q\d+$/u.test(row['officeholder']!) || /^Q\d+$/u.test(row['officeholderlabel']!)) continue;
    const one = person(row['officeholder']!, row['officeholderlabel']!, 'world-leaders-2022');
    const state = stateOf.get(foldName(row['country']!)) ?? row['country']!;
    one.offices.add(`${row['positionlabel']!}@${state}:${row['start_year']!}/${row['end_year']!}`);
  }
  for (const row of sharedCsv('knowledge/international-offices.csv')) {
    if (!/^Q\d+$/u.test(row['personID']!)) continue;
    const one = person(row['personID']!, row['person']!, 'international-offices');
    one.offices.add(`${row['position']!}@:${row['start']!}/${row['end']!}`);
  }
  return [...people.values()].map((one) => ({
    id: one.id,
    name: one.name,
    aliases: [...one.aliases].sort().join('|'),
    gender: '',
    offices: [...one.offices].sort().join('|'),
    source: [...one.sources].sort().join('+'),
  }));
}
