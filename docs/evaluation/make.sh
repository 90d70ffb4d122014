#!/usr/bin/env bash
# Evaluates the model in the box on the tiny trees of the reference set, in the layout of the research code:
#   docs/evaluation/make.sh        writes docs/evaluation/tiny-trees.txt
set -euo pipefail
cd "$(dirname "$0")/../.."
trees=$PWD/tests/goldens/evaluation/trees
root=artifacts/datasets
rm -rf "$root"
link() { mkdir -p "$(dirname "$root/$2")" && ln -s "$trees/$1" "$root/$2"; }
link nyu nyu_depth_v2/official_splits/test
link nyu/test_files.txt train_test_inputs/nyudepthv2_test_files_with_gt.txt
link kitti kitti/raw
link kitti kitti/gts
link kitti/test_files.txt train_test_inputs/kitti_eigen_test_files_with_gt.txt
link ibims ibims/ibims1_core_raw
link sunrgbd SUNRGBD/test
link diml_indoor diml_indoor_test
link diml_outdoor diml_outdoor_test
link diode_indoors diode_indoor
link diode_outdoor diode_outdoor
link hypersim hypersim_test
link vkitti vkitti_test
link vkitti2 vkitti2
link ddad ddad/ddad_val
dotnet run -c Release --no-build --project src/ZoeDepth.Cli -- evaluate -d ALL,diml_indoor,vkitti --root "$root" \
  2>/dev/null > docs/evaluation/tiny-trees.txt
