/** Read "it" and "they" as states and bodies; an unnamed thing that stands nearer leaves them unread. */
import { headOf } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor, Found } from './anaphor.ts';
import { groupAt } from './groups.ts';
import { type Ranked, rankAntecedents } from './salience.ts';

/** Names of bodies that take "they". */
const PLURAL_NAME = /(?:s|Taliban|Hamas|Hezbollah|M23|Fatah|Police|Forces)$/u;

/** "Ukraine and its allies": the name that the possessed thing is coordinated with. */
export function conjoined({ tokens, references, sentence, token }: Anaphor): Found | undefined {
  const owned = tokens[token]!.rel === 'nmod:poss' ? tokens[tokens[token]!.head] : undefined;
  if (owned?.rel !== 'conj') return undefined;
  const name = references.find(
    (one) =>
      one.sentence === sentence &&
      one.last < token &&
      (one.label === 'State' || one.label === 'Institution') &&
      headOf(tokens, one.first, one.last) === owned.head,
  );
  return name && { entities: [name.entity], score: 0.9, why: 'pronoun, the name coordinated with it' };
}

const EXPLETIVE_PREDICATE = /^(?:be|seem|appear|take|remain|become|rain|matter|happen)$/u;

export function linkIt(anaphor: Anaphor): Found | undefined {
  const { tokens, token } = anaphor;
  const pronoun = tokens[token]!;
  const governor = tokens[pronoun.head];
  const possessive = pronoun.rel === 'nmod:poss';
  if (
    !possessive &&
    (pronoun.rel === 'expl' ||
      !governor ||
      EXPLETIVE_PREDICATE.test(governor.lemma) ||
      governor.upos === 'ADJ' ||
      governor.upos === 'NOUN')
  )
    return undefined;
  const actors = (one: PlacedReference): boolean => one.label === 'State' || one.label === 'Institution';
  const ranked = rankAntecedents(anaphor, actors, 1);
  const [first, second] = ranked;
  if (!first || nearerNoun(anaphor, first)) return undefined;
  const margin = first.weight - (second?.weight ?? 0);
  const least = possessive ? 0.15 : 0.2;
  if (!first.subject || margin < least) return undefined;
  return {
    entities: [first.id],
    score: Math.min(0.85, 0.5 + margin / 2),
    why: `pronoun, ${second ? 'foremost' : 'only'} state or body as subject`,
  };
}

/** Does an unnamed singular subject stand between the antecedent and the pronoun ("the ship", "the report")? It is the likelier one. */
function nearerNoun({ tokens, token, sentence }: Anaphor, ranked: Ranked): boolean {
  const from = ranked.reference.sentence === sentence ? ranked.reference.last + 1 : 0;
  return tokens
    .slice(from, token)
    .some((one, i) => one.upos === 'NOUN' && /^nsubj/u.test(one.rel) && from + i !== token);
}

export function linkThey(anaphor: Anaphor): Found | undefined {
  const { annotated, references, entities, sentence, token } = anaphor;
  for (let back = 0; back <= 1 && sentence - back >= 0; back += 1) {
    const { tokens } = annotated.sentences[sentence - back]!;
    const until = back === 0 ? token : tokens.length;
    const subjects = tokens.flatMap((one, i) =>
      i < until && /^nsubj/u.test(one.rel) && one.upos !== 'PRON' ? [i] : [],
    );
    const at = back === 0 ? subjects.at(-1) : subjects[0];
    if (at === undefined) continue;
    const group = groupAt(
      tokens,
      references.filter((one) => one.sentence === sentence - back),
      at,
    );
    if (group.length >= 2)
      return { entities: group, score: 0.75 - 0.1 * back, why: 'pronoun, the coordinated subjects before it' };
    const only = group[0];
    const plural =
      only !== undefined &&
      (PLURAL_NAME.test(tokens[at]!.text) || /s$/u.test(tokens[at]!.text)) &&
      entities.get(only)?.label !== 'Person';
    if (plural) return { entities: [only], score: 0.65 - 0.1 * back, why: 'pronoun, the plural subject before it' };
    // Unnamed people ("officials", "militants") are nearer than any name: whoever they are, a guess at a name would be worse.
    return undefined;
  }
  return undefined;
}
