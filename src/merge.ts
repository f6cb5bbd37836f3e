/** Merge: which entities of different articles are one. A pure function of what the articles tell, whatever their order. */

import { applyDecisions } from './merge/apply.ts';
import { type Decisions, NO_DECISIONS } from './merge/decisions.ts';
import { mergeEvents } from './merge/events.ts';
import { mergeInstitutions } from './merge/institutions.ts';
import { keyOf, type Names, pairSet } from './merge/names.ts';
import { mergePeople } from './merge/people.ts';
import { mergePlaces } from './merge/places.ts';
import { compareBy } from './order.ts';
import type { Telling } from './store.ts';

/**
 * Gives each told entity its id in the whole graph, by `articleId`, NUL, `local`. Only `local` ids, names, facts and the
 * articles' dates are looked at, never ids of an earlier merge, so that ingesting in one run or in ten gives the same.
 * In doubt two stay two; `decisions` win over all that is found here.
 */
export function mergeEntities(tellings: readonly Telling[], decisions: Decisions = NO_DECISIONS): Map<string, string> {
  const sorted = [...tellings].sort(
    compareBy<Telling>(
      (telling) => telling.articleId,
      (telling) => telling.entity.local,
    ),
  );
  const apart = pairSet(decisions.different);
  const renamed: Names = new Map([
    ...mergePeople(sorted, apart),
    ...mergeInstitutions(sorted, apart),
    ...mergePlaces(sorted, apart),
  ]);
  const events = mergeEvents(sorted, renamed, apart);
  const merged = new Map(
    sorted.map((telling) => {
      const { local } = telling.entity;
      return [keyOf(telling), events.get(keyOf(telling)) ?? renamed.get(keyOf(telling)) ?? local];
    }),
  );
  return applyDecisions(merged, decisions);
}
