"""Examples → word pieces → padded tensors, with the re-casing that teaches the encoder not to lean on capitals."""

import random
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from example import Example
from labels import NER, RELATIONS, case_of

MAX_PIECES = 256
RECASED_SHARE = 0.12
SMALL_WORDS = set("a an the of to in on at by for with from as and or but".split())


@dataclass
class Encoded:
    """An example with the word pieces of each word; cut to the window."""

    example: Example
    pieces: list[list[int]]
    length: int


class Encoder:
    """Looks up each word's pieces once; every word is encoded by itself, as the TypeScript side does."""

    def __init__(self, path: str):
        self.tokenizer = Tokenizer.from_file(path)
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls, self.sep, self.unk = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.known: dict[str, list[int]] = {}

    def encode(self, example: Example) -> Encoded:
        """The pieces of the words that fit the window of MAX_PIECES with [CLS] and [SEP]."""
        pieces, length = [], 2
        for word in example.words:
            if word not in self.known:
                self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids or [self.unk]
            if length + len(self.known[word]) > MAX_PIECES:
                break
            pieces.append(self.known[word])
            length += len(self.known[word])
        return Encoded(example, pieces, length)


def recase(words: list[str], rng: random.Random) -> list[int]:
    """Case features of the words, for a share of sentences as if written in lower case, capitals or as a headline."""
    if rng.random() >= RECASED_SHARE:
        return [case_of(w) for w in words]
    style = rng.choice(["lower", "upper", "headline"])
    if style == "lower":
        return [0] * len(words)
    if style == "upper":
        return [case_of(w.upper()) for w in words]
    return [case_of(w if w in SMALL_WORDS else w[:1].upper() + w[1:]) for w in words]


def collate(batch: list[Encoded], encoder: Encoder, rng: random.Random | None) -> dict:
    """Tensors of a batch; l word pieces, w words and the root. Without `rng` the words keep their case.

    input_ids, attention_mask, token_type_ids [b,l]; word_index, real [b,w]
    ner_rows [n], allow [n,w,11] bool; parse_rows [p], upos, head, rel [p,w], -100 where there is none
    gold_rows [g], cue [g,w,31] in 0/1/-1; cell_row, cell_subject, cell_object [c], cell [c,31] in 0/1/-1
    bond_row, bond_cue, bond_mention [a], bond [a,2] in 0/1/-1; turn_row, turn_cue, negated, modality [t]
    """
    b, l = len(batch), max(e.length for e in batch)
    w = max(len(e.pieces) for e in batch) + 1
    ids, mask, types = (np.zeros((b, l), np.int64) for _ in range(3))
    index, real = np.zeros((b, w), np.int64), np.zeros((b, w), bool)
    for row, item in enumerate(batch):
        words = item.example.words[: len(item.pieces)]
        cases = recase(words, rng) if rng else [case_of(x) for x in words]
        ids[row, 0], at = encoder.cls, 1
        for number, (pieces, case) in enumerate(zip(item.pieces, cases), 1):
            index[row, number], real[row, number] = at, True
            ids[row, at : at + len(pieces)] = pieces
            types[row, at : at + len(pieces)] = case
            at += len(pieces)
        ids[row, at] = encoder.sep
        mask[row, : at + 1] = 1
    tensors = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types, "word_index": index, "real": real}
    tensors |= collate_entities(batch, w) | collate_parse(batch, w) | collate_gold(batch, w)
    return {name: torch.from_numpy(np.asarray(value)) for name, value in tensors.items()}


def collate_entities(batch: list[Encoded], w: int) -> dict:
    """ner_rows and allow."""
    rows = [i for i, e in enumerate(batch) if e.example.allow is not None]
    bits = np.full((len(rows), w), (1 << len(NER)) - 1, np.int64)
    for k, row in enumerate(rows):
        allow = batch[row].example.allow[: len(batch[row].pieces)]
        bits[k, 1 : len(allow) + 1] = allow
    allow = (bits[:, :, None] >> np.arange(len(NER))) & 1
    return {"ner_rows": np.array(rows, np.int64), "allow": allow.astype(bool)}


def collate_parse(batch: list[Encoded], w: int) -> dict:
    """parse_rows, upos, head and rel; a head beyond the window is left out."""
    rows = [i for i, e in enumerate(batch) if e.example.head is not None]
    upos, head, rel = (np.full((len(rows), w), -100, np.int64) for _ in range(3))
    for k, row in enumerate(rows):
        n = len(batch[row].pieces)
        upos[k, 1 : n + 1] = batch[row].example.upos[:n]
        head[k, 1 : n + 1] = batch[row].example.head[:n]
        rel[k, 1 : n + 1] = batch[row].example.rel[:n]
        head[k][head[k] > n] = -100
    rel[head == -100] = -100
    return {"parse_rows": np.array(rows, np.int64), "upos": upos, "head": head, "rel": rel}


def collate_gold(batch: list[Encoded], w: int) -> dict:
    """gold_rows, cue, and the cells: every ordered pair of mention heads of a gold sentence."""
    rows = [i for i, e in enumerate(batch) if e.example.heads is not None]
    cue = np.zeros((len(rows), w, len(RELATIONS)), np.float32)
    where, cells, bonds, turns = [], [], {}, {}
    for k, row in enumerate(rows):
        example, n = batch[row].example, len(batch[row].pieces)
        for number, relation, value in sorted(example.cues, key=lambda c: c[2]):  # a sure cue wins over an optional one
            if number <= n:
                cue[k, number, relation] = value
        heads = [h for h in example.heads if h <= n]
        numbers = {(s, o): len(cells) + i for i, (s, o) in enumerate((s, o) for s in heads for o in heads if s != o)}
        cells += [np.zeros(len(RELATIONS), np.float32) for _ in numbers]
        where += [(row, s, o) for s, o in numbers]
        for s, o, relation, value in sorted(example.pairs, key=lambda p: p[3]):
            if (s, o) in numbers:
                cells[numbers[s, o]][relation] = value
        # Every mention is asked of every cue word; a word that is a cue of nothing is asked nothing.
        stated = {c for c, _, _, value in example.arguments if value == 1 and c <= n}
        bonds |= {(row, c, h): [0.0, 0.0] for c in stated for h in heads}
        for c, h, role, value in sorted(example.arguments, key=lambda a: a[3]):
            if (row, c, h) in bonds:
                bonds[row, c, h][role] = value
        for c, negated, modality in example.circumstances:
            if c <= n:
                turns.setdefault((row, c), set()).add((negated, modality))
    # A word that states two things in two ways says nothing of either.
    turns = [(*at, *kinds.pop()) for at, kinds in turns.items() if len(kinds) == 1]
    bond, turn = np.array(list(bonds), np.int64).reshape(-1, 3), np.array(turns, np.int64).reshape(-1, 4)
    place = np.array(where, np.int64).reshape(-1, 3)
    return {
        "gold_rows": np.array(rows, np.int64), "cue": cue,
        "cell_row": place[:, 0], "cell_subject": place[:, 1], "cell_object": place[:, 2],
        "cell": np.array(cells, np.float32).reshape(-1, len(RELATIONS)),
        "bond_row": bond[:, 0], "bond_cue": bond[:, 1], "bond_mention": bond[:, 2],
        "bond": np.array(list(bonds.values()), np.float32).reshape(-1, 2),
        "turn_row": turn[:, 0], "turn_cue": turn[:, 1], "negated": turn[:, 2].astype(np.float32), "modality": turn[:, 3],
    }


def make_batches(items: list[Encoded], budget: int, rng: random.Random) -> list[list[Encoded]]:
    """Batches of like length, at most `budget` padded word pieces each, in random order."""
    items = sorted(items, key=lambda e: e.length + rng.random() * 4)
    batches, current = [], []
    for item in items:
        if current and (len(current) + 1) * max(item.length, current[-1].length) > budget:
            batches.append(current)
            current = []
        current.append(item)
    if current:
        batches.append(current)
    rng.shuffle(batches)
    return batches
