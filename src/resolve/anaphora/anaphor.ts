/** What every step of reading a pronoun or a description needs: where it stands, and all that may tell what it means. */
import type { Annotated, Entity, Token } from '../../model.ts';
import type { Knowledge } from '../knowledge.ts';
import type { PlacedReference } from '../tables.ts';
import type { Gender } from './gender.ts';
import { type ToldOffice, toldOffices } from './told-offices.ts';

/** What the whole article tells. */
export interface Surroundings {
  readonly annotated: Annotated;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly genders: ReadonlyMap<string, Gender>;
  readonly knowledge: Knowledge;
}

export interface Anaphor extends Surroundings {
  readonly sentence: number;
  readonly tokens: readonly Token[];
  /** Index of the pronoun, or of the noun that heads the description. */
  readonly token: number;
  /** References in the sentences around. */
  readonly references: readonly PlacedReference[];
  /** Titles told beside the names of those references; gathered when first asked for. */
  readonly told: readonly ToldOffice[];
}

/** What an anaphor stands for; several where it means several. */
export interface Found {
  readonly entities: readonly string[];
  readonly score: number;
  readonly why: string;
}

/** The token range and meaning of a description. */
export interface Described extends Found {
  readonly first: number;
  readonly last: number;
}

export function placeAnaphor(
  surroundings: Surroundings,
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
): Anaphor {
  const { annotated } = surroundings;
  let told: readonly ToldOffice[] | undefined;
  return {
    ...surroundings,
    references,
    sentence,
    token,
    tokens: annotated.sentences[sentence]!.tokens,
    get told() {
      told ??= toldOffices(annotated, references);
      return told;
    },
  };
}
