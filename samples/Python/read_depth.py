"""Depth as ZoeDepth for .NET writes it, in Python: metres as a NumPy array, and what the file says of them.

    python3 samples/Python/read_depth.py room.depth.png
"""
import sys

import numpy as np
from PIL import Image


def read_depth(path):
    """Metres as float32 [row, column], NaN where there is no depth; and the texts of a PNG ({} for .npy)."""
    if path.endswith(".npy"):
        return np.load(path), {}
    with Image.open(path) as image:
        image.load()
        units, texts = np.asarray(image).astype(np.float32), dict(image.text)
    metres = units / float(texts["Depth units per metre"])
    metres[units == 0] = np.nan
    return metres, texts


if __name__ == "__main__":
    depth, about = read_depth(sys.argv[1])
    print(f"{depth.shape[0]}x{depth.shape[1]}: {np.nanmin(depth):.3f} to {np.nanmax(depth):.3f} m")
    for name in ("Model", "Domain", "Field of view", "Depth kind"):
        if name in about:
            print(f"{name}: {about[name]}")
