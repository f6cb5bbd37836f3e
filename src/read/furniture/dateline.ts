/** Dateline: the place, date and agency before a report's first words; where it is, not who acted. */

const PLACE = "(?:\\p{Lu}[\\p{L}'’.-]*(?:[ /](?:\\p{Lu}[\\p{L}'’.-]*|de|del|la|le|al|el|of|and|am|sur)){0,4})";
const REGION = `(?:,\\s*${PLACE}){0,2}`;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const DATE = `(?:,?\\s*\\(?(?:${MONTH}\\s+\\d{1,2}|\\d{1,2}\\s+${MONTH})(?:,?\\s+\\d{4})?\\)?\\.?)`;
const AGENCY = '(?:\\((?:[\\p{Lu}][\\p{L}&./’ -]{1,30})\\)|/[\\p{Lu}][\\p{L} -]{1,20}/\\.?)';
const DASH = '\\s*(?:—|–|--|-)\\s*';
// What follows must open a sentence: "NATO — the alliance — said" is one already.
const SENTENCE = '(?=[\\p{Lu}\\d"“‘\'«(])';

const SHAPES: readonly RegExp[] = [
  // KYIV, Ukraine (AP) — · Kyiv, May 20 (Reuters) - · (CNN) — · MOSCOW, May 20. /TASS/.
  new RegExp(`^(?:${PLACE}${REGION}${DATE}?\\s*)?${AGENCY}${DASH}${SENTENCE}`, 'u'),
  new RegExp(`^${PLACE}${REGION}${DATE}\\s*/[\\p{Lu}][\\p{L} -]{1,20}/\\.?\\s+${SENTENCE}`, 'u'),
  // Brussels, May 20 —
  new RegExp(`^${PLACE}${REGION}${DATE}${DASH}${SENTENCE}`, 'u'),
  // WASHINGTON — · KYIV, Ukraine —
  new RegExp(
    `^\\p{Lu}[\\p{Lu}'’.-]{2,}(?: \\p{Lu}[\\p{Lu}'’.-]+){0,3}${REGION}\\s*(?:—|–|--|\\s-)\\s+${SENTENCE}`,
    'u',
  ),
];

/** Length of the dateline that `opening` begins with, the dash and the space after it included; 0 where there is none. */
export function findDateline(opening: string): number {
  for (const shape of SHAPES) {
    const match = shape.exec(opening);
    if (match === null) continue;
    // "BRICS — Brazil, Russia, India and China — agreed": a second dash makes the first one part of the sentence.
    const rest = opening.slice(match[0].length);
    return /^[^.!?]{0,120}\s(?:—|–|--)\s/.test(rest) ? 0 : match[0].length;
  }
  return 0;
}
