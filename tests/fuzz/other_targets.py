"""Compressed memory, debug.guest, whole folders, VMware's lists, and cores."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    write_checkpoint,
)
from guestcore.demo.fastlz_encoder import encode
from guestcore.files.fastlz import FastLzError, decompress
from guestcore.model import PAGE_SIZE, PagingMode
from guestcore.pipeline import CheckDepth, ConvertOptions, convert
from tests.builders.paging import MIB
from tests.fuzz.fields import of_chain, of_core, of_state, of_words
from tests.fuzz.readers import (
    check,
    check_against,
    convert_and_check,
    inform,
    read_lists,
    resolve_folder,
)
from tests.fuzz.small_linux import RAM_SIZE, SmallLinux
from tests.fuzz.target import Target

_REGIONS = ((0, RAM_SIZE),)
_VMX = """.encoding = "UTF-8"
config.version = "8"
displayName = "a machine |22with|22 \u00fc"
guestOS = "debian12-64"
checkpoint.vmState = "machine-1.vmss"
scsi0:0.fileName = "disk.vmdk"
extra.path = "/somewhere/else.vmss"
"""
_VMSD_ENTRY = """snapshot{n}.uid = "{uid}"
snapshot{n}.filename = "machine-Snapshot{uid}.vmsn"
snapshot{n}.parent = "{parent}"
snapshot{n}.displayName = "snapshot {n}"
snapshot{n}.createTimeHigh = "411560"
snapshot{n}.createTimeLow = "-1543503872"
"""
_VMSD = '.encoding = "UTF-8"\nsnapshot.current = "2"\nsnapshot.numSnapshots = "3"\n' + (
    "".join(_VMSD_ENTRY.format(n=n, uid=n + 1, parent=n) for n in range(3))
)


_USER_REGISTERS = (
    "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8",
    "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags",
    "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs",
)  # fmt: skip


def chain_targets(folder: Path) -> list[Target]:
    """Return compressed memory: a chain of blocks, and single FastLZ streams."""
    place = folder / "chain" / "guest.vmem"
    place.parent.mkdir(parents=True)
    guest = SmallLinux()
    layout = CheckpointSpec(
        regions=_REGIONS, vcpus=guest.registers(), crash_readable=False
    )
    write_checkpoint(
        place.parent,
        "guest",
        replace(layout, memory=MemoryStorage.VMEM_COMPRESSED),
        guest.ram.memory.read,
    )
    blocks = [_block(guest.image()[at : at + MIB]) for at in range(0, RAM_SIZE, MIB)]
    data = b"".join(blocks)
    state = place.with_suffix(".vmss")
    targets = [
        Target("chain", place, data, lambda _: convert_and_check(state), of_chain(data))
    ]
    for level in (1, 2):
        data = encode(guest.image()[0x4_0000:0x6_4000], level=level)
        place = folder / f"level{level}" / "stream"
        place.parent.mkdir()
        targets.append(Target(f"FastLZ level {level}", place, data, _decompress))
    return targets


def _block(data: bytes) -> bytes:
    stream = encode(data)
    return struct.pack("<QQ", len(data), len(stream)) + stream


def _decompress(path: Path) -> str:
    data = path.read_bytes()
    try:
        output = decompress(data, 0x2_4000)
    except FastLzError:
        return "damaged"
    assert len(output) == 0x2_4000
    return "result"


def debug_guest_targets(folder: Path) -> list[Target]:
    """Return ESXi's debug.guest in every version."""
    targets = []
    for version in range(1, 8):
        place = folder / f"debug{version}" / "debug.guest"
        place.parent.mkdir(parents=True)
        place.with_name("debug.vmem").write_bytes(SmallLinux().image())
        data = _debug_guest(version)
        fields = of_words(data, 0, 120) + of_words(data, 0, 120, 8)
        targets.append(
            Target(f"debug.guest {version}", place, data, inform, fields, ((0, 400),))
        )
    return targets


def _debug_guest(version: int) -> bytes:
    gap = {1: 13, 2: 13, 6: 15, 7: 8}.get(version, 14)
    pages = RAM_SIZE // PAGE_SIZE
    if version == 1:
        memory = struct.pack("<QI4xI16x4x", RAM_SIZE - 1, pages, 0)
    else:
        memory = struct.pack("<QQ4xI32x", RAM_SIZE - 1, pages, 0)
    if version == 7:
        memory += struct.pack("<I7x", 1)
    registers = SmallLinux().registers()
    states = b"".join(_debug_vcpu(version, vcpu) for vcpu in registers)
    return struct.pack("<II", version, len(registers)) + bytes(gap) + memory + states


def _debug_vcpu(version: int, vcpu: dict[str, int]) -> bytes:
    first = struct.pack(
        "<IQQQ80xQ", *(vcpu[n] for n in ("cr0", "cr2", "cr3", "cr4", "idtr_base"))
    )
    second = struct.pack("<27Q", *(vcpu.get(name, 0) for name in _USER_REGISTERS))
    return first + bytes(45 if version < 4 else 42) + second + bytes(17 + 4096)


def machine_targets(folder: Path) -> list[Target]:
    """Return the files of a machine's folder, and the user's lists of machines."""
    targets = []
    for suffix in (".vmx", ".vmsd", ".vmss"):
        place = _write_machine(folder / f"machine{suffix}") / f"machine{suffix}"
        if suffix == ".vmss":
            place = place.with_name("machine-1.vmss")
        data = place.read_bytes()
        fields = of_state(data) if suffix == ".vmss" else ()
        targets.append(Target(f"folder, {suffix}", place, data, resolve_folder, fields))
    for name, text in (
        (
            "inventory.vmls",
            '.encoding = "UTF-8"\nvmlist1.config = "{vmx}"\nindex0.id = "{vmx}"\n',
        ),
        (
            "preferences",
            'pref.mruVM0.filename = "{vmx}"\nprefvmx.defaultVMPath = "{folder}"\n',
        ),
    ):
        home = folder / f"home {name}"
        machine = _write_machine(home / "vmware" / "machine")
        place = home / ".vmware" / name
        place.parent.mkdir()
        data = text.format(vmx=machine / "machine.vmx", folder=machine.parent).encode()
        targets.append(Target(name, place, data, _at_home(home, read_lists)))
    return targets


def _at_home(home: Path, reader: Callable[[Path], str]) -> Callable[[Path], str]:
    def read(path: Path) -> str:
        before = os.environ.get("HOME")
        os.environ["HOME"] = str(home)
        try:
            return reader(path)
        finally:
            if before is not None:
                os.environ["HOME"] = before

    return read


def _write_machine(folder: Path) -> Path:
    folder.mkdir(parents=True)
    guest = SmallLinux()
    layout = CheckpointSpec(
        regions=((0, MIB),), vcpus=guest.registers()[:1], crash_readable=False
    )
    write_checkpoint(folder, "machine-1", layout, guest.ram.memory.read)
    without = replace(layout, memory=MemoryStorage.NONE)
    for uid in (1, 2):
        write_checkpoint(folder, f"machine-Snapshot{uid}", without, suffix=".vmsn")
    (folder / "machine.vmx").write_text(_VMX, encoding="utf-8")
    (folder / "machine.vmsd").write_text(_VMSD, encoding="utf-8")
    return folder


def core_targets(folder: Path) -> list[Target]:
    """Return cores of both classes, alone and with their source, and a PN_XNUM one."""
    targets = []
    for mode in (PagingMode.LONG_4LEVEL, PagingMode.PAE):
        for reader in (check, check_against):
            place = folder / f"core {mode.value} {reader.__name__}" / "guest.core"
            data = _make_core(place, mode)
            name = f"core, {mode.value}, {reader.__name__}"
            targets.append(
                Target(name, place, data, reader, of_core(data), ((0, 8192),))
            )
    place = folder / "xnum" / "guest.core"
    data = _make_core(place, PagingMode.LONG_4LEVEL)
    fields, size = of_core(data), len(data)
    data = _counted_in_section(data)
    hot = ((0, 512), (size, 64))
    fields += of_words(data, size, size + 64)
    targets.append(Target("core, PN_XNUM", place, data, check, fields, hot))
    return targets


def _make_core(place: Path, mode: PagingMode) -> bytes:
    place.parent.mkdir(parents=True)
    guest = SmallLinux(mode)
    layout = CheckpointSpec(
        regions=_REGIONS, vcpus=guest.registers(), crash_readable=False
    )
    state = write_checkpoint(place.parent, "sound", layout, guest.ram.memory.read).state
    result = convert(state, ConvertOptions(output=place, check=CheckDepth.NONE))
    assert result.error is None
    return place.read_bytes()


def _counted_in_section(core: bytes) -> bytes:
    """Return a core whose number of program headers stands in a section header."""
    data = bytearray(core)
    (count,) = struct.unpack_from("<H", data, 56)
    struct.pack_into("<H", data, 56, 0xFFFF)
    struct.pack_into("<Q", data, 40, len(data))
    struct.pack_into("<HH", data, 58, 64, 1)
    return bytes(data + struct.pack("<44xI16x", count))
