"""Export the trained encoder as the folder that transformers.js loads: int8 ONNX, tokenizer, configuration, labels.

The graph's inputs and outputs are the contract with `src/annotate`; training/README.md states it.
"""

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

import model as shapes
from labels import CASES, MODALITIES, NER, RELATIONS, RELS, UPOS
from model import NewsEncoder

INPUTS = ["input_ids", "attention_mask", "token_type_ids", "word_index"]
OUTPUTS = ["ner", "upos", "arc", "rel", "cue", "pair", "argument", "circumstance"]


class Graph(nn.Module):
    """What is exported. int64 [b,l] × 3 and [b,w] → ner [b,w,11] log-probabilities at the calibrated temperature,
    upos [b,w], arc [b,w,w], rel [b,w,w], cue [b,w,31], pair [b,w,w,31],
    argument [b,w,w,2], circumstance [b,w,6]."""

    def __init__(self, model: NewsEncoder, temperature: float):
        super().__init__()
        self.model, self.temperature = model, temperature

    def forward(self, input_ids, attention_mask, token_type_ids, word_index):
        m = self.model
        words = m.states(input_ids, attention_mask, token_type_ids, word_index)
        ner = torch.log_softmax(m.ner(words) / self.temperature, -1)
        upos = m.upos(words).argmax(-1)
        arc = m.arc(m.arc_dependent(words), m.arc_head(words)).squeeze(1)
        rel = m.rel(m.rel_dependent(words), m.rel_head(words)).argmax(1)
        # Word 0 is the root; padding points at it again.
        real = torch.arange(word_index.shape[1]).unsqueeze(0).eq(0) | word_index.gt(0)
        words = m.relate(words, real)
        pair = m.pair(m.pair_subject(words), m.pair_object(words)).permute(0, 2, 3, 1)
        argument = m.argument(m.argument_cue(words), m.argument_mention(words)).permute(0, 2, 3, 1)
        return ner, upos, arc, rel, m.cue(words), pair, argument, m.circumstance(words)


def export_float(model: NewsEncoder, temperature: float, path: Path) -> None:
    """Write the fp32 graph with torch's legacy exporter."""
    example = (
        torch.randint(999, 2000, (2, 12)), torch.ones(2, 12, dtype=torch.int64), torch.zeros(2, 12, dtype=torch.int64),
        torch.arange(7).repeat(2, 1),
    )
    axes = {name: {0: "b", 1: "l"} for name in INPUTS[:3]} | {"word_index": {0: "b", 1: "w"}}
    axes |= {name: {0: "b", 1: "w"} for name in ("ner", "upos", "cue", "circumstance")}
    axes |= {name: {0: "b", 1: "w", 2: "w"} for name in ("arc", "rel", "pair", "argument")}
    torch.onnx.export(
        Graph(model, temperature).eval(), example, str(path), input_names=INPUTS, output_names=OUTPUTS,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )


def quantise(source: Path, target: Path, keep: tuple[str, ...]) -> None:
    """int8 weights per channel; the heads named in `keep` stay fp32."""
    nodes = [n.name for n in onnx.load(source).graph.node if any(f"/{part}/" in n.name for part in keep)]
    quantize_dynamic(source, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=nodes)


def write_folder(base: Path, out: Path) -> None:
    """Tokenizer, configuration and label names beside the graph."""
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(base / name, out / name)
    tokenizer = json.loads((out / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer |= {"padding": None, "truncation": None}
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    config = {
        "model_type": "bert", "architectures": ["BertModel"], "hidden_size": shapes.HIDDEN, "hidden_act": "gelu",
        "num_hidden_layers": shapes.LAYERS, "num_attention_heads": shapes.ATTENTION_HEADS,
        "intermediate_size": shapes.INTERMEDIATE, "vocab_size": shapes.VOCABULARY,
        "max_position_embeddings": shapes.POSITIONS, "type_vocab_size": len(CASES), "layer_norm_eps": 1e-12,
        "pad_token_id": 0,
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    labels = {"ner": NER, "upos": UPOS, "rels": RELS, "relations": RELATIONS, "modalities": MODALITIES, "cases": CASES}
    (out / "labels.json").write_text(json.dumps(labels) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True, type=Path)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", required=True, type=Path, help="the model folder; fp32 goes beside it as OUT.fp32.onnx")
    parser.add_argument("--temperature", type=float, default=1.0, help="from calibrate.py")
    parser.add_argument("--keep", nargs="*", default=[], help="heads left in fp32, e.g. rel arc pair")
    args = parser.parse_args()
    model = NewsEncoder()
    model.load_state_dict(torch.load(args.checkpoint, weights_only=True, map_location="cpu")["average"])
    (args.out / "onnx").mkdir(parents=True, exist_ok=True)
    float_path = args.out.with_name(args.out.name + ".fp32.onnx")
    export_float(model, args.temperature, float_path)
    quantise(float_path, args.out / "onnx" / "model_quantized.onnx", tuple(args.keep))
    write_folder(args.base, args.out)


if __name__ == "__main__":
    main()
