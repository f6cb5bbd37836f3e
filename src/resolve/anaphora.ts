/** Link anaphors, pronouns and descriptions, in text order, so that a "he" may lean on an earlier "he". */
import type { Annotated, Entity } from '../model.ts';
import { compareBy } from '../order.ts';
import { linkDescription } from './descriptions.ts';
import { readGenders } from './gender.ts';
import type { Knowledge } from './knowledge.ts';
import { linkPronoun } from './pronouns.ts';
import type { PlacedReference } from './tables.ts';

/** References of anaphors; several at one span where it stands for several ("the two sides"). */
export function linkAnaphors(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  knowledge: Knowledge,
): PlacedReference[] {
  const genders = readGenders(annotated, references, entities, knowledge);
  const found: PlacedReference[] = [];
  const known = [...references].sort(compareBy<PlacedReference>((one) => one.start));
  for (const [sentence, { tokens }] of annotated.sentences.entries()) {
    for (const token of tokens.keys()) {
      const pronoun = linkPronoun(annotated, [...known, ...found], entities, genders, sentence, token);
      const described = pronoun
        ? undefined
        : linkDescription(annotated, [...known, ...found], entities, knowledge, sentence, token);
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
        found.push({
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
        });
      }
    }
  }
  return found;
}
