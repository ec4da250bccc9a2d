"""One Linux kernel: found under a page-table root, proved, described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from guestcore.guest.memory import GuestMemory
from guestcore.guest.paging import AddressSpace, TableCache
from guestcore.insight.image import ImageFinds, find_build_ids, scan_image
from guestcore.insight.kernel_layout import (
    KernelLayout,
    find_layout,
    find_page_offset,
    kaslr_offset,
    text_start_32,
)
from guestcore.insight.utsname import (
    UTSNAME_SIZE,
    Utsname,
    find_banner,
    parse_utsname,
    read_banners,
)
from guestcore.insight.vmcoreinfo import (
    NOTE_NAME,
    NOTE_NAME_AT,
    TEXT_START,
    Vmcoreinfo,
    read_note,
    read_text,
)
from guestcore.model import (
    START_KERNEL_MAP,
    GuestOs,
    KernelInfo,
    PagingMode,
)

_UTS_OFFSETS = (4, 0)
"""Of utsname in a uts namespace that VMCOREINFO does not tell: first behind a
reference count, at the start in some kernels since 5.11 [linux]."""
_SPLITS_32 = (0xC000_0000, 0x8000_0000, 0xB000_0000, 0x7800_0000, 0x4000_0000)
"""Where the direct map of an i386 kernel may begin (CONFIG_PAGE_OFFSET)."""
MAX_CANDIDATES = 64
"""Most VMCOREINFO or utsname candidates that are looked into of one kernel; real
ones have two."""


@dataclass(frozen=True, slots=True)
class UtsnamePlace:
    """The kernel's utsname and where it lies: what tells one kernel from others."""

    uts: Utsname
    va: int
    gpa: int


@dataclass(frozen=True, slots=True)
class LinuxKernel:
    """A Linux kernel that a root of page tables maps."""

    space: AddressSpace
    layout: KernelLayout
    place: UtsnamePlace
    finds: ImageFinds
    info: Vmcoreinfo | None
    """Proved (see :func:`prove`)."""

    @property
    def osrelease(self) -> str:
        """The kernel's release, as in ``uname -r``."""
        return self.place.uts.release

    def is_mapped_by(self, space: AddressSpace) -> bool:
        """True if *space* maps this very kernel."""
        return space.translate(self.place.va) == self.place.gpa


def examine(
    memory: GuestMemory, space: AddressSpace, layout: KernelLayout
) -> LinuxKernel | None:
    """Return the Linux kernel at *layout*, ``None`` if there is none.

    Its VMCOREINFO is looked for in the image and in the pages that the image
    points to.
    """
    finds = _scan(memory, layout)
    for info in _reachable(memory, space, finds):
        place = prove(space, layout, info)
        if place is not None:
            return LinuxKernel(space, layout, place, finds, info)
    place = _recognise(memory, space, layout, finds)
    return None if place is None else LinuxKernel(space, layout, place, finds, None)


def examine_known(
    memory: GuestMemory, info: Vmcoreinfo, tables: TableCache, phys_base: int | None
) -> LinuxKernel | None:
    """Return the kernel that *info* describes, proved through its own tables.

    :param phys_base: Used if *info* is of a kernel before 4.10, which tells none.
    """
    for space in _own_spaces(memory, info, tables, phys_base):
        layout = find_layout(space, info.symbol("_stext"))
        place = None if layout is None else prove(space, layout, info)
        if layout is not None and place is not None:
            return LinuxKernel(space, layout, place, _scan(memory, layout), info)
    return None


def prove(
    space: AddressSpace, layout: KernelLayout, info: Vmcoreinfo
) -> UtsnamePlace | None:
    """Prove that *info* is the kernel's own: walk to init_uts_ns and compare.

    A nested guest's or an earlier kernel's names a place where this root maps
    something else, or a physical base that is not this kernel's.
    """
    if info.is_64bit != space.mode.is_long:
        return None
    if info.phys_base is not None and info.phys_base != layout.phys_base:
        return None
    told = info.uts_name_offset
    for offset in _UTS_OFFSETS if told is None else (told,):
        va = info.init_uts_ns + offset
        gpa, uts = space.translate(va), parse_utsname(space.read(va, UTSNAME_SIZE))
        if gpa is not None and uts is not None and uts.release == info.osrelease:
            return UtsnamePlace(uts, va, gpa)
    return None


def _scan(memory: GuestMemory, layout: KernelLayout) -> ImageFinds:
    return scan_image(memory, layout.image_gpa, layout.image_size, layout.page_offset)


def _reachable(
    memory: GuestMemory, space: AddressSpace, finds: ImageFinds
) -> Iterator[Vmcoreinfo]:
    """Yield VMCOREINFO inside the image, then behind its pointers; notes first.

    If note and text differ, the note is the later: it was copied from the text. Of a
    large compressed memory only so many pages are looked at as patience lasts.
    """
    notes = [gpa - NOTE_NAME_AT for gpa in finds.vmcoreinfo_names]
    yield from read_candidates(memory, notes, finds.vmcoreinfo_texts)
    pages = {space.translate(va) for va in finds.page_pointers} - {None}
    notes, texts = [], []
    for gpa in sorted(gpa for gpa in pages if gpa is not None):
        if memory.is_tired:
            break
        head = memory.read(gpa, NOTE_NAME_AT + len(NOTE_NAME)) or b""
        if head.startswith(TEXT_START):
            texts.append(gpa)
        elif head.endswith(NOTE_NAME):
            notes.append(gpa)
    yield from read_candidates(memory, notes, texts)


def read_candidates(
    memory: GuestMemory, notes: list[int], texts: list[int]
) -> Iterator[Vmcoreinfo]:
    """Yield the distinct well-formed VMCOREINFO at these addresses."""
    seen = set()
    readers = [(read_note, gpa) for gpa in notes] + [(read_text, gpa) for gpa in texts]
    for read, gpa in readers[:MAX_CANDIDATES]:
        info = read(memory, gpa)
        if info is not None and info.text not in seen:
            seen.add(info.text)
            yield info


def _recognise(
    memory: GuestMemory, space: AddressSpace, layout: KernelLayout, finds: ImageFinds
) -> UtsnamePlace | None:
    """Recognise a kernel without VMCOREINFO by the utsname in its image."""
    found = _mapped_names(memory, space, layout, finds)
    places = list(islice(found, MAX_CANDIDATES))
    banners = read_banners(memory, finds.banners) if places else []
    for place in places:
        if find_banner(banners, place.uts):
            return place
    return places[0] if places else None


def _mapped_names(
    memory: GuestMemory, space: AddressSpace, layout: KernelLayout, finds: ImageFinds
) -> Iterator[UtsnamePlace]:
    """Yield each utsname of a kernel of this kind that the image maps."""
    for gpa in finds.sysnames:
        uts = parse_utsname(memory.read(gpa, UTSNAME_SIZE))
        if uts is not None and uts.is_64bit == space.mode.is_long:
            place = UtsnamePlace(uts, layout.image_va(gpa), gpa)
            if space.translate(place.va) == gpa:
                yield place


def _own_spaces(
    memory: GuestMemory, info: Vmcoreinfo, tables: TableCache, phys_base: int | None
) -> Iterator[AddressSpace]:
    """Yield the address spaces that the kernel's own tables may span."""
    if info.is_64bit:
        base = phys_base if info.phys_base is None else info.phys_base
        bases = [] if base is None else [START_KERNEL_MAP - base]
    else:
        bases = [split for split in _SPLITS_32 if split <= info.swapper_pg_dir]
    for base in bases:
        root = info.swapper_pg_dir - base
        yield _own_space(memory, info, root, tables, PagingMode.LONG_4LEVEL)


def _own_space(
    memory: GuestMemory,
    info: Vmcoreinfo,
    root: int,
    tables: TableCache,
    default: PagingMode,
) -> AddressSpace:
    """Open the space at *root*, in the mode that *info* tells."""
    if not info.is_64bit:
        mode = PagingMode.PAE if info.has_pae else PagingMode.LEGACY_32BIT
    elif info.has_5_levels is None:
        mode = default
    else:
        mode = (PagingMode.LONG_4LEVEL, PagingMode.LONG_5LEVEL)[info.has_5_levels]
    return AddressSpace(memory, mode, root, tables=tables, sme_mask=info.sme_mask)


def describe(memory: GuestMemory, kernel: LinuxKernel) -> KernelInfo:
    """Return the facts about a kernel that was found."""
    info, layout = kernel.info, kernel.layout
    space = _kernels_own(memory, kernel)
    text_start, page_offset = layout.text_start, layout.page_offset
    if space.mode.is_long:
        page_offset = find_page_offset(space, memory, layout.image_gpa)
    elif info is not None and (stext := info.symbol("_stext")) is not None:
        text_start = text_start_32(stext)
    offset = info.kernel_offset if info else None
    if offset is None and text_start is not None:
        offset = kaslr_offset(text_start, is_64bit=space.mode.is_long)
    return KernelInfo(
        os=GuestOs.LINUX,
        osrelease=kernel.osrelease,
        banner=find_banner(
            read_banners(memory, kernel.finds.banners), kernel.place.uts
        ),
        hostname=kernel.place.uts.nodename,
        kaslr_offset=offset,
        phys_base=layout.phys_base,
        page_offset=page_offset,
        text_start=text_start,
        text_end=layout.text_end,
        pgd_gpa=space.root_gpa,
        mode=space.mode,
        build_id=_build_id(memory, kernel),
        vmcoreinfo=info.text if info else None,
    )


def _kernels_own(memory: GuestMemory, kernel: LinuxKernel) -> AddressSpace:
    """Return swapper_pg_dir's address space if it maps the kernel, else a process's."""
    if kernel.info is not None:
        root = kernel.space.translate(kernel.info.swapper_pg_dir)
        if root is not None:
            space = kernel.space
            own = _own_space(memory, kernel.info, root, space.tables, space.mode)
            if kernel.is_mapped_by(own):
                return own
    return kernel.space


def _build_id(memory: GuestMemory, kernel: LinuxKernel) -> str | None:
    """Return the build ID; VMCOREINFO's is wrong in some stable kernels [drgn].

    The image may hold notes of programs that it embeds: only a single one speaks.
    """
    told = kernel.info.build_id if kernel.info else None
    in_image = find_build_ids(memory, kernel.finds)
    if len(in_image) == 1:
        return in_image[0]
    return told
