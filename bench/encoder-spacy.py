"""Seconds that spaCy's small English pipeline, all components, takes for a JSON array of texts on standard input."""

import json
import sys
import time

import spacy

texts = json.load(sys.stdin)
pipeline = spacy.load("en_core_web_sm")
list(pipeline.pipe(texts[:20]))
before = time.perf_counter()
for _ in pipeline.pipe(texts):
    pass
print(time.perf_counter() - before)
