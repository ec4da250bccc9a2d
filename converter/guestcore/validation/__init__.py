"""Reading a core back with an independent reader, and judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guestcore.lazy import lazy_names

if TYPE_CHECKING:
    from guestcore.validation.checking import CHECKS, check_core
    from guestcore.validation.core_file import open_core
else:
    __getattr__ = lazy_names(
        __name__,
        {"CHECKS": "checking", "check_core": "checking", "open_core": "core_file"},
    )

__all__ = ["CHECKS", "check_core", "open_core"]
