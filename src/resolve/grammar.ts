/** Look around a token in its dependency tree: the questions that resolving asks of a parse. */
import type { Token } from '../model.ts';

/** First token of the range whose head lies outside it: the phrase's head. */
export function headOf(tokens: readonly Token[], first: number, last: number): number {
  for (let i = first; i <= last; i += 1) {
    const { head } = tokens[i]!;
    if (head < first || head > last) return i;
  }
  return last;
}

/** The children of every token of a sentence, found at the first question about one. */
const childLists = new WeakMap<readonly Token[], readonly (readonly number[])[]>();

export function childrenOf(tokens: readonly Token[], i: number): readonly number[] {
  const lists = childLists.get(tokens) ?? listChildren(tokens);
  childLists.set(tokens, lists);
  return lists[i]!;
}

function listChildren(tokens: readonly Token[]): number[][] {
  const lists: number[][] = tokens.map(() => []);
  tokens.forEach(({ head }, i) => {
    if (head >= 0) lists[head]!.push(i);
  });
  return lists;
}

/** The relation without its subtype. */
export function baseRel({ rel }: Token): string {
  const colon = rel.indexOf(':');
  return colon < 0 ? rel : rel.slice(0, colon);
}

/** The preposition of a nominal, in lower case; empty without one. A possessive mark is no preposition. */
export function prepositionOf(tokens: readonly Token[], i: number): string {
  const cases = childrenOf(tokens, i).filter((j) => tokens[j]!.rel === 'case' && j < i);
  return cases.map((j) => tokens[j]!.text.toLowerCase()).at(-1) ?? '';
}

/** The first conjunct of a coordination, whose role its fellows share. */
export function firstConjunct(tokens: readonly Token[], i: number): number {
  let at = i;
  for (let steps = 0; steps < 8 && tokens[at]!.rel === 'conj' && tokens[at]!.head >= 0; steps += 1)
    at = tokens[at]!.head;
  return at;
}

/** Is the token the subject of an active or passive clause, or a fellow of one? */
export function isSubject(tokens: readonly Token[], i: number): boolean {
  return baseRel(tokens[firstConjunct(tokens, i)]!) === 'nsubj';
}

export const isPossessive = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]!.rel === 'nmod:poss' || /^[’']s?$/u.test(tokens[i + 1]?.text ?? '');

/** Token `i` and its ancestors, nearest first. */
export function pathUp(tokens: readonly Token[], i: number): number[] {
  const path: number[] = [];
  for (let at = i; at >= 0 && path.length <= tokens.length; at = tokens[at]!.head) path.push(at);
  return path;
}

/** The verb or copular predicate that governs the token; -1 where none does. */
export function predicateOf(tokens: readonly Token[], i: number): number {
  return (
    pathUp(tokens, i)
      .slice(1)
      .find((j) => tokens[j]!.upos === 'VERB' || tokens[j]!.upos === 'AUX') ?? -1
  );
}
