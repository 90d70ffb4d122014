#!/usr/bin/env bash
# What decoding and metrics leave of the rate of estimates, the model in the box.      bench/evaluation.sh [ROUNDS=5]
# 120 pictures of the procedural world at 480x640 are made in artifacts. The output is kept in bench/results/evaluation.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
dotnet run --project src/ZoeDepth.Cli --configuration Release -- synth --count 120 --seed 700000001 --size 480x640 --out artifacts/evaluation
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll evaluation models/zoedepth-mini artifacts/evaluation/manifest.jsonl "$@"
} | tee bench/results/evaluation.txt
