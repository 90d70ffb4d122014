#!/usr/bin/env bash
# The most memory that training ZoeD_NK at 384x512, batch 1, has resident: the metric head alone, decoder and heads, and
# everything with segments run again.      bench/training-memory.sh
# The whole output is kept in bench/results/training-memory.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) processors"
  for what in head decoder everything; do
    dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll training-memory "$what"
  done
} | tee bench/results/training-memory.txt
