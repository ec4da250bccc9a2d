"""Reads pages as Volatility 3 does; prints JSON: SHA-256 by address.

Arguments: "elf" or "vmware", the file, then addresses.
"""

import hashlib
import json
import sys
from pathlib import Path

from volatility3.framework import contexts
from volatility3.framework.layers import elf, physical, vmware


def add(context, name, path):
    context.config[f"{name}.location"] = Path(path).resolve().as_uri()
    context.add_layer(physical.FileLayer(context, name, name))


def open_layer(kind, path):
    context = contexts.Context()
    add(context, "base", path)
    context.config["top.base_layer"] = "base"
    if kind == "elf":
        return elf.Elf64Layer(context, "top", "top")
    state = next(
        p for p in Path(path).parent.iterdir() if p.suffix in (".vmss", ".vmsn")
    )
    add(context, "meta", state)
    context.config["top.meta_layer"] = "meta"
    return vmware.VmwareLayer(context, "top", "top")


def main(kind, path, *addresses):
    layer = open_layer(kind, path)
    pages = {
        int(a): hashlib.sha256(layer.read(int(a), 4096)).hexdigest() for a in addresses
    }
    json.dump(pages, sys.stdout)


main(*sys.argv[1:])
