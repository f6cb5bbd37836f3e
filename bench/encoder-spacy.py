"""Time spaCy's small English pipeline, all components, for encoder-speed.ts.

The first line of standard input is a JSON array of texts. Each further line is a batch size, or "default"; a line of
seconds answers it: elapsed, of the processor.
"""

import json
import sys
import time

import spacy

texts = json.loads(sys.stdin.readline())
pipeline = spacy.load(sys.argv[1])
list(pipeline.pipe(texts[:20]))
print(f"spaCy {spacy.__version__}, {pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}", flush=True)
for line in sys.stdin:
    size = {} if line.strip() == "default" else {"batch_size": int(line)}
    elapsed, processor = time.perf_counter(), time.process_time()
    for _ in pipeline.pipe(texts, **size):
        pass
    print(time.perf_counter() - elapsed, time.process_time() - processor, flush=True)
