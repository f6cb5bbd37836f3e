"""The label sets, in the order of the model's outputs; `labels.json` is written from here."""

NER_TYPES = ["PERSON", "STATE", "INSTITUTION", "EVENT", "PLACE"]
NER = ["O"] + [f"{prefix}-{label}" for label in NER_TYPES for prefix in "BI"]
NER_INDEX = {tag: index for index, tag in enumerate(NER)}

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

# Universal Dependencies v2 relations of EWT and GUM.
RELS = (
    "punct case det nsubj root advmod amod obj obl conj nmod compound cc mark aux cop advcl nmod:poss xcomp acl:relcl "
    "flat ccomp acl parataxis nummod aux:pass appos discourse nsubj:pass obl:unmarked nmod:unmarked compound:prt expl "
    "fixed iobj list reparandum obl:agent dep csubj nmod:desc nsubj:outer vocative goeswith orphan dislocated"
).split()

# The ontology's relations in the order of its tables.
RELATIONS = (
    "SPOKE_WITH MET_WITH VISITED NEGOTIATED_WITH PARTICIPATED_IN AGREED_TO SUPPORTED PRAISED COOPERATED_WITH AIDED "
    "PROPOSED CALLED_FOR URGED REJECTED CRITICIZED ACCUSED WARNED THREATENED SANCTIONED EXPELLED WITHDREW_FROM "
    "DEPLOYED_TO PROTESTED ARRESTED ATTACKED INVADED OCCUPIED HOLDS_OFFICE AFFILIATED_WITH MEMBER_OF LOCATED_IN"
).split()
SYMMETRIC = {"SPOKE_WITH", "MET_WITH", "NEGOTIATED_WITH", "COOPERATED_WITH"}

# What a cue word's clause makes of its statement: whether it is negated, and its modality.
MODALITIES = ["actual", "planned", "possible", "requested", "hypothetical"]

# Case of a word, given to the uncased encoder as its token type.
CASES = ["lower", "title", "upper", "mixed", "single"]


def case_of(word: str) -> int:
    """Index in CASES: 0 lower or no letters, 1 Title, 2 UPPER (two letters or more), 3 mixed, 4 one capital letter."""
    letters = [c for c in word if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return 0
    if len(letters) == 1:
        return 4
    if all(c.isupper() for c in letters):
        return 2
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 1
    return 3


def tag_mask(*tags: str) -> int:
    """Bit set over NER of the tags a token may carry; several bits are a partial label."""
    return sum(1 << NER_INDEX[tag] for tag in set(tags))


ANY = (1 << len(NER)) - 1
EVENTISH = tag_mask("O", "B-EVENT", "I-EVENT")
