/** Merge people: spellings of one full name, and bare surnames with the one full name that fits. */
import { editDistance, foldName, soundName } from '../resolve/fold.ts';
import type { Telling } from '../store.ts';
import { Groups, gatherNodes, type Names, type Node, nearInTime, type PairSet, shareCompany } from './names.ts';

/** How far apart the articles may be that tell of a bare "Maria" and of a "Maria Lopez", in days. */
const SURNAME_WINDOW_DAYS = 14;

const isBare = ({ id }: Node): boolean => id.includes('@');
/** The fullest names that articles give; a shorter form may be another's name too. */
const fullNames = (node: Node): string[] =>
  [...new Set(node.tellings.map(({ entity }) => entity.name))].map(foldName).filter((name) => name.includes(' '));

export function mergePeople(tellings: readonly Telling[], apart: PairSet): Names {
  const nodes = gatherNodes(tellings, 'Person');
  const groups = new Groups(nodes, apart);
  const full = nodes.filter((node) => !isBare(node));
  for (const [a, b] of pairsBySurname(full)) if (isOneName(a, b)) groups.join(a.id, b.id);
  const bySurname = indexBy(full, (node) => fullNames(node).map((name) => soundName(name.split(' ').at(-1)!)));
  for (const bare of nodes.filter(isBare)) {
    const candidates = (bySurname.get(soundName(foldName(bare.tellings[0]!.entity.name))) ?? []).filter(
      (node) => nearInTime(bare, node, SURNAME_WINDOW_DAYS) && shareCompany(bare, node),
    );
    const people = new Set(candidates.map(({ id }) => groups.rootOf(id)));
    if (people.size === 1) groups.join(candidates[0]!.id, bare.id);
  }
  return groups.names();
}

function indexBy(nodes: readonly Node[], keysOf: (node: Node) => readonly string[]): Map<string, Node[]> {
  const index = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const key of new Set(keysOf(node))) {
      const own = index.get(key);
      if (own) own.push(node);
      else index.set(key, [node]);
    }
  }
  return index;
}

/** Pairs that share the sound of a last name, each once, in order of their ids. */
function* pairsBySurname(nodes: readonly Node[]): Generator<[Node, Node]> {
  const index = indexBy(nodes, (node) => fullNames(node).map((name) => soundName(name.split(' ').at(-1)!).slice(0, 5)));
  const seen = new Set<string>();
  for (const key of [...index.keys()].sort()) {
    const alike = index.get(key)!;
    for (const [i, a] of alike.entries()) {
      for (const b of alike.slice(i + 1)) {
        const pair = `${a.id}\u0000${b.id}`;
        if (seen.has(pair)) continue;
        seen.add(pair);
        yield [a, b];
      }
    }
  }
}

/** The same sound of the whole name; or, in like company, one letter off or a part of the longer name. */
function isOneName(a: Node, b: Node): boolean {
  const pairs = fullNames(a).flatMap((one) => fullNames(b).map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => soundName(one) === soundName(other))) return true;
  if (!shareCompany(a, b)) return false;
  return pairs.some(([one, other]) => {
    const misspelt = Math.min(one.length, other.length) >= 10 && editDistance(one, other) <= 1;
    const [short, long] = [one.split(' '), other.split(' ')].sort((x, y) => x.length - y.length) as [
      string[],
      string[],
    ];
    const contained = short.length >= 2 && short.length < long.length && short.every((word) => long.includes(word));
    return misspelt || (contained && short[0] === long[0] && nearInTime(a, b, SURNAME_WINDOW_DAYS));
  });
}
