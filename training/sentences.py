"""Split the gold documents into sentences: a careful rule over abbreviations, enough for training text."""

import regex

BOUNDARY = regex.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[\p{Lu}\p{Nd}])")
TITLE = regex.compile(
    r"(?:^|[\s(\"“‘-])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|St|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Brig|Rev|"
    r"Hon|Jr|Sr|Mt|Ft|vs|No|\p{Lu})\.\s+$"
)
ACRONYM = regex.compile(r"(?:\p{L}\.){2,}\s+$|(?:Inc|Corp|Co|Ltd|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.\s+$")
OPENER = regex.compile(
    r"[\"“‘'(\[]*(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|That|These|Those|Its|His|Her|Their|As|For|After|"
    r"Since|When|While|However|Meanwhile|Earlier|There|Both|Also|Two|Some|Many|Officials)\b"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Ranges (start, end) of the sentences of `text`, in code points, without the space between them."""
    ranges, start = [], 0
    for match in BOUNDARY.finditer(text):
        before = text[start : match.end()]
        if TITLE.search(before) or (ACRONYM.search(before) and not OPENER.match(text, match.end())):
            continue
        ranges.append((start, start + len(before.rstrip())))
        start = match.end()
    if text[start:].strip():
        ranges.append((start, start + len(text[start:].rstrip())))
    return ranges
