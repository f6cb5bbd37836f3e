"""Fit the temperature of the entity head on the held-out documents; prints it, for export.py --temperature.

Guo et al., "On Calibration of Modern Neural Networks" (2017): one factor that minimises the negative log-likelihood.
The graph given must have been exported at temperature 1.
"""

import argparse

import numpy as np

from evaluate import Runner, gold_tags
from gold import load_stream, training_documents
from labels import NER_INDEX


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--graph", required=True)
    args = parser.parse_args()
    _, held = training_documents(load_stream())
    scores, tags = [], []
    for example, out in Runner(args.graph, args.base, threads=2).run([e for d in held for e in d.examples(d.id)[0]], ["ner"]):
        known = [(i, t) for i, t in enumerate(gold_tags(example)[: len(out["ner"]) - 1], 1) if t]
        scores.append(out["ner"][[i for i, _ in known]])
        tags += [NER_INDEX[t] for _, t in known]
    scores, tags = np.concatenate(scores), np.array(tags)

    def loss(temperature: float) -> float:
        z = scores / temperature
        z -= np.log(np.exp(z).sum(-1, keepdims=True))
        return -z[np.arange(len(tags)), tags].mean()

    print(f"{min(np.arange(0.6, 3.0, 0.05), key=loss):.2f}")


if __name__ == "__main__":
    main()
