#!/usr/bin/env bash
# The published architectures at full size, in each precision and in 8 bits as zoedepth quantize writes them after calibration, against the reference's float64 run, beside what torch's own run in that precision misses it by (int8 beside torch's bfloat16).
# Writes three checkpoints of 1.4 GB by recipe into artifacts/full-size (or the folder given), loads them as a user would, runs every case of goldens/full.
#   bench/parity.sh [FOLDER=artifacts/full-size] [PRECISION ...]
# The last line of each file is a JSON array, one object a case.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-artifacts/full-size}
precisions=("${@:2}")
[ ${#precisions[@]} -gt 0 ] || precisions=(float32 bfloat16 int8 quantized)
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
for precision in "${precisions[@]}"; do
  file=parity
  [ "$precision" = float32 ] || file=parity-$precision
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll parity "$folder" "$precision" | tee "bench/results/$file.txt"
done
