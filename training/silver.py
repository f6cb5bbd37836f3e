"""Partly labelled sentences from the editors' links in current-events.

A link gives a mention's boundary; its Wikipedia title gives the label where the title is a name of the gold entities,
a country, a leader, or carries a telling word ("… Ministry", "… Strait"). Whatever is not known is left open (several
allowed tags), so nothing false is taught: a capitalised word outside links may be anything.
"""

import csv
import json
from collections import Counter, defaultdict

import regex

from example import Example
from gold import SHARED, dev_ids, is_held_out
from labels import ANY, EVENTISH, NER_TYPES, tag_mask
from project import Document, words_within
from sentences import split_sentences
from words import split_words

TELLING = {
    "INSTITUTION": regex.compile(
        r"\b(Party|Ministry|Army|Armed Forces|Air Force|Navy|Police|Court|Parliament|Council|Agency|Bank|University|Airlines?|"
        r"Commission|Organi[sz]ation|Union|Corporation|Company|National Guard|Revolutionary Guard Corps|Movement|Times|Post|Senate|Congress|Assembly|"
        r"Department|Association|Committee|Federation|Institute|Bureau|Authority|Command|Directorate|Service|Forces?)$"
        r"|^(Ministry|Department|Parliament|Government|Supreme Court|Bank|University) of "
    ),
    "PLACE": regex.compile(
        r"\b(Province|Oblast|Governorate|County|District|Region|River|Islands?|City|Strait|Sea|Airport|Peninsula|Prefecture)$"
        r"|^(Strait|Gulf|Sea|Mount|Lake|Port) "
    ),
}
EVENT = regex.compile(
    r"(\b(war|attacks?|elections?|referendum|protests?|crisis|conflict|earthquake|crash|bombings?|shooting|summit|offensive|massacre|"
    r"clashes|Olympics|Cup|invasion|ceasefire|revolution|coup|pandemic|floods?|wildfires?|Championships?|Grand Prix)"
    r"|^(operation|hurricane|typhoon|cyclone|battle of) .+)$", regex.I
)
OPENERS = set("The A An In On At It He She They We But And This That These Those Its His Her Their As For After Since "
              "When While However Meanwhile Earlier There Both Also Two Three Four Five Some Many Officials At Least "
              "One Six Seven Eight Nine Ten Several More Police People Former President Prime Minister".split())


def title_labels(gold_entities: list[dict]) -> dict[str, str]:
    """Label of a Wikipedia title, for the titles that are known."""
    titles = {}
    with (SHARED / "knowledge" / "country-codes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["is_independent"] == "Yes":
                titles[row["CLDR display name"]] = titles[row["UNTERM English Short"]] = "STATE"
    with (SHARED / "knowledge" / "world-leaders-2022.csv").open(encoding="utf-8") as file:
        titles.update((row["officeholderlabel"], "PERSON") for row in csv.DictReader(file))
    for entry in json.loads((SHARED / "knowledge" / "world-leaders-2026.json").read_text(encoding="utf-8")):
        for post in entry["positions"].values():
            if isinstance(post, dict) and post.get("current_holder"):
                titles[post["current_holder"]["name_en"]] = "PERSON"
    votes = defaultdict(Counter)
    for entity in gold_entities:
        votes[entity["name"]][entity["label"].upper()] += 1
    titles.update((name, count.most_common(1)[0][0]) for name, count in votes.items() if len(count) == 1)
    titles.pop("", None)
    titles.pop(None, None)
    return titles


def surface_labels(documents: list[Document]) -> dict[str, str]:
    """Label of a capitalised one-word surface form that the gold documents use for one label only."""
    votes = defaultdict(Counter)
    for document in documents:
        for mention in document.mentions:
            form = document.text[mention.start : mention.end]
            if form[0].isupper():
                votes[form].update(document.labels[e] for e in mention.entities)
    return {form: count.most_common(1)[0][0] for form, count in votes.items() if len(count) == 1 and " " not in form}


def label_of(title: str, text: str, titles: dict[str, str]) -> str | None:
    """The label a link's title gives, or None; an event's name must end as its title does ("Gaza" may lead to a war)."""
    if title in titles:
        return titles[title]
    if EVENT.search(title) and title.lower().split()[-1] == text.lower().split()[-1]:
        return "EVENT"
    plain = regex.sub(r" \(.*\)$", "", title)
    for label, pattern in TELLING.items():
        if pattern.search(plain):
            return label
    return None


def silver_examples(stream: dict[str, dict], documents: list[Document], gold_entities: list[dict], annotated: set[str]) -> list[Example]:
    """Examples of all items that are neither annotated, nor held out, nor measured on."""
    titles, surfaces = title_labels(gold_entities), surface_labels(documents)
    forbidden = dev_ids() | annotated
    any_b = tag_mask(*(f"B-{label}" for label in NER_TYPES))
    any_i = tag_mask(*(f"I-{label}" for label in NER_TYPES))
    examples = []
    for item in stream.values():
        if item["id"] in forbidden or is_held_out(item["id"]):
            continue
        text = item["text"]
        for start, end in split_sentences(text):
            sentence = text[start:end]
            ranges = split_words(sentence)
            words = [sentence[a:b] for a, b in ranges]
            allow = [open_tags(words, i, surfaces) for i in range(len(words))]
            for link in item["links"]:
                # offsets are UTF-16; the check drops the few links that characters outside the BMP have moved
                if text[link["start"] : link["end"]] != link["text"] or link["start"] < start or link["end"] > end:
                    continue
                numbers = words_within(ranges, link["start"] - start, link["end"] - start)
                parts = [words[n - 1] for n in numbers]
                label = label_of(link["title"], link["text"], titles)
                if not (parts and parts[0][:1].isupper() and parts[-1][0].isupper()) and not (
                    label == "EVENT" and (parts[0][0].isupper() or parts[0].isdigit())
                ):
                    continue
                known_surface = len(parts) == 1 and parts[0] in surfaces
                for k, n in enumerate(numbers):
                    if label and not known_surface:
                        allow[n - 1] = tag_mask(f"{'I' if k else 'B'}-{label}")
                    elif not known_surface:
                        allow[n - 1] = any_i if k else any_b
            examples.append(Example("silver", words, allow))
    return examples


def open_tags(words: list[str], i: int, surfaces: dict[str, str]) -> int:
    """What an unlinked word may be: a lower-case word is no name, a capitalised one may be anything."""
    word = words[i]
    capital_near = any(0 <= j < len(words) and words[j][0].isupper() for j in (i - 1, i + 1))
    if word[0].isupper():
        if i == 0 and word in OPENERS:
            return EVENTISH
        if word in surfaces and not capital_near:
            return tag_mask(f"B-{surfaces[word]}")
        return ANY
    if word.islower() and (not capital_near or word not in {"of", "and", "the", "for", "de", "al", "bin", "-"}):
        return EVENTISH if len(word) > 2 else tag_mask("O", "I-EVENT")
    return ANY if capital_near else EVENTISH
