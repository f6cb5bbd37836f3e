"""The losses of a batch, each a mean over what is labelled; unlabelled cells count nothing."""

import torch
from torch.nn import functional as F

from model import NewsEncoder

WEIGHTS = {"ner": 1.5, "arc": 1.0, "rel": 1.0, "upos": 0.5, "cue": 1.0, "pair": 1.5, "argument": 1.0, "negated": 0.3, "modality": 0.3}
POSITIVE_WEIGHT = 3.0


def partial_label_loss(logits: torch.Tensor, allow: torch.Tensor) -> torch.Tensor:
    """-log of the probability that the tag is one of those allowed: logits [m,11], allow [m,11] bool → [m]."""
    return logits.logsumexp(-1) - logits.masked_fill(~allow, -1e9).logsumexp(-1)


def binary_loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Sum over relations of the binary cross-entropy, mean over rows; target in 0/1, -1 masked; [m,r] → scalar."""
    loss = F.binary_cross_entropy_with_logits(
        logits, target.clamp(min=0), reduction="none", pos_weight=torch.tensor(POSITIVE_WEIGHT)
    )
    return (loss * (target >= 0)).sum(-1).mean()


def compute_losses(model: NewsEncoder, batch: dict) -> dict[str, torch.Tensor]:
    """Named losses of the heads that the batch has labels for."""
    states = model.states(batch["input_ids"], batch["attention_mask"], batch["token_type_ids"], batch["word_index"])
    real, losses = batch["real"], {}

    rows = batch["ner_rows"]
    if len(rows):
        partial = batch["allow"].all(-1)
        labelled = real[rows] & ~partial
        if labelled.any():
            logits = model.ner(states[rows][labelled]).float()
            losses["ner"] = partial_label_loss(logits, batch["allow"][labelled]).mean()

    rows = batch["parse_rows"]
    if len(rows):
        words, head = states[rows], batch["head"]
        known = head >= 0
        losses["upos"] = F.cross_entropy(model.upos(words[real[rows]]).float(), batch["upos"][real[rows]])
        scores = model.arc(model.arc_dependent(words), model.arc_head(words)).float()[:, 0]
        column = real[rows].clone()
        column[:, 0] = True
        scores = scores.masked_fill(~column[:, None, :], -1e4)
        losses["arc"] = F.cross_entropy(scores[known], head[known])
        dependent, governor = model.rel_dependent(words), model.rel_head(words)
        row = torch.arange(len(rows))[:, None].expand_as(head)[known]
        logits = model.rel.chosen(dependent[known], governor[row, head[known]]).float()
        losses["rel"] = F.cross_entropy(logits, batch["rel"][known])

    rows = batch["gold_rows"]
    if len(rows):
        whole = real.clone()
        whole[:, 0] = True
        related = torch.zeros_like(states)
        related[rows] = model.relate(states[rows], whole[rows]).to(states.dtype)
        states = related
        losses["cue"] = binary_loss(model.cue(states[rows][real[rows]]).float(), batch["cue"][real[rows]])
    if len(batch["cell_row"]):
        subject = states[batch["cell_row"], batch["cell_subject"]]
        object_ = states[batch["cell_row"], batch["cell_object"]]
        logits = model.pair.chosen(model.pair_subject(subject), model.pair_object(object_)).float()
        losses["pair"] = binary_loss(logits, batch["cell"])
    if len(batch["bond_row"]):
        cue = states[batch["bond_row"], batch["bond_cue"]]
        mention = states[batch["bond_row"], batch["bond_mention"]]
        logits = model.argument.chosen(model.argument_cue(cue), model.argument_mention(mention)).float()
        losses["argument"] = binary_loss(logits, batch["bond"])
    if len(batch["turn_row"]):
        logits = model.circumstance(states[batch["turn_row"], batch["turn_cue"]]).float()
        losses["negated"] = F.binary_cross_entropy_with_logits(logits[:, 0], batch["negated"])
        losses["modality"] = F.cross_entropy(logits[:, 1:], batch["modality"])
    return losses
