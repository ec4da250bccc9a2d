"""From region tags to the runs of guest memory: where each lies, in guest and image.

What ``regionPageNum`` counts is disputed: the page in the image (most readers), or
the page where the hole before the region starts [crash]. Under both, a region lies
behind those with lower addresses, so that is what counts; the numbers themselves
are believed only if they follow neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guestcore.checkpoint import layout
from guestcore.model import PAGE_SHIFT, MemoryRegion
from guestcore.sentence import sentence

_UNKNOWN_NUMBERS = sentence(
    "the memory regions are numbered in no known way: the numbers are taken for pages "
    "of the memory image"
)


class RegionError(ValueError):
    """The region tags contradict each other, or exceed a bound."""


@dataclass(slots=True)
class RegionTags:
    """What the tags with one index tell; numbers are pages of 4096 bytes."""

    pfn: int | None = None
    size: int | None = None
    image_page: int | None = None
    """``regionPageNum``."""

    def tell(self, name: str, value: int | None) -> None:
        """Take a tag's number; of two with the same name the first counts."""
        if getattr(self, name) is None:
            setattr(self, name, value)

    @property
    def is_complete(self) -> bool:
        """True if guest address and size are told."""
        return self.pfn is not None and self.size is not None


@dataclass(frozen=True, slots=True)
class _Run:
    pfn: int
    size: int
    told: int | None
    tiled: int
    """The page in the image if regions follow one another there."""

    @property
    def end(self) -> int:
        return self.pfn + self.size


@dataclass(frozen=True, slots=True)
class Placement:
    """Regions sorted by gpa; file offsets count from the start of the image."""

    regions: tuple[MemoryRegion, ...] = ()
    image_size: int = 0
    warnings: list[str] = field(default_factory=list)


def place_regions(
    tags: Sequence[RegionTags], announced: int | None, available: int | None = None
) -> Placement:
    """Return where the regions lie.

    :param tags: In the order of their indices.
    :param announced: ``regionsCount``.
    :param available: Bytes of the image, if they are known.
    :raises RegionError: if they overlap, exceed a bound, or lie nowhere.
    """
    if len(tags) > layout.MAX_REGIONS:
        raise RegionError(
            sentence(
                "{regions} memory regions or more; up to {max_regions} are possible",
                regions=len(tags),
                max_regions=layout.MAX_REGIONS,
            )
        )
    complete = [tag for tag in tags if tag.is_complete]
    warnings = _check_count(tags, len(complete), announced)
    runs = _sort_runs(complete)
    incomplete = [tag for tag in tags if not tag.is_complete]
    tiles = _follows_a_convention(runs)
    if incomplete and _may_lie_before(incomplete, runs):
        _refuse_guessing(runs, available)
        tiles = False
    elif not tiles:
        _check_page_numbers(runs, available)
        warnings.append(_UNKNOWN_NUMBERS)
    pages = [run.tiled if tiles else run.told or 0 for run in runs]
    regions = tuple(
        MemoryRegion(run.pfn << PAGE_SHIFT, run.size << PAGE_SHIFT, page << PAGE_SHIFT)
        for run, page in zip(runs, pages, strict=True)
    )
    image_size = max((r.file_offset + r.size for r in regions), default=0)
    return Placement(regions, image_size, warnings)


def _check_count(
    tags: Sequence[RegionTags], complete: int, announced: int | None
) -> list[str]:
    warnings: list[str] = []
    incomplete = len(tags) - complete
    if incomplete:
        if not complete:
            raise RegionError(
                sentence("no memory region has both an address and a size")
            )
        warnings.append(
            sentence(
                "{incomplete} of {regions} memory regions lack an address or a size "
                "and were left out",
                incomplete=incomplete,
                regions=len(tags),
            )
        )
    if announced is not None and announced != len(tags):
        warnings.append(
            sentence(
                "the state file announces {announced} memory regions and describes "
                "{regions}: those described count",
                announced=announced,
                regions=len(tags),
            )
        )
    return warnings


def _sort_runs(complete: Sequence[RegionTags]) -> list[_Run]:
    """Return the regions by address; those of size 0 are none."""
    runs: list[_Run] = []
    tiled = 0
    for tag in sorted(complete, key=lambda tag: tag.pfn or 0):
        pfn, size = tag.pfn or 0, tag.size or 0
        if not size:
            continue
        if pfn + size > layout.MAX_PAGE:
            raise RegionError(
                sentence(
                    "a memory region reaches page {pfn:#x}; {max_page:#x} is the "
                    "last one possible",
                    pfn=pfn + size,
                    max_page=layout.MAX_PAGE,
                )
            )
        if runs and pfn < runs[-1].end:
            raise RegionError(
                sentence(
                    "memory regions overlap: one ends at page {end:#x}, the next "
                    "begins at {pfn:#x}",
                    end=runs[-1].end,
                    pfn=pfn,
                )
            )
        runs.append(_Run(pfn, size, tag.image_page, tiled))
        tiled += size
    if tiled > layout.MAX_MEMORY_PAGES:
        raise RegionError(
            sentence(
                "the memory regions have {tiled:#x} pages; {max_memory_pages:#x} "
                "are possible",
                tiled=tiled,
                max_memory_pages=layout.MAX_MEMORY_PAGES,
            )
        )
    return runs


def _may_lie_before(incomplete: Sequence[RegionTags], runs: Sequence[_Run]) -> bool:
    """True if an incomplete region may lie before others, in guest and image."""
    last = runs[-1].pfn if runs else 0
    gap = any(run.pfn > end for run, end in zip(runs, _ends_before(runs), strict=True))
    return any(gap if tag.pfn is None else tag.pfn < last for tag in incomplete)


def _ends_before(runs: Sequence[_Run]) -> list[int]:
    """Return for each region the page where the one before it ends, first 0."""
    return [0, *(run.end for run in runs[:-1])] if runs else []


def _refuse_guessing(runs: Sequence[_Run], available: int | None) -> None:
    """Refuse regions whose place in the image no number tells for sure.

    One before them is incomplete, so they cannot be placed by sizes. Page numbers
    tell it, unless they may be where holes start, which counts the holes in.
    """
    if any(run.told is None for run in runs):
        raise RegionError(
            sentence(
                "a memory region lacks its address or size, so that the place of "
                "those behind it is not known"
            )
        )
    end = _check_page_numbers(runs, available)
    if available is not None and len(runs) > 1 and end != available >> PAGE_SHIFT:
        raise RegionError(
            sentence(
                "a memory region lacks its address or size, and the others end at "
                "page {end:#x} of the memory image, which has {available:#x}",
                end=end,
                available=available >> PAGE_SHIFT,
            )
        )


def _follows_a_convention(runs: Sequence[_Run]) -> bool:
    """True if the page numbers are as one of the two conventions has them."""
    if all(run.told in (None, run.tiled) for run in runs):
        return True
    return runs[0].pfn == 0 and all(
        run.told in (None, start)
        for run, start in zip(runs, _ends_before(runs), strict=True)
    )


def _check_page_numbers(runs: Sequence[_Run], available: int | None) -> int:
    """Refuse page numbers that are missing, lie outside the image, or overlap.

    :return: The page behind the last one.
    """
    if any(run.told is None for run in runs):
        raise RegionError(
            sentence("some memory regions have page numbers, others have none")
        )
    end = 0
    for start, size in sorted((run.told or 0, run.size) for run in runs):
        if start < end:
            raise RegionError(
                sentence(
                    "memory regions overlap in the memory image, at page {start:#x}",
                    start=start,
                )
            )
        end = start + size
    held = sum(run.size for run in runs)  # a file that was cut has fewer
    if available is not None and end > max(held, available >> PAGE_SHIFT):
        raise RegionError(
            sentence(
                "the memory regions reach page {end:#x} of the memory image, which "
                "has {available:#x}",
                end=end,
                available=available >> PAGE_SHIFT,
            )
        )
    if end > layout.MAX_MEMORY_PAGES:
        raise RegionError(
            sentence("the memory image would have {end:#x} pages", end=end)
        )
    return end
