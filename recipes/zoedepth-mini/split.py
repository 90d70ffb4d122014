#!/usr/bin/env python3
"""Splits photographs with measured depth by scene: half may train, half judge.

    python3 recipes/zoedepth-mini/split.py data/real/manifest.jsonl

writes train.jsonl and judge.jsonl beside the manifest. Scenes are ordered by a hash of their name and dealt out in
turn, indoors and outdoors apart; rendered pictures are left out, and what is named dgp_* only judges. What names no
camera does not train either: the model's metres depend on it.
"""
import hashlib
import json
import pathlib
import sys


def order(scene):
    return hashlib.sha256(f"zoedepth-mini {scene}".encode()).hexdigest()


manifest = pathlib.Path(sys.argv[1])
rows = [json.loads(line) for line in manifest.read_text().splitlines() if line.strip()]
rows = [row for row in rows if not row.get("rendered")]
training = set()
for domain in ("indoor", "outdoor"):
    scenes = {row["scene"] for row in rows if row["domain"] == domain and not row["name"].startswith("dgp_")}
    training |= set(sorted(scenes, key=order)[::2])
for split in ("train", "judge"):
    chosen = [row for row in rows if (row["scene"] in training) == (split == "train")]
    if split == "train":
        chosen = [row for row in chosen if row.get("hfov_degrees") or row.get("intrinsics")]
    lines = [json.dumps({**row, "split": split}) for row in chosen]
    (manifest.parent / f"{split}.jsonl").write_text("\n".join(lines) + "\n")
    print(f"{split}: {len(chosen)} pictures of {len({row['scene'] for row in chosen})} scenes")
