/** Denote: which entities the phrase headed by a token stands for. */
import type { Label, Reference } from '../model.ts';
import { lexicon } from './lexicon.ts';
import { baseOf, childrenBy, headOf, prepositionOf, type Tree } from './tree.ts';

/** An entity as an argument, with the way it was reached: `named`, `title`, `proxy forces`, `apposition`. */
export interface Denoted {
  readonly reference: Reference;
  readonly via: string;
}

export interface Phrases {
  /** References by the token that heads them in the tree. */
  readonly byHead: ReadonlyMap<number, readonly Reference[]>;
  /** References by every token they cover; longest first. */
  readonly byToken: ReadonlyMap<number, readonly Reference[]>;
}

export function indexPhrases(tree: Tree, references: readonly Reference[]): Phrases {
  const byHead = new Map<number, Reference[]>();
  const byToken = new Map<number, Reference[]>();
  const put = (map: Map<number, Reference[]>, key: number, reference: Reference) =>
    map.set(key, [...(map.get(key) ?? []), reference]);
  for (const reference of references) {
    put(byHead, headOf(tree, reference.first, reference.last), reference);
    for (let i = reference.first; i <= reference.last; i += 1) put(byToken, i, reference);
  }
  for (const list of byToken.values()) list.sort((a, b) => b.last - b.first - (a.last - a.first));
  return { byHead, byToken };
}

const OWNED_BY = new Set(['of', 'from', 'in', 'for']);
/** Bodies that are named by who leads them: "the administration of Joe Biden". */
const RULED = new Set(['administration', 'government', 'regime', 'cabinet']);
/** UD relations that bind a name to the title before or after it. */
const NAMING = ['flat', 'appos', 'nmod:desc', 'compound'];

/**
 * Entities of the phrase headed by token `i`, its coordinated fellows included. A named thing stands for itself; a title
 * for the person it names; an unnamed official or force for the state or body it belongs to (GUIDE 4, 7, 16).
 */
export function denote(tree: Tree, phrases: Phrases, i: number, depth = 0): Denoted[] {
  if (depth > 4) return [];
  const own = denoteOne(tree, phrases, i, depth);
  const fellows = childrenBy(tree, i, 'conj').filter(
    (c) => baseOf(tree.tokens[c]!.rel) === 'conj' && tree.tokens[c]!.upos !== 'VERB',
  );
  return unite([...own, ...fellows.flatMap((c) => denote(tree, phrases, c, depth + 1))]);
}

function denoteOne(tree: Tree, phrases: Phrases, i: number, depth: number): Denoted[] {
  const token = tree.tokens[i]!;
  const named = phrases.byHead.get(i) ?? [];
  const person = named.find((r) => r.label === 'Person');
  // "Russian President Vladimir Putin": the parser may head the phrase by the title or by the name.
  const naming = childrenBy(tree, i, ...NAMING).flatMap((c) =>
    (phrases.byHead.get(c) ?? []).map((reference) => ({ reference, c })),
  );
  const namedPerson = naming.find(
    ({ reference, c }) =>
      reference.label === 'Person' &&
      (tree.tokens[c]!.rel !== 'compound' || c > i || lexicon.proxies.has(token.lemma) === false),
  );
  if (person) return [{ reference: person, via: 'named' }];
  if (named.length > 0) {
    // A state inside a longer name's head ("Ukraine's Zelenskyy" mis-headed) yields to the person it is attached to.
    const longest = named.reduce((a, b) => (b.last - b.first > a.last - a.first ? b : a));
    return named
      .filter((r) => r.start === longest.start && r.end === longest.end)
      .map((reference) => ({ reference, via: reference.named ? 'named' : `reference "${reference.text}"` }));
  }
  const inside = (phrases.byToken.get(i) ?? []).filter((r) => r.label !== 'Event');
  if (inside.length > 0) return [{ reference: inside[0]!, via: 'named' }];
  const isTitle = lexicon.offices.has(token.lemma) || lexicon.affiliations.has(token.lemma);
  if (namedPerson && (isTitle || token.upos === 'PROPN' || token.upos === 'NOUN'))
    return [{ reference: namedPerson.reference, via: 'title' }];
  const appositive = naming.filter(({ c }) => tree.tokens[c]!.rel === 'appos').map(({ reference }) => reference);
  if (appositive.length > 0) return appositive.slice(0, 1).map((reference) => ({ reference, via: 'apposition' }));
  if (
    !lexicon.proxies.has(token.lemma) &&
    !lexicon.offices.has(token.lemma) &&
    !lexicon.proxies.has(token.text.toLowerCase())
  )
    return [];
  const isPrivate = lexicon.privateNouns.has(token.lemma) || lexicon.privateNouns.has(token.text.toLowerCase());
  // "Hamas militants" act for Hamas, "Afghan rebels" for nobody.
  const bodies = ownersDenoted(tree, phrases, i, depth, isPrivate ? ['Institution'] : undefined);
  const owners =
    bodies.length > 0 || !RULED.has(token.lemma) ? bodies : ownersDenoted(tree, phrases, i, depth, ['Person']);
  return owners.map((d) => ({ ...d, via: `proxy ${token.lemma}` }));
}

/** Entities a noun belongs to: "*Israeli* forces", "forces of *Israel*", "*Israel's* army". */
export function ownersDenoted(
  tree: Tree,
  phrases: Phrases,
  i: number,
  depth = 0,
  labels: readonly Label[] = ['State', 'Institution'],
): Denoted[] {
  const modifiers = childrenBy(tree, i, 'nmod:poss', 'amod', 'compound', 'nmod:desc', 'flat', 'nmod').filter((c) => {
    const rel = tree.tokens[c]!.rel;
    if (rel === 'nmod') return OWNED_BY.has(prepositionOf(tree, c)) || prepositionOf(tree, c) === '';
    return true;
  });
  const found = modifiers.flatMap((c) => {
    const direct = denote(tree, phrases, c, depth + 1).filter((d) => labels.includes(d.reference.label));
    return direct;
  });
  return unite(found);
}

function unite(list: readonly Denoted[]): Denoted[] {
  const seen = new Set<string>();
  return list.filter(({ reference }) => {
    if (seen.has(reference.entity)) return false;
    seen.add(reference.entity);
    return true;
  });
}
