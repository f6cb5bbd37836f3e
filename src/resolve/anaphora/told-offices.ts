/** Which titles an article gives the people it names: "French Foreign Minister Jane Doe", "Jane Doe, the mayor". */
import type { Annotated, Token } from '../../model.ts';
import { foldName } from '../fold.ts';
import { childrenOf } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';

/** A title that stands before or after a name. */
export interface ToldOffice {
  /** `Entity.id`s of the person, and of the state told beside. */
  readonly person: string;
  readonly state: string | undefined;
  readonly title: string;
  readonly start: number;
}

export const OFFICES: ReadonlySet<string> = new Set(
  'president leader minister premier chancellor king queen prince secretary-general secretary general chairman chairwoman chief governor mayor senator ambassador spokesman spokeswoman spokesperson ruler monarch emperor pontiff pope dictator commander envoy speaker director head politician lawmaker diplomat'.split(
    ' ',
  ),
);
/** Heads of a state or its government: what "the Russian leader" may mean. */
const LEADING =
  /\b(?:president|prime minister|premier|chancellor|king|queen|emperor|sultan|emir|supreme leader|general secretary|leader|ruler|monarch|pope)\b/iu;

/** The title that the description gives: "foreign minister" for the token "minister". */
export function titleOf(tokens: readonly Token[], token: number): string {
  const parts = childrenOf(tokens, token).filter(
    (j) => j < token && /^(?:compound|amod)$/u.test(tokens[j]!.rel) && !/^\p{Lu}/u.test(tokens[j]!.text),
  );
  return [...parts.map((j) => tokens[j]!.text.toLowerCase()), tokens[token]!.text.toLowerCase()].join(' ');
}

/** Titles that stand before or after the names of each person of the article, with the state told beside them. */
export function toldOffices(annotated: Annotated, references: readonly PlacedReference[]): ToldOffice[] {
  return references
    .filter(({ label }) => label === 'Person')
    .flatMap((one) => {
      const { tokens } = annotated.sentences[one.sentence]!;
      const title = tokens.slice(Math.max(0, one.first - 4), one.first);
      const close = tokens.findIndex(
        (token, i) => i > one.last + 1 && (token.text === ',' || token.upos === 'VERB' || token.upos === 'AUX'),
      );
      const after =
        tokens[one.last + 1]?.text === ','
          ? tokens.slice(one.last + 2, Math.min(one.last + 8, close < 0 ? tokens.length : close))
          : [];
      const beside = references.find(
        (other) =>
          other.label === 'State' &&
          other.sentence === one.sentence &&
          ((other.last < one.first && other.last >= one.first - 5) ||
            (other.first > one.last && other.last <= one.last + 1 + after.length)),
      );
      const words = [...title, ...after].map((token) => token.text.toLowerCase());
      return words.some((word) => OFFICES.has(word))
        ? [{ person: one.entity, state: beside?.entity, title: words.join(' '), start: one.start }]
        : [];
    });
}

export function fitsTitle(title: string, wanted: string): boolean {
  const head = wanted.split(' ').at(-1)!;
  if (head === 'leader' || head === 'ruler')
    return (
      LEADING.test(title) &&
      !/\bminister\b/iu.test(title.replaceAll(/prime minister/giu, '')) &&
      !/vice|deputy/iu.test(title)
    );
  if (wanted === 'president') return /president/iu.test(title) && !/vice/iu.test(title);
  return wanted.split(' ').every((word) => foldName(title).split(' ').includes(word));
}
