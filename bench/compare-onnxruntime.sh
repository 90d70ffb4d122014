#!/usr/bin/env bash
# One full-size pass (ZoeD_N, 384x512) here, in float32, bfloat16 and int8, and in ONNX Runtime (float32, from C#), each in a process of its own, turn by turn, same weights, same picture, same number of threads.
#   bench/compare-onnxruntime.sh [ROUNDS=9] [THREADS=2] [STARTS=5]
# In the JSON, what ends in _bf16 is bfloat16's and in _int8 int8's (weights not calibrated); their mean_abs and max_abs are against ONNX Runtime's float32, too.
# Cold starts are of the published command line, precompiled as its package has it, and of the program compiled ahead of time (_native; needs what deploy/release/native.sh needs); as they come, and with operands packed ahead (_prepared; zoedepth models prepare).
# The last line is one JSON object; the whole output is kept in bench/results/onnxruntime.txt, or in the folder MACHINE of bench/results.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/onnxruntime/prepare.sh
deploy/release/native.sh native
rm -rf artifacts/native && mkdir -p artifacts/native
tar --directory artifacts/native --strip-components=1 -xzf artifacts/release/zoedepth-*-native.tar.gz
results=bench/results/${MACHINE:-}
mkdir -p "$results"
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet "$benchmarks" onnxruntime "$peer" "$graph" "$@"
} | tee "$results/onnxruntime.txt"
