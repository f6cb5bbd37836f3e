/** States: country codes, i18n-iso-countries and rigour's territories into one row a state, and their regions into places. */
import type { Row } from '../../src/resolve/csv.ts';
import { foldName, slugOf } from '../../src/resolve/fold.ts';
import { sharedCsv, type Territory, writtenCsv } from './sources.ts';

export const STATE_COLUMNS = ['id', 'name', 'iso2', 'iso3', 'aliases', 'demonyms', 'capital', 'capitalAliases', 'source'];
export const PLACE_COLUMNS = ['id', 'name', 'kind', 'state', 'aliases', 'source'];

/** De facto states that country-codes.csv lacks or does not count as independent, by rigour's code. */
const DE_FACTO = ['ps', 'tw', 'xk', 'so-som', 'ge-ab', 'eh', 'cy-trnc', 'md-pmr'];
/** States that are no more, yet in the news of their time and after. */
const FORMER = ['suhh', 'csxx', 'cshh', 'dd'];
/** Names of the English Wikipedia where it differs from the sources' short names. */
const WIKIPEDIA_NAMES: Readonly<Record<string, string>> = {
  CD: 'Democratic Republic of the Congo', CG: 'Republic of the Congo', CI: 'Ivory Coast', CV: 'Cape Verde', CZ: 'Czech Republic',
  GB: 'United Kingdom', MM: 'Myanmar', PS: 'Palestine', TR: 'Turkey', US: 'United States', BA: 'Bosnia and Herzegovina', FM: 'Federated States of Micronesia',
  'GE-AB': 'Abkhazia', BS: 'The Bahamas', GM: 'The Gambia', LC: 'Saint Lucia', VC: 'Saint Vincent and the Grenadines', KN: 'Saint Kitts and Nevis',
  TT: 'Trinidad and Tobago', ST: 'São Tomé and Príncipe', AG: 'Antigua and Barbuda', TL: 'Timor-Leste', NR: 'Nauru',
};
/** Capitals as country-codes.csv lacks or mistakes them. */
const CAPITALS: Readonly<Record<string, string>> = {
  XK: 'Pristina', KZ: 'Astana', GQ: 'Malabo', TW: 'Taipei', PS: 'East Jerusalem', EH: '', US: 'Washington, D.C.', MM: 'Naypyidaw',
  'SO-SOM': 'Hargeisa', 'GE-AB': 'Sukhumi', 'CY-TRNC': 'North Nicosia', 'MD-PMR': 'Tiraspol', MD: 'Chișinău', UA: 'Kyiv', YE: 'Sanaa',
};

/** rigour's first id of Abkhazia is the exiled autonomous republic's; the de facto state is in its `other_qids`. */
const IDS: Readonly<Record<string, string>> = { 'GE-AB': 'Q23334' };
const idOf = (row: Row | undefined): string | undefined => /Q\d+$/u.exec(row?.['wikidata_id'] ?? '')?.[0];

const latin = (name: string): boolean => /^[\p{Script=Latin}\p{M}\s.,'’()&-]+$/u.test(name);
const joined = (names: Iterable<string>): string => [...new Set(names)].filter((name) => name !== '').join('|');

export function buildStates(territories: readonly Territory[], english: Readonly<Record<string, string | readonly string[]>>): Row[] {
  const codes = sharedCsv('knowledge/country-codes.csv');
  const byCode = new Map(territories.map((territory) => [territory.code, territory]));
  const names = new Map(writtenCsv('state-names.csv').map((row) => [row['iso2']!, row]));
  const demonyms = new Map(writtenCsv('demonyms.csv').map((row) => [row['iso2']!, row['demonyms']!]));
  const independent = codes.filter((row) => row['is_independent'] === 'Yes').map((row) => row['ISO3166-1-Alpha-2']!.toLowerCase());
  const all = [...new Set([...independent, ...DE_FACTO, ...FORMER])].filter((code) => byCode.has(code)).sort();
  return all.map((code) => {
    const iso2 = code.toUpperCase();
    const territory = byCode.get(code)!;
    const row = codes.find((one) => one['ISO3166-1-Alpha-2'] === iso2);
    const listed = english[iso2] ?? [];
    const own = [...(typeof listed === 'string' ? [listed] : listed), row?.['CLDR display name'], row?.['UNTERM English Short'], row?.['official_name_en'], row?.['UNTERM English Formal']]
      .filter((name): name is string => name !== undefined)
      .map((name) => name.replace(/\s*\*$/u, '').replace(/ \(the\)$/u, '').replace(/^the /u, ''))
      .filter((name) => !/\(|,/u.test(name) && name !== '');
    const name = WIKIPEDIA_NAMES[iso2] ?? territory.name;
    const strong = [territory.name, territory.full_name, ...(territory.names_strong ?? [])].filter((one) => latin(one) && /^\p{Lu}/u.test(one) && !/[(,]/u.test(one));
    const written = names.get(iso2);
    const region = /territor|authority/iu;
    const aliases = [...own, ...strong.filter((one) => !region.test(one)), ...(written?.['aliases'] ?? '').split('|')].filter((one) => one !== name && one.length > 1);
    const capital = CAPITALS[iso2] ?? row?.['Capital'] ?? '';
    return {
      id: IDS[iso2] ?? idOf(row) ?? territory.qid,
      name,
      iso2: iso2.length === 2 ? iso2 : '',
      iso3: (territory.alpha3 ?? row?.['ISO3166-1-Alpha-3'] ?? '').toUpperCase(),
      aliases: joined(aliases),
      demonyms: demonyms.get(iso2) ?? '',
      capital,
      capitalAliases: joined((written?.['capitalAliases'] ?? '').split('|')),
      source: ['rigour', row ? 'country-codes' : '', english[iso2] ? 'i18n-iso-countries' : '', 'written'].filter((one) => one !== '').join('+'),
    };
  });
}

/** Subdivisions and dependent territories of rigour, and the regions written down here. */
export function buildRegions(territories: readonly Territory[], states: readonly Row[]): Row[] {
  const taken = new Set(states.map((state) => state['id']));
  const stateOf = new Map(states.filter((state) => state['iso2'] !== '').map((state) => [state['iso2']!.toLowerCase(), state['id']!]));
  const regions = territories
    .filter((one) => !taken.has(one.qid) && one.qid && one.qid !== 'undefined' && !one.is_historical && !['eu', 'un'].includes(one.code))
    .map((one) => {
      const aliases = (one.names_strong ?? []).filter((alias) => latin(alias) && /^\p{Lu}\p{L}*\p{Ll}/u.test(alias) && !/[(,]/u.test(alias) && alias !== one.name);
      const state = stateOf.get(one.parent ?? '') ?? stateOf.get(one.code.slice(0, 2)) ?? '';
      return { id: one.qid, name: one.name.replace(/ \(.*\)$/u, ''), kind: 'region', state, aliases: joined(aliases), source: 'rigour' };
    });
  const known = new Map(regions.map((region) => [foldName(region.name), region]));
  const written = writtenCsv('places.csv').flatMap((row) => {
    const same = known.get(foldName(row['name']!));
    const state = stateOf.get(row['state']!.toLowerCase()) ?? '';
    if (same && (same.state === state || state === '')) {
      same.aliases = joined([...same.aliases.split('|'), ...row['aliases']!.split('|')]);
      return [];
    }
    return [{ id: `place:${slugOf(row['name']!)}`, name: row['name']!, kind: row['kind']!, state, aliases: row['aliases']!, source: 'written' }];
  });
  return [...regions, ...written];
}
