/** Merge places: spellings of one name in like company ("Khan Yunis", "Khan Younis"). */
import { soundName } from '../resolve/fold.ts';
import type { Telling } from '../store.ts';
import { Groups, gatherNodes, type Names, type Node, type PairSet, shareCompany } from './names.ts';

export function mergePlaces(tellings: readonly Telling[], apart: PairSet): Names {
  const nodes = gatherNodes(tellings, 'Place');
  const groups = new Groups(nodes, apart);
  const bySound = new Map<string, Node[]>();
  for (const node of nodes) {
    const sound = soundName(node.tellings[0]!.entity.name);
    const own = bySound.get(sound);
    if (own) own.push(node);
    else bySound.set(sound, [node]);
  }
  for (const alike of bySound.values()) {
    for (const [i, a] of alike.entries()) {
      for (const b of alike.slice(i + 1)) if (shareCompany(a, b)) groups.join(a.id, b.id);
    }
  }
  return groups.names();
}
