/** Link pronouns to the people, states and bodies they stand for; where two are as likely, to none. */
import type { Anaphor, Found } from './anaphor.ts';
import { conjoined, linkIt, linkThey } from './body-pronouns.ts';
import type { Gender } from './gender.ts';
import { linkPerson, speaker } from './people-pronouns.ts';

const PRONOUNS: ReadonlyMap<string, Gender | 'it' | 'they' | 'i'> = new Map([
  ['he', 'm'],
  ['him', 'm'],
  ['his', 'm'],
  ['himself', 'm'],
  ['she', 'f'],
  ['her', 'f'],
  ['hers', 'f'],
  ['herself', 'f'],
  ['it', 'it'],
  ['its', 'it'],
  ['itself', 'it'],
  ['they', 'they'],
  ['them', 'they'],
  ['their', 'they'],
  ['themselves', 'they'],
  ['i', 'i'],
  ['me', 'i'],
  ['my', 'i'],
  ['myself', 'i'],
]);

export const isPronoun = (text: string): boolean => PRONOUNS.has(text.toLowerCase());

/** What the pronoun at `token` stands for; undefined for no pronoun, an expletive, or where nothing is likely enough. */
export function linkPronoun(anaphor: Anaphor): Found | undefined {
  const { tokens, token } = anaphor;
  const pronoun = tokens[token]!;
  if (pronoun.upos !== 'PRON' && pronoun.rel !== 'nmod:poss') return undefined;
  const kind = PRONOUNS.get(pronoun.text.toLowerCase());
  if (kind === 'i') return speaker(anaphor);
  if (kind === 'm' || kind === 'f') return linkPerson(anaphor, kind);
  const fellow = kind === 'it' || kind === 'they' ? conjoined(anaphor) : undefined;
  if (fellow) return fellow;
  if (kind === 'it') return linkIt(anaphor);
  if (kind === 'they') return linkThey(anaphor);
  return undefined;
}
