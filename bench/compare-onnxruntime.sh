#!/usr/bin/env bash
# One full-size pass (ZoeD_N, 384x512) here, in float32, bfloat16 and int8, and in ONNX Runtime (float32), each in a process of its own, turn by turn, same weights, same picture, same number of threads.
#   bench/compare-onnxruntime.sh [ROUNDS=9] [THREADS=2] [STARTS=5]
# In the JSON, what ends in _bf16 is bfloat16's and in _int8 int8's (weights not calibrated); their mean_abs and max_abs are against ONNX Runtime's float32, too.
# The cold start is that of the published command line, precompiled as its users get it. Needs Node.js and npm. The last line is one JSON object; the whole output is kept in bench/results/onnxruntime.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
peer=artifacts/onnxruntime
mkdir -p "$peer" bench/results
cp bench/onnxruntime/*.mjs bench/onnxruntime/*.onnx bench/onnxruntime/weights.json "$peer/"
[ -d "$peer/node_modules/onnxruntime-node" ] || (cd "$peer" && npm install --silent --no-fund --no-audit --ignore-scripts onnxruntime-node@1.30.0)
[ -f "$peer/weights.bin" ] || node "$peer/fill.mjs" "$peer"
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
dotnet publish src/ZoeDepth.Cli --configuration Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true --output artifacts/cli --verbosity quiet
mkdir -p bench/results
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll onnxruntime "$peer" "$@"
} | tee bench/results/onnxruntime.txt
