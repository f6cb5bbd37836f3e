/** Merge institutions: an acronym with the one full name that some article spells it out for. */
import { foldName } from '../resolve/fold.ts';
import type { Telling } from '../store.ts';
import { Groups, gatherNodes, type Names, type Node, type PairSet, shareCompany } from './names.ts';

const isAcronym = (name: string): boolean => /^[\p{Lu}\d.&-]{2,8}$/u.test(name);

export function mergeInstitutions(tellings: readonly Telling[], apart: PairSet): Names {
  const nodes = gatherNodes(tellings, 'Institution');
  const groups = new Groups(nodes, apart);
  const acronyms = nodes.filter(({ names }) => [...names].every(isAcronym));
  const spelled = nodes.filter(({ names }) => [...names].some((name) => name.includes(' ')));
  for (const acronym of acronyms) {
    const letters = foldName([...acronym.names].sort()[0]!);
    const told = spelled.filter(({ names }) =>
      [...names].some((name) => isAcronym(name) && foldName(name) === letters),
    );
    const initialled = spelled.filter((node) => initialsOf(node).has(letters) && shareCompany(node, acronym));
    const fits = told.length > 0 ? told : initialled;
    if (new Set(fits.map(({ id }) => groups.rootOf(id))).size === 1) groups.join(fits[0]!.id, acronym.id);
  }
  return groups.names();
}

/** Bodies of the United States are left out: "USS" is a ship more often than the Senate. */
function initialsOf({ names }: Node): Set<string> {
  const initials = [...names]
    .filter((name) => !name.startsWith('United States'))
    .map((name) => [...name.matchAll(/(?:^|[\s-])(\p{Lu})/gu)].map(([, letter]) => letter).join(''));
  return new Set(initials.filter((letters) => letters.length >= 3).map(foldName));
}
