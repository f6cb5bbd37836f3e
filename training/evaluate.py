"""Measure an exported graph: parse, entities, calibration, statement pairs. Prints one figure a line.

    python evaluate.py --base BASE --graph models/news-encoder/onnx/model_quantized.onnx
"""

import argparse
import os
from collections import Counter, defaultdict

import numpy as np
import onnxruntime

from batch import Encoder, collate
from data import convert, read_set
from decode import best_tags, best_tree, spans_of
from example import Example
from gold import SHARED, load_documents, load_stream, training_documents
from labels import NER, NER_INDEX, RELATIONS, SYMMETRIC

INPUTS = ["input_ids", "attention_mask", "token_type_ids", "word_index"]


class Runner:
    """An ONNX session over examples; yields each example's outputs without padding."""

    def __init__(self, graph: str, base: str, threads: int):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.encoder = Encoder(f"{base}/tokenizer.json")

    def run(self, examples: list[Example], names: list[str], size: int = 16):
        """(example, {name: array of its n words and the root}) in some order."""
        items = sorted((self.encoder.encode(e) for e in examples if e.words), key=lambda e: e.length)
        for at in range(0, len(items), size):
            chunk = [i for i in items[at : at + size] if i.pieces]
            batch = collate(chunk, self.encoder, None)
            values = self.session.run(names, {n: batch[n].numpy() for n in INPUTS})
            for row, item in enumerate(chunk):
                n = len(item.pieces) + 1
                cut = {k: v[row, :n, :n] if k in ("arc", "rel", "pair") else v[row, :n] for k, v in zip(names, values)}
                yield item.example, cut


def score_parse(runner: Runner, name: str) -> None:
    """UAS, LAS with subtypes, and part-of-speech accuracy over all words, punctuation included."""
    count = Counter()
    for example, out in runner.run([convert(s, name) for s in read_set(name)], ["upos", "arc", "rel"]):
        n = len(out["upos"]) - 1
        head = best_tree(out["arc"].astype(np.float64))[1:]
        rel = out["rel"][np.arange(1, n + 1), head]
        right = head == np.array(example.head[:n])
        same = rel == np.array(example.rel[:n])
        count.update(words=len(example.words), uas=int(right.sum()), las=int((right & same).sum()),
                     upos=int((out["upos"][1:] == np.array(example.upos[:n])).sum()))
    w = count["words"]
    print(f"{name}: UAS {count['uas'] / w:.4f} LAS {count['las'] / w:.4f} UPOS {count['upos'] / w:.4f}", flush=True)


def figures(counts: Counter) -> str:
    hit, guessed, true = counts["hit"], counts["guessed"], counts["true"]
    p, r = hit / max(guessed, 1), hit / max(true, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} ({true})"


def compare(guess: set, true: set, counts: dict, open_: set = frozenset()) -> None:
    """Count spans (…, label) by label and in all; guesses in `open_` count neither way."""
    for kind, found in (("hit", guess & true), ("guessed", guess - (open_ - true)), ("true", true)):
        for item in found:
            counts["all"][kind] += 1
            counts[item[-1]][kind] += 1
            if item[-1] != "EVENT":
                counts["named"][kind] += 1


def score_set_entities(runner: Runner, name: str) -> None:
    """Micro-F1 of exact mentions on a converted set that has our five labels."""
    counts, sentences = defaultdict(Counter), read_set(name)
    for example, out in runner.run([Example(str(i), s["w"]) for i, s in enumerate(sentences)], ["ner"]):
        tags = [NER[t] for t in best_tags(out["ner"][1:])]
        compare(set(spans_of(tags)), set(spans_of(sentences[int(example.source)]["ner"])), counts)
    for label, count in sorted(counts.items()):
        print(f"{name} entities {label}: {figures(count)}", flush=True)


def gold_tags(example: Example) -> list[str | None]:
    """The tag of each word, None where the projection leaves it open."""
    return [NER[a.bit_length() - 1] if a.bit_count() == 1 else None for a in example.allow]


def score_documents(runner: Runner, name: str, documents: list) -> None:
    """Mentions of gold documents: exact spans, and the distinct (surface, label) of each document as score.mjs counts."""
    spans, surfaces = defaultdict(Counter), defaultdict(Counter)
    guessed, true = defaultdict(set), defaultdict(set)
    confidence, correct = [], []
    examples = [e for d in documents for e in d.examples(d.id)[0]]
    for example, out in runner.run(examples, ["ner"]):
        probability = np.exp(out["ner"][1:])
        tags = [NER[t] for t in best_tags(out["ner"][1:])]
        gold = gold_tags(example)
        open_words = {i for i, t in enumerate(gold) if t is None}
        mine = {s for s in spans_of(tags) if not open_words & set(range(s[0], s[1]))}
        theirs = set(spans_of([t or "O" for t in gold]))
        compare(mine, theirs, spans)
        for start, end, label in mine:
            own = [probability[i, NER_INDEX[tags[i]]] for i in range(start, end)]
            confidence.append(float(np.exp(np.mean(np.log(own)))))
            correct.append((start, end, label) in theirs)
        for found, into in ((mine, guessed), (theirs, true)):
            into[example.source] |= {(" ".join(example.words[a:b]).lower(), label) for a, b, label in found}
    for document in true.keys() | guessed.keys():
        compare(guessed[document], true[document], surfaces)
    for label, count in sorted(spans.items()):
        print(f"{name} mentions {label}: {figures(count)}")
    print(f"{name} distinct surfaces of a document, events apart: {figures(surfaces['named'])}")
    print(f"{name} expected calibration error of mentions: {calibration_error(confidence, correct):.3f}", flush=True)


def calibration_error(confidence: list[float], correct: list[bool], bins: int = 10) -> float:
    """Mean gap between confidence (geometric mean over a mention's words) and precision, over ten equal-width bins."""
    confidence, correct = np.array(confidence), np.array(correct)
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[which == b].mean() - correct[which == b].mean()) * (which == b).mean() for b in set(which)]
    return float(sum(gaps))


def score_pairs(runner: Runner, name: str, documents: list, thresholds=(0.3, 0.5, 0.7)) -> None:
    """Statements (subject, relation, object) of a document found by the pair head at gold mention heads, any sentence."""
    by_id = {d.id: d for d in documents}
    best: dict[tuple, float] = defaultdict(float)
    for example, out in runner.run([e for d in documents for e in d.examples(d.id)[0]], ["pair"], size=4):
        document = by_id[example.source]
        owners = heads_to_entities(document, example)
        for s in owners:
            for o in owners:
                if s == o:
                    continue
                probability = 1 / (1 + np.exp(-out["pair"][s, o]))
                for subject in owners[s]:
                    for object_ in owners[o] - {subject}:
                        for r in np.flatnonzero(probability > min(thresholds)):
                            key = canonical(document.id, subject, RELATIONS[r], object_)
                            best[key] = max(best[key], float(probability[r]))
    true, optional = set(), set()
    for d in documents:
        for s in d.statements:
            key = canonical(d.id, s["subject"], s["relation"], s["object"])
            (optional if s.get("optional") else true).add(key)
    for threshold in thresholds:
        counts = defaultdict(Counter)
        compare({k for k, p in best.items() if p > threshold}, true, counts, optional)
        print(f"{name} pairs with relation at {threshold}: {figures(counts['all'])}", flush=True)


def canonical(document: str, subject: str, relation: str, object_: str) -> tuple:
    """A statement's key; the ends of a symmetric relation in sorted order."""
    if relation in SYMMETRIC:
        subject, object_ = sorted((subject, object_))
    return document, subject, object_, relation


def heads_to_entities(document, example: Example) -> dict[int, set[str]]:
    """Which entities the mentions headed by a word may stand for, by the mention's last word."""
    owners = defaultdict(set)
    for head in example.heads:
        for mention in document.mentions:
            surface = document.text[mention.start : mention.end]
            if surface.endswith(example.words[head - 1]) and head in example.heads:
                tail = "".join(surface.split())
                if "".join(example.words[max(0, head - len(tail)) : head]).endswith(tail):
                    owners[head] |= mention.entities
    return owners


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--graph", required=True)
    parser.add_argument("--threads", type=int, default=int(os.environ.get("OMP_NUM_THREADS", 2)))
    parser.add_argument("--only", nargs="*", default=["parse", "entities", "documents", "pairs"])
    args = parser.parse_args()
    runner = Runner(args.graph, args.base, args.threads)
    stream = load_stream()
    sets = {"held-out": training_documents(stream)[1]}
    sets |= {name: load_documents(SHARED / "gold" / f"{name}.jsonl", stream) for name in ("dev", "dev-articles")}
    if "parse" in args.only:
        for name in ("ewt_test", "gum_news", "pud"):
            score_parse(runner, name)
    if "entities" in args.only:
        score_set_entities(runner, "crossner_politics_dev")
    for name, documents in sets.items():
        if "documents" in args.only:
            score_documents(runner, name, documents)
        if "pairs" in args.only:
            score_pairs(runner, name, documents)


if __name__ == "__main__":
    main()
