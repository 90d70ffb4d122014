#!/usr/bin/env bash
# What decoding and metrics leave of the rate of estimates, the model in the box.      bench/evaluation.sh [ROUNDS=5]
# 120 pictures of the procedural world at 256x320 and at 480x640 are made in artifacts. The output is kept in
# bench/results/evaluation.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
for size in 256x320 480x640; do
  dotnet run --project src/ZoeDepth.Cli --configuration Release -- synth --count 120 --seed 700000001 --size $size --out artifacts/evaluation/$size
done
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  for size in 256x320 480x640; do
    dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll evaluation models/zoedepth-mini artifacts/evaluation/$size/manifest.jsonl "$@"
  done
} | tee bench/results/evaluation.txt
