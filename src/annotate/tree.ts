/**
 * Decode: arc scores into one dependency tree.
 *
 * Taking each word's best head gives cycles or two roots in one sentence of seven. The maximum spanning arborescence
 * (Chu & Liu 1965, Edmonds 1967) cannot; that it has one root is had by charging every arc from the root more than all
 * other arcs together can gain (Stanojević & Cohen 2021, "A Root of All Evil").
 */

/**
 * Heads of the best tree over `words` words with exactly one root.
 *
 * `arc` is [words × (words + 1)], row-major: the score of word i (0-based) having head j, where column 0 is the root and
 * column j + 1 is word j. Returns the index of each word's head, -1 for the root.
 */
export function decodeTree(arc: ArrayLike<number>, words: number): Int32Array {
  const size = words + 1;
  const scores = new Float64Array(size * size).fill(Number.NEGATIVE_INFINITY);
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < words * size; i++) {
    const score = arc[i]!;
    if (!Number.isFinite(score)) continue;
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  const rootCharge = 1 + (highest - lowest) * size;
  for (let dependent = 1; dependent < size; dependent++) {
    for (let head = 0; head < size; head++) {
      if (head === dependent) continue;
      const score = arc[(dependent - 1) * size + head]!;
      scores[dependent * size + head] = (Number.isFinite(score) ? score : lowest) - (head === 0 ? rootCharge : 0);
    }
  }
  return span(scores, size)
    .subarray(1)
    .map((head) => head - 1);
}

/** Best head of each node of a complete graph, node 0 the root: [size × size], rows are dependents. */
function span(scores: Float64Array, size: number): Int32Array {
  const heads = new Int32Array(size).fill(-1);
  for (let dependent = 1; dependent < size; dependent++) {
    let best = dependent === 1 && size > 2 ? 2 : 0;
    for (let head = 0; head < size; head++) {
      if (head !== dependent && scores[dependent * size + head]! > scores[dependent * size + best]!) best = head;
    }
    heads[dependent] = best;
  }
  const cycle = findCycle(heads);
  if (!cycle) return heads;

  // Contract the cycle into one node, the last of the smaller graph.
  const inCycle = new Uint8Array(size);
  for (const node of cycle) inCycle[node] = 1;
  const kept: number[] = [];
  for (let node = 0; node < size; node++) if (!inCycle[node]) kept.push(node);
  const contracted = kept.length;
  const smaller = new Float64Array((contracted + 1) * (contracted + 1)).fill(Number.NEGATIVE_INFINITY);
  const leaves = new Int32Array(contracted);
  const enters = new Int32Array(contracted);
  for (let a = 0; a < contracted; a++) {
    const node = kept[a]!;
    let leaving = Number.NEGATIVE_INFINITY;
    let entering = Number.NEGATIVE_INFINITY;
    leaves[a] = enters[a] = cycle[0]!;
    for (const member of cycle) {
      const out = scores[node * size + member]!;
      if (out > leaving) {
        leaving = out;
        leaves[a] = member;
      }
      const into = scores[member * size + node]! - scores[member * size + heads[member]!]!;
      if (into > entering) {
        entering = into;
        enters[a] = member;
      }
    }
    if (node !== 0) smaller[a * (contracted + 1) + contracted] = leaving;
    smaller[contracted * (contracted + 1) + a] = entering;
    for (let b = 0; b < contracted; b++) smaller[a * (contracted + 1) + b] = scores[node * size + kept[b]!]!;
  }

  const found = span(smaller, contracted + 1);
  for (let a = 1; a < contracted; a++) {
    const head = found[a]!;
    heads[kept[a]!] = head === contracted ? leaves[a]! : kept[head]!;
  }
  const from = found[contracted]!;
  heads[enters[from]!] = kept[from]!;
  return heads;
}

/** The nodes of some cycle among the heads, or undefined. */
function findCycle(heads: Int32Array): number[] | undefined {
  const seenIn = new Int32Array(heads.length);
  for (let start = 1; start < heads.length; start++) {
    let node = start;
    while (node > 0 && seenIn[node] === 0) {
      seenIn[node] = start;
      node = heads[node]!;
    }
    if (node <= 0 || seenIn[node] !== start) continue;
    const cycle = [node];
    for (let next = heads[node]!; next !== node; next = heads[next]!) cycle.push(next);
    return cycle;
  }
  return undefined;
}
