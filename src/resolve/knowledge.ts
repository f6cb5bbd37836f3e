/** Know: the tables of knowledge/ as one index from names to states, people, institutions, places and events. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Label } from '../model.ts';
import { packageRoot } from '../root.ts';
import { parseCsv, type Row } from './csv.ts';
import { foldName, soundName } from './fold.ts';

/** A post with the state or body it belongs to and when it was held. */
export interface Office {
  readonly title: string;
  /** Entity id of the state, or the body's name; empty where the title names it. */
  readonly of: string;
  /** ISO 8601 year or day; empty where unknown or still held. */
  readonly from: string;
  readonly until: string;
}

/** A row of the tables. */
export interface Known {
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  readonly kind: string;
  /** Entity id of the state it belongs to or lies in; empty where none is known. */
  readonly state: string;
  readonly iso2: string;
  readonly iso3: string;
  readonly acronym: string;
  /** Of a state: "French", "Frenchman"; the first is the adjective. */
  readonly demonyms: readonly string[];
  /** `m`, `f` or empty. */
  readonly gender: string;
  readonly offices: readonly Office[];
  /** How often the stream's links lead to it: how well known it is. */
  readonly fame: number;
}

export interface Candidate {
  readonly known: Known;
  /** How often this surface form led to it; 0 for a name of the tables that no link used. */
  readonly count: number;
}

export interface Knowledge {
  readonly byId: ReadonlyMap<string, Known>;
  /** What a surface form may name, most frequent first. */
  candidates(surface: string): readonly Candidate[];
  /** States that the surface names or is the demonym of; more than one for "Congolese". */
  statesNamed(surface: string): readonly Known[];
  /** The state whose capital the surface names. */
  stateOfCapital(surface: string): Known | undefined;
  /** The capital of a state as a place. */
  capitalPlace(surface: string): Known | undefined;
  /** People whose last name, or whole name in its coarse form, the words are. */
  peopleNamed(name: string): readonly Known[];
  /** A people, a faith or a compass point: capitalised, yet no entity of the graph. */
  isPeople(surface: string): boolean;
  /** The longest name of two words or more that begins at token `at`, as written in the tables; no events. */
  longestName(
    tokens: readonly { readonly text: string }[],
    at: number,
  ): { readonly length: number; readonly label: Label } | undefined;
  /** `m` or `f` where a first name is mostly one's. */
  genderOf(firstName: string): string;
}

/** Short forms in capitals are read as written: "US" is a state, "us" is not; "WHO" is a body, "who" is not. */
const isAcronym = (name: string): boolean => /^[\p{Lu}\d.&/+-]{2,8}$/u.test(name) && name.length <= 8;
const keyOf = (surface: string): string => {
  const name = surface.replace(/^[Tt]he /u, '');
  return isAcronym(name) ? name.replaceAll('.', '') : foldName(name);
};

const LONG_NAME = /^\p{Lu}\S*(?: (?:of|the|and|for|de|la|al|bin|von|van|der|\p{Lu}\S*|al-\p{Lu}\S*))* \p{Lu}\S*$/u;
/** An article first, or a title last: "The White House" is read as "White House", "Foreign Minister" names nobody. */
const NO_LONG_NAME =
  /^(?:The|A|An) |(?:Minister|Ministers|President|Secretary|Secretary of State|Secretary of Defense|Leader|Chief|Governor|Chancellor|General|Premier|Prime|Mayor|Justice|Treasurer|Spokesperson|Attorney General)$/u;

const split = (list: string | undefined): string[] => (list ?? '').split('|').filter((one) => one !== '');

/** Reads the tables; about 100 ms. Throws with file and line on a broken row. */
export function readKnowledge(folder = join(packageRoot, 'knowledge')): Knowledge {
  const read = (file: string): Row[] => parseCsv(readFileSync(join(folder, file), 'utf8'), join(folder, file));
  const aliases = read('aliases.csv');
  const fame = new Map<string, number>();
  for (const { entity, count } of aliases) fame.set(entity!, (fame.get(entity!) ?? 0) + Number(count));

  const byId = new Map<string, Known>();
  const index = new Map<string, Map<string, number>>();
  const longSurfaces: string[] = [];
  const name = (surface: string, id: string, count: number): void => {
    const key = keyOf(surface);
    if (key === '') return;
    if (LONG_NAME.test(surface) && !NO_LONG_NAME.test(surface)) longSurfaces.push(surface);
    const entry = index.get(key) ?? new Map<string, number>();
    index.set(key, entry);
    entry.set(id, (entry.get(id) ?? 0) + count);
  };
  const add = (row: Row, label: Label, names: readonly string[]): Known => {
    const id = row['id']!;
    const known: Known = {
      id,
      label,
      name: row['name']!,
      kind: row['kind'] ?? '',
      state: label === 'State' ? id : (row['state'] ?? ''),
      iso2: row['iso2'] ?? '',
      iso3: row['iso3'] ?? '',
      acronym: row['acronym'] ?? '',
      demonyms: split(row['demonyms']),
      gender: row['gender'] ?? '',
      offices: split(row['offices']).map(parseOffice),
      fame: fame.get(id) ?? 0,
    };
    byId.set(id, known);
    for (const one of [known.name, known.name.replace(/ \(.*\)$/u, ''), ...names]) name(one, id, 0);
    return known;
  };

  const states = new Map<string, Known[]>();
  const capitals = new Map<string, Known>();
  const capitalNames = new Map<string, string>();
  const put = <T>(map: Map<string, T[]>, key: string, value: T): void =>
    void map.set(key, [...(map.get(key) ?? []), value]);
  for (const row of read('states.csv')) {
    const known = add(row, 'State', split(row['aliases']));
    for (const one of new Set(
      [row['name']!, ...split(row['aliases']), ...split(row['demonyms']), row['iso3']!].map(keyOf),
    )) {
      if (one !== '') put(states, one, known);
    }
    capitalNames.set(known.id, row['capital']!.replace(/,.*$/u, ''));
    for (const one of [row['capital']!, row['capital']!.replace(/,.*$/u, ''), ...split(row['capitalAliases'])]) {
      if (one !== '' && keyOf(one) !== keyOf(row['name']!)) capitals.set(keyOf(one), known);
    }
  }
  for (const row of read('places.csv')) add(row, 'Place', split(row['aliases']));
  for (const row of read('institutions.csv'))
    add(
      row,
      'Institution',
      [...split(row['aliases']), row['acronym']!].filter((one) => one !== ''),
    );
  for (const row of read('events.csv')) add(row, 'Event', []);
  const persons = read('people.csv').map((row) => add(row, 'Person', split(row['aliases'])));
  const people = lazily(() => {
    const byName = new Map<string, Known[]>();
    for (const known of persons) {
      const last = foldName(known.name).split(' ').at(-1)!;
      for (const key of new Set([last, soundName(known.name), soundName(last)])) put(byName, key, known);
    }
    return byName;
  });
  for (const { surface, entity, count } of aliases) if (byId.has(entity!)) name(surface!, entity!, Number(count));
  const ranked = new Map<string, readonly Candidate[]>();
  const candidates = (surface: string): readonly Candidate[] => {
    const key = keyOf(surface);
    const known = ranked.get(key);
    if (known) return known;
    const found = [...(index.get(key) ?? (isAcronym(key) && key.length <= 3 ? [] : index.get(foldName(surface))) ?? [])]
      .map(([id, count]) => ({ known: byId.get(id)!, count }))
      .sort((a, b) => b.count - a.count || b.known.fame - a.known.fame || (a.known.id < b.known.id ? -1 : 1));
    ranked.set(key, found);
    return found;
  };
  const longNames = lazily(() => {
    const byFirst = new Map<string, (readonly string[])[]>();
    for (const surface of new Set(longSurfaces)) {
      const words = surface.split(/[ \u00a0]/u);
      const own = byFirst.get(words[0]!);
      if (own) own.push(words);
      else byFirst.set(words[0]!, [words]);
    }
    for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
    return byFirst;
  });
  const longLabel = (surface: string): Label | undefined => {
    const label = candidates(surface)[0]?.known.label;
    return label === 'Event' || (label === 'State' && !states.has(keyOf(surface))) ? undefined : label;
  };
  const peoples = lazily(() => new Set(read('written/peoples.csv').map((row) => foldName(row['name']!))));
  const genders = lazily(
    () => new Map(read('written/first-names.csv').map((row) => [foldName(row['name']!), row['gender']!])),
  );

  return {
    byId,
    candidates,
    statesNamed: (surface) =>
      states.get(keyOf(surface)) ??
      (isAcronym(surface) && surface.length > 3 ? (states.get(foldName(surface)) ?? []) : []),
    stateOfCapital: (surface) => capitals.get(keyOf(surface)),
    capitalPlace: (surface) => {
      // "Kiev" is the city that the tables call Kyiv; "Delhi" is a city of its own.
      const place = (name: string) => candidates(name).find(({ known }) => known.label === 'Place')?.known;
      const state = capitals.get(keyOf(surface));
      return place(surface) ?? (state && place(capitalNames.get(state.id)!));
    },
    peopleNamed: (words) => people().get(foldName(words)) ?? people().get(soundName(words)) ?? [],
    isPeople: (surface) => peoples().has(foldName(surface)),
    longestName: (tokens, at) => {
      for (const words of longNames().get(tokens[at]!.text) ?? []) {
        if (!words.every((word, i) => tokens[at + i]?.text === word)) continue;
        const label = longLabel(words.join(' '));
        if (label !== undefined) return { length: words.length, label };
      }
      return undefined;
    },
    genderOf: (firstName) => genders().get(foldName(firstName)) ?? '',
  };
}

/** Made at the first call, kept afterwards. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function parseOffice(office: string): Office {
  const [, title, of, from, until] = /^(.*)@([^@:]*):([^/]*)\/(.*)$/u.exec(office) ?? [];
  return { title: title ?? office, of: of ?? '', from: from ?? '', until: until ?? '' };
}
