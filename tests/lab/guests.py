"""The guests that the tests look at. Each is booted once and kept."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from tests.lab.archive import STABLE, STABLE_I386
from tests.lab.cache import digest, lab_folder, make_once
from tests.lab.initramfs import pack_initramfs
from tests.lab.notes import read_qemu_notes
from tests.lab.packages import (
    NEWEST_KERNEL,
    NEXT_KERNEL,
    OLD_KERNEL,
    PAE_KERNEL,
    STABLE_KERNEL,
    Kernel,
    KernelChoice,
    fetch_kernel,
    fetch_program,
    read_module,
)
from tests.lab.qemu import Machine, Monitor, boot
from tests.lab.truth import GuestWords, KernelTruth, find_kernel_truth

_MAKERS = ("guests", "init", "initramfs", "notes", "qemu", "truth")
"""The files of this folder that make guests."""
_INIT = Path(__file__).with_name("init.sh")
_BOOT_SECONDS = 300
"""Emulated, on a busy machine; about 20 otherwise."""
PAGE = 4096
_FIRST_PLAIN_RAM = 1 << 20
"""Below, the firmware's and the screen's memory hide some of the RAM."""
_MODULE = "dummy"
"""Loaded by every guest, so that tools can be asked for its modules."""
_READY = {
    "user": "guest ready",
    "panic": "---[ end Kernel panic",
    "kdump": "guest ready",
}


@dataclass(frozen=True)
class GuestSpec:
    """A guest to be made."""

    name: str
    kernel: KernelChoice
    mebibytes: int = 256
    cpus: int = 2
    state: str = "user"
    """user: vCPU 0 runs a program, the others idle. panic: by sysrq. kdump: after
    a panic, the second kernel runs."""
    options: str = ""
    """More on the kernel's command line."""
    cpu: str = "max,la57=off"
    crash_kernel: KernelChoice | None = None
    """The second kernel of the state kdump."""


GUESTS = (
    GuestSpec("stable-pti", STABLE_KERNEL, options="pti=on"),
    GuestSpec("newest", NEWEST_KERNEL, mebibytes=512),
    GuestSpec("next-stable", NEXT_KERNEL),
    GuestSpec("five-level", STABLE_KERNEL, cpu="max,la57=on"),
    GuestSpec("above-hole", STABLE_KERNEL, mebibytes=3584, cpus=1),
    GuestSpec("i686-pae", PAE_KERNEL),
    GuestSpec("i686-no-kaslr", PAE_KERNEL, cpus=1, options="nokaslr"),
    GuestSpec("i686-above-4g", PAE_KERNEL, mebibytes=3328, options="nokaslr"),
    GuestSpec("panic", STABLE_KERNEL, mebibytes=512, cpus=4, state="panic"),
    GuestSpec("old-no-kaslr", OLD_KERNEL, options="nokaslr"),
    GuestSpec(
        "kdump",
        STABLE_KERNEL,
        mebibytes=512,
        state="kdump",
        options="crashkernel=192M",
        crash_kernel=NEXT_KERNEL,
    ),
)


@dataclass(frozen=True)
class LabGuest:
    """A guest that was stopped: its memory, and the truth about it."""

    spec: GuestSpec
    kernel: Kernel
    folder: Path
    regions: list[tuple[int, int]]
    """RAM as (gpa, size)."""
    vcpus: list[dict[str, int]]
    """Registers as QEMU told them, see :mod:`tests.lab.notes`, with dr0 to dr7."""
    truth: KernelTruth
    pages: dict[int, str]
    """Some pages as QEMU read them: SHA-256 by gpa."""

    @property
    def ram(self) -> Path:
        """All RAM, region behind region."""
        return self.folder / "ram"

    @property
    def serial(self) -> str:
        """What the guest printed."""
        text = (self.folder / "serial.log").read_text(errors="replace")
        return text.replace("\r", "")

    @property
    def words(self) -> GuestWords:
        """What the guest said about itself."""
        return GuestWords.parse(self.serial)


@cache
def make_guest(name: str) -> LabGuest:
    """Return a guest of :data:`GUESTS`; boot it unless that was done before."""
    spec = next(spec for spec in GUESTS if spec.name == name)
    kernel = fetch_kernel(spec.kernel)
    crash_kernel = spec.crash_kernel and fetch_kernel(spec.crash_kernel)
    key = digest(spec, kernel.package, crash_kernel, _makers())
    folder = lab_folder() / "guests" / name / key
    for other in folder.parent.glob("*/"):
        if not other.name.startswith(key):  # an older capture is of no more use
            shutil.rmtree(other, ignore_errors=True)
    make_once(folder, partial(_capture, spec, kernel, crash_kernel))
    known = json.loads((folder / "truth.json").read_text())
    return LabGuest(
        spec=spec,
        kernel=kernel,
        folder=folder,
        regions=[(gpa, size) for gpa, size in known["regions"]],
        vcpus=known["vcpus"],
        truth=KernelTruth(**known["kernel"]),
        pages={int(gpa): found for gpa, found in known["pages"].items()},
    )


def _makers() -> list[bytes]:
    """Return the code that makes guests: any change makes them again."""
    files = sorted(Path(__file__).parent.iterdir())
    return [path.read_bytes() for path in files if path.stem in _MAKERS]


def _capture(
    spec: GuestSpec, kernel: Kernel, crash_kernel: Kernel | None, folder: Path
) -> None:
    initramfs = folder / "initramfs"
    initramfs.write_bytes(_pack(kernel, crash_kernel))
    machine = Machine(
        kernel=kernel.image,
        initramfs=initramfs,
        command_line=f"console=ttyS0 panic=0 lab.state={spec.state} {spec.options}",
        mebibytes=spec.mebibytes,
        cpus=spec.cpus,
        cpu=spec.cpu,
    )
    with boot(machine, folder) as monitor:
        monitor.wait_until_printed(_READY[spec.state], _BOOT_SECONDS)
        if spec.state == "user":
            monitor.stop_in_user_mode(cpu=0)
        monitor.stop()
        known = _ask(monitor, machine)
    (folder / "truth.json").write_text(json.dumps(known, indent=1))
    initramfs.unlink()


def _ask(monitor: Monitor, machine: Machine) -> dict[str, object]:
    """Return what is to be known about a stopped guest."""
    noted = read_qemu_notes(monitor.dump(0, PAGE))
    return {
        "regions": machine.regions,
        "vcpus": [
            registers | monitor.debug_registers(index)
            for index, registers in enumerate(noted)
        ],
        "kernel": asdict(find_kernel_truth(monitor.printed(), monitor.read)),
        "pages": {
            gpa: sha256(monitor.read(gpa, PAGE)).hexdigest()
            for gpa in _sample(machine.regions)
        },
    }


def _sample(regions: list[tuple[int, int]]) -> list[int]:
    """Return addresses of pages: the ends of all RAM, and some between."""
    chosen = []
    for gpa, size in regions:
        start = max(gpa, _FIRST_PLAIN_RAM)
        step = (gpa + size - start) // 64 // PAGE * PAGE
        chosen += [*range(start, gpa + size, step), gpa + size - PAGE]
    return chosen


def _pack(kernel: Kernel, crash_kernel: Kernel | None) -> bytes:
    """Return the file system that a guest boots with."""
    i386 = kernel.architecture == "i386"
    archive = STABLE_I386 if i386 else STABLE
    busybox = fetch_program(archive, "busybox-static", "busybox").executable
    files = {
        "bin/busybox": busybox.read_bytes(),
        "init": _INIT.read_bytes(),
    }
    if crash_kernel is not None:
        kexec = fetch_program(archive, "kexec-tools", "kexec")
        folders = kexec.libraries
        files |= {
            "kexec/vmlinuz": crash_kernel.image.read_bytes(),
            "kexec/initramfs": pack_initramfs(files),
            "kexec/kexec": kexec.executable.read_bytes(),
            "kexec/loader": kexec.loader.read_bytes(),
            **{
                f"kexec/{library.name}": library.read_bytes()
                for folder in folders
                for library in folder.glob("lib*.so.*")
            },
        }
    files[f"modules/{_MODULE}.ko"] = read_module(kernel, _MODULE)
    return pack_initramfs(files)
