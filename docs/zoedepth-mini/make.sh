#!/usr/bin/env bash
# The ten sample photographs beside the depth of the model in the box.      docs/zoedepth-mini/make.sh
# Needs ImageMagick's montage.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet run -c Release --project src/ZoeDepth.Cli -- predict samples/photos --out "$out" --side-by-side
montage "$out"/*.side.png -tile 2x -geometry '560x300>+6+6' -quality 88 docs/zoedepth-mini/photographs.jpg
