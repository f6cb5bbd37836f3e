/** Known offices: which state or body a bare title means — "President Trump" — in the article at hand. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity, Reference, Resolved } from '../model.ts';
import { parseCsv } from '../resolve/csv.ts';
import { foldName } from '../resolve/fold.ts';
import type { Knowledge } from '../resolve/knowledge.ts';
import { packageRoot } from '../root.ts';

/** The body of a bare title, and how it was found; undefined where the article names no such body. */
export type KnownOffice = (
  person: Reference,
  title: string,
  sentenceIndex: number,
) => { readonly body: Reference; readonly via: string } | undefined;

/** Folded full name and, where only one bears it, surname → states whose office the person held. */
export type ToldOffices = ReadonlyMap<string, readonly string[]>;

/** Reads knowledge/offices-told.csv; a surname that two people share is left out. */
export function readToldOffices(): ToldOffices {
  const file = join(packageRoot, 'knowledge', 'offices-told.csv');
  const told = new Map<string, string[]>();
  const bearers = new Map<string, Set<string>>();
  for (const { name, state } of parseCsv(readFileSync(file, 'utf8'), file)) {
    const surname = name!.split(' ').at(-1)!;
    bearers.set(surname, (bearers.get(surname) ?? new Set()).add(name!));
    for (const key of [name!, surname]) told.set(key, [...(told.get(key) ?? []), state!]);
  }
  for (const [surname, names] of bearers) if (names.size > 1 && !names.has(surname)) told.delete(surname);
  return told;
}

/** Titles of a whole state: without a body of their own they mean the state the talk is of. */
const NATIONAL =
  /\b(president|prime minister|premier|chancellor|king|queen|emperor|emir|sultan|prince|princess|vice president|minister|secretary of (state|defen[sc]e|the treasury|war)|supreme leader|taoiseach|head of state|foreign secretary|attorney general)\b/iu;

/** Looks up the tables by date of office, then what the article itself said, then the one state in question. */
export function knowOffices(resolved: Resolved, knowledge: Knowledge, told: ToldOffices): KnownOffice {
  const states = resolved.sentences.flatMap((sentence, index) =>
    sentence.references
      .filter((r) => r.named && (r.label === 'State' || r.label === 'Institution'))
      .map((reference) => ({ reference, index })),
  );
  const onlyStates = states.filter(({ reference }) => reference.label === 'State');
  const distinct = new Set(onlyStates.map(({ reference }) => reference.entity));
  const published = resolved.article.published?.slice(0, 10);
  return (person, title, sentenceIndex) => {
    const entity: Entity | undefined = resolved.entities.get(person.entity);
    const offices = (entity && knowledge.byId.get(entity.id)?.offices) ?? [];
    const held = offices
      .filter(
        (office) =>
          office.of !== '' && (!published || office.from === '' || office.from.slice(0, published.length) <= published),
      )
      .sort((a, b) => (a.from < b.from ? 1 : -1));
    for (const office of held) {
      const found = states.find(({ reference }) => reference.entity === office.of);
      if (found) return { body: found.reference, via: 'office in the knowledge tables' };
    }
    const toldOf = told.get(foldName(entity?.name ?? person.text)) ?? told.get(foldName(person.text)) ?? [];
    for (const state of toldOf) {
      const found = onlyStates.find(({ reference }) => reference.entity === state);
      if (found) return { body: found.reference, via: 'office in the knowledge tables' };
    }
    if (held.length > 0 || toldOf.length > 0 || !NATIONAL.test(title)) return undefined;
    if (distinct.size === 1) return { body: onlyStates[0]!.reference, via: 'the only state of the article' };
    const before = onlyStates.filter(
      ({ reference, index }) => index === sentenceIndex && reference.end <= person.start,
    );
    const here = onlyStates.filter(({ index }) => index === sentenceIndex);
    if (new Set(here.map(({ reference }) => reference.entity)).size === 1)
      return { body: here[0]!.reference, via: 'the only state of the sentence' };
    if (before.length > 0) return { body: before.at(-1)!.reference, via: 'the state named before' };
    return undefined;
  };
}
