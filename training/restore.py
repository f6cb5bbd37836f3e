"""Restore a checkpoint from the released int8 graph, to train on from it: fine-tuning on annotations of one's own.

    python restore.py --base BASE --graph ../models/news-encoder/onnx/model_quantized.onnx --out released.pt

Weights come back as int8 rounded them. Heads that the graph does not have start anew.
"""

import argparse

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from model import NewsEncoder


def module_of(node: str) -> str:
    """"/ner/ner.0/ner.0.0/MatMul_quant" → "ner.0.0", "/layers.0/query/MatMul_quant" → "layers.0.query"."""
    path = ""
    for part in node.strip("/").split("/")[:-1]:
        path = part if not path or part.startswith(f"{path}.") else f"{path}.{part}"
    return path


def dequantised(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Initialisers by name; the quantised ones in floats under the name they had before."""
    raw = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    values = {name: value for name, value in raw.items() if not name.endswith(("_quantized", "_scale", "_zero_point"))}
    for name in [n.removesuffix("_quantized") for n in raw if n.endswith("_quantized")]:
        zero = raw[f"{name}_zero_point"].astype(np.float32)
        values[name] = (raw[f"{name}_quantized"].astype(np.float32) - zero) * raw[f"{name}_scale"]
    return values


def restore(path: str, model: NewsEncoder) -> dict[str, torch.Tensor]:
    """The state of `model` with every weight that the graph holds."""
    graph = onnx.load(path).graph
    values, state = dequantised(graph), dict(model.state_dict())
    for name, value in values.items():
        own = name.removeprefix("model.")
        if own in state and state[own].shape == value.shape:
            state[own] = torch.from_numpy(value.copy())
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weight = values[node.input[1].removesuffix("_quantized")]
        key = f"{module_of(node.name)}.weight"
        shape = state[key].shape
        if len(shape) == 3:  # a biaffine weight [outputs, i, j], multiplied as [i, outputs * j]
            restored = weight.reshape(shape[1], shape[0], shape[2]).transpose(1, 0, 2)
        else:
            restored = weight.T
        state[key] = torch.from_numpy(np.ascontiguousarray(restored))
    return state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--graph", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    model = NewsEncoder()
    model.load_base(f"{args.base}/model.safetensors")
    torch.save({"average": restore(args.graph, model)}, args.out)


if __name__ == "__main__":
    main()
