#!/usr/bin/env bash
# The kernels on Arm64, by emulation: publishes the kernels' tests for linux-arm64 and runs them under qemu, each at every instruction
# set Arm has here. Dot products of bytes (Dp), NEON and the portable twins give the bits the tests demand on every machine.
#   tests/arm64.sh [CLASS…]      default: products and packing; '*' runs all, which takes an hour
# Needs qemu-user and the C and C++ libraries of Arm64 (apt-get install qemu-user libc6-arm64-cross libstdc++6-arm64-cross).
set -euo pipefail
cd "$(dirname "$0")/.."
classes=("$@")
((${#classes[@]})) || classes=('*Int8*' '*BFloat16*' '*GemmTests')
command -v qemu-aarch64 >/dev/null || { sed -n '5p' "$0" >&2; exit 2; }
out=artifacts/arm64
dotnet publish tests/ZoeDepth.Kernels.Tests --configuration Release --runtime linux-arm64 --self-contained true \
  -p:UseAppHost=true --output "$out" --verbosity quiet
arguments=()
for class in "${classes[@]}"; do arguments+=(-class "$class"); done
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 qemu-aarch64 -cpu max -L /usr/aarch64-linux-gnu "$out/ZoeDepth.Kernels.Tests" "${arguments[@]}"
