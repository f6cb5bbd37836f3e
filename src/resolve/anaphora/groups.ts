/** Read "the two sides", "both leaders", "the six countries", and who stands side by side in a phrase. */
import type { Token } from '../../model.ts';
import { childrenOf, firstConjunct, headOf } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor, Described } from './anaphor.ts';

export const COUNTS: ReadonlyMap<string, number> = new Map([
  ['two', 2],
  ['both', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
]);

export const GROUP_NOUNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['country', ['State']],
  ['nation', ['State']],
  ['state', ['State']],
  ['government', ['State']],
  ['neighbor', ['State']],
  ['neighbour', ['State']],
  ['leader', ['Person']],
  ['man', ['Person']],
  ['woman', ['Person']],
  ['president', ['Person']],
  ['minister', ['Person']],
  ['politician', ['Person']],
  ['side', ['State', 'Institution', 'Person']],
  ['party', ['State', 'Institution', 'Person']],
  ['group', ['Institution']],
  ['ally', ['State']],
  ['organization', ['Institution']],
  ['', ['Person', 'State']],
]);

/** "the two sides", "both leaders", "the six countries": as many of one label as were named together before. */
export function linkGroup(anaphor: Anaphor, count: number): Described | undefined {
  const { annotated, references, tokens, sentence, token } = anaphor;
  const noun = tokens[token]!;
  const alone = COUNTS.has(noun.text.toLowerCase());
  const labels = alone ? ['Person', 'State'] : GROUP_NOUNS.get(noun.lemma.toLowerCase());
  if (!labels || (alone && !/^(?:nsubj|obj|conj|obl)/u.test(noun.rel))) return undefined;
  const start = noun.start;
  const children = childrenOf(tokens, token).filter(
    (j) => j < token && /^(?:det|nummod|amod|compound)/u.test(tokens[j]!.rel),
  );
  const first = Math.min(token, ...children);
  for (let back = 0; back <= 2 && sentence - back >= 0; back += 1) {
    const of = references.filter((one) => one.sentence === sentence - back && one.start < start && one.named);
    for (const label of labels) {
      const ids = [...new Set(of.filter((one) => one.label === label).map(({ entity }) => entity))];
      if (ids.length === count)
        return {
          entities: ids,
          first,
          last: token,
          score: 0.75 - 0.08 * back,
          why: `"${[...children.map((j) => tokens[j]!.text), noun.text].join(' ')}", the ${count} named together${back > 0 ? ` ${back} back` : ''}`,
        };
    }
    const mixed = [...new Set(of.filter((one) => labels.includes(one.label)).map(({ entity }) => entity))];
    if (back === 0 && labels.length > 1 && mixed.length === count)
      return { entities: mixed, first, last: token, score: 0.6, why: `the ${count} named together` };
    const { tokens: earlier } = annotated.sentences[sentence - back]!;
    for (const [i, one] of earlier.entries()) {
      if (!/^(?:nsubj|obj|obl|nmod)/u.test(one.rel) || (back === 0 && i >= first)) continue;
      const group = groupAt(
        earlier,
        of.filter((ref) => labels.includes(ref.label)),
        i,
      );
      if (group.length === count)
        return {
          entities: group,
          first,
          last: token,
          score: 0.65 - 0.08 * back,
          why: `the ${count} named side by side`,
        };
    }
  }
  // Just so many of a label in all that came before.
  for (const label of labels) {
    const ids = [
      ...new Set(
        references.filter((one) => one.label === label && one.start < start && one.named).map(({ entity }) => entity),
      ),
    ];
    if (ids.length === count)
      return { entities: ids, first, last: token, score: 0.6, why: `the only ${count} named so far` };
  }
  return undefined;
}

/** Entities of the subject headed by token `at` and of its fellows: two for "Russia and Ukraine", one for "the Houthis". */
export function groupAt(tokens: readonly Token[], references: readonly PlacedReference[], at: number): string[] {
  const ids: string[] = [];
  for (const one of references) {
    if (one.label === 'Event') continue;
    let head = headOf(tokens, one.first, one.last);
    for (
      let steps = 0;
      steps < 3 &&
      /^(?:flat|appos|compound)/u.test(tokens[head]!.rel) &&
      one.label === 'Person' &&
      tokens[head]!.head >= 0;
      steps += 1
    )
      head = tokens[head]!.head;
    if (firstConjunct(tokens, head) === at && !ids.includes(one.entity)) ids.push(one.entity);
  }
  return ids;
}
