"""The news encoder: MiniLM-L6 (BERT) with heads for entities, parts of speech, the parse, and statements: their cues, pairs,
arguments and circumstance.

The parse follows Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017). Word states are
those of each word's first piece; state 0 is [CLS] and stands for the root. Token types carry the word's case, which
the uncased vocabulary lost.
"""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from labels import CASES, MODALITIES, NER, RELATIONS, RELS, UPOS

HIDDEN, LAYERS, ATTENTION_HEADS, INTERMEDIATE, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC, REL, PAIR, ARGUMENT, NER_HIDDEN = 256, 96, 128, 128, 256


class Layer(nn.Module):
    """A post-norm transformer layer as in BERT, [b,l,384] → [b,l,384]."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INTERMEDIATE), nn.Linear(INTERMEDIATE, HIDDEN)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        b, l, _ = x.shape
        q, k, v = (f(x).view(b, l, ATTENTION_HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(b, l, HIDDEN)
        x = self.norm1(x + self.dropout(self.output(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Biaffine(nn.Module):
    """`outputs` scores of each pair: x_i U y_j with a constant added to x, and to y where `both`."""

    def __init__(self, size: int, outputs: int, both: bool, bias: float = 0.0):
        super().__init__()
        self.both = both
        self.weight = nn.Parameter(torch.zeros(outputs, size + 1, size + int(both)))
        nn.init.normal_(self.weight, std=0.02)
        if both:
            with torch.no_grad():
                self.weight[:, -1, -1] = bias

    def extend(self, x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.cat([x, torch.ones_like(x[..., :1])], -1)
        return x, torch.cat([y, torch.ones_like(y[..., :1])], -1) if self.both else y

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """All pairs: [b,w,d], [b,w,d] → [b,outputs,w,w]. One flat product, as ONNX Runtime quantises 2-D weights only."""
        x, y = self.extend(x, y)
        outputs, _, width = self.weight.shape
        flat = self.weight.permute(1, 0, 2).reshape(-1, outputs * width)
        left = torch.matmul(x, flat).view(*x.shape[:2], outputs, width).transpose(1, 2)
        return torch.matmul(left, y.transpose(1, 2).unsqueeze(1))

    def chosen(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        """[n,d], [n,d] → [n,outputs]: the pairs (x_k, y_k) only."""
        x, y = self.extend(x, y)
        return torch.einsum("nrj,nj->nr", torch.einsum("ni,rij->nrj", x, self.weight), y)


class Relating(nn.Module):
    """One more layer over the words, for statements alone: each word also sees its entity tag and the word that heads it, as the
    model itself reads them. Pre-norm, its outputs start at zero: at first it changes nothing."""

    def __init__(self):
        super().__init__()
        self.tag, self.governor = nn.Linear(len(NER), HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN), nn.LayerNorm(HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, INTERMEDIATE), nn.Linear(INTERMEDIATE, HIDDEN)
        self.dropout = nn.Dropout(0.1)
        for last in (self.output, self.down):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, words: torch.Tensor, real: torch.Tensor, tags: torch.Tensor, arcs: torch.Tensor) -> torch.Tensor:
        """words [b,w,384], real [b,w] (no padding), tags [b,w,11] and arcs [b,w,w] (word, head) as probabilities → [b,w,384]."""
        b, w, _ = words.shape
        x = self.norm1(words + self.tag(tags) + self.governor(torch.matmul(arcs, words)))
        q, k, v = (f(x).view(b, w, ATTENTION_HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        bias = (1.0 - real[:, None, None, :].to(q.dtype)) * -1e4
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, w, HIDDEN)
        words = words + self.dropout(self.output(attended))
        return words + self.dropout(self.down(F.gelu(self.up(self.norm2(words)))))


def mlp(size: int, dropout: float = 0.3) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))


class NewsEncoder(nn.Module):
    """Encoder and heads. `states` gives the word states; the training loss and the exported graph call heads on them."""

    def __init__(self):
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, HIDDEN)
        self.position_embeddings = nn.Embedding(POSITIONS, HIDDEN)
        self.case_embeddings = nn.Embedding(len(CASES), HIDDEN)
        self.embedding_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.ner = nn.Sequential(mlp(NER_HIDDEN, 0.2), nn.Linear(NER_HIDDEN, len(NER)))
        self.upos = nn.Linear(HIDDEN, len(UPOS))
        self.arc_dependent, self.arc_head = mlp(ARC), mlp(ARC)
        self.arc = Biaffine(ARC, 1, both=False)
        self.rel_dependent, self.rel_head = mlp(REL), mlp(REL)
        self.rel = Biaffine(REL, len(RELS), both=True)
        self.relating = Relating()
        self.cue = nn.Linear(HIDDEN, len(RELATIONS))
        nn.init.constant_(self.cue.bias, -5.0)
        self.pair_subject, self.pair_object = mlp(PAIR), mlp(PAIR)
        self.pair = Biaffine(PAIR, len(RELATIONS), both=True, bias=-5.0)
        self.argument_cue, self.argument_mention = mlp(ARGUMENT), mlp(ARGUMENT)
        self.argument = Biaffine(ARGUMENT, 2, both=True, bias=-2.0)
        self.circumstance = nn.Sequential(mlp(ARGUMENT, 0.2), nn.Linear(ARGUMENT, 1 + len(MODALITIES)))

    def load_base(self, path: str) -> None:
        """Take MiniLM's weights; every case starts from the base's only used token type."""
        base = load_file(path)
        own = self.state_dict()
        renamed = {
            "word_embeddings.weight": base["embeddings.word_embeddings.weight"],
            "position_embeddings.weight": base["embeddings.position_embeddings.weight"],
            "case_embeddings.weight": base["embeddings.token_type_embeddings.weight"][:1].repeat(len(CASES), 1),
            "embedding_norm.weight": base["embeddings.LayerNorm.weight"],
            "embedding_norm.bias": base["embeddings.LayerNorm.bias"],
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }
        for layer in range(LAYERS):
            for name, theirs in parts.items():
                for kind in ("weight", "bias"):
                    renamed[f"layers.{layer}.{name}.{kind}"] = base[f"encoder.layer.{layer}.{theirs}.{kind}"]
        self.load_state_dict(own | renamed)

    def states(self, input_ids, attention_mask, token_type_ids, word_index) -> torch.Tensor:
        """int64 [b,l] × 3, [b,w] → word states [b,w,384]."""
        positions = torch.arange(input_ids.shape[1]).unsqueeze(0)
        x = self.word_embeddings(input_ids) + self.position_embeddings(positions) + self.case_embeddings(token_type_ids)
        x = self.dropout(self.embedding_norm(x))
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return torch.gather(x, 1, word_index.unsqueeze(-1).expand(-1, -1, HIDDEN))

    def relate(self, words: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """Word states for the heads of statements: [b,w,384], real [b,w] with the root's 1 → [b,w,384]. What the model reads as tags and
        heads is taken as it stands: statements do not train them."""
        with torch.no_grad():
            tags = self.ner(words).softmax(-1)
            arcs = self.arc(self.arc_dependent(words), self.arc_head(words))[:, 0]
            arcs = arcs.masked_fill(~real[:, None, :], -1e4).softmax(-1)
        return self.relating(words, real, tags.to(words.dtype), arcs.to(words.dtype))
