"""The annotated documents, which of them are held out of training, and the texts they annotate."""

import hashlib
import json
import os
from pathlib import Path

from project import Document

ROOT = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ENTENTE_DATA", ROOT.parent.parent / "shared"))


def read_jsonl(path: Path) -> list[dict]:
    """The objects of a JSONL file, blank lines skipped."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_held_out(document_id: str) -> bool:
    """About 12 % of documents stay out of the encoder's training: the statement judge is fitted on them and on gold/judged."""
    return hashlib.sha256(document_id.encode()).digest()[0] < 31


def load_stream() -> dict[str, dict]:
    """The items of current-events by id."""
    return {item["id"]: item for path in sorted((SHARED / "current-events").glob("*.jsonl")) for item in read_jsonl(path)}


def load_gold(path: Path, stream: dict[str, dict]) -> list[dict]:
    """The annotated documents of one file with their texts. Items of the stream take theirs from there, and evidence that
    our files give as a range of it becomes its words."""
    documents = []
    for gold in read_jsonl(path):
        if "text" not in gold and gold["id"] not in stream:
            continue
        text = gold.get("text") or stream[gold["id"]]["text"]
        for statement in gold["statements"]:
            if isinstance(statement["evidence"], list):
                start, end = statement["evidence"]
                statement["evidence"] = text[start:end]
        documents.append(gold | {"text": text})
    return documents


def load_documents(path: Path, stream: dict[str, dict]) -> list[Document]:
    """The gold documents of one file."""
    origin = "own" if path.parent == ROOT / "gold" else "gold"
    return [Document(gold, gold["text"], origin) for gold in load_gold(path, stream)]


def dev_ids() -> set[str]:
    """Documents measured on and never trained on."""
    return {g["id"] for name in ("dev", "dev-articles") for g in read_jsonl(SHARED / "gold" / f"{name}.jsonl")}


def training_documents(stream: dict[str, dict]) -> tuple[list[Document], list[Document]]:
    """(to train on, held out) of the annotators' training files and of our own under training/gold; all of gold/judged is held out."""
    files = [SHARED / "gold" / "train.jsonl", SHARED / "gold" / "train-articles.jsonl", *sorted((ROOT / "gold").glob("*.jsonl"))]
    forbidden = dev_ids()
    documents = [d for path in files for d in load_documents(path, stream) if d.id not in forbidden]
    held = [d for d in documents if is_held_out(d.id)]
    held += [d for path in sorted((ROOT / "gold" / "judged").glob("*.jsonl")) for d in load_documents(path, stream)]
    return [d for d in documents if not is_held_out(d.id)], held


if __name__ == "__main__":
    _, held = training_documents(load_stream())
    (ROOT / "heldout.txt").write_text("".join(f"{d.id}\n" for d in held))
    print(f"{len(held)} documents held out → training/heldout.txt")
