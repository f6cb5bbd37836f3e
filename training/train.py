"""Train the news encoder for a given number of minutes.

The learning rate follows the clock, not the step: it rises for 4 % of the time and then falls linearly to zero, so a
busy machine still ends on time with an annealed model. A moving average of the weights is what is kept. Interrupted
runs go on from their last checkpoint with --resume.
"""

import argparse
import json
import os
import random
import time
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

import torch

from batch import Encoder, collate, make_batches
from data import ROUND_SHARE, load_examples
from losses import WEIGHTS, compute_losses
from model import NewsEncoder

AVERAGE_EVERY, AVERAGE_DECAY = 10, 0.97
CHECKPOINT_SECONDS = 300


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True, help="folder of the base model: model.safetensors, tokenizer.json")
    parser.add_argument("--out", required=True, help="folder for checkpoint.pt and log.txt")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--init", help="start from the averaged weights of this checkpoint (fine-tuning)")
    parser.add_argument("--resume", action="store_true", help="go on from OUT/checkpoint.pt")
    parser.add_argument("--rate", type=float, default=3e-4, help="peak rate of the encoder; heads learn 5 times faster")
    parser.add_argument("--budget", type=int, default=800, help="padded word pieces a batch")
    parser.add_argument("--shares", type=json.loads, default={}, help='JSON, e.g. {"docred": 0}: over data.ROUND_SHARE')
    parser.add_argument("--limit", type=int, help="examples in all, for a smoke test")
    parser.add_argument("--rounded", action="store_true", help="train what export.py's 7-bit weights will compute")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def draw_round(encoded: list, shares: dict[str, float], rng: random.Random) -> list:
    """A round's examples: each source by its share; a share above one repeats."""
    by_source = defaultdict(list)
    for item in encoded:
        by_source[item.example.source].append(item)
    drawn = []
    for source, items in by_source.items():
        share = shares.get(source, 1.0)
        drawn += items * int(share)
        drawn += rng.sample(items, int(len(items) * (share % 1)))
    return drawn


def rate_factor(progress: float) -> float:
    """Share of the peak learning rate when `progress` of the time is gone."""
    return min(progress / 0.04, max(0.0, (1 - progress) / 0.96))


class Average:
    """Exponential moving average of the trained weights."""

    def __init__(self, model: NewsEncoder):
        self.source = [p for p in model.parameters() if p.requires_grad]
        self.shadow = [p.detach().clone() for p in self.source]

    def update(self, decay: float) -> None:
        torch._foreach_lerp_(self.shadow, [p.detach() for p in self.source], 1 - decay)

    def state(self, model: NewsEncoder) -> dict:
        """The model's state with the average in place of the trained weights."""
        state = dict(model.state_dict())
        names = [n for n, p in model.named_parameters() if p.requires_grad]
        return state | dict(zip(names, self.shadow))


class Rounding:
    """Quantisation-aware training: forward and backward run on weights rounded as export.py rounds them, the step is
    taken on the exact ones (Bengio et al. 2013, straight-through estimator)."""

    def __init__(self, model: NewsEncoder):
        named = model.named_parameters()
        self.weights = [p for n, p in named if p.requires_grad and p.dim() >= 2 and "embeddings" not in n]
        self.exact = [p.detach().clone() for p in self.weights]

    @torch.no_grad()
    def __enter__(self) -> None:
        torch._foreach_copy_(self.exact, [p.detach() for p in self.weights])
        for weight in self.weights:
            # One scale per column of the product: a row of a linear weight [o, i], an (output, j) of a biaffine one [o, i, j].
            scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 64
            weight.copy_((weight / scale).round().clamp(-64, 64) * scale)

    @torch.no_grad()
    def __exit__(self, *_) -> None:
        torch._foreach_copy_([p.detach() for p in self.weights], self.exact)


def main() -> None:
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"

    model = NewsEncoder()
    model.load_base(f"{args.base}/model.safetensors")
    if args.init:
        # A checkpoint from before a head was added leaves it as it starts.
        model.load_state_dict(model.state_dict() | torch.load(args.init, weights_only=True)["average"])
    model.word_embeddings.weight.requires_grad = False
    is_encoder = lambda name: name.startswith(("layers.", "position_", "case_", "embedding_"))
    groups = [
        {"params": [p for n, p in model.named_parameters() if p.requires_grad and is_encoder(n)], "peak": args.rate},
        {"params": [p for n, p in model.named_parameters() if p.requires_grad and not is_encoder(n)], "peak": 5 * args.rate},
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    average = Average(model)
    rounding = Rounding(model) if args.rounded else None
    elapsed, step = 0.0, 0
    if args.resume and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average.shadow = [saved["average"][n] for n, p in model.named_parameters() if p.requires_grad]
        elapsed, step = saved["elapsed"], saved["step"]
        rng.seed(args.seed + step)

    encoder = Encoder(f"{args.base}/tokenizer.json")
    examples = load_examples()
    if args.limit:
        examples = random.Random(0).sample(examples, args.limit)
    encoded = [e for e in (encoder.encode(x) for x in examples) if e.pieces]
    shares = ROUND_SHARE | args.shares
    bf16 = "avx512_bf16" in Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else False

    def save() -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.state(model),
                 "elapsed": elapsed, "step": step}
        torch.save(state, f"{checkpoint}.new")
        os.replace(f"{checkpoint}.new", checkpoint)

    log = (out / "log.txt").open("a")
    total, seen, sentences = defaultdict(float), defaultdict(int), 0
    last, last_save, started = time.monotonic(), time.monotonic(), elapsed
    budget_s = args.minutes * 60
    model.train()
    while elapsed < budget_s:
        for items in make_batches(draw_round(encoded, shares, rng), args.budget, rng):
            batch = collate(items, encoder, rng)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate_factor(elapsed / budget_s)
            with rounding or nullcontext():
                with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                    losses = compute_losses(model, batch)
                loss = sum(WEIGHTS[name] * value for name, value in losses.items())
                loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            if step % AVERAGE_EVERY == 0:
                average.update(min(AVERAGE_DECAY, step / (step + 100)))
            for name, value in losses.items():
                total[name] += value.item()
                seen[name] += 1
            sentences += len(items)
            now = time.monotonic()
            elapsed, last = elapsed + now - last, now
            if step % 100 == 0:
                means = " ".join(f"{n} {total[n] / seen[n]:.3f}" for n in WEIGHTS if seen[n])
                print(f"step {step} minute {elapsed / 60:.1f} {sentences / (elapsed - started):.1f} sentences/s {means}", file=log, flush=True)
                total.clear(), seen.clear()
            if now - last_save > CHECKPOINT_SECONDS:
                save()
                last_save = time.monotonic()
            if elapsed >= budget_s:
                break
    save()
    print(f"done: {step} steps, {sentences} sentences", file=log, flush=True)


if __name__ == "__main__":
    main()
