#!/usr/bin/env bash
# Pictures and rays of the procedural world a second, one thread, by family and by step, with the least the walks can cost.
#   bench/world.sh [PICTURES_A_FAMILY]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build --configuration Release --verbosity quiet bench/ZoeDepth.Benchmarks
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), one of $(nproc) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll world "${1:-24}"
} | tee bench/results/world.txt
