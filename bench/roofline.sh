#!/usr/bin/env bash
# The parts of a pass beside this machine's limits: the model in the box, and ZoeD_N at 384x512.      bench/roofline.sh [NAME]
# The output and the pictures are kept in bench/results/NAME, the processor's generation: zen3, zen5, ...
set -euo pipefail
cd "$(dirname "$0")/.."
results=bench/results/${1:-$(dotnet run --project src/ZoeDepth.Cli --configuration Release -- info --json | sed -nE 's/.*"simd": "([^"]*)".*/\1/p')}
mkdir -p "$results"
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll full-size nyu artifacts/full-size
zoedepth=(dotnet run --project src/ZoeDepth.Cli --configuration Release --no-build --)
"${zoedepth[@]}" bench --model models/zoedepth-mini --picture "$results/zoedepth-mini.svg" --replace | tee "$results/zoedepth-mini.txt"
"${zoedepth[@]}" bench --model models/zoedepth-mini --size 384x512 | tee "$results/zoedepth-mini-384x512.txt"
"${zoedepth[@]}" bench --model artifacts/full-size/nyu --picture "$results/zoedepth-nyu.svg" --replace | tee "$results/zoedepth-nyu.txt"
