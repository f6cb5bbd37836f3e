/**
 * Build the knowledge tables: `npx tsx knowledge/build.ts TERRITORIES.jsonl EN.json`, where TERRITORIES.jsonl is rigour's
 * `territories_jsonl()` and EN.json is `langs/en.json` of i18n-iso-countries (see README.md). Same inputs, same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Label } from '../src/model.ts';
import { formatCsv, type Row } from '../src/resolve/csv.ts';
import { foldName, slugOf } from '../src/resolve/fold.ts';
import { buildPeople, PERSON_COLUMNS } from './build/people.ts';
import { type Item, PRIOR_MONTHS_UNTIL, parseLines, readGold, readItems, readTitleLabels, type Territory, writtenCsv } from './build/sources.ts';
import { buildRegions, buildStates, PLACE_COLUMNS, STATE_COLUMNS } from './build/states.ts';
import { collectTitles, FORMS, type Title } from './build/titles.ts';

const INSTITUTION_COLUMNS = ['id', 'name', 'acronym', 'aliases', 'kind', 'state', 'source'];
const EVENT_COLUMNS = ['id', 'name', 'kind', 'source'];

const [territoriesFile, englishFile] = process.argv.slice(2);
if (!territoriesFile || !englishFile) throw new Error('usage: tsx knowledge/build.ts TERRITORIES.jsonl EN.json');
const territories = parseLines<Territory>(readFileSync(territoriesFile, 'utf8'));
const english = (JSON.parse(readFileSync(englishFile, 'utf8')) as { countries: Record<string, string | string[]> }).countries;
const items = readItems('2025-01', PRIOR_MONTHS_UNTIL);
const goldDocuments = readGold();
const gold = new Map(goldDocuments.map((document) => [document.id, document.entities]));

const states = buildStates(territories, english);
const places: Row[] = buildRegions(territories, states);
const people: Row[] = buildPeople(states);
const institutions: Row[] = writtenCsv('institutions.csv').map((row) => ({
  id: row['name'] === 'European Union' ? 'Q458' : `institution:${slugOf(row['name']!)}`,
  name: row['name']!,
  acronym: row['acronym']!,
  aliases: row['aliases']!,
  kind: row['kind']!,
  state: states.find((state) => row['state'] !== '' && state['iso2'] === row['state'])?.['id'] ?? '',
  source: row['name'] === 'European Union' ? 'written+rigour' : 'written',
}));
const writtenIds = new Set(institutions.map((row) => row['id']!));
const events: Row[] = [];
// Every capital is a place, though the stream never told of it.
const placed = new Set(places.map((row) => foldName(row['name']!)));
for (const state of states) {
  const capital = state['capital']!.replace(/,.*$/u, '');
  if (capital === '' || placed.has(foldName(capital)) || foldName(capital) === foldName(state['name']!)) continue;
  placed.add(foldName(capital));
  places.push({ id: `place:${slugOf(capital)}`, name: capital, kind: 'city', state: state['id']!, aliases: '', source: 'country-codes' });
}
const institutionNames = new Set(institutions.flatMap((row) => [row['name']!, ...row['aliases']!.split('|')]).map(foldName));
for (const [i, state] of states.entries()) {
  // The sources count the Palestinian Authority among the names of Palestine; here it is a body of its own.
  const aliases = state['aliases']!.split('|').filter((alias) => !institutionNames.has(foldName(alias)));
  states[i] = { ...state, aliases: aliases.join('|') };
}

/** Folded name → id and label of what the tables above hold; a title of the stream joins these first. */
const known = new Map<string, { id: string; label: Label }>();
const learn = (name: string, id: string, label: Label): void => {
  const key = foldName(name);
  if (key !== '' && !known.has(key)) known.set(key, { id, label });
};
for (const row of states) for (const name of [row['name']!, ...row['aliases']!.split('|'), ...row['demonyms']!.split('|')]) learn(name, row['id']!, 'State');
const stateSurfaces = new Set([...known.keys()]);
for (const row of institutions) for (const name of [row['name']!, ...row['aliases']!.split('|'), row['acronym']!]) learn(name, row['id']!, 'Institution');
for (const row of people) for (const name of [row['name']!, ...row['aliases']!.split('|')]) learn(name, row['id']!, 'Person');
for (const row of places) learn(row['name']!, row['id']!, 'Place');

const OFFICE_LAST =
  /(?:^|\s)(?:president|prime minister|minister|chancellor|premier|king|queen|senators?|secretary|secretary of \w+|governor|mayor|spokes\w+|ambassador|chairman|chief|director|commander|general|judge|justice|representatives?|congress(?:man|woman|men)|lawmakers?|officials?|leaders?|speaker|envoy|soldiers?|troops|members?|fighters|militants?|rebels?)$/iu;
const bare = (title: string): string => title.replace(/ \((?:country|state|politician|.*born .*|city|organi[sz]ation)\)$/u, '');
const titles = collectTitles(items, gold);
addGoldNames(titles);
const parents = countParents(items);
/** What the encoder calls the things linked to: build/vote.ts. */
const encoderLabels = new Map(readTitleLabels().map((row) => [row['title']!, { label: row['label'] as Label, votes: Number(row['votes']) }]));

const counts = new Map<string, number>();
const labelOf = new Map<string, Label>();
for (const title of [...titles.values()].sort((a, b) => (a.title < b.title ? -1 : 1))) {
  const entity = entityOf(title);
  if (!entity) continue;
  labelOf.set(entity.id, entity.label);
  for (const [surface, count] of title.surfaces) {
    if (stateSurfaces.has(foldName(surface)) && entity.label !== 'State') continue;
    // "U.S. Senator" is linked to the Senate, and names nobody.
    if (entity.label === 'Institution' && OFFICE_LAST.test(surface) && foldName(surface) !== foldName(title.title)) continue;
    const key = JSON.stringify([surface, entity.id]);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
}
const aliases = [...counts]
  .map(([key, count]) => ({ surface: (JSON.parse(key) as string[])[0]!, entity: (JSON.parse(key) as string[])[1]!, count: String(count) }))
  .sort((a, b) => (a.surface < b.surface ? -1 : a.surface > b.surface ? 1 : Number(b.count) - Number(a.count) || (a.entity < b.entity ? -1 : 1)));

const memberships = writtenCsv('memberships.csv').map((row) => ({
  id: idOf(states, 'iso2', row['member']!),
  institution: idOf(institutions, 'name', row['institution']!),
  from: row['from']!,
  until: row['until']!,
  source: 'written',
}));

write('states.csv', STATE_COLUMNS, states);
write('memberships.csv', ['id', 'institution', 'from', 'until', 'source'], memberships);
write('places.csv', PLACE_COLUMNS, places);
write('people.csv', PERSON_COLUMNS, people);
write('institutions.csv', INSTITUTION_COLUMNS, institutions);
write('events.csv', EVENT_COLUMNS, events);
write('aliases.csv', ['surface', 'entity', 'count'], aliases);

/** What a title names: a row of a table, or a new row when its label is plain from gold, form or context. */
function entityOf(title: Title): { id: string; label: Label } | undefined {
  const name = bare(title.title);
  const unqualified = known.get(foldName(title.title.replace(/ \([^)]*\)$/u, '')));
  const written = unqualified?.label === 'Institution' && writtenIds.has(unqualified.id) ? unqualified : undefined;
  const found = known.get(foldName(name)) ?? known.get(foldName(title.title)) ?? written;
  if (found && /\((?:country|U\.S\. state)\)$/u.test(title.title) === false) return found;
  if (/\(country\)$/u.test(title.title) && found?.label === 'State') return found;
  const form = FORMS.find((one) => one.pattern.test(title.title));
  const gold = majority(title.votes);
  if (form?.label === 'none' && (gold?.[1] ?? 0) < 6) return undefined;
  const encoder = encoderLabels.get(title.title);
  const formed = form && form.label !== 'none' ? form.label : undefined;
  const often = encoder && encoder.votes >= 3 ? encoder.label : undefined;
  const label = gold?.[0] ?? often ?? formed ?? encoder?.label ?? majority(title.hints)?.[0];
  if (!label || label === 'State') return undefined;
  // A single word ("Ceasefire") is a common noun, not one event's name.
  if (label === 'Event' && !/\S[\s–-]\S/u.test(title.title)) return undefined;
  const kind = form?.label === label ? (form.kind ?? '') : '';
  const id = `${label.toLowerCase()}:${slugOf(title.title)}`;
  const row = { id, name: title.title, source: 'current-events' };
  if (label === 'Person') people.push({ ...row, name, aliases: '', gender: '', offices: '' });
  if (label === 'Place') places.push({ ...row, kind: kind || 'city', state: stateOfPlace(title.title), aliases: '' });
  if (label === 'Institution') institutions.push({ ...row, acronym: acronymOf(title), aliases: '', kind, state: stateOfName(title.title) });
  if (label === 'Event') events.push({ ...row, kind });
  known.set(foldName(title.title), { id, label });
  return { id, label };
}

/** The id of the one row whose `column` is `value`; a slip in a written table is told at once. */
function idOf(rows: readonly Row[], column: string, value: string): string {
  const row = rows.find((one) => one[column] === value);
  if (!row) throw new Error(`knowledge/written: no row has ${column} "${value}"; correct it or add the row`);
  return row['id']!;
}

function majority(votes: ReadonlyMap<Label, number>): readonly [Label, number] | undefined {
  const [first] = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0);
  return first && first[1] >= 0.7 * total && first[1] >= 2 ? first : undefined;
}

/** Names of the gold training entities that no link of the stream leads to. */
function addGoldNames(into: Map<string, Title>): void {
  const linked = titlesBySurface(into);
  for (const entity of goldDocuments.flatMap((document) => document.entities)) {
    if (entity.label === 'Event' && !/^(?:\p{Lu}|\d{4})\S* \p{Lu}/u.test(entity.name)) continue;
    if (!/^\P{L}*\p{Lu}/u.test(entity.name)) continue;
    // "ISIS" in one document is the "Islamic State" that links of that form lead to.
    const same = into.get(entity.name) ?? linked.get(foldName(entity.name));
    const title = same ?? { title: entity.name, surfaces: new Map(), votes: new Map(), hints: new Map() };
    into.set(title.title, title);
    title.votes.set(entity.label, (title.votes.get(entity.label) ?? 0) + 6);
    for (const surface of entity.mentions) {
      if (/\p{Lu}/u.test(surface)) title.surfaces.set(surface, (title.surfaces.get(surface) ?? 0) + 1);
    }
  }
}

/** Folded surface form → the title that at least three links, and nine in ten of them, lead it to. */
function titlesBySurface(of: ReadonlyMap<string, Title>): Map<string, Title> {
  const counts = new Map<string, Map<Title, number>>();
  for (const title of of.values()) {
    for (const [surface, count] of title.surfaces) {
      const own = counts.get(foldName(surface)) ?? new Map<Title, number>();
      counts.set(foldName(surface), own.set(title, (own.get(title) ?? 0) + count));
    }
  }
  const clear = new Map<string, Title>();
  for (const [surface, own] of counts) {
    const [first] = [...own].sort((a, b) => b[1] - a[1] || (a[0].title < b[0].title ? -1 : 1));
    const total = [...own.values()].reduce((sum, count) => sum + count, 0);
    if (first![1] >= 3 && first![1] >= 0.9 * total) clear.set(surface, first![0]);
  }
  return clear;
}

/** "Sumy, Ukraine": which title stands after the comma, how often. */
function countParents(of: readonly Item[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { links, text } of of) {
    for (const [i, link] of links.entries()) {
      const next = links[i + 1];
      if (!next || !/^,? (?:in |the )?$/u.test(text.slice(link.end, next.start))) continue;
      const own = found.get(link.title) ?? new Map<string, number>();
      found.set(link.title, own);
      own.set(next.title, (own.get(next.title) ?? 0) + 1);
    }
  }
  return found;
}

function stateOfPlace(title: string, depth = 0): string {
  const own = known.get(foldName(bare(title)));
  if (own?.label === 'State') return own.id;
  const listed = places.find((place) => place['name'] === title)?.['state'];
  if (listed) return listed;
  const after = [...(parents.get(title) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? /, (.+)$/u.exec(title)?.[1];
  return after && depth < 3 ? stateOfPlace(after, depth + 1) : '';
}

/** The one state whose name or demonym stands in an institution's name. */
function stateOfName(title: string): string {
  const words = foldName(title).split(' ');
  for (const size of [4, 3, 2, 1]) {
    for (let start = 0; start + size <= words.length; start += 1) {
      const found = known.get(words.slice(start, start + size).join(' '));
      if (found?.label === 'State') return found.id;
    }
  }
  return '';
}

function acronymOf(title: Title): string {
  const initials = title.title.replace(/ \(.*\)$/u, '').match(/\p{Lu}/gu)?.join('') ?? '';
  return [...title.surfaces.keys()].find((surface) => surface === initials && initials.length > 1) ?? '';
}

function write(file: string, columns: readonly string[], rows: readonly Row[]): void {
  const sorted = rows === aliases ? rows : [...rows].sort((a, b) => (a['id']! < b['id']! ? -1 : 1));
  const text = formatCsv(columns, sorted);
  writeFileSync(fileURLToPath(new URL(file, import.meta.url)), text);
  process.stdout.write(`${file}: ${sorted.length} rows, ${Math.round(text.length / 1024)} KB\n`);
}
