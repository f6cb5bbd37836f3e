/** Trim mentions to the name itself: no article, title, possessive mark or stray punctuation. */
import type { Annotated, Label, Mention, Token } from '../model.ts';

/** A mention with its sentence; spans and token ranges cover just the name. */
export interface Named {
  readonly sentence: number;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The encoder's label. */
  readonly label: Label;
  readonly confidence: number;
}

const TITLES = new Set(
  'president vice prime minister chancellor premier king queen prince princess emperor sultan emir leader secretary general governor mayor senator sen. ambassador chairman chairwoman chair chief director commander colonel captain lieutenant major sergeant judge justice representative congressman congresswoman mr mr. mrs mrs. ms ms. dr dr. sir lord lady sheikh pope cardinal archbishop bishop ayatollah spokesman spokeswoman spokesperson deputy former foreign defense defence interior finance envoy speaker professor prof. gen. col. lt. maj. gov. rep. st. mullah imam rabbi reverend rev. first acting interim opposition supreme'.split(
    ' ',
  ),
);
/** Titles that are part of the name people go by. */
const KEPT_TITLES = new Set(['pope', 'king', 'queen', 'prince', 'princess', 'mullah', 'sheikh']);

export function trimMentions(annotated: Annotated): Named[] {
  return annotated.sentences.flatMap(({ tokens, mentions }, sentence) =>
    mentions.flatMap((mention) => {
      const range = trimRange(tokens, mention);
      if (!range) return [];
      const start = tokens[range.first]!.start;
      const end = tokens[range.last]!.end;
      return [
        {
          sentence,
          ...range,
          start,
          end,
          text: annotated.article.text.slice(start, end),
          label: mention.label,
          confidence: mention.confidence,
        },
      ];
    }),
  );
}

function trimRange(
  tokens: readonly Token[],
  { first: from, last: to, label }: Mention,
): { first: number; last: number } | undefined {
  let first = from;
  let last = to;
  // The encoder breaks long compounds off: "U.N. nuclear" of "U.N. nuclear agency".
  if (label === 'Institution' || label === 'Place') {
    const end = tokens[last]!;
    const cut = /^\p{Ll}/u.test(end.text) && end.rel === 'compound' && end.head > last && end.head <= last + 2;
    if (cut && last > first && tokens[end.head]!.upos === 'NOUN') last = end.head;
  }
  const outside = (token: Token): boolean => /^(?:[’']s?|[\p{P}]+)$/u.test(token.text) && token.text !== '.';
  while (last >= first && outside(tokens[last]!)) last -= 1;
  while (
    first <= last &&
    (outside(tokens[first]!) || /^(?:the|a|an|this|that|these|those|its|his|her|their)$/iu.test(tokens[first]!.text))
  )
    first += 1;
  if (label === 'Person') {
    const isTitle = (i: number): boolean => TITLES.has(tokens[i]!.text.toLowerCase());
    while (first < last && isTitle(first) && !(KEPT_TITLES.has(tokens[first]!.text.toLowerCase()) && last - first <= 2))
      first += 1;
  }
  if (label === 'Institution') {
    // "Chairman of Reform UK" names Reform UK.
    const office =
      /^(?:chairman|chairwoman|chair|president|director|head|leader|governor|commander|spokesman|spokeswoman|spokesperson)$/iu;
    if (office.test(tokens[first]!.text) && /^of$/iu.test(tokens[first + 1]?.text ?? '') && first + 2 <= last)
      first += 2;
    if (/^the$/iu.test(tokens[first]!.text) && first < last) first += 1;
    if (first === last && TITLES.has(tokens[first]!.text.toLowerCase())) return undefined;
    if (tokens.slice(first, last + 1).every((token) => TITLES.has(token.text.toLowerCase()))) return undefined;
  }
  return first <= last ? { first, last } : undefined;
}
