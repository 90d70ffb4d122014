#!/usr/bin/env bash
# Products of 8 and 16 bits on Arm64, by emulation: publishes the kernels' tests for linux-arm64 and runs them under qemu. Dot products
# of bytes (Dp) and the portable twins give the bits the tests demand on every machine.
#   tests/arm64.sh [CLASS…]      the classes of those products when left out. qemu 7.2 does not carry the whole suite: it crashed at
#                                another place in every run, in code that .NET had just compiled
# Needs qemu-user, the C and C++ libraries of Arm64 (apt-get install qemu-user libc6-arm64-cross libstdc++6-arm64-cross), and its
# libssl, which the test runner hashes with: LIBRARIES=FOLDER, unpacked there by
#   dpkg --add-architecture arm64 && apt-get update && apt-get download libssl3:arm64 && dpkg -x libssl3_*_arm64.deb FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
command -v qemu-aarch64 >/dev/null || { sed -n '6,8p' "$0" >&2; exit 2; }
libraries=$(find "${LIBRARIES:-/usr/lib/aarch64-linux-gnu}" -name 'libssl.so.*' -print -quit 2>/dev/null)
[[ -n $libraries ]] || { sed -n '6,8p' "$0" >&2; exit 2; }
out=artifacts/arm64
dotnet publish tests/ZoeDepth.Kernels.Tests --configuration Release --runtime linux-arm64 --self-contained true \
  -p:UseAppHost=true --output "$out" --verbosity quiet
(($#)) || set -- '*Int8ProductTests' '*BFloat16ProductTests'
arguments=()
for class in "$@"; do arguments+=(-class "$class"); done
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 qemu-aarch64 -cpu max -L /usr/aarch64-linux-gnu \
  -E LD_LIBRARY_PATH="$(dirname "$libraries")" "$out/ZoeDepth.Kernels.Tests" "${arguments[@]}"
