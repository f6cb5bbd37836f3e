"""Project a gold document (surface forms and statements) onto the words of its sentences.

The gold files name entities by surface form and statements by quoted evidence; the model is trained on words. Every
whole-word occurrence of a surface form is a mention, longest form first. Where annotators leave something open
(two labels for one form, optional statements, a pair mentioned again outside the evidence) the cell is masked.
"""

from dataclasses import dataclass

import regex

from example import Example
from labels import MODALITIES, RELATIONS, SYMMETRIC, tag_mask
from sentences import split_sentences
from words import split_words

# Words of a cue that say nothing about its relation.
NOT_CUE = set(
    "a an the of to in on at by for with from as and or but that which who whom whose it its he him his she her they "
    "them their is are was were be been being has have had do does did will would could should may might can not n't "
    "'s ’s this these those over into against between about after before , . : ; ' \" “ ” ’ - –".split()
)


@dataclass
class Mention:
    """An occurrence of a surface form; `entities` may be several where entities share the form."""

    start: int
    end: int
    entities: set[str]


def find_mentions(text: str, entities: list[dict]) -> list[Mention]:
    """Whole-word occurrences of all surface forms in `text`, longest first, without overlaps, in order."""
    owners: dict[str, set[str]] = {}
    for entity in entities:
        for form in entity["mentions"]:
            owners.setdefault(form, set()).add(entity["id"])
    taken = [False] * len(text)
    found = []
    for form in sorted(owners, key=len, reverse=True):
        if not form:
            continue
        for match in regex.finditer(rf"(?<![\p{{L}}\p{{Nd}}]){regex.escape(form)}(?![\p{{L}}\p{{Nd}}])", text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append(Mention(start, end, owners[form]))
    return sorted(found, key=lambda m: m.start)


def words_within(ranges: list[tuple[int, int]], start: int, end: int) -> list[int]:
    """1-based numbers of the words that overlap the character range."""
    return [i for i, (a, b) in enumerate(ranges, 1) if a < end and b > start]


class Document:
    """A gold document with its mentions and statements; `origin` is "gold" or "own" (our articles)."""

    def __init__(self, gold: dict, text: str, origin: str):
        self.id, self.text, self.origin = gold["id"], text, origin
        self.labels = {e["id"]: e["label"].upper() for e in gold["entities"]}
        self.mentions = find_mentions(text, gold["entities"])
        self.statements = gold["statements"]
        self.sentences = split_sentences(text)

    def examples(self, source: str) -> tuple[list[Example], list[Example]]:
        """Its sentences, and its windows of two neighbouring sentences, as examples marked `source`."""
        single = [self.window(source, a, b) for a, b in self.sentences]
        pairs = zip(self.sentences, self.sentences[1:])
        return single, [self.window(source, a, d) for (a, _), (_, d) in pairs]

    def window(self, source: str, start: int, end: int) -> Example:
        """The words of text[start:end] with entity tags, cue words and statement pairs."""
        text = self.text[start:end]
        ranges = split_words(text)
        example = Example(source, [text[a:b] for a, b in ranges], heads=[])
        example.allow = [tag_mask("O")] * len(ranges)
        positions: dict[str, list[int]] = {}
        named_words: set[int] = set()
        for mention in self.mentions:
            if mention.start < start or mention.end > end:
                continue
            numbers = words_within(ranges, mention.start - start, mention.end - start)
            labels = {self.labels[e] for e in mention.entities}
            first, last = ranges[numbers[0] - 1], ranges[numbers[-1] - 1]
            exact = first[0] == mention.start - start and last[1] == mention.end - start
            for number in numbers:
                tags = [f"{'B' if number == numbers[0] else 'I'}-{label}" for label in labels]
                example.allow[number - 1] = tag_mask(*tags, *([] if exact else ["O"]))
            example.heads.append(numbers[-1])
            if "EVENT" not in labels:
                named_words.update(numbers)
            for entity in mention.entities:
                positions.setdefault(entity, []).append(numbers[-1])
        example.heads = sorted(set(example.heads))
        for statement in self.statements:
            self.add_statement(example, statement, positions, named_words, ranges, start, end)
        return example

    def add_statement(self, example, statement, positions, named_words, ranges, start, end) -> None:
        """Mark the cue words and the pair cells of one statement in the window."""
        if statement["relation"] not in RELATIONS:
            return
        relation = RELATIONS.index(statement["relation"])
        optional = bool(statement.get("optional"))
        at = self.text.find(statement["evidence"])
        evidence = words_within(ranges, at - start, at + len(statement["evidence"]) - start) if at >= 0 else []

        cue = statement.get("cue") or ""
        cue_at = statement["evidence"].find(cue) if cue else -1
        if evidence and cue_at >= 0:
            cue_words = words_within(ranges, at + cue_at - start, at + cue_at + len(cue) - start)
        else:  # a cue in several pieces: take its words wherever the evidence has them
            wanted = set(cue.lower().split())
            cue_words = [n for n in evidence if example.words[n - 1].lower() in wanted]
        cue_words = [n for n in cue_words if example.words[n - 1].lower() not in NOT_CUE and n not in named_words]
        for number in cue_words:
            example.cues.append((number, relation, -1 if optional else 1))
            if not optional:
                circumstance = int(statement["polarity"] == "negated"), MODALITIES.index(statement["modality"])
                example.circumstances.append((number, *circumstance))

        subjects, objects = positions.get(statement["subject"], []), positions.get(statement["object"], [])
        self.add_arguments(example, cue_words, subjects, objects, statement["relation"] in SYMMETRIC, optional)
        cells = [(s, o) for s in subjects for o in objects if s != o]
        if not cells:
            return
        best = None
        if evidence and not optional:
            middle = (evidence[0] + evidence[-1]) / 2

            def cost(cell):
                outside = sum(not evidence[0] <= n <= evidence[-1] for n in cell)
                return outside, abs(cell[0] - cell[1]), abs(cell[0] + cell[1] - 2 * middle)

            best = min(cells, key=cost)
        for s, o in cells:
            value = 1 if (s, o) == best else -1
            example.pairs.append((s, o, relation, value))
            if statement["relation"] in SYMMETRIC:
                example.pairs.append((o, s, relation, value))

    def add_arguments(self, example, cue_words, subjects, objects, symmetric, optional) -> None:
        """Mark which mentions are the subject and the object of each cue word: the nearest of an entity's, the others masked."""
        for number in cue_words:
            for role, heads in enumerate((subjects, objects)):
                nearest = min(heads, key=lambda h: abs(h - number), default=None)
                for head in heads:
                    value = 1 if head == nearest and not optional else -1
                    for r in (0, 1) if symmetric else (role,):
                        example.arguments.append((number, head, r, value))
