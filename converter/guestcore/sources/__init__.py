"""Inputs: one module for each family, one entry in ``opening.SOURCES``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guestcore.lazy import lazy_names

if TYPE_CHECKING:
    from guestcore.sources.opening import SOURCES, open_guest
    from guestcore.sources.options import OpenOptions
else:
    __getattr__ = lazy_names(
        __name__,
        {"SOURCES": "opening", "open_guest": "opening", "OpenOptions": "options"},
    )

__all__ = ["SOURCES", "OpenOptions", "open_guest"]
