/** Link descriptions to what they describe: "the Russian leader", "the ministry", "the two sides", "his French counterpart". */
import type { Token } from '../../model.ts';
import { childrenOf, headOf } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor, Described, Found } from './anaphor.ts';
import { BODY_NOUNS, ownState, STATE_NOUNS, theBody, theState } from './described-bodies.ts';
import { counterpart, officeOfState, titled } from './described-people.ts';
import { COUNTS, GROUP_NOUNS, linkGroup } from './groups.ts';
import { OFFICES } from './told-offices.ts';

const PAIRS: ReadonlySet<string> = new Set(['two', 'both']);

/** Whether a word may head a description: a quick look before the costly one. */
export function isDescribing(text: string, lemma: string): boolean {
  const [word, noun] = [text.toLowerCase(), lemma.toLowerCase()];
  return (
    OFFICES.has(noun) ||
    STATE_NOUNS.has(noun) ||
    BODY_NOUNS.has(noun) ||
    BODY_NOUNS.has(word) ||
    GROUP_NOUNS.has(noun) ||
    COUNTS.has(word) ||
    noun === 'counterpart'
  );
}

export function linkDescription(anaphor: Anaphor): Described | undefined {
  const { references, tokens, sentence, token } = anaphor;
  const noun = tokens[token]!;
  const here = references.filter((one) => one.sentence === sentence);
  if (here.some((one) => one.first <= token && token <= one.last)) return undefined;
  const children = childrenOf(tokens, token);
  const words = children.filter((j) => j < token).map((j) => tokens[j]!.text.toLowerCase());
  const count = [...words, noun.text.toLowerCase()].map((word) => COUNTS.get(word)).find((n) => n !== undefined);
  const definite = words.some((word) => /^(?:the|both|this|that|his|her|their|its|these|those)$/u.test(word));
  const correlative =
    words.includes('both') &&
    [...children, ...children.flatMap((j) => childrenOf(tokens, j))].some((j) => tokens[j]!.rel === 'cc');
  if (count !== undefined && !correlative && (definite || PAIRS.has(noun.text.toLowerCase())))
    return linkGroup(anaphor, count);
  if (noun.upos !== 'NOUN' && noun.upos !== 'PROPN') return undefined;
  if (names(tokens, here, token)) return undefined;
  const state = ownerOf(tokens, here, token);
  const lemma = noun.lemma.toLowerCase();
  const first = Math.min(
    token,
    ...children.filter((j) => j < token && /^(?:det|amod|compound|nmod:poss)$/u.test(tokens[j]!.rel)),
  );
  const at = { first, last: token };
  if (STATE_NOUNS.has(lemma) && words.some((word) => /^(?:his|her)$/u.test(word)))
    return withRange(ownState(anaphor), at);
  if (lemma === 'counterpart') return withRange(state && counterpart(anaphor, state), at);
  if (OFFICES.has(lemma) && noun.text === noun.text.replace(/s$/u, '') && (definite || state)) {
    return withRange(state ? officeOfState(anaphor, state) : definite ? titled(anaphor) : undefined, at);
  }
  if (!definite || state) return undefined;
  if (STATE_NOUNS.has(lemma) && !/s$/u.test(noun.text)) return withRange(theState(anaphor, lemma), at);
  const kinds = BODY_NOUNS.get(lemma) ?? BODY_NOUNS.get(noun.text.toLowerCase());
  const body = kinds ? withRange(theBody(anaphor, lemma, kinds), at) : undefined;
  return body && !repeats(body, here) ? body : undefined;
}

/** "the NATO alliance" names what it describes. */
function repeats(found: Described, here: readonly PlacedReference[]): boolean {
  return here.some((one) => one.first >= found.first && one.last <= found.last && found.entities.includes(one.entity));
}

const withRange = (found: Found | undefined, range: { first: number; last: number }): Described | undefined =>
  found ? { ...found, ...range } : undefined;

/** Does a name say who the description is ("the president, Vladimir Putin"; "President Putin"), or is it said of a name? */
function names(tokens: readonly Token[], here: readonly PlacedReference[], token: number): boolean {
  const heads = here
    .filter(({ label }) => label === 'Person' || label === 'Institution')
    .map((one) => ({ one, head: headOf(tokens, one.first, one.last) }));
  const linked = heads.some(
    ({ head }) =>
      (tokens[head]!.head === token && /^(?:flat|appos|nmod:desc)/u.test(tokens[head]!.rel)) ||
      tokens[token]!.head === head,
  );
  const beside = here.some(
    (one) =>
      (one.label === 'Person' || one.label === 'Institution') &&
      (one.first === token + 1 || (one.first === token + 2 && tokens[token + 1]!.text === ',')),
  );
  // "the U.S. ambassador to Venezuela, William Brownfield"
  const later = here.find(
    (one) =>
      one.label === 'Person' && one.first > token && one.first <= token + 7 && tokens[one.first - 1]!.text === ',',
  );
  if (later && tokens.slice(token + 1, later.first).every((one) => one.upos !== 'VERB' && one.upos !== 'AUX'))
    return true;
  const { rel } = tokens[token]!;
  const cop = childrenOf(tokens, token).some((j) => tokens[j]!.rel === 'cop');
  return linked || beside || /^(?:appos|flat|compound)/u.test(rel) || cop;
}

/** The state that the description belongs to: "Russian", "Ukraine's", "of France". */
function ownerOf(
  tokens: readonly Token[],
  here: readonly PlacedReference[],
  token: number,
): PlacedReference | undefined {
  return here.find((one) => {
    if (one.label !== 'State') return false;
    const head = headOf(tokens, one.first, one.last);
    return tokens[head]!.head === token && /^(?:amod|compound|nmod)/u.test(tokens[head]!.rel);
  });
}
