"""One training sentence with whatever labels its source has."""

from dataclasses import dataclass, field


@dataclass
class Example:
    """`words` of a sentence; word numbers below are 1-based, 0 is the root, as in the model's outputs.

    allow   per word, the bit set of NER tags it may carry (labels.tag_mask), or None where the source has no entities
    upos, head, rel   per word, or None where the source has no parse
    heads   numbers of the words that head a mention (gold documents only, else None)
    cues    (word, relation, value) with value 1 for a cue word and -1 for "do not train on this cell"
    pairs   (subject head, object head, relation, value), likewise
    arguments   (cue word, mention head, 0 for its subject or 1 for its object, value), likewise
    circumstances   (cue word, 1 where its statement is negated, index of its modality)
    """

    source: str
    words: list[str]
    allow: list[int] | None = None
    upos: list[int] | None = None
    head: list[int] | None = None
    rel: list[int] | None = None
    heads: list[int] | None = None
    cues: list[tuple[int, int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int, int, int]] = field(default_factory=list)
    arguments: list[tuple[int, int, int, int]] = field(default_factory=list)
    circumstances: list[tuple[int, int, int]] = field(default_factory=list)
