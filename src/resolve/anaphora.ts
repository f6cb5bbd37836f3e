/** Link anaphors, pronouns and descriptions, in text order, so that a "he" may lean on an earlier "he". */
import type { Annotated, Entity } from '../model.ts';
import { compareBy, groupBy } from '../order.ts';
import { placeAnaphor } from './anaphora/anaphor.ts';
import { isDescribing, linkDescription } from './anaphora/descriptions.ts';
import { readGenders } from './anaphora/gender.ts';
import { isPronoun, linkPronoun } from './anaphora/pronouns.ts';
import type { Knowledge } from './knowledge.ts';
import type { PlacedReference } from './tables.ts';

/** Sentences back and ahead that an anaphor may look: a long text is many stories. */
const BACK = 30;
const AHEAD = 2;

function nearby(bySentence: ReadonlyMap<number, readonly PlacedReference[]>, sentence: number): PlacedReference[] {
  const near: PlacedReference[] = [];
  for (let i = Math.max(0, sentence - BACK); i <= sentence + AHEAD; i += 1) near.push(...(bySentence.get(i) ?? []));
  return near;
}

/** References of anaphors; several at one span where it stands for several ("the two sides"). */
export function linkAnaphors(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
): PlacedReference[] {
  const genders = readGenders(annotated, references, entities, knowledge);
  const bySentence = groupBy(
    [...references].sort(compareBy<PlacedReference>((one) => one.start)),
    (reference) => reference.sentence,
  );
  const found: PlacedReference[] = [];
  for (const [sentence, { tokens }] of annotated.sentences.entries()) {
    let near: PlacedReference[] | undefined;
    for (const [token, { text, lemma }] of tokens.entries()) {
      if (!isPronoun(text) && !isDescribing(text, lemma)) continue;
      near ??= nearby(bySentence, sentence);
      const anaphor = placeAnaphor({ annotated, entities, genders, knowledge }, near, sentence, token);
      const pronoun = linkPronoun(anaphor);
      const described = pronoun ? undefined : linkDescription(anaphor);
      const link = pronoun ?? described;
      if (!link) continue;
      const { first, last } = described ?? { first: token, last: token };
      const start = tokens[first]!.start;
      const end = tokens[last]!.end;
      const gender = /^(?:he|him|his)$/iu.test(tokens[token]!.text)
        ? 'm'
        : /^(?:she|her)$/iu.test(tokens[token]!.text)
          ? 'f'
          : undefined;
      for (const id of link.entities) {
        const entity = entities.get(id)!;
        if (gender && pronoun && !genders.has(id)) genders.set(id, gender);
        const reference: PlacedReference = {
          sentence,
          first,
          last,
          start,
          end,
          text: annotated.article.text.slice(start, end),
          entity: id,
          label: entity.label,
          score: link.score,
          why: link.why,
          named: false,
        };
        found.push(reference);
        near.push(reference);
        bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), reference]);
      }
    }
  }
  return found;
}
