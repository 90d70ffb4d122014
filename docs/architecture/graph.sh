#!/usr/bin/env bash
# Draws the folder graph of every project of src: which folder uses which, circles in red. Needs Graphviz (dot).
#   docs/architecture/graph.sh             of this checkout, into docs/architecture/now
#   docs/architecture/graph.sh SRC FOLDER  of the projects in another folder
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
source=${1:-$root/src}
into=${2:-$here/now}
command -v dot >/dev/null || { echo "Graphviz is missing: install it (apt-get install graphviz)" >&2; exit 1; }
dotnet build "$root/tools/ZoeDepth.FolderGraph" --configuration Release --verbosity quiet
mkdir -p "$into"
for project in "$source"/*/; do
  [[ -n $(find "$project" -maxdepth 1 -name '*.csproj') ]] || continue
  name=$(basename "$project")
  dotnet "$root/tools/ZoeDepth.FolderGraph/bin/Release/net10.0/ZoeDepth.FolderGraph.dll" "$project" | dot -Tsvg -o "$into/$name.svg"
  echo "$into/$name.svg"
done
