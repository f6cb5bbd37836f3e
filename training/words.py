"""Split a sentence into words the way UD English EWT does, each word a half-open range of code points.

One alternation, tried in order at every position, and one rule for clitics. The TypeScript side
(`src/annotate/words.ts`) runs the same patterns; `tests/fixtures/words.json` holds both to the same answer. The
patterns use `\\p{…}` classes only, never `\\w` or `\\s`, whose meaning differs between the two languages.

Kept whole: U.S., a.m., Gen., initials before a capital (J. K. Rowling), 1,200.50, 20th, 1970s, G7, AT&T, co-operate,
addresses. Split: 30-day → 30 - day, pro-Russian → pro - Russian (EWT keeps that one whole, but a name may begin
there), Putin's → Putin 's, don't → do n't, cannot → can not, 5pm → 5 pm, $50 → $ 50.
"""

import regex

# What separates words: separators, controls, invisible formatting characters (zero-width space, soft hyphen, BOM).
SPACE = r"[\p{Z}\p{Cc}\p{Cf}]"

# Abbreviations that keep their full stop. "No." is one only before a number.
ABBREVIATIONS = (
    "Mr|Mrs|Ms|Messrs|Dr|Prof|St|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Rev|Hon|Pres|Jr|Sr|"
    "Inc|Corp|Co|Ltd|Bros|Dept|Univ|Assn|Mt|Ft|Ave|Blvd|vs|etc|Jan|Feb|Mar|Apr|Aug|Sep|Sept|Oct|Nov|Dec"
)

# Prefixes that stay joined to a following lower-case word: "co-operate", "non-commercial", "e-mail".
PREFIXES = "co|non|pre|post|re|pro|anti|ex|multi|mid|sub|semi|mini|pan|de|counter|e"

# Units that leave the number they are written against: "5pm", "100km", "$3bn".
UNITS = "am|pm|km|kg|cm|mm|mph|kph|bn|mn|tn|ft|m"

LETTER = r"[\p{L}\p{M}]"
WORD = r"[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*"

TOKEN = regex.compile(
    "|".join(
        [
            # web and e-mail addresses, handles and hashtags
            r"https?://[^\p{Z}\p{C}]*[\p{L}\p{Nd}/]",
            r"[\p{L}\p{Nd}._+-]+@[\p{L}\p{Nd}-]+(?:\.[\p{L}\p{Nd}-]+)+",
            r"[@#][\p{L}_][\p{L}\p{Nd}_]*",
            # U.S., D.C., a.m., U.S.A — a final full stop belongs to it
            rf"\p{{L}}(?:\.\p{{L}})+(?!{LETTER})\.?",
            # Mr., Gen., No. 10, and an initial before a capitalised word
            rf"(?:{ABBREVIATIONS})\.",
            rf"No\.(?={SPACE}*\p{{Nd}})",
            rf"\p{{Lu}}\.(?={SPACE}+\p{{Lu}})",
            # AT&T
            r"\p{Lu}+&\p{Lu}+(?!\p{L})",
            # US$
            r"(?:US|HK|NZ|C|A)\$",
            # co-operate, e-mail; not pro-Russian
            rf"(?i:{PREFIXES})-\p{{Ll}}{LETTER}*(?:['’](?!(?i:s|re|ve|ll|d|m|t)(?!{LETTER})){LETTER}+)*",
            # words with inner apostrophes (O'Brien, Sana'a, don't, Putin's); clitics are split off below
            rf"{WORD}(?:['’]{WORD})*",
            # a clitic after something else than a word: U.S.'s, "NATO"'s, 1990's
            rf"(?<=[^\p{{Z}}\p{{C}}])['’](?i:s|re|ve|ll|d|m)(?!{LETTER})",
            # 1,200.50, 10:30, 9/11, 20th, 1970s, 4x4; not the unit in 5pm
            rf"\p{{Nd}}+(?:[.,:/]\p{{Nd}}+)*(?:(?!(?i:{UNITS})(?!{LETTER})){LETTER}[\p{{L}}\p{{M}}\p{{Nd}}]*)?",
            # runs of one mark: --, ..., !!
            r"-{2,}|\.{2,}|[!?]+",
            # any other visible character by itself
            r"[^\p{Z}\p{Cc}\p{Cf}]",
        ]
    )
)

CLITIC = regex.compile(r"(?<=.)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", regex.I)
CANNOT = regex.compile(r"(?<=^can)not$", regex.I)


def split_words(text: str) -> list[tuple[int, int]]:
    """Ranges (start, end) of the words of `text`, in order, in code points; `text[start:end]` is the word."""
    ranges = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        clitic = None
        if text[start].isalpha():
            clitic = CLITIC.search(text[start:end]) or CANNOT.search(text[start:end])
        if clitic:
            ranges.append((start, start + clitic.start()))
            start += clitic.start()
        ranges.append((start, end))
    return ranges
