/** Apply decisions to what merging found: joins and links by the file, names as it says. */
import type { Entity } from '../model.ts';
import { type Decisions, Groups } from './decisions.ts';

/**
 * The merged ids after `same` and `link`. `merged` maps keys (`articleId`, NUL, local id) to ids; a decision may name an
 * entity by its id in the graph or by the id that an article alone gave it.
 */
export function applyDecisions(merged: ReadonlyMap<string, string>, decisions: Decisions): Map<string, string> {
  if (decisions.same.length === 0 && decisions.links.size === 0) return new Map(merged);
  const idOfLocal = new Map<string, string>();
  for (const [key, id] of merged) idOfLocal.set(key.slice(key.indexOf('\u0000') + 1), id);
  const current = (id: string): string => idOfLocal.get(id) ?? id;
  const pairs = [...decisions.same, ...decisions.links].map(([a, b]) => [current(a), current(b)] as const);
  const groups = new Groups(pairs);
  const best = new Map<string, string>();
  for (const id of new Set(pairs.flat())) {
    const root = groups.rootOf(id);
    const before = best.get(root);
    if (before === undefined || rank(id) < rank(before)) best.set(root, id);
  }
  return new Map([...merged].map(([key, id]) => [key, best.get(groups.rootOf(id)) ?? id]));
}

/** A Wikidata id before a slug, a slug before one bound to an article, then the least. */
function rank(id: string): string {
  return `${/^Q\d+$/u.test(id) ? 0 : id.includes('@') ? 2 : 1} ${id}`;
}

/** The entity with the name and Wikidata id that the file gives it; `merged` as for `applyDecisions`. */
export function nameDecided(entity: Entity, merged: ReadonlyMap<string, string>, decisions: Decisions): Entity {
  const named = [...decisions.names].find(
    ([id]) => id === entity.id || [...merged].some(([key, to]) => to === entity.id && key.endsWith(`\u0000${id}`)),
  );
  const wikidata = /^Q\d+$/u.test(entity.id) ? { wikidata: entity.id } : {};
  return { ...entity, ...wikidata, ...(named ? { name: named[1] } : {}) };
}
