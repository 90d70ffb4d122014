#!/usr/bin/env bash
# The PNG decoder and libpng (netpbm's pngtopnm) on 8-megapixel RGB pictures, turn by turn, one thread each; the pixels must be equal.
# pngtopnm also takes every pixel through netpbm's own types: libpng inside Pillow needed some 0.7 of its time for such a picture.
# Needs pngtopnm and pnmtopng (Debian: apt-get install netpbm). The last line is one JSON object; the whole output is kept in bench/results/libpng.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
for program in pngtopnm pnmtopng; do
  command -v "$program" > /dev/null || { echo "$program is not installed: apt-get install netpbm" >&2; exit 1; }
done
mkdir -p bench/results
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(pngtopnm -version 2>&1 | head -1)"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll libpng samples/photos
} | tee bench/results/libpng.txt
