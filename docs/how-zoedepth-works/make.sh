#!/usr/bin/env bash
# Draws the figures of docs/how-zoedepth-works.md with the model in the box.      docs/how-zoedepth-works/make.sh [PHOTO]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet run -c Release --project src/ZoeDepth.Cli -- explain "${1:-samples/photos/room_desk.jpg}" --replace \
  --figures docs/how-zoedepth-works
