"""Numbers of other cores: Depth Anything V2's own code (DINOv2, its decoder and head) and timm's Swin and SwinV2.

    python3 make.py --depth-anything FOLDER --timm FOLDER [--seed 1] [--out .]

FOLDER is a checkout of DepthAnything/Depth-Anything-V2 (with metric_depth) and of huggingface/pytorch-image-models.
Both are run as they are, in double; only packages they import and do not use here (torchvision, cv2, timm's
registry) are stubbed. Small networks with random weights, every parameter drawn; weights are kept as float32.
"""
import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import struct
import sys
import types
from functools import partial

import torch


class Stub(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {"__init__": lambda *a, **k: None})


class Stubs(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    names = ("torchvision", "huggingface_hub", "safetensors", "cv2", "yaml", "PIL")

    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in self.names:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Stub(spec.name)

    def exec_module(self, module):
        pass


def package(name, path):
    module = types.ModuleType(name)
    module.__path__ = [path]
    sys.modules[name] = module


def timm(folder):
    """timm's two files without its registry, which newer releases of PyTorch are needed for."""
    package("timm", os.path.join(folder, "timm"))
    package("timm.models", os.path.join(folder, "timm", "models"))
    data = types.ModuleType("timm.data")
    data.__getattr__ = lambda name: (0.5, 0.5, 0.5)
    sys.modules["timm.data"] = data
    for name in ["_builder", "_registry", "_manipulate", "_features", "_features_fx"]:
        module = types.ModuleType("timm.models." + name)
        module.__getattr__ = lambda key: (lambda *a, **k: a[0] if a and callable(a[0]) else (lambda f: f))
        sys.modules["timm.models." + name] = module
    from timm.models.swin_transformer import SwinTransformer
    from timm.models.swin_transformer_v2 import SwinTransformerV2
    return SwinTransformer, SwinTransformerV2


def draw(module, generator):
    """Every parameter: matrices about as large as their input, norms and scales around 1."""
    with torch.no_grad():
        for name, p in module.named_parameters():
            fan_in = p[0].numel() if p.dim() > 1 else 4
            reach = 1.4 / fan_in ** 0.5
            p.copy_(((torch.rand(p.shape, generator=generator) * 2 - 1) * reach).float())
            if p.dim() == 1 and (name.endswith("weight") or name.endswith("gamma")):
                p.add_(1)
    return module.double().eval()


def write(path, tensors):
    kinds = {torch.float32: "F32", torch.float64: "F64"}
    header, blobs, at = {}, [], 0
    for name, t in tensors.items():
        blob = t.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": kinds[t.dtype], "shape": list(t.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def picture(rows, columns, generator):
    return torch.randn(1, 3, rows, columns, generator=generator).float().double()


def depth_anything(folder, out, generator, cases):
    """The state dict of a small Depth Anything V2 as its authors save it, and what it says."""
    for name, root, farthest, sizes in [
        ("depth_anything_v2_vits", folder, None, [(56, 56), (42, 84), (70, 56)]),
        ("depth_anything_v2_metric_vkitti_vits", os.path.join(folder, "metric_depth"), 80.0, [(56, 70)]),
    ]:
        for loaded in [m for m in sys.modules if m.split(".")[0] == "depth_anything_v2"]:
            del sys.modules[loaded]
        sys.path.insert(0, root)
        from depth_anything_v2.dinov2 import DinoVisionTransformer
        from depth_anything_v2.dinov2_layers import MemEffAttention, NestedTensorBlock
        from depth_anything_v2.dpt import DepthAnythingV2, DPTHead
        sys.path.pop(0)
        model = DepthAnythingV2.__new__(DepthAnythingV2)
        torch.nn.Module.__init__(model)
        model.encoder, model.intermediate_layer_idx = "vits", {"vits": [0, 1, 2, 3]}
        model.pretrained = DinoVisionTransformer(
            img_size=56, patch_size=14, embed_dim=128, depth=4, num_heads=2, mlp_ratio=0.5, init_values=1.0,
            block_chunks=0, block_fn=partial(NestedTensorBlock, attn_class=MemEffAttention))
        model.depth_head = DPTHead(128, features=8, out_channels=[4, 6, 8, 6])
        if farthest:
            model.max_depth = farthest
        draw(model, generator)
        with torch.no_grad():
            model.depth_head.scratch.output_conv2[2].bias.fill_(0.0 if farthest else 1.5)
        torch.save({k: v.float() for k, v in model.state_dict().items()}, os.path.join(out, name + ".pth"))
        tensors = {}
        for rows, columns in sizes:
            x = picture(rows, columns, generator)
            with torch.no_grad():
                y = model(x)
            assert y.std() > 0.01 * y.abs().max(), (name, y.std(), y.abs().max())
            case = f"{name}-{rows}x{columns}"
            tensors[case + ".pixel_values"], tensors[case + ".predicted_depth"] = x.float(), y
            cases.append({"name": case, "op": "depth_anything", "weights": name + ".pth", "tensors": name +
                          ".safetensors", "rtol": 2e-5, "atol": 2e-5 * y.abs().max().item()})
        write(os.path.join(out, name + ".safetensors"), tensors)


def swin(folder, out, generator, cases):
    """Names of timm 0.6, which MiDaS uses: there a stage's merging has the number of the stage before it."""
    first, second = timm(folder)
    shared = dict(patch_size=2, embed_dim=4, depths=(2, 2, 2, 2), num_heads=(1, 2, 2, 4), window_size=4, mlp_ratio=2,
                  num_classes=0, drop_path_rate=0.0, img_size=32)
    for name, model, pretrained in [
        ("swin", first(**shared), [0, 0, 0, 0]),
        ("swinv2", second(**shared), [0, 0, 0, 0]),
        ("swinv2-pretrained", second(pretrained_window_sizes=(3, 3, 3, 2), **shared), [3, 3, 3, 2]),
    ]:
        draw(model, generator)
        if name != "swin":
            # A factor of 1 to 20 on the cosines, and one beyond the bound of 100.
            with torch.no_grad():
                for key, p in model.named_parameters():
                    if key.endswith("logit_scale"):
                        p.copy_((torch.rand(p.shape, generator=generator) * 3).float())
                model.layers[0].blocks[0].attn.logit_scale.fill_(6.0)
        x = picture(32, 32, generator)
        tensors, stages = {"pixel_values": x.float()}, []
        hooks = [layer.blocks[-1].register_forward_hook(lambda m, i, y: stages.append(y)) for layer in model.layers]
        with torch.no_grad():
            model.forward_features(x)
        for hook in hooks:
            hook.remove()
        for i, stage in enumerate(stages):
            tensors[f"stage{i + 1}"] = stage
        for key, value in model.state_dict().items():
            parts = key.split(".")
            if len(parts) > 2 and parts[2] == "downsample":
                parts[1] = str(int(parts[1]) - 1)
            if value.is_floating_point():
                tensors["weights.pretrained.model." + ".".join(parts)] = value.float()
        write(os.path.join(out, name + ".safetensors"), tensors)
        cases.append({"name": name, "op": "swin", "version": 1 if name == "swin" else 2, "pretrained": pretrained,
                      "tensors": name + ".safetensors", "rtol": 2e-5, "atol": 2e-4})


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--depth-anything", required=True)
    arguments.add_argument("--timm", required=True)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    given = arguments.parse_args()
    sys.meta_path.insert(0, Stubs())
    generator, cases = torch.Generator().manual_seed(given.seed), []
    depth_anything(given.depth_anything, given.out, generator, cases)
    swin(given.timm, given.out, generator, cases)
    with open(os.path.join(given.out, "cases.json"), "w") as f:
        json.dump({"family": "backbones", "schema": 1, "seed": given.seed,
                   "versions": {"torch": torch.__version__}, "cases": cases}, f, indent=1)


main()
