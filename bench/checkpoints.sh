#!/usr/bin/env bash
# ZoeD_N's 1.4 GB as a PyTorch checkpoint, checksums compared, and as safetensors: process start to the end of the first pass.
#   bench/checkpoints.sh [ROUNDS=5] [THREADS=2]      The output is kept in bench/results/checkpoints.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
dotnet publish src/ZoeDepth.Cli --configuration Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true --output artifacts/cli --verbosity quiet
program=bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll
folder=artifacts/full-size/nyu
dotnet $program full-size nyu artifacts/full-size
[ -f artifacts/full-size/nyu.pt ] || dotnet artifacts/cli/ZoeDepth.Cli.dll convert $folder artifacts/full-size/nyu.pt
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet $program checkpoints $folder artifacts/full-size/nyu.pt tests/goldens/full/input-384x512.png "$@"
} | tee bench/results/checkpoints.txt
