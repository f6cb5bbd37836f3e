/** Gather the institutions and places that the tables do not know: acronyms in brackets, shorter and longer forms. */
import type { Entity } from '../model.ts';
import { compareBy } from '../order.ts';
import type { Context } from './context.ts';
import { foldName } from './fold.ts';
import { type Link, newEntity } from './link.ts';
import type { Named } from './named.ts';

/** Links what remains; `linked` holds what the tables knew, which an acronym may join. */
export function linkUnlisted(
  names: readonly Named[],
  linked: ReadonlyMap<Named, Link>,
  context: Context,
): Map<Named, Link> {
  const links = new Map<Named, Link>();
  const all: [Named, Link][] = [...linked];
  const ordered = [...names].sort(
    compareBy<Named>(
      (named) => -foldName(named.text).length,
      (named) => named.start,
    ),
  );
  for (const named of ordered) {
    const link = sameName(named, all) ??
      spelledOut(named, all, context) ?? { entity: toEntity(named), score: 0.85, why: 'not in the tables' };
    links.set(named, link);
    all.push([named, link]);
  }
  return links;
}

/** A state that the tables lack is a region, or the government of one. */
function toEntity(named: Named): Entity {
  if (named.label !== 'State') return newEntity(named.label, named.text);
  return newEntity(/government|council|authority/iu.test(named.text) ? 'Institution' : 'Place', named.text);
}

function sameName(named: Named, all: readonly (readonly [Named, Link])[]): Link | undefined {
  const own = foldName(named.text);
  const same = all.find(([other, { entity }]) => entity.label === named.label && foldName(other.text) === own);
  if (same) return { entity: same[1].entity, score: 0.9, why: 'same name in the article' };
  if (named.label !== 'Institution' || own.split(' ').length > 3) return undefined;
  // "the Commission" after "the Truth Commission"; only where one name fits.
  const longer = all.filter(
    ([other, { entity }]) => entity.label === 'Institution' && foldName(other.text).endsWith(` ${own}`),
  );
  const ids = new Set(longer.map(([, { entity }]) => entity.id));
  return ids.size === 1 && longer[0]![0].start < named.start
    ? { entity: longer[0]![1].entity, score: 0.75, why: `short for ${longer[0]![0].text}` }
    : undefined;
}

/** "Interstate Aviation Committee (IAC)", or an acronym of just these initials. */
function spelledOut(named: Named, all: readonly (readonly [Named, Link])[], context: Context): Link | undefined {
  const letters = named.text.replaceAll(/[^\p{L}]/gu, '');
  if (
    !/^\p{Lu}[\p{Lu}\p{Ll}]{1,7}$/u.test(letters) ||
    (letters.match(/\p{Lu}/gu)?.length ?? 0) < 2 ||
    /\s/u.test(named.text)
  )
    return undefined;
  for (const [other, link] of all) {
    if (link.entity.label === 'Person' || other === named || !/\s/u.test(other.text)) continue;
    const between = context.annotated.article.text.slice(other.end, named.start);
    const initials = other.text
      .split(/[\s-]+/u)
      .filter((word) => /^\p{Lu}/u.test(word))
      .map((word) => word[0])
      .join('');
    if (/^\s*\($/u.test(between) && other.sentence === named.sentence)
      return { entity: link.entity, score: 0.95, why: `acronym in brackets of ${other.text}` };
    if (initials === letters.toUpperCase())
      return { entity: link.entity, score: 0.8, why: `initials of ${other.text}` };
  }
  return undefined;
}
