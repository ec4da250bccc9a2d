"""Boots a guest in QEMU, stops it, and asks QEMU what it holds.

The machine is laid out as VMware's: RAM up to 3 GiB, the rest from 4 GiB on. RAM
is a file that has the order of a .vmem. The processor is always emulated: every
machine can do that, with the same features, five-level paging among them.
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.lab.archive import LabError

HOLE_START = 3 << 30
HOLE_END = 4 << 30


@dataclass(frozen=True)
class Machine:
    """What to boot."""

    kernel: Path
    initramfs: Path
    command_line: str
    mebibytes: int
    cpus: int
    cpu: str = "max,la57=off"

    @property
    def regions(self) -> list[tuple[int, int]]:
        """RAM as (gpa, size)."""
        size = self.mebibytes << 20
        low = min(size, HOLE_START)
        return [(0, low), *([(HOLE_END, size - low)] if size > low else [])]


@contextmanager
def boot(machine: Machine, folder: Path) -> Iterator[Monitor]:
    """Start a guest; its RAM is ``ram`` in *folder*, what it prints ``serial.log``."""
    ram, control = folder / "ram", folder / "qmp"
    size = machine.mebibytes << 20
    command = [
        "qemu-system-x86_64",
        *("-accel", "tcg,thread=multi", "-cpu", machine.cpu),
        *("-machine", f"pc,memory-backend=ram,max-ram-below-4g={HOLE_START}"),
        *("-object", f"memory-backend-file,id=ram,share=on,size={size},mem-path={ram}"),
        *("-m", str(machine.mebibytes), "-smp", str(machine.cpus)),
        *("-kernel", machine.kernel, "-initrd", machine.initramfs),
        *("-append", machine.command_line),
        *("-serial", f"file:{folder / 'serial.log'}"),
        *("-qmp", f"unix:{control},server=on,wait=off"),
        *("-display", "none", "-vga", "none", "-nic", "none", "-nodefaults"),
        "-no-reboot",
    ]
    with (folder / "qemu.log").open("w") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log)
    try:
        with closing(Monitor(process, control, folder)) as monitor:
            yield monitor
    finally:
        process.kill()
        process.wait()


class Monitor:
    """Talks to a running QEMU."""

    def __init__(
        self, process: subprocess.Popen[bytes], control: Path, folder: Path
    ) -> None:
        self._process = process
        self._folder = folder
        self._serial = folder / "serial.log"
        self._socket = socket.socket(socket.AF_UNIX)
        self._wait_for(control.exists, "QEMU's control socket", 30)
        self._socket.connect(str(control))
        self._lines = self._socket.makefile("r")
        self._lines.readline()  # the greeting
        self.execute("qmp_capabilities")

    def close(self) -> None:
        """Close the connection to QEMU."""
        self._lines.close()
        self._socket.close()

    def execute(self, command: str, **arguments: object) -> Any:
        """Return what a QMP command answers."""
        request = {"execute": command, "arguments": arguments}
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        while True:
            answer = json.loads(self._lines.readline())
            if "error" in answer:
                raise LabError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def ask(self, line: str, cpu: int = 0) -> str:
        """Return what the human monitor prints for a line."""
        answer = self.execute(
            "human-monitor-command", **{"command-line": line, "cpu-index": cpu}
        )
        return str(answer)

    def wait_until_printed(self, text: str, seconds: float) -> None:
        """Wait for a text on the serial line."""
        self._wait_for(
            lambda: text in self.printed(), f"the guest to say {text!r}", seconds
        )

    def printed(self) -> str:
        """Return what the guest has printed so far."""
        if not self._serial.exists():
            return ""
        return self._serial.read_text(errors="replace").replace("\r", "")

    def stop(self) -> None:
        """Stop every vCPU."""
        self.execute("stop")

    def stop_in_user_mode(self, cpu: int) -> None:
        """Stop every vCPU while one runs a program."""
        for _ in range(200):
            self.stop()
            if self.debug_registers(cpu)["cpl"] == 3:
                return
            self.execute("cont")
            time.sleep(0.02)
        raise LabError(f"vCPU {cpu} was never seen in user mode")

    def debug_registers(self, cpu: int) -> dict[str, int]:
        """Return what QEMU's notes lack: ``cpl``, ``efer``, ``dr0`` to ``dr7``."""
        text = self.ask("info registers", cpu)
        found = re.findall(r"\b(CPL|EFER|DR[0-7])=([0-9a-f]+)", text)
        return {name.lower(): int(value, 16) for name, value in found}

    def dump(self, begin: int, length: int) -> bytes:
        """Return QEMU's own ELF core of the stopped guest, of one piece of RAM."""
        path = self._folder / "dump.elf"
        self.execute(
            "dump-guest-memory",
            paging=False,
            protocol=f"file:{path}",
            begin=begin,
            length=length,
        )
        data = path.read_bytes()
        path.unlink()
        return data

    def read(self, gpa: int, size: int) -> bytes:
        """Return guest memory as QEMU finds it at a guest physical address."""
        path = self._folder / "memory"
        self.execute("pmemsave", val=gpa, size=size, filename=str(path))
        data = path.read_bytes()
        path.unlink()
        return data

    def _wait_for(self, done: Callable[[], bool], what: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            if self._process.poll() is not None:
                log = (self._folder / "qemu.log").read_text(errors="replace")
                raise LabError(f"QEMU ended while waiting for {what}: {log}")
            if time.monotonic() > deadline:
                raise LabError(f"no {what} in {seconds} s: {self.printed()[-2000:]}")
            time.sleep(0.1)
