#!/usr/bin/env bash
# Inference and a step of training (forward, loss, backward, AdamW; float32, and here also with products in bfloat16, on a line of its own) of zoedepth-mini here and
# in PyTorch on the same network, batch and threads, turn by turn in one run.
#     bench/training-step.sh [ROUNDS=3] [PYTHON=/usr/bin/python3]
# PyTorch is Debian's python3-torch. The whole output is kept in bench/results/training-step.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
python=${2:-/usr/bin/python3}
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  for case in "128x160 16 1" "256x320 8 1" "256x320 8 2"; do
    # shellcheck disable=SC2086
    dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll training-step $case "$rounds"
    # shellcheck disable=SC2086
    "$python" bench/pytorch/training_step.py $case "$rounds"
  done
} | tee bench/results/training-step.txt
