#!/usr/bin/env bash
# Whether pictures gain from entering the network together.      bench/batching.sh [ROUNDS=12]
# The whole output is kept in bench/results/batching.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll batching models/zoedepth-mini samples/photos/room_desk.jpg "$@"
} | tee bench/results/batching.txt
