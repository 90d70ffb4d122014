#!/usr/bin/env bash
# The service under many clients, bad clients, all that fills memory, hostile bytes, an end in mid-work, and models swapped for an hour.
#   bench/service-trials.sh load|overload [SECONDS=600]
#   bench/service-trials.sh memory [SECONDS=120]
#   bench/service-trials.sh hostile [REQUESTS=200000]
#   bench/service-trials.sh stop [ROUNDS=10]
#   bench/service-trials.sh soak [SECONDS=3600]
#   bench/service-trials.sh first-paint [STARTS=5]      needs Chromium
# Each ends with what holds and what fails; its output is kept in bench/results/service-TRIAL.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ "${1:-}" =~ ^(load|overload|memory|hostile|stop|soak|first-paint)$ ]] || { sed -n '2,9p' "$0"; exit 2; }
# Precompiled, as its users get it.
dotnet publish src/ZoeDepth.Cli --configuration Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true --output artifacts/cli --verbosity quiet
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll trials "$1" \
    artifacts/cli/ZoeDepth.Cli.dll samples/photos/room_desk.jpg "${@:2}"
} | tee "bench/results/service-$1.txt"
