#!/usr/bin/env bash
# The published architectures at full size against the reference's float64 run, beside what torch's own float32 run misses it by.
# Writes three checkpoints of 1.4 GB by recipe into artifacts/full-size (or the folder given), loads them as a user would, runs every case of goldens/full.
# The last line is a JSON array, one object a case.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
mkdir -p bench/results
dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll parity "$@" | tee bench/results/parity.txt
