"""Parsed sentences retold in the present tense: "Bush met with …" → "Bush meets with …".

News items and headlines are told in the historical present, which the treebanks hardly have: a verb in -s after a name was
read as a plural noun ("Trump meets with Starmer"). The tree stays as it was; only the finite past verbs change their form.
"""

from collections import Counter

import regex

from example import Example
from labels import RELS, UPOS

IRREGULAR = {
    "said": "say", "told": "tell", "met": "meet", "went": "go", "came": "come", "took": "take", "made": "make", "gave": "give",
    "got": "get", "saw": "see", "knew": "know", "thought": "think", "found": "find", "left": "leave", "held": "hold", "kept": "keep",
    "began": "begin", "brought": "bring", "bought": "buy", "built": "build", "chose": "choose", "drew": "draw", "drove": "drive",
    "fell": "fall", "felt": "feel", "fought": "fight", "flew": "fly", "forbade": "forbid", "froze": "freeze", "grew": "grow",
    "heard": "hear", "hid": "hide", "laid": "lay", "led": "lead", "lost": "lose", "meant": "mean", "paid": "pay", "ran": "run",
    "rose": "rise", "sent": "send", "shot": "shoot", "sold": "sell", "sought": "seek", "spent": "spend", "spoke": "speak",
    "stood": "stand", "stole": "steal", "struck": "strike", "swore": "swear", "taught": "teach", "threw": "throw", "won": "win",
    "withdrew": "withdraw", "wrote": "write", "became": "become", "broke": "break", "caught": "catch", "dealt": "deal", "shook": "shake",
    "showed": "show", "sank": "sink", "sat": "sit", "slept": "sleep", "woke": "wake", "wore": "wear", "won": "win", "understood": "understand",
}
VERB, PROPN = UPOS.index("VERB"), UPOS.index("PROPN")
NSUBJ = RELS.index("nsubj")
HELPERS = {RELS.index(rel) for rel in ("aux", "aux:pass", "cop", "expl")}
CONJ = RELS.index("conj")


def verb_forms(examples: list[Example]) -> Counter:
    """Lower-case verbs of the parsed sentences: tells "note" from "not" as the stem of "noted"."""
    return Counter(w.lower() for e in examples if e.upos for w, u in zip(e.words, e.upos) if u == VERB)


def present_of(past: str, plural: bool, known: Counter) -> str | None:
    """The present form of a past verb, None where it cannot be told."""
    word = past.lower()
    stem = IRREGULAR.get(word)
    if not stem:
        if not word.endswith("ed") or len(word) < 5:
            return None
        stems = [word[:-1], word[:-2]] + ([word[:-3]] if regex.search(r"([bdgklmnprt])\1ed$", word) else [])
        stems += [word[:-3] + "y"] if word.endswith("ied") else []
        stem = max(stems, key=lambda s: known[s])
        if not known[stem]:
            return None
    if plural:
        form = stem
    elif regex.search(r"(s|x|z|ch|sh|o)$", stem):
        form = stem + "es"
    elif regex.search(r"[^aeiou]y$", stem):
        form = stem[:-1] + "ies"
    else:
        form = stem + "s"
    return form.capitalize() if past[0].isupper() else form


def retell(example: Example, known: Counter) -> Example | None:
    """A copy with its finite past verbs in the present, without entity labels; None where no verb changes."""
    words = list(example.words)
    for i, (word, upos) in enumerate(zip(example.words, example.upos)):
        children = [j for j, head in enumerate(example.head) if head == i + 1]
        if upos != VERB or any(example.rel[j] in HELPERS for j in children):
            continue
        subject = next((j for j in children if example.rel[j] == NSUBJ), None)
        if subject is None or subject > i:
            continue
        plural = any(example.head[j] == subject + 1 and example.rel[j] == CONJ for j in range(len(words)))
        noun = example.words[subject].lower()
        plural |= example.upos[subject] != PROPN and (noun.endswith("s") or noun in {"i", "we", "you", "they", "who", "people", "police", "which", "that"})
        words[i] = present_of(word, plural, known) or word
    if words == example.words:
        return None
    return Example("present", words, upos=example.upos, head=example.head, rel=example.rel)


def present_examples(examples: list[Example]) -> list[Example]:
    """The retold copies of all parsed sentences that can be retold."""
    known = verb_forms(examples)
    return [told for e in examples if e.head and (told := retell(e, known))]
