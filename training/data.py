"""All training sentences: the converted sets of shared/training-data, the gold documents, the silver stream.

Sets label entities by other conventions than ours; `relax` turns what they cannot know into partial labels:
nominal events are ours alone, and demonyms ("Russian") are states to us and nothing, or "miscellaneous", to them.
"""

import gzip
import json
from collections import Counter

import regex

from example import Example
from gold import SHARED, load_stream, read_jsonl, training_documents
from labels import ANY, EVENTISH, NER_INDEX, RELS, UPOS, tag_mask
from present import present_examples
from silver import silver_examples

# Source → share of it drawn each round; above one repeats.
ROUND_SHARE = {"ewt": 1.0, "gum": 1.0, "docred": 0.5, "crossner": 1.0, "wikigold": 1.0, "wnut": 0.3, "silver": 0.7, "present": 0.4, "gold": 4.0, "own": 4.0, "window": 1.5}

# The genres of GUM whose texts' licences (GUM's LICENSE.md) let the weights be published under CC BY-SA.
GUM_GENRES = {"academic", "bio", "court", "interview", "news", "voyage"}

DEMONYM = regex.compile(r"^\p{Lu}\p{Ll}+(?:ian|ean|ese|ish|ani|eli|aqi|eni|ench|utch|eek|wiss|ench|stani|nian|can|man)s?$")
CONTINENTAL = {"African", "Asian", "European", "Caribbean", "Mediterranean", "Scandinavian", "Eurasian"}
NO_NAME = set("of the and for in on at to by with from is was were are be a an as or that this it he she they".split())


def read_set(name: str) -> list[dict]:
    """The sentences of one converted set."""
    with gzip.open(SHARED / "training-data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def relax(words: list[str], tags: list[str], upos: list[str] | None) -> list[int]:
    """Allowed tags of a foreign set's sentence; see the module's docstring."""
    allow = []
    for i, (word, tag) in enumerate(zip(words, tags)):
        if tag == "X":
            allow.append(ANY)
        elif tag != "O":
            allow.append(1 << NER_INDEX[tag])
        elif word in CONTINENTAL:
            allow.append(tag_mask("O", "B-PLACE", "I-PLACE"))
        elif DEMONYM.match(word):
            allow.append(tag_mask("O", "B-STATE", "I-STATE"))
        elif word.islower() and word.isalpha() and word not in NO_NAME:
            allow.append(EVENTISH)
        elif upos and upos[i] == "PROPN":
            allow.append(ANY)  # GUM's labels are heuristic: an unlabelled proper noun is unknown
        else:
            allow.append(tag_mask("O"))
    return allow


def convert(sentence: dict, source: str) -> Example:
    """A line of a converted set as an example."""
    example = Example(source, sentence["w"])
    if "ner" in sentence:
        example.allow = relax(sentence["w"], sentence["ner"], sentence.get("upos"))
    if "head" in sentence:
        example.upos = [UPOS.index(u) for u in sentence["upos"]]
        example.head = sentence["head"]
        example.rel = [RELS.index(r) for r in sentence["rel"]]
    return example


def load_examples() -> list[Example]:
    """Every example that may be trained on."""
    examples = [convert(s, "ewt") for name in ("ewt_train", "ewt_dev") for s in read_set(name)]
    examples += [convert(s, "gum") for s in read_set("gum_train") if s["src"].removeprefix("gum-") in GUM_GENRES]
    examples += present_examples(examples)
    for topic in ("politics", "science", "ai", "literature", "music"):
        for part in ("train", "dev", "test"):
            if topic == "politics" and part != "train":
                continue  # politics dev is a bar
            examples += [convert(s, "crossner") for s in read_set(f"crossner_{topic}_{part}")]
    for name in ("docred", "wikigold", "wnut"):
        examples += [convert(s, name) for s in read_set(name)]

    stream = load_stream()
    documents, held = training_documents(stream)
    for document in documents:
        single, windows = document.examples(document.origin)
        examples += single
        for window in windows:
            window.source = "window"
        examples += windows
    annotated = {d.id for d in documents}
    files = [read_jsonl(SHARED / "gold" / f"{name}.jsonl") for name in ("train", "train-articles")]
    entities = [e for gold in files for g in gold if g["id"] in annotated for e in g["entities"]]
    examples += silver_examples(stream, documents, entities, annotated | {d.id for d in held})
    return examples


if __name__ == "__main__":
    found = load_examples()
    print(Counter(e.source for e in found))
    print("gold statement cells", sum(v == 1 for e in found if e.source in ("gold", "own") for *_, v in e.pairs))
    print("gold cue words", sum(v == 1 for e in found if e.source in ("gold", "own") for *_, v in e.cues))
