#!/usr/bin/env bash
# Smallest, largest and middle depth of 12 megapixels, by counting and by sorting.      bench/statistics.sh [ROUNDS=15]
# The whole output is kept in bench/results/statistics.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll statistics "$@"
} | tee bench/results/statistics.txt
