/** Path: a shortest chain of typed edges between two entities, found breadth first. */
import type { Edge } from '../model.ts';
import { compare } from '../order.ts';
import type { Path } from './api.ts';
import { type Catalogue, nameOf } from './catalogue.ts';

/** Directions are read both ways; of chains of one length the one whose ids come first. */
export function findPath(catalogue: Catalogue, from: string, to: string): Path {
  const edgesOf = new Map<string, Edge[]>();
  for (const edge of catalogue.edges) {
    for (const id of [edge.subject, edge.object]) {
      const edges = edgesOf.get(id);
      if (edges) edges.push(edge);
      else edgesOf.set(id, [edge]);
    }
  }
  const otherOf = (id: string, edge: Edge): string => (edge.subject === id ? edge.object : edge.subject);
  const before = new Map<string, string>([[from, from]]);
  let ring = [from];
  while (ring.length > 0 && !before.has(to)) {
    const next: string[] = [];
    for (const id of ring) {
      const others = [...new Set((edgesOf.get(id) ?? []).map((edge) => otherOf(id, edge)))].sort(compare);
      for (const other of others) {
        if (before.has(other)) continue;
        before.set(other, id);
        next.push(other);
      }
    }
    ring = next;
  }
  if (!before.has(to)) return {};
  const chain = [to];
  while (chain[0] !== from) chain.unshift(before.get(chain[0]!)!);
  return {
    steps: chain.slice(1).map((id, i) => {
      const last = chain[i]!;
      const between = (edgesOf.get(last) ?? []).filter((edge) => otherOf(last, edge) === id);
      return {
        from: nameOf(catalogue, last),
        to: nameOf(catalogue, id),
        relations: between.map(({ subject, relation, object }) => ({
          subject: nameOf(catalogue, subject).name,
          relation,
          object: nameOf(catalogue, object).name,
        })),
      };
    }),
  };
}
