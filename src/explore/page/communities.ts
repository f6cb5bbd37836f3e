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

/** Node → colour of its community; the largest communities have a colour of their own. */
export function colourCommunities(graph: Graphology): Map<string, string> {
  if (graph.size === 0) return new Map();
  const communities = louvain(graph, { getEdgeWeight: 'weight', rng: numbersFrom(1) });
  const sizes = new Map<number, number>();
  for (const community of Object.values(communities)) sizes.set(community, (sizes.get(community) ?? 0) + 1);
  const ranked = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([community]) => community);
  return new Map(
    Object.entries(communities).map(([node, community]) => [node, PALETTE[ranked.indexOf(community)] ?? OTHER]),
  );
}
