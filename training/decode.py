"""Decoding for evaluation only (the product decodes in TypeScript): legal tags, and one spanning tree."""

import numpy as np

from labels import NER


def best_tags(log_probability: np.ndarray) -> list[int]:
    """Viterbi over BIO: [n,11] → n tags in which I-X only follows B-X or I-X."""
    legal = np.zeros((len(NER), len(NER)))
    for j, after in enumerate(NER):
        if after.startswith("I-"):
            for i, before in enumerate(NER):
                if before[2:] != after[2:]:
                    legal[i, j] = -1e9
    score = log_probability[0] + np.where([t.startswith("I-") for t in NER], -1e9, 0)
    back = []
    for row in log_probability[1:]:
        step = score[:, None] + legal
        back.append(step.argmax(0))
        score = step.max(0) + row
    tags = [int(score.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """Mentions (first word, word after the last, type) of a legal BIO sequence, 0-based."""
    spans, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            spans.append((start, i, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    return spans


def find_cycle(head: np.ndarray) -> list[int] | None:
    """Nodes of a cycle among head[1:], or None."""
    state = np.zeros(len(head), int)
    for node in range(1, len(head)):
        path = []
        while node != 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = head[node]
        if node != 0 and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def edmonds(score: np.ndarray) -> np.ndarray:
    """Chu-Liu/Edmonds: score[i,j] of word i having head j, 0 the root → best head of each word (entry 0 unused)."""
    n = len(score)
    score = score.copy()
    np.fill_diagonal(score, -np.inf)
    score[0] = -np.inf
    head = score.argmax(1)
    head[0] = 0
    cycle = find_cycle(head)
    if cycle is None:
        return head
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = score[np.ix_(outside, outside)]
    leave = np.array([max(cycle, key=lambda c: score[i, c]) for i in outside])  # head in the cycle of an outside word
    small[:m, m] = score[outside, leave]
    gain = score[cycle][:, outside] - score[cycle, head[cycle]][:, None]
    enter = gain.argmax(0)  # which cycle word an outside head would take over
    small[m, :m] = gain.max(0)
    small[0] = -np.inf
    reduced = edmonds(small)
    for k, i in enumerate(outside):
        if i != 0:
            head[i] = leave[k] if reduced[k] == m else outside[reduced[k]]
    taken = outside[reduced[m]]
    head[cycle[enter[reduced[m]]]] = taken
    return head


def best_tree(score: np.ndarray) -> np.ndarray:
    """Heads of the best tree with exactly one word under the root: [n+1,n+1] → [n+1], entry 0 unused."""
    head = edmonds(score)
    roots = np.flatnonzero(head[1:] == 0) + 1
    if len(roots) == 1:
        return head
    trees = []
    for root in roots:
        limited = score.copy()
        limited[1:, 0] = -1e9
        limited[root, 0] = score[root, 0]
        tree = edmonds(limited)
        trees.append((limited[np.arange(1, len(score)), tree[1:]].sum(), tree))
    return max(trees, key=lambda t: t[0])[1]
