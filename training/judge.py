"""Fit the statement judge: gradient-boosted trees over the proposals' features (LightGBM).

    python judge.py proposals.jsonl JUDGED [EARLIER.jsonl] > ../models/judge.json

JUDGED lists the documents that the encoder was not trained on, an id a line: the trees are fitted on them alone, as the
encoder's scores are there what they are on new text. EARLIER has proposals with the scores of the release before on documents
that this encoder was trained on and that one was not: the trees see them too, the threshold does not. The cells
(relation × rule) are counted on the others: the tables have no part in the encoder's training.
"""

import json
import math
import sys
from collections import Counter, defaultdict

import lightgbm
import numpy as np

FOLDS = 5
ROUNDS = 300
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 20, "lambda_l2": 10.0,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1,
    "seed": 7, "deterministic": True, "num_threads": 1, "verbosity": -1,
}
# What the tables' proposals are worth where nothing else is known: their precision on the training documents, rounded.
PRIOR = 0.75
HEADS = {"pair head", "argument head"}


def read(path: str) -> tuple[list[dict], Counter]:
    """Proposals, and how many gold statements of each document none of them has."""
    proposals, missed = [], Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if "missed" in row:
                missed[row["document"]] = row["missed"]
            else:
                proposals.append(row)
    return proposals, missed


def count_cells(proposals: list[dict]) -> dict[str, list[int]]:
    """relation|rule → [true, all], of the tables' proposals."""
    cells: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for p in proposals:
        if p["rule"] not in HEADS:
            for name in (f"{p['relation']}|{p['rule']}", p["relation"]):
                cells[name][0] += p["label"]
                cells[name][1] += 1
    return dict(cells)


def cell_logit(cells: dict[str, list[int]], relation: str, rule: str) -> float:
    """Smoothed log-odds of a cell; towards the relation's own where the cell is rare. src/extract/judge.ts does the same."""
    if rule in HEADS:
        return 0.0
    true, total = cells.get(relation, [0, 0])
    prior = (true + 4 * PRIOR) / (total + 4)
    t, n = cells.get(f"{relation}|{rule}", [0, 0])
    share = (t + 4 * prior) / (n + 4)
    return math.log(share / (1 - share))


def matrix(proposals: list[dict], cells: dict, names: list[str]) -> np.ndarray:
    """[proposals × features]; an absent feature is 0."""
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(proposals), len(names)))
    for row, p in enumerate(proposals):
        for name, value in p["features"].items():
            if name in index:
                x[row, index[name]] = value
        x[row, index["cell logit"]] = cell_logit(cells, p["relation"], p["rule"])
    return x


def fit(x: np.ndarray, y: np.ndarray) -> lightgbm.Booster:
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x, y), ROUNDS)


def best_threshold(proposals: list[dict], probability: np.ndarray, missed: int) -> tuple[float, str]:
    """The highest threshold whose F1, over distinct statements of a document, is within a point of the best one."""
    top: dict[tuple, list] = {}
    for p, score in zip(proposals, probability):
        known = top.setdefault((p["document"], p["key"]), [0.0, p["label"]])
        known[0] = max(known[0], score)
    scored = list(top.values())
    gold = sum(label for _, label in scored) + missed
    figures = []
    for threshold in np.arange(0.2, 0.75, 0.025):
        kept = [label for score, label in scored if score >= threshold]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / gold
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        figures.append((float(threshold), f1, f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, ceiling of recall {1 - missed / gold:.3f}"))
    # F1 is flat around its top: what is said falsely costs a reader more than what is not said.
    top_f1 = max(f1 for _, f1, _ in figures)
    return next((threshold, text) for threshold, f1, text in reversed(figures) if f1 >= top_f1 - 0.01)


def flatten(node: dict) -> list[list[float]]:
    """A tree as rows: [feature, threshold, row below or equal, row above], and [value] for a leaf."""
    rows: list[list[float]] = []

    def visit(node: dict) -> int:
        at = len(rows)
        rows.append([])
        if "leaf_value" in node:
            rows[at] = [round(node["leaf_value"], 5)]
        else:
            left, right = visit(node["left_child"]), visit(node["right_child"])
            rows[at] = [node["split_feature"], round(node["threshold"], 5), left, right]
        return at

    visit(node)
    return rows


def main() -> None:
    proposals, missed = read(sys.argv[1])
    judged = set(open(sys.argv[2], encoding="utf-8").read().split())
    cells = count_cells([p for p in proposals if p["document"] not in judged])
    fitting = [p for p in proposals if p["document"] in judged]
    earlier = [p for p in read(sys.argv[3])[0] if p["document"] not in judged] if len(sys.argv) > 3 else []
    names = sorted({name for p in fitting + earlier for name in p["features"]} | {"cell logit"})
    x, y = matrix(fitting, cells, names), np.array([p["label"] for p in fitting])
    more_x, more_y = matrix(earlier, cells, names), np.array([p["label"] for p in earlier])
    # The threshold by cross-validation over documents, the trees on all of them.
    documents = sorted({p["document"] for p in fitting})
    fold = {d: i % FOLDS for i, d in enumerate(documents)}
    folds = np.array([fold[p["document"]] for p in fitting])
    probability = np.zeros(len(y))
    for k in range(FOLDS):
        rest = folds != k
        probability[~rest] = fit(np.vstack([x[rest], more_x]), np.append(y[rest], more_y)).predict(x[~rest])
    threshold, figures = best_threshold(fitting, probability, sum(n for d, n in missed.items() if d in judged))
    print(f"{len(documents)} documents, {len(fitting)} proposals and {len(earlier)} earlier ones, cross-validated {figures} at {threshold:.3f}", file=sys.stderr)
    trees = fit(np.vstack([x, more_x]), np.append(y, more_y)).dump_model()["tree_info"]
    head = {
        "about": f"Fitted by training/judge.py on {len(documents)} held-out documents and {len(earlier)} earlier proposals; cross-validated {figures}.",
        "threshold": round(threshold, 3),
        "features": names,
        "trees": [flatten(tree["tree_structure"]) for tree in trees],
        "cells": dict(sorted(cells.items())),
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
