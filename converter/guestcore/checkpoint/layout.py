"""How a checkpoint file is laid out: declarations and bounds, no reading.

Every fact names its source by the keys of FORMAT.md. All numbers are
little-endian and packed.
"""

from __future__ import annotations

import struct
from enum import StrEnum

import construct

HEADER = construct.Struct(
    "magic" / construct.Int32ul,
    "version" / construct.Int32ul,
    "group_count" / construct.Int32ul,
)
"""At offset 0 [crash] [dyno]."""

NAME_SIZE = 64
"""Of a group, padded with NUL [crash]."""

DESCRIPTOR = struct.Struct(f"<{NAME_SIZE}sQQ")
"""Behind the header, one a group: name, offset of the first tag and size [crash].

Plain struct: a list of thousands of states reads a hundred of each."""

OLD_DESCRIPTOR = struct.Struct(f"<{NAME_SIZE}sII")
"""What the 32-bit variant may have instead: nobody has decoded one."""

MAGICS = {
    0xBED2BED2: "complete",  # [crash] and six others
    0xBED3BED3: "partial",  # [crash] [vol2] [vol3]
    0xBAD1BAD1: "restored",  # [crash]; the real file of [esx41] is one
    0xBAD2BAD2: "not to be restored",  # [crash]
    0xBED0BED0: "old",  # [crash] names it and gives up
    0xBED2BED0: "old",  # [nirizr] [vol2] [vol3] [rekall]
    0xBAD0BAD0: "old, restored",  # [mdb] names it and gives up
}
"""First u32 of the file. What a partial one lacks is stated nowhere."""

ENCRYPTED_MAGIC = 0x8943DD9E
"""First u32 of an encrypted state or memory file [vmem-decrypt]."""

KNOWN_VERSIONS = range(1, 33)
"""7 and 8 were seen; nothing depends on it."""


def is_old_variant(magic: int) -> bool:
    """True for the 32-bit variant: all sources agree on the low nibble of 0."""
    return magic & 0xF == 0


# A tag: u8 flags (bits 7-6 index count, 5-0 value size), u8 name length, name,
# u32 indices, value. Both bytes 0 end the group [crash] [dyno] [vol2] [vol3].
COMPRESSED, BLOCK = 62, 63
"""Value sizes that announce a block instead of so many bytes [crash] [dyno]."""
BLOCK_HEADER = struct.Struct("<QQH")
"""Bytes in the file, bytes in memory, pad bytes before the data [crash] [vol2]."""
OLD_BLOCK_HEADER = struct.Struct("<IIH")
"""The same in the 32-bit variant [nirizr] [vol2]."""
MAX_HEADER = 2 + 255 + 3 * 4 + BLOCK_HEADER.size
"""Most bytes of a tag before the padding of a block or an inline value."""
NUMBER_WIDTHS = frozenset((1, 2, 4, 8))
"""Inline sizes that are numbers; the others are raw bytes [esx41] [rekall]."""


class GroupName(StrEnum):
    """Groups that are read."""

    CHECKPOINT = "Checkpoint"
    CPU = "cpu"
    MEMORY = "memory"
    SCREEN = "MKSVMX"
    SNAPSHOT = "Snapshot"


# Group Checkpoint [esx41]
FILE_VERSION = b"fileversion"
PRODUCT = b"ProductName"
PRODUCT_VERSION = b"VersionNumber"
BUILD = b"BuildNumber"
PLATFORM = b"Platform"
PLATFORM_ARM64 = 3  # [leechcore]
MEMORY_MIB = b"memSize"
USAGE_MODE = b"usageMode"
FRAME_BUFFER_SIZE = b"maxFBSize"
# Group Snapshot [esx41]
CONFIGURATION = b"cfgFile"
# Group MKSVMX [vol2]
IMAGE_DATA = b"imageData"
"""A PNG of the screen."""
# Group memory: all readers; page numbers count 4096 bytes [crash]
REGION_COUNT = b"regionsCount"
REGION_GPA_PAGE = b"regionPPN"
REGION_IMAGE_PAGE = b"regionPageNum"
REGION_PAGES = b"regionSize"
ALIGN_MASK = b"align_mask"
MEMORY = b"Memory"
KNOWN_ZERO = b"MainMemKnownZero"
"""One bit a page of the image, 1 = known to be zero [vmem-decrypt]; that the
lowest bit comes first is our inference."""
# Group cpu [crash] [mdb] [esx41]
VCPU_COUNT = b"cpu:numVCPUs"
PACKED_GENERAL = b"gpregs"
PACKED_GENERAL_ORDER = (
    "rax", "rcx", "rdx", "rbx", "rbp", "rsp", "rsi", "rdi",
    "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
)  # fmt: skip
"""16 x u64 [crash]; that rbp comes before rsp is said by nobody else. Each also
occurs as a tag of its own."""
HALVES = {
    "eax": "rax", "ecx": "rcx", "edx": "rdx", "ebx": "rbx",
    "ebp": "rbp", "esp": "rsp", "esi": "rsi", "edi": "rdi", "eip": "rip",
}  # fmt: skip
"""Tags of low halves, written beside the whole ones or alone [esx41]."""
FLAGS = (b"eflags", b"EFLAGS")
"""Both together are the flags [crash]."""
CONTROL_64, CONTROL_32 = b"CR64", b"CR"
"""[vCPU][n], or CR64[vCPU] as a block of u64 [crash] [mdb] [esx41]."""
PACKED_CONTROL_COUNT = 9
DEBUG_64, DEBUG_32 = b"DR64", b"DR"
GDTR, IDTR = b"GDTR", b"IDTR"
"""[vCPU][0] limit, [1] and [2] halves of the base [esx41]; or a block [crash]."""
TABLE_REGISTER = struct.Struct("<HQ")
"""Limit and base [crash]."""
SELECTOR, SEGMENT_BASE = b"S", b"S.base64"
SEGMENT_ORDER = ("es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr")
"""Second index of the two [crash]."""

ARM64_MEMORY_START = 0x8000_0000
"""Where memory begins without region tags: Fusion on Apple silicon [leechcore]."""

FORMAT_FACTS = frozenset(
    (
        (GroupName.CHECKPOINT, FILE_VERSION),
        (GroupName.CHECKPOINT, PLATFORM),
        (GroupName.CHECKPOINT, MEMORY_MIB),
        (GroupName.CHECKPOINT, USAGE_MODE),
        (GroupName.CHECKPOINT, FRAME_BUFFER_SIZE),
        (GroupName.CPU, VCPU_COUNT),
        (GroupName.MEMORY, REGION_COUNT),
        (GroupName.MEMORY, REGION_GPA_PAGE),
        (GroupName.MEMORY, REGION_IMAGE_PAGE),
        (GroupName.MEMORY, REGION_PAGES),
        (GroupName.MEMORY, ALIGN_MASK),
    )
)
"""Tags whose numbers describe the file, not the guest: fit to be mailed."""

# Bounds: ours, well above anything seen (92 to 102 groups, 7 MB of metadata,
# two regions). They keep hostile files from costing time and memory.
MAX_GROUPS = 4096
MAX_TAGS = 2_000_000
"""In all groups together."""
MAX_GROUP_TAGS = 200_000
"""In one group; ``cpu`` may hold more, see :func:`max_cpu_tags`."""
TAGS_PER_VCPU = 1024
MAX_METADATA = 64 << 20
"""Bytes read to walk the tags, in all."""
MAX_VCPUS = 4096
MAX_REGIONS = 1024
MAX_PAGE = 1 << 40
"""Guest physical pages."""
MAX_MEMORY_PAGES = 1 << 34
MAX_MEMORY_BLOCKS = 64
"""``Memory[i][j]``; more than one was never reported."""
MAX_CONFIGURATION = 4 << 20
MAX_PICTURE = 8 << 20
MAX_TEXT = 4096
MAX_COMPRESSED_TEXT = 64 << 10
MAX_COMPRESSED_REGISTERS = 1024
"""Thousands of vCPUs may each have four such blocks."""
MAX_BITMAP = 4 << 20
"""Of a compressed bitmap, the one that has to be loaded: 128 GiB of memory."""


def max_cpu_tags(vcpu_count: int) -> int:
    """Return how many tags group ``cpu`` may hold."""
    return max(MAX_GROUP_TAGS, min(MAX_TAGS, TAGS_PER_VCPU * vcpu_count))
