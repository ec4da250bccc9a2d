"""State files in every layout, and the memory of guests in every paging mode."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

from guestcore.demo.checkpoint_writer import (
    CheckpointSpec,
    MemoryStorage,
    PageNumbers,
    build_groups,
    write_checkpoint,
)
from guestcore.demo.fastlz_encoder import encode
from guestcore.demo.memory_image import MemoryImage
from guestcore.demo.register_tags import RegisterEncoding
from guestcore.demo.tag_stream import Group, Tag, number, write_state
from guestcore.model import PagingMode
from tests.builders.paging import MIB
from tests.fuzz.fields import of_state
from tests.fuzz.mutations import Field
from tests.fuzz.readers import convert_and_check, inform, scan, understand
from tests.fuzz.small_linux import (
    LEVELS,
    RAM_SIZE,
    SmallLinux,
    crashed_guest,
    windows_guest,
)
from tests.fuzz.target import Target

WHOLE = ((0, RAM_SIZE),)
_TWO = ((0, 3 * MIB), (3 * MIB, MIB))
_CONFIGURATION = '.encoding = "UTF-8"\nguestOS = "debian12-64"\ndisplayName = "x"\n'
_BASE = CheckpointSpec(
    regions=_TWO,
    configuration=_CONFIGURATION,
    crash_readable=False,
    extra_groups=(Group("Timer", [number("version", 1, 4)]),),
)
LAYOUTS: dict[str, CheckpointSpec] = {
    "packed": _BASE,
    "individual": replace(
        _BASE, registers=RegisterEncoding.INDIVIDUAL, region_width=8, known_zero=True
    ),
    "both, padded": replace(
        _BASE,
        registers=RegisterEncoding.BOTH,
        padding=77,
        page_numbers=PageNumbers.HOLE_START,
    ),
    "old 32-bit": replace(
        _BASE, registers=RegisterEncoding.ONLY_32_BIT, magic=0xBED2BED0
    ),
    "old with short table": replace(
        _BASE,
        registers=RegisterEncoding.ONLY_32_BIT,
        magic=0xBED0BED0,
        descriptor_size=72,
    ),
    "one region": replace(_BASE, regions=(), memory_size=RAM_SIZE, known_zero=True),
    "no memory": replace(_BASE, memory=MemoryStorage.NONE),
    "ARM64": replace(_BASE, platform=3),
}
EMBEDDED: dict[str, CheckpointSpec] = {
    "embedded": replace(_BASE, memory=MemoryStorage.EMBEDDED, known_zero=True),
    "embedded chain": replace(_BASE, memory=MemoryStorage.EMBEDDED_COMPRESSED),
}


def state_targets(folder: Path) -> list[Target]:
    """Return state files whose memory is sound, and those with memory inside."""
    targets = []
    guest = SmallLinux()
    for name, layout in LAYOUTS.items():
        place = _write(folder / name, guest, layout)
        data = place.read_bytes()
        descriptor = "<64sII" if layout.descriptor_size == 72 else "<64sQQ"
        fields = of_state(data, descriptor=descriptor)
        reader = inform if name != "individual" else convert_and_check
        targets.append(Target(f"state, {name}", place, data, reader, fields))
    for name, layout in EMBEDDED.items():
        place = _write(folder / name, guest, layout)
        targets.append(_state_with_memory(name, place, guest))
    image = guest.image()
    for name, stream in (("zlib", zlib.compress(image)), ("FastLZ", encode(image))):
        place = _write_stream(folder / name, guest, stream)
        targets.append(_state_with_memory(name, place, guest))
    return targets


def _state_with_memory(name: str, place: Path, guest: SmallLinux) -> Target:
    data = place.read_bytes()
    hot = [(0, 4096), (max(len(data) - 65536, 0), 65536)]
    return Target(f"state, {name}", place, data, inform, of_state(data), hot)


def memory_targets(folder: Path) -> list[Target]:
    """Return raw memory of hostile guests: their tables, texts and pointers lie."""
    targets = []
    for mode in LEVELS:
        guest = SmallLinux(mode)
        for reader in (understand, convert_and_check):
            name = f"guest, {mode.value}, {reader.__name__}"
            targets.append(_memory_target(folder / name, name, guest, reader))
    guest = SmallLinux()
    targets.append(
        _memory_target(folder / "scan", "guest, scan", guest, scan, blind=True)
    )
    for mode in (PagingMode.LONG_4LEVEL, PagingMode.PAE):
        crashed, kdump, header = crashed_guest(mode)
        name = f"guest, kdump, {mode.value}"
        target = _memory_target(folder / name, name, kdump, understand)
        header_fields = [Field(header + at, 8) for at in range(24, 176, 8)] * 4
        fields = [*target.fields, *crashed.fields(), *header_fields]
        targets.append(
            replace(
                target, fields=fields, hot=[*target.hot, *crashed.hot(), (header, 176)]
            )
        )
    windows = windows_guest()
    name = "guest, Windows"
    targets.append(_memory_target(folder / name, name, windows, understand))
    return targets


def _memory_target(
    folder: Path, name: str, guest: SmallLinux, reader, *, blind: bool = False
) -> Target:
    layout = replace(_BASE, regions=WHOLE, vcpus=[{}] if blind else guest.registers())
    folder.mkdir(parents=True)
    written = write_checkpoint(folder, "guest", layout, guest.ram.memory.read)
    data = written.memory.read_bytes()
    read = _of_state_beside(reader)
    return Target(name, written.memory, data, read, guest.fields(), guest.hot())


def _of_state_beside(reader):
    def read(path: Path) -> str:
        return reader(path.with_suffix(".vmss"))

    return read


def _write(folder: Path, guest: SmallLinux, layout: CheckpointSpec) -> Path:
    folder.mkdir(parents=True)
    if not layout.vcpus:
        layout = replace(layout, vcpus=guest.registers())
    return write_checkpoint(folder, "guest", layout, guest.ram.memory.read).state


def _write_stream(folder: Path, guest: SmallLinux, stream: bytes) -> Path:
    """Write a state file whose memory is one compressed stream."""
    layout = replace(_BASE, regions=WHOLE, vcpus=guest.registers())
    groups = build_groups(layout, MemoryImage(WHOLE, guest.ram.memory.read))
    memory = next(group for group in groups if group.name == "memory")
    memory.tags.append(Tag("Memory", (0, 0), stream, decoded_size=RAM_SIZE))
    text = _CONFIGURATION.encode()
    packed = Tag("cfgFile", (), zlib.compress(text), decoded_size=len(text))
    groups[-1].tags[:] = [packed]
    folder.mkdir(parents=True)
    place = folder / "guest.vmss"
    write_state(place, groups, crash_readable=False)
    return place
