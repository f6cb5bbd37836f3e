/** Search: entities by name or alias as it is typed, whatever the case and the accents. */
import { compareBy } from '../order.ts';
import type { Hit } from './api.ts';
import type { Catalogue } from './catalogue.ts';

const MOST = 12;

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** 0 for the whole name, 1 where it opens with the words typed, 2 where one of its words does, 3 elsewhere within. */
function rankOf(name: string, typed: string): number | undefined {
  const folded = fold(name);
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  const at = folded.indexOf(typed);
  if (at < 0) return undefined;
  return folded.includes(` ${typed}`) ? 2 : 3;
}

/** The best hits first; among equals the entity of which most is said. */
export function search({ entities, toldOf }: Catalogue, text: string): Hit[] {
  const typed = fold(text.trim());
  if (typed === '') return [];
  const found = [...entities.values()].flatMap(({ id, name, label, kind, aliases }) => {
    const ranked = [name, ...aliases].flatMap((alias, i) => {
      const rank = rankOf(alias, typed);
      // At the same rank a name goes before an alias.
      return rank === undefined ? [] : [{ alias, rank: rank + (i === 0 ? 0 : 0.5) }];
    });
    const best = ranked.sort(
      compareBy(
        (r) => r.rank,
        (r) => r.alias,
      ),
    )[0];
    if (!best) return [];
    const hit: Hit = {
      id,
      name,
      label,
      ...(kind !== undefined && { kind }),
      ...(best.alias !== name && { alias: best.alias }),
    };
    return [{ hit, rank: best.rank, told: toldOf.get(id)?.length ?? 0 }];
  });
  return found
    .sort(
      compareBy(
        (f) => f.rank,
        (f) => -f.told,
        (f) => f.hit.name,
        (f) => f.hit.id,
      ),
    )
    .slice(0, MOST)
    .map(({ hit }) => hit);
}
