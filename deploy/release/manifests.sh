#!/usr/bin/env bash
# Writes the manifests by which Homebrew and winget find a release, with the hashes of its archives.
#   REPOSITORY_URL=https://github.com/NAME/REPOSITORY deploy/release/manifests.sh VERSION FOLDER
# Submitted by hand: to a tap (zoedepth.rb), and to microsoft/winget-pkgs (ZoeDepth.ZoeDepth.*.yaml).
set -euo pipefail
version=$1 folder=$2
url=${REPOSITORY_URL:?the address of the repository}/releases/download/v$version
hash() { awk -v file="$1" '$2 == file { print $1 }' "$folder/SHA256SUMS"; }

mac=zoedepth-$version-osx-arm64.tar.gz linux=zoedepth-$version-linux-x64.tar.gz windows=zoedepth-$version-win-x64.zip
if [[ -n $(hash "$mac") && -n $(hash "$linux") ]]; then
  cat >"$folder/zoedepth.rb" <<RUBY
class Zoedepth < Formula
  desc "Metres from one photograph: metric depth, offline"
  homepage "$REPOSITORY_URL"
  version "$version"
  license "MIT"
  on_macos do
    url "$url/$mac"
    sha256 "$(hash "$mac")"
  end
  on_linux do
    url "$url/$linux"
    sha256 "$(hash "$linux")"
  end

  def install
    libexec.install "zoedepth", "models"
    bin.write_exec_script libexec/"zoedepth"
    generate_completions_from_executable(bin/"zoedepth", "completion")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/zoedepth --version")
  end
end
RUBY
fi
if [[ -n $(hash "$windows") ]]; then
  id=ZoeDepth.ZoeDepth
  head="PackageIdentifier: $id"$'\n'"PackageVersion: $version"
  printf '%s\nDefaultLocale: en-US\nManifestType: version\nManifestVersion: 1.6.0\n' "$head" >"$folder/$id.yaml"
  printf '%s\nPackageLocale: en-US\nPublisher: ZoeDepth for .NET contributors\nPackageName: zoedepth\nLicense: MIT\nShortDescription: Metres from one photograph, offline\nManifestType: defaultLocale\nManifestVersion: 1.6.0\n' \
    "$head" >"$folder/$id.locale.en-US.yaml"
  cat >"$folder/$id.installer.yaml" <<YAML
$head
InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
  - RelativeFilePath: ${windows%.zip}\\zoedepth.exe
    PortableCommandAlias: zoedepth
Installers:
  - Architecture: x64
    InstallerUrl: $url/$windows
    InstallerSha256: $(hash "$windows" | tr a-f A-F)
ManifestType: installer
ManifestVersion: 1.6.0
YAML
fi
