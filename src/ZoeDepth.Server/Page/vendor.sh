#!/usr/bin/env bash
# Fetches three.js from npm and takes from it what the page uses: the minified library, the reader of glTF, the orbit
# controls, the licence. Only the places they import each other from are changed, because a page without inline scripts
# has no import map.     src/ZoeDepth.Server/Page/vendor.sh
set -euo pipefail
version=0.170.0
integrity=sha512-FQK+LEpYc0fBD+J8g6oSEyyNzjp+Q7Ks1C568WWaoMRLW+TkNNWmenWeGgJjV105Gd+p/2ql1ZcjYvNiPZBhuQ==
cd "$(dirname "$0")"
into="$PWD/Files/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "three@$version" >/dev/null
[[ "sha512-$(openssl dgst -sha512 -binary "three-$version.tgz" | base64 -w0)" == "$integrity" ]] || { echo "three-$version.tgz is not the file it was" >&2; exit 1; }
tar xzf "three-$version.tgz"
mkdir -p "$into"
cp package/build/three.module.min.js package/LICENSE "$into/"
for file in loaders/GLTFLoader controls/OrbitControls utils/BufferGeometryUtils; do
  sed -E "s#from 'three'#from './three.module.min.js'#; s#from '../utils/BufferGeometryUtils.js'#from './BufferGeometryUtils.js'#" \
    "package/examples/jsm/$file.js" >"$into/$(basename "$file").js"
done
(cd "$into" && sha256sum -- *.js LICENSE) | tee "$into/SHA256SUMS"
