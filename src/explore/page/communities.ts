/** Communities: who is told of together, by Louvain's method (Blondel and others 2008), in colours. */
import type Graphology from 'graphology';
import louvain from 'graphology-communities-louvain';

// Paul Tol's "muted" palette, legible to the colour-blind; small communities share grey.
const PALETTE = [
  '#CC6677',
  '#88CCEE',
  '#DDCC77',
  '#117733',
  '#882255',
  '#44AA99',
  '#999933',
  '#AA4499',
  '#6B62C4',
  '#C98A1B',
];
const OTHER = '#A5ABB6';

/** The same numbers each time, so that the same graph has the same communities. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The nodes of each community, the largest community first. */
export function groupCommunities(network: Graphology): string[][] {
  if (network.size === 0) return network.nodes().map((node) => [node]);
  const groups = new Map<number, string[]>();
  const communities = louvain(network, { getEdgeWeight: 'weight', rng: numbersFrom(1) });
  for (const [node, community] of Object.entries(communities)) {
    const group = groups.get(community);
    if (group) group.push(node);
    else groups.set(community, [node]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).map(([, nodes]) => nodes);
}

/** Node → colour of its community; the largest communities have a colour of their own. */
export function colourCommunities(network: Graphology): Map<string, string> {
  return new Map(
    groupCommunities(network).flatMap((nodes, rank) =>
      nodes.map((node): [string, string] => [node, PALETTE[rank] ?? OTHER]),
    ),
  );
}
