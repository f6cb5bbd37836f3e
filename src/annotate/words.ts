/**
 * Split: a sentence into words the way UD English EWT does.
 *
 * One alternation, tried in order at every position, and one rule for clitics: the same patterns as
 * `training/words.py`, which the model was trained on; `tests/fixtures/words.json` holds both to the same answer.
 *
 * Kept whole: U.S., a.m., Gen., initials before a capital (J. K. Rowling), 1,200.50, 20th, 1970s, G7, AT&T, co-operate,
 * addresses. Split: 30-day → 30 - day, pro-Russian → pro - Russian, Putin's → Putin 's, don't → do n't,
 * cannot → can not, 5pm → 5 pm, $50 → $ 50.
 */
import type { Span } from '../model.ts';

const SPACE = '[\\p{Z}\\p{Cc}\\p{Cf}]';
const LETTER = '[\\p{L}\\p{M}]';
const WORD = '[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{Nd}]*';

/** Abbreviations that keep their full stop. "No." is one only before a number. */
const ABBREVIATIONS =
  'Mr|Mrs|Ms|Messrs|Dr|Prof|St|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Rev|Hon|Pres|Jr|Sr|' +
  'Inc|Corp|Co|Ltd|Bros|Dept|Univ|Assn|Mt|Ft|Ave|Blvd|vs|etc|Jan|Feb|Mar|Apr|Aug|Sep|Sept|Oct|Nov|Dec';

// Node 20 knows no inline flags ("(?i:…)"), so case is folded letter by letter, as Unicode folds it: s also matches ſ.
function ignoreCase(alternatives: string): string {
  const folded: Readonly<Record<string, string>> = { s: '[sSſ]', k: '[kK\u212a]' };
  return alternatives.replace(/[a-z]/gu, (letter) => folded[letter] ?? `[${letter}${letter.toUpperCase()}]`);
}

/** Prefixes that stay joined to a following lower-case word: "co-operate", "non-commercial", "e-mail". */
const PREFIXES = ignoreCase('co|non|pre|post|re|pro|anti|ex|multi|mid|sub|semi|mini|pan|de|counter|e');

/** Units that leave the number they are written against: "5pm", "100km", "$3bn". */
const UNITS = ignoreCase('am|pm|km|kg|cm|mm|mph|kph|bn|mn|tn|ft|m');

const TOKEN = new RegExp(
  [
    // web and e-mail addresses, handles and hashtags
    'https?://[^\\p{Z}\\p{C}]*[\\p{L}\\p{Nd}/]',
    '[\\p{L}\\p{Nd}._+\\-]+@[\\p{L}\\p{Nd}\\-]+(?:\\.[\\p{L}\\p{Nd}\\-]+)+',
    '[@#][\\p{L}_][\\p{L}\\p{Nd}_]*',
    // U.S., D.C., a.m., U.S.A — a final full stop belongs to it
    `\\p{L}(?:\\.\\p{L})+(?!${LETTER})\\.?`,
    // Mr., Gen., No. 10, and an initial before a capitalised word
    `(?:${ABBREVIATIONS})\\.`,
    `No\\.(?=${SPACE}*\\p{Nd})`,
    `\\p{Lu}\\.(?=${SPACE}+\\p{Lu})`,
    // AT&T
    '\\p{Lu}+&\\p{Lu}+(?!\\p{L})',
    // US$
    '(?:US|HK|NZ|C|A)\\$',
    // co-operate, e-mail; not pro-Russian
    `(?:${PREFIXES})-\\p{Ll}${LETTER}*(?:['’](?!(?:${ignoreCase('s|re|ve|ll|d|m|t')})(?!${LETTER}))${LETTER}+)*`,
    // words with inner apostrophes (O'Brien, Sana'a, don't, Putin's); clitics are split off below
    `${WORD}(?:['’]${WORD})*`,
    // a clitic after something else than a word: U.S.'s, "NATO"'s, 1990's
    `(?<=[^\\p{Z}\\p{C}])['’](?:${ignoreCase('s|re|ve|ll|d|m')})(?!${LETTER})`,
    // 1,200.50, 10:30, 9/11, 20th, 1970s, 4x4; not the unit in 5pm
    `\\p{Nd}+(?:[.,:/]\\p{Nd}+)*(?:(?!(?:${UNITS})(?!${LETTER}))${LETTER}[\\p{L}\\p{M}\\p{Nd}]*)?`,
    // runs of one mark: --, ..., !!
    '-{2,}|\\.{2,}|[!?]+',
    // any other visible character by itself
    '[^\\p{Z}\\p{Cc}\\p{Cf}]',
  ].join('|'),
  'gu',
);

const CLITIC = new RegExp(
  `(?<=.)(?:${ignoreCase('n')}['’]${ignoreCase('t')}|['’](?:${ignoreCase('s|re|ve|ll|d|m')}))$`,
  'u',
);
const CANNOT = /(?<=^can)not$/iu;
const STARTS_WITH_LETTER = /^\p{L}/u;

// Most words by far: no rule above reads plain letters before a space or a comma as anything but one word.
const PLAIN = /[A-Za-z]+(?=[ ,]|$)/uy;

/** The words of `text` in order, as offsets into it: UTF-16, half-open. */
export function splitWords(text: string): Span[] {
  const words: Span[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    PLAIN.lastIndex = at;
    let word = PLAIN.exec(text)?.[0];
    if (word === undefined) {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(text);
      if (!match) break;
      word = match[0];
      at = match.index;
    }
    const start = at;
    at += word.length;
    const clitic = STARTS_WITH_LETTER.test(word) ? (CLITIC.exec(word) ?? CANNOT.exec(word)) : null;
    if (clitic) words.push({ start, end: start + clitic.index }, { start: start + clitic.index, end: at });
    else words.push({ start, end: at });
  }
  return words;
}

/** The case of a word, which the uncased vocabulary lost: 0 lower or no letters, 1 Title, 2 UPPER, 3 mixed, 4 one capital. */
export function caseOf(word: string): number {
  const letters = word.match(/\p{L}/gu) ?? [];
  const upper = letters.map((letter) => /\p{Lu}/u.test(letter));
  if (!upper.includes(true)) return 0;
  if (letters.length === 1) return 4;
  if (!upper.includes(false)) return 2;
  return upper[0] && !upper.includes(true, 1) ? 1 : 3;
}
