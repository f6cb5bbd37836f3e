/** Bodies that every state has: "the Foreign Ministry", "Israeli parliament", named by their state. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root.ts';
import { type Context, nearestState } from './context.ts';
import { parseCsv } from './csv.ts';
import { foldName } from './fold.ts';
import type { Known } from './knowledge.ts';
import { type Link, newEntity, toEntity } from './link.ts';
import type { Named } from './named.ts';

const file = join(packageRoot, 'knowledge', 'written', 'bodies.csv');
/** Surface in lower case → the body's name, `{state}` to be filled. */
export const BODIES: ReadonlyMap<string, string> = new Map(
  parseCsv(readFileSync(file, 'utf8'), file).map((row) => [row['surface']!, row['name']!]),
);

/** The body of a state that a name such as "Iranian Foreign Ministry" or a bare "Senate" stands for. */
export function linkBody(named: Named, context: Context): Link | undefined {
  const { state: own, rest } = splitState(named.text, context);
  const body = BODIES.get(foldName(rest).replace(/s$/u, '')) ?? BODIES.get(foldName(rest));
  if (body === undefined) return undefined;
  const found = own ? { state: own, near: true } : nearestState(context, named);
  const listed = context.knowledge
    .candidates(rest)
    .filter(
      ({ known, count }) =>
        known.label === 'Institution' &&
        (!found || known.state === found.state.id) &&
        (count > 0 || known.name !== rest),
    );
  // "Congress" beside India is still the one Congress that the tables know and the article's states have.
  const elsewhere = own
    ? []
    : context.knowledge
        .candidates(rest)
        .filter(
          ({ known, count }) =>
            known.label === 'Institution' && count > 0 && (context.states.get(known.state) ?? 0) > 0,
        );
  if (!listed[0] && elsewhere.length === 1) {
    return { entity: toEntity(elsewhere[0]!.known), score: 0.65, why: 'the body of that name whose state is named' };
  }
  if (listed[0] && (found || listed.length === 1)) {
    return {
      entity: toEntity(listed[0].known),
      score: found?.near ? 0.85 : 0.6,
      why: `body of ${found?.state.name ?? 'the only state that has one'}`,
    };
  }
  if (!found) return undefined;
  const name = body.replace('{state}', found.state.name);
  const known = context.knowledge.byId.get(newEntity('Institution', name).id);
  return {
    entity: known ? toEntity(known) : newEntity('Institution', name, 'government'),
    score: found.near ? 0.8 : 0.55,
    why: `body of ${found.state.name}`,
  };
}

/** "Iranian Foreign Ministry" → Iran and "Foreign Ministry". */
export function splitState(
  text: string,
  context: Context,
): { readonly state: Known | undefined; readonly rest: string } {
  const parts = text.split(/\s+/u);
  for (const size of [3, 2, 1]) {
    if (parts.length <= size) continue;
    const state = context.knowledge.statesNamed(
      parts
        .slice(0, size)
        .join(' ')
        .replace(/[’']s$/u, ''),
    )[0];
    if (state) return { state, rest: parts.slice(size).join(' ') };
  }
  const after = /^(.*) of (?:the )?(.+)$/u.exec(text);
  const owner = after ? context.knowledge.statesNamed(after[2]!)[0] : undefined;
  return owner ? { state: owner, rest: after![1]! } : { state: undefined, rest: text };
}
