#!/usr/bin/env bash
# A request beside the library's own work, one client and many.      bench/service.sh [ROUNDS=40] [CLIENTS=16] [SECONDS=20]
# The whole output is kept in bench/results/service.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll service models/zoedepth-mini samples/photos/room_desk.jpg "$@"
} | tee bench/results/service.txt
