#!/usr/bin/env bash
# Time and memory of every published network at its size, random weights, a process for each:
#   bench/backbones.sh > bench/results/backbones.txt
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q bench/ZoeDepth.Benchmarks >&2
networks=${*:-DPT_BEiT_L_512 DPT_BEiT_L_384 DPT_BEiT_B_384 DPT_SwinV2_L_384 DPT_SwinV2_B_384 DPT_SwinV2_T_256 DPT_Swin_L_384 DPT_Large depth-anything-small depth-anything-base depth-anything-large}
first=1
for network in $networks; do
  dotnet bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll backbones "$network" | tail -n +$first
  first=2
done
