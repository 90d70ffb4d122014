#!/usr/bin/env bash
# A pass of this tree beside that of another commit: zoedepth-mini and ZoeD_N at 384x512 in every precision, turn by turn.
#   bench/against.sh COMMIT [ROUNDS=7] [SLOWEST=1.03] [THREADS=2]
# Ends with 1 where something takes more than SLOWEST times as long as there. Nothing is kept: a change is judged by it once.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -n "${1:-}" ]] || { sed -n '2,4p' "$0"; exit 2; }
other=artifacts/against/$(git rev-parse --short "$1^{commit}")
[[ -d $other ]] || git worktree add --detach --quiet "$other" "$1"
for tree in . "$other"; do dotnet build "$tree/bench/ZoeDepth.Benchmarks" --configuration Release --verbosity quiet; done
program=bench/ZoeDepth.Benchmarks/bin/Release/net10.0/ZoeDepth.Benchmarks.dll
dotnet "$program" against "$PWD/$other/$program" "${@:2}"
