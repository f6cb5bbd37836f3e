"""Time spaCy's small English pipeline, all components, for encoder-speed.ts.

    python encoder-spacy.py PIPELINE

PIPELINE is a name or folder that spacy.load takes, or a .jsonl.gz of parsed sentences with entities (shared's
training-data/ewt_dev.jsonl.gz): then tagger, parser and entities of spaCy's own small configuration ("efficiency") are trained
on it for a few rounds. Its time is that of the released pipeline less attribute ruler and lemmatizer; its output is no match.

The first line of standard input is a JSON array of texts. Each further line is a batch size, or "default"; a line of
seconds answers it: elapsed, of the processor.
"""

import gzip
import json
import random
import sys
import time

import spacy
from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_model_from_config, minibatch

ROUNDS = 2


def train_small(path: str) -> Language:
    """spaCy's small architecture, trained just so far that it parses and names as a trained one does."""
    pipeline = load_model_from_config(init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency"))
    examples = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if "ner" not in row:
                continue
            words = row["w"]
            # A root heads itself; an unknown tag is none.
            heads = [i if head == 0 else head - 1 for i, head in enumerate(row["head"])]
            tags = ["O" if tag == "X" else tag for tag in row["ner"]]
            doc = Doc(pipeline.vocab, words=words, tags=row["upos"], heads=heads, deps=row["rel"], ents=tags)
            examples.append(Example(Doc(pipeline.vocab, words=words), doc))
    optimizer = pipeline.initialize(lambda: examples)
    rng = random.Random(7)
    for _ in range(ROUNDS):
        rng.shuffle(examples)
        for batch in minibatch(examples, 64):
            pipeline.update(batch, sgd=optimizer, drop=0.1)
    return pipeline


def main() -> None:
    texts = json.loads(sys.stdin.readline())
    trained_here = sys.argv[1].endswith(".jsonl.gz")
    pipeline = train_small(sys.argv[1]) if trained_here else spacy.load(sys.argv[1])
    list(pipeline.pipe(texts[:20]))
    meta = pipeline.meta
    name = "tagger, parser and ner of its small configuration" if trained_here else f"{meta['lang']}_{meta['name']} {meta['version']}"
    print(f"spaCy {spacy.__version__}, {name}", flush=True)
    for line in sys.stdin:
        size = {} if line.strip() == "default" else {"batch_size": int(line)}
        elapsed, processor = time.perf_counter(), time.process_time()
        for _ in pipeline.pipe(texts, **size):
            pass
        print(time.perf_counter() - elapsed, time.process_time() - processor, flush=True)


if __name__ == "__main__":
    main()
