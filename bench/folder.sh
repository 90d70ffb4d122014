#!/usr/bin/env bash
# A folder of photographs from files to files: ZoeD_N at 384x512 in each precision, and a straightforward C# program on ONNX Runtime.
#   bench/folder.sh [PHOTOGRAPHS=200] [ROUNDS=1] [THREADS=2]
# The last line is one JSON object; the whole output is kept in bench/results/folder.txt, or in the folder MACHINE of bench/results.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/onnxruntime/prepare.sh
results=bench/results/${MACHINE:-}
mkdir -p "$results"
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc 2>/dev/null || sysctl -n hw.ncpu) processors"
  dotnet "$benchmarks" folder "$graph" "$peer" "$@"
} | tee "$results/folder.txt"
