#!/usr/bin/env bash
# A thousand rounds of dispose, cancel and replace weights under eight estimating threads, with a small model and one of
# the size of BEiT-B; sixty-four callers at once; estimates of full size cancelled. Writes models of 1.8 GB below the
# temporary folder. Each line of bench/results/lifetimes.txt is one hundred rounds, or one measurement.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/ZoeDepth.Tests --configuration Release --verbosity quiet
mkdir -p bench/results
echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $(nproc) processors" >bench/results/lifetimes.txt
ZOEDEPTH_STRESS_ROUNDS="${1:-1000}" ZOEDEPTH_STRESS_OUTPUT="$PWD/bench/results/lifetimes.txt" \
    dotnet test tests/ZoeDepth.Tests --configuration Release --no-build --filter "FullyQualifiedName~LifetimeStress"
cat bench/results/lifetimes.txt
