"""Check the annotated articles of this folder against their texts and the ontology; print the counts per relation."""

import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from gold import load_gold, load_stream  # noqa: E402

MODALITIES = {"actual", "planned", "possible", "requested", "hypothetical"}
SYMMETRIC = {"SPOKE_WITH", "MET_WITH", "NEGOTIATED_WITH", "COOPERATED_WITH"}
ACTOR = {"Person", "State", "Institution"}
EVENT_OR_ACTOR = ACTOR | {"Event"}
GROUND = {"State", "Place"}

# relation: (labels it may come from, labels it may go to)
ENDS = {relation: (ACTOR, ACTOR) for relation in (
    "SPOKE_WITH MET_WITH NEGOTIATED_WITH COOPERATED_WITH AIDED URGED ACCUSED SANCTIONED EXPELLED").split()}
ENDS |= {relation: (ACTOR, EVENT_OR_ACTOR) for relation in "AGREED_TO SUPPORTED PRAISED REJECTED CRITICIZED PROTESTED".split()}
ENDS |= {relation: (ACTOR, {"Event"}) for relation in "PARTICIPATED_IN PROPOSED CALLED_FOR".split()}
ENDS |= {relation: (ACTOR, GROUND) for relation in "VISITED DEPLOYED_TO OCCUPIED".split()}
ENDS |= {
    "WARNED": (ACTOR, ACTOR | {"Place"}),
    "THREATENED": (ACTOR, EVENT_OR_ACTOR | {"Place"}),
    "WITHDREW_FROM": (ACTOR, {"Event", "Institution", "State", "Place"}),
    "ARRESTED": (ACTOR, {"Person"}),
    "ATTACKED": (ACTOR, ACTOR | {"Place"}),
    "INVADED": ({"State", "Institution"}, GROUND),
    "HOLDS_OFFICE": ({"Person"}, {"State", "Institution", "Place"}),
    "AFFILIATED_WITH": ({"Person"}, {"Institution"}),
    "MEMBER_OF": ({"State", "Institution", "Place"}, {"Institution"}),
    "LOCATED_IN": ({"Place", "Event"}, GROUND),
}


def faults(document: dict) -> list[str]:
    """What is wrong with one document, in words; empty when nothing is."""
    text, found = document["text"], []
    labels = {entity["id"]: entity["label"] for entity in document["entities"]}
    if len(labels) != len(document["entities"]):
        found.append("an entity id stands twice")
    for entity in document["entities"]:
        if not entity["mentions"]:
            found.append(f'entity {entity["id"]} has no mention')
        found += [f'mention "{form}" is not in the text' for form in entity["mentions"] if form not in text]
    seen = set()
    for s in document["statements"]:
        subject, relation, target = s["subject"], s["relation"], s["object"]
        where = f"{subject} {relation} {target}"
        if s["evidence"] not in text:
            found.append(f'{where}: evidence "{s["evidence"]}" is not in the text')
        if not s["cue"] or s["cue"] not in s["evidence"]:
            found.append(f'{where}: cue "{s["cue"]}" is not in the evidence')
        if s["modality"] not in MODALITIES or s["polarity"] not in {"affirmed", "negated"}:
            found.append(f'{where}: unknown modality "{s["modality"]}" or polarity "{s["polarity"]}"')
        unknown = [i for i in (subject, target, s["attribution"]) if i is not None and i not in labels]
        if unknown or relation not in ENDS:
            found.append(f"{where}: no such entity or relation {unknown or relation}")
            continue
        if labels[subject] not in ENDS[relation][0] or labels[target] not in ENDS[relation][1]:
            found.append(f"{where}: joins a {labels[subject]} to a {labels[target]}")
        ends = tuple(sorted((subject, target))) if relation in SYMMETRIC else (subject, target)
        key = (ends, relation, s["polarity"], s["modality"])
        if key in seen:
            found.append(f"{where}: stands twice")
        seen.add(key)
    return found


def main() -> int:
    relations, ids, entities, optional, wrong = Counter(), set(), 0, 0, 0
    stream = load_stream()
    for path in sorted(HERE.rglob("*.jsonl")):
        for number, document in enumerate(load_gold(path, stream), 1):
            complaints = faults(document) + ["id used before"] * (document["id"] in ids)
            ids.add(document["id"])
            for complaint in complaints:
                print(f'{path.name}:{number} ({document["id"]}): {complaint}')
            wrong += len(complaints)
            entities += len(document["entities"])
            relations.update(s["relation"] for s in document["statements"])
            optional += sum(bool(s.get("optional")) for s in document["statements"])
    print(f"{len(ids)} documents, {entities} entities, {sum(relations.values())} statements, {optional} of them optional")
    print(", ".join(f"{relation} {relations[relation]}" for relation in sorted(ENDS, key=lambda r: (-relations[r], r))))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
