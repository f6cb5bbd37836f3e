"""Blend two checkpoints' averaged weights: fine-tuned × share + before × (1 - share).

Wortsman et al., "Robust fine-tuning of zero-shot models" (2022): what fine-tuning gains stays, what it forgets returns.
"""

import argparse

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", required=True)
    parser.add_argument("--after", required=True)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    before, after = (torch.load(path, weights_only=True)["average"] for path in (args.before, args.after))
    torch.save({"average": {name: before[name].lerp(after[name], args.share) for name in before}}, args.out)


if __name__ == "__main__":
    main()
