/** Bodies that every state has: "the Foreign Ministry", "Israeli parliament", named by their state. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root.ts';
import { type Context, likeliestState, nearestState } from './context.ts';
import { parseCsv } from './csv.ts';
import { foldName } from './fold.ts';
import type { Known } from './knowledge.ts';
import { type Link, newEntity, toEntity } from './link.ts';
import type { Named } from './named.ts';

const file = join(packageRoot, 'knowledge', 'written', 'bodies.csv');
/** Surface in lower case → the names such a body may bear, `{state}` and `{adjective}` to be filled. */
export const BODIES: ReadonlyMap<string, readonly string[]> = new Map(
  parseCsv(readFileSync(file, 'utf8'), file).map((row) => [row['surface']!, row['names']!.split('|')]),
);

/** The body of a state that a name such as "Iranian Foreign Ministry" or a bare "Senate" stands for. */
export function linkBody(named: Named, context: Context): Link | undefined {
  const { state: own, rest } = splitState(named.text, context);
  const names = BODIES.get(foldName(rest)) ?? BODIES.get(foldName(rest).replace(/s$/u, ''));
  if (names === undefined) return undefined;
  const institutions = (surface: string) =>
    context.knowledge.candidates(surface).filter(({ known }) => known.label === 'Institution');
  const whole = own ? institutions(named.text).find(({ known }) => known.state === own.id) : undefined;
  if (whole) return { entity: toEntity(whole.known), score: 0.93, why: `alias, body of ${own!.name}` };
  const qualified = own ? undefined : qualifiedState(rest, context);
  const found = own
    ? { state: own, near: true }
    : qualified
      ? { state: qualified, near: true }
      : nearestState(context, named);
  const full = qualified && institutions(`${qualified.demonyms[0] ?? qualified.name} ${rest}`)[0];
  if (full && full.known.state === qualified.id) {
    return { entity: toEntity(full.known), score: 0.85, why: `short for the ${rest} of ${qualified.name}` };
  }
  if (!found) {
    const [only, other] = institutions(rest).filter(({ count }) => count > 0);
    return only && !other ? { entity: toEntity(only.known), score: 0.6, why: 'the only body of that name' } : undefined;
  }
  const { state, near } = found;
  const listed = knownBody(state, rest, names, context);
  if (listed) return { entity: toEntity(listed), score: near ? 0.85 : 0.6, why: `body of ${state.name}` };
  // "Congress" beside India is still the one Congress that the tables know and the article's states have.
  const elsewhere = own
    ? []
    : institutions(rest).filter(({ known, count }) => count > 0 && context.states.has(known.state));
  if (elsewhere.length === 1) {
    return { entity: toEntity(elsewhere[0]!.known), score: 0.65, why: 'the body of that name whose state is named' };
  }
  const name = (names.find((one) => one.endsWith('({state})')) ?? names[0]!).replace('{state}', state.name);
  return {
    entity: newEntity('Institution', name, 'government'),
    score: near ? 0.8 : 0.55,
    why: `body of ${state.name}, not in the tables`,
  };
}

/** The one state whose body of that name the article gives in full: "Hungarian foreign ministry" for "foreign ministry". */
function qualifiedState(rest: string, context: Context): Known | undefined {
  const ending = ` ${foldName(rest)}`;
  const states = context.names
    .filter(({ text, label }) => label === 'Institution' && foldName(text).endsWith(ending))
    .flatMap(({ text }) => splitState(text, context).state ?? []);
  return new Set(states).size === 1 ? states[0] : undefined;
}

/** The row of the tables for the body of the state: by one of its names, else by the surface and the row's state. */
function knownBody(state: Known, rest: string, names: readonly string[], { knowledge }: Context): Known | undefined {
  for (const pattern of names) {
    const filled = pattern.includes('{adjective}')
      ? [state.name, ...state.demonyms].map((adjective) => pattern.replace('{adjective}', adjective))
      : [pattern.replace('{state}', state.name)];
    for (const name of filled) {
      const found = knowledge
        .candidates(name)
        .find(({ known }) => known.label === 'Institution' && known.state === state.id);
      if (found) return found.known;
    }
  }
  return knowledge
    .candidates(rest)
    .find(({ known, count }) => known.label === 'Institution' && known.state === state.id && count > 0)?.known;
}

/** "Iranian Foreign Ministry" → Iran and "Foreign Ministry". */
export function splitState(
  text: string,
  context: Context,
): { readonly state: Known | undefined; readonly rest: string } {
  const parts = text.split(/\s+/u);
  for (const size of [3, 2, 1]) {
    if (parts.length <= size) continue;
    const surface = parts
      .slice(0, size)
      .join(' ')
      .replace(/[’']s$/u, '');
    const state = likeliestState(context.knowledge.statesNamed(surface), context);
    if (state) return { state, rest: parts.slice(size).join(' ') };
  }
  const after = /^(.*) of (?:the )?(.+)$/u.exec(text);
  const owner = after ? context.knowledge.statesNamed(after[2]!)[0] : undefined;
  return owner ? { state: owner, rest: after![1]! } : { state: undefined, rest: text };
}
