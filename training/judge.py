"""Fit the statement judge: a logistic regression over the proposals' features, with L2.

    python judge.py proposals.jsonl heldout.txt > ../models/judge.json

The cells (relation × rule) are counted on the documents the encoder was trained on: the tables have no part in that
training. The regression is fitted on the held-out ones alone, where the encoder's scores are what they are on new text.
"""

import json
import math
import sys
from collections import Counter, defaultdict

import numpy as np
from scipy.optimize import minimize

PENALTY = 5.0
FOLDS = 5
# What the tables' proposals are worth where nothing else is known: their precision on the training documents, rounded.
PRIOR = 0.75


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
        if p["rule"] != "pair head":
            for name in (f"{p['relation']}|{p['rule']}", p["relation"]):
                cells[name][0] += p["label"]
                cells[name][1] += 1
    return dict(cells)


def cell_logit(cells: dict[str, list[int]], relation: str, rule: str) -> float:
    """Smoothed log-odds of a cell; towards the relation's own where the cell is rare. src/extract/judge.ts does the same."""
    if rule == "pair head":
        return 0.0
    true, total = cells.get(relation, [0, 0])
    prior = (true + 4 * PRIOR) / (total + 4)
    t, n = cells.get(f"{relation}|{rule}", [0, 0])
    share = (t + 4 * prior) / (n + 4)
    return math.log(share / (1 - share))


def matrix(proposals: list[dict], cells: dict, names: list[str]) -> np.ndarray:
    """[proposals × features]"""
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(proposals), len(names)))
    for row, p in enumerate(proposals):
        for name, value in p["features"].items():
            if name in index:
                x[row, index[name]] = value
        x[row, index["cell logit"]] = cell_logit(cells, p["relation"], p["rule"])
    return x


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights, the bias last."""
    x1 = np.hstack([x, np.ones((len(x), 1))])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x1 @ w
        value = np.sum(np.logaddexp(0, z) - y * z) + 0.5 * PENALTY * np.sum(w[:-1] ** 2)
        gradient = x1.T @ (1 / (1 + np.exp(-z)) - y) + PENALTY * np.append(w[:-1], 0)
        return value, gradient

    return minimize(loss, np.zeros(x1.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def best_threshold(proposals: list[dict], probability: np.ndarray, missed: int) -> tuple[float, str]:
    """The threshold of the best F1 over distinct statements of a document."""
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
    # F1 is flat around its top: the lowest threshold of the plateau keeps most of what is true.
    top_f1 = max(f1 for _, f1, _ in figures)
    return next((threshold, text) for threshold, f1, text in figures if f1 >= top_f1 - 0.005)


def main() -> None:
    proposals, missed = read(sys.argv[1])
    heldout = set(open(sys.argv[2], encoding="utf-8").read().split())
    cells = count_cells([p for p in proposals if p["document"] not in heldout])
    fitting = [p for p in proposals if p["document"] in heldout]
    names = sorted({name for p in fitting for name in p["features"]} | {"cell logit"})
    x, y = matrix(fitting, cells, names), np.array([p["label"] for p in fitting])
    # The threshold by cross-validation over documents, the weights on all of them.
    documents = sorted({p["document"] for p in fitting})
    fold = {d: i % FOLDS for i, d in enumerate(documents)}
    folds = np.array([fold[p["document"]] for p in fitting])
    probability = np.zeros(len(y))
    for k in range(FOLDS):
        w = fit(x[folds != k], y[folds != k])
        probability[folds == k] = 1 / (1 + np.exp(-(x[folds == k] @ w[:-1] + w[-1])))
    threshold, figures = best_threshold(fitting, probability, sum(n for d, n in missed.items() if d in heldout))
    print(f"{len(documents)} documents, {len(fitting)} proposals, cross-validated {figures} at {threshold:.3f}", file=sys.stderr)
    w = fit(x, y)
    print(json.dumps({
        "about": f"Fitted by training/judge.py on {len(documents)} held-out documents; cross-validated {figures}.",
        "threshold": round(threshold, 3),
        "bias": round(float(w[-1]), 4),
        "weights": {name: round(float(v), 4) for name, v in zip(names, w) if abs(v) >= 0.0005},
        "cells": {name: count for name, count in sorted(cells.items())},
    }, indent=1, ensure_ascii=False).replace(",\n   ", ", ").replace("[\n   ", "[").replace("\n  ]", "]"))


if __name__ == "__main__":
    main()
