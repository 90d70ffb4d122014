#!/bin/sh
# Compares the JPEG decoder with libjpeg-turbo's djpeg on 12-megapixel pictures. Needs djpeg and jpegtran (Debian: apt-get install
# libjpeg-turbo-progs).
set -eu
cd "$(dirname "$0")"
for program in djpeg jpegtran; do
    command -v "$program" > /dev/null || { echo "$program is not installed: apt-get install libjpeg-turbo-progs" >&2; exit 1; }
done
exec dotnet run -c Release compare-djpeg.cs -- ../samples/photos
