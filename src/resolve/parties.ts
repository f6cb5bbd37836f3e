/** Read who the words around an event name tie to it: "Trump held a call with Putin", "his talks with Modi", "EU sanctions". */
import type { Annotated, Entity, Token } from '../model.ts';
import { compare, groupBy } from '../order.ts';
import { childrenOf, headOf, isPossessive, prepositionOf } from './grammar.ts';
import type { PlacedReference } from './tables.ts';

/** Verbs that say no more than that their subject took part in their object. */
const HOLDS = /^(?:hold|have|make|conduct|lead|host|join|attend|sign|impose|conclude|reach|start|begin|resume|open)$/u;
const TIES = /^(?:with|between|among|by|from|against|on|of)$/u;
/** Kinds told apart by who took part; wars and elections are told of by everyone. */
const KINDS = new Set(['call', 'meeting', 'talks', 'agreement', 'ceasefire', 'sanctions', 'dispute']);

/** Event id → ids of its people, states and institutions, sorted; events without any are absent. */
export function readParties(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
): Map<string, readonly string[]> {
  const parties = new Map<string, Set<string>>();
  const bySentence = groupBy(references, (reference) => reference.sentence);
  for (const [sentence, { tokens }] of annotated.sentences.entries()) {
    const here = bySentence.get(sentence) ?? [];
    const actors = here
      .filter(({ label }) => label === 'Person' || label === 'State' || label === 'Institution')
      .map((reference) => ({ id: reference.entity, at: titleHead(tokens, reference) }));
    for (const event of here) {
      if (event.label !== 'Event' || !KINDS.has(entities.get(event.entity)?.kind ?? '')) continue;
      const tied = tiedTo(tokens, headOf(tokens, event.first, event.last));
      const found = actors.filter(({ at }) => tied.has(at)).map(({ id }) => id);
      if (found.length === 0) continue;
      // "Trump boasted that a call with Putin …": a call with one named party is the teller's.
      if (found.length === 1 && entities.get(event.entity)?.kind === 'call') {
        const teller = tellerOf(tokens, headOf(tokens, event.first, event.last));
        found.push(...actors.filter(({ at, id }) => at === teller && id !== found[0]).map(({ id }) => id));
      }
      parties.set(event.entity, new Set([...(parties.get(event.entity) ?? []), ...found]));
    }
  }
  return new Map([...parties].map(([id, ids]) => [id, [...ids].sort(compare)]));
}

/** The head of the phrase that a name stands in: "Putin" in "Russian President Vladimir Putin" is that phrase. */
function titleHead(tokens: readonly Token[], { first, last, label }: PlacedReference): number {
  let at = headOf(tokens, first, last);
  for (
    let steps = 0;
    label === 'Person' && steps < 4 && /^(?:flat|appos|compound|nmod:desc)/u.test(tokens[at]!.rel);
    steps += 1
  ) {
    if (tokens[at]!.head < 0) break;
    at = tokens[at]!.head;
  }
  return at;
}

/** Head of the subject of the nearest verb above that has one of its own, other than the phrase itself. */
function tellerOf(tokens: readonly Token[], noun: number): number | undefined {
  let below = noun;
  for (let at = tokens[noun]!.head; at >= 0; below = at, at = tokens[at]!.head) {
    const subject = childrenOf(tokens, at).find((j) => tokens[j]!.rel === 'nsubj' && j !== below);
    if (subject !== undefined) return subject;
  }
  return undefined;
}

/** Tokens that head the parties of the event whose noun is token `noun`. */
function tiedTo(tokens: readonly Token[], noun: number): Set<number> {
  const near = childrenOf(tokens, noun).filter((j) => {
    const { rel } = tokens[j]!;
    if (rel === 'nmod:poss' || isPossessive(tokens, j)) return true;
    if (/^(?:compound|amod)$/u.test(rel)) return j < noun;
    return /^(?:nmod|obl)/u.test(rel) && TIES.test(prepositionOf(tokens, j));
  });
  const { head, rel } = tokens[noun]!;
  const verb = head >= 0 && rel === 'obj' && HOLDS.test(tokens[head]!.lemma) ? head : undefined;
  if (verb !== undefined) {
    const around = childrenOf(tokens, verb);
    near.push(...around.filter((j) => tokens[j]!.rel === 'nsubj'));
    // "held a call with Putin": the parser may hang "with Putin" on the verb.
    near.push(...around.filter((j) => /^obl/u.test(tokens[j]!.rel) && prepositionOf(tokens, j) === 'with'));
  }
  return new Set(near.flatMap((j) => [j, ...childrenOf(tokens, j).filter((k) => tokens[k]!.rel === 'conj')]));
}
