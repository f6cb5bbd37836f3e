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
  const { groupOf, groups } = groupCycles(heads);
  if (groups === size) return heads;

  // A smaller graph of the groups: an arc into one costs what its end's best arc would have brought. All cycles at once:
  // one at a time, a thousand words that each prefer a neighbour took sixteen seconds.
  const smaller = new Float64Array(groups * groups).fill(Number.NEGATIVE_INFINITY);
  const arcs = new Int32Array(groups * groups);
  for (let dependent = 1; dependent < size; dependent++) {
    const row = groupOf[dependent]! * groups;
    const most = scores[dependent * size + heads[dependent]!]!;
    for (let head = 0; head < size; head++) {
      const cell = row + groupOf[head]!;
      const gain = scores[dependent * size + head]! - most;
      if (groupOf[head] === groupOf[dependent] || gain <= smaller[cell]!) continue;
      smaller[cell] = gain;
      arcs[cell] = dependent * size + head;
    }
  }
  span(smaller, groups).forEach((head, group) => {
    if (group === 0) return;
    const arc = arcs[group * groups + head]!;
    heads[Math.floor(arc / size)] = arc % size;
  });
  return heads;
}

/** Numbers the nodes so that those of one cycle share a number; the root's is 0. */
function groupCycles(heads: Int32Array): { groupOf: Int32Array; groups: number } {
  const seenFrom = new Int32Array(heads.length);
  const groupOf = new Int32Array(heads.length).fill(-1);
  groupOf[0] = 0;
  let groups = 1;
  for (let start = 1; start < heads.length; start++) {
    let node = start;
    while (node > 0 && seenFrom[node] === 0) {
      seenFrom[node] = start;
      node = heads[node]!;
    }
    if (node <= 0 || seenFrom[node] !== start) continue;
    for (let member = node; groupOf[member] === -1; member = heads[member]!) groupOf[member] = groups;
    groups += 1;
  }
  for (let node = 1; node < heads.length; node++) if (groupOf[node] === -1) groupOf[node] = groups++;
  return { groupOf, groups };
}
