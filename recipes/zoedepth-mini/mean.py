#!/usr/bin/env python3
"""The mean of the weights of two models of one architecture: points of one run a stage apart (Wortsman et al., 2022).

    python3 recipes/zoedepth-mini/mean.py FIRST/model.safetensors SECOND/model.safetensors OUT.safetensors

Both hold the same tensors in float16, in the same order, and so does what is written.
"""
import pathlib
import struct
import sys

one, other = (pathlib.Path(name).read_bytes() for name in sys.argv[1:3])
start = 8 + struct.unpack("<Q", one[:8])[0]
if one[:start] != other[:start] or b'"F32"' in one[:start]:
    sys.exit("the two files do not hold the same tensors in float16")
count = (len(one) - start) // 2
numbers = zip(*(struct.unpack(f"<{count}e", file[start:]) for file in (one, other)))
pathlib.Path(sys.argv[3]).write_bytes(one[:start] + struct.pack(f"<{count}e", *((a + b) / 2 for a, b in numbers)))
