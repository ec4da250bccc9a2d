"""A segment base that only the descriptor table tells stands in both notes."""

import struct

from guestcore.core.notes import build_cpu_notes
from guestcore.model import PagingMode, Vcpu
from tests.builders.paging import MIB, Ram

BASE = 0x0034_5000
DESCRIPTOR = struct.pack("<HHBBBB", 0xFFFF, BASE & 0xFFFF, BASE >> 16, 0x93, 0xCF, 0)
FS_BASE_IN_STATUS = 20 + 112 + 21 * 8
FS_BASE_IN_QEMU_STATE = 20 + 152 + 3 * 24 + 16
STATUS_NOTE = 20 + 336


def test_base_from_the_descriptor_table():
    ram = Ram(MIB)
    ram.write(0x1008, DESCRIPTOR)
    registers = {"cr0": 1, "cr4": 0, "gdtr_base": 0x1000, "gdtr_limit": 0xF, "fs": 8}
    vcpu = Vcpu(0, registers, PagingMode.UNPAGED)
    notes = build_cpu_notes([vcpu], ram.memory, is_32bit=False)
    for at in (FS_BASE_IN_STATUS, STATUS_NOTE + FS_BASE_IN_QEMU_STATE):
        assert struct.unpack_from("<Q", notes, at) == (BASE,)
