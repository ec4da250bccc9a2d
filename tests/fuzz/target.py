"""What is fed with damaged input: each run ends in a word or a GuestCoreError."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.mutations import Field, mutate


@dataclass(frozen=True)
class Target:
    """A file to be damaged, and what reads it."""

    name: str
    place: Path
    original: bytes
    reader: Callable[[Path], str]
    """Returns a word for what came of it, such as ``result``."""
    fields: Sequence[Field] = ()
    hot: Sequence[tuple[int, int]] = ()

    def damage(self, seed: int) -> None:
        """Write the damaged file of a seed."""
        rng = random.Random(f"{self.name}/{seed}")
        self.place.write_bytes(mutate(self.original, rng, self.fields, self.hot))

    def run(self) -> str:
        return self.reader(self.place)

    def leftovers(self) -> list[str]:
        """Return files that a run should not have left behind."""
        return [path.name for path in self.place.parent.rglob("*.part")]
