#!/usr/bin/env bash
# The JPEG decoder and libjpeg-turbo's djpeg on 12-megapixel pictures, turn by turn, one thread each; the pixels must be equal.
# Needs djpeg and jpegtran (Debian: apt-get install libjpeg-turbo-progs). The last line is one JSON object; the whole output is kept in bench/results/djpeg.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
for program in djpeg jpegtran; do
  command -v "$program" > /dev/null || { echo "$program is not installed: apt-get install libjpeg-turbo-progs" >&2; exit 1; }
done
mkdir -p bench/results
dotnet build bench/ZoeDepth.Benchmarks --configuration Release --verbosity quiet
{
  echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(djpeg -version 2>&1 | head -1)"
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll djpeg samples/photos
} | tee bench/results/djpeg.txt
