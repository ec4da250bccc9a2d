"""What each check is called, what it proves, and what to do when it fails."""

from __future__ import annotations

from dataclasses import dataclass

from guestcore.sentence import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Meaning:
    """Texts about a check, whatever it found."""

    title: Sentence
    proves: Sentence
    """What is sure when it passes."""
    means: Sentence
    """What is so when it fails or warns."""
    advice: Sentence
    """What to do then."""


_CONVERT_AGAIN = sentence(
    "Suspend the machine or copy its files, then convert it again; if the check fails "
    "once more, report it as a bug."
)
_LOOK_AT_FIGURES = sentence(
    "Where it warns, the figures above tell what to be careful with; where it fails, "
    "convert the machine again."
)

_MEANINGS = {
    "structure": Meaning(
        title=sentence("Structure of the file"),
        proves=sentence(
            "All memory that the headers announce is in the file, once, in ascending "
            "order."
        ),
        means=sentence(
            "The file was cut or damaged, or its headers contradict themselves: parts "
            "of the memory are missing or in the wrong place."
        ),
        advice=sentence(
            "Copy the core again if it was copied; else convert the machine again, "
            "with enough free space."
        ),
    ),
    "notes": Meaning(
        title=sentence("Notes about vCPUs and kernel"),
        proves=sentence(
            "The notes that debuggers read registers and kernel facts from are "
            "complete and agree with each other."
        ),
        means=sentence(
            "Some debuggers will show no registers, or wrong ones, or refuse the core."
        ),
        advice=_LOOK_AT_FIGURES,
    ),
    "registers": Meaning(
        title=sentence("Registers against the saved state"),
        proves=sentence(
            "Every register in the core has the value that the saved state holds."
        ),
        means=sentence(
            "The core shows vCPUs in a state that they were not in, or belongs to "
            "another saved state."
        ),
        advice=sentence(
            "Make sure that core and saved state belong together; then convert the "
            "machine again."
        ),
    ),
    "content": Meaning(
        title=sentence("Memory against the source"),
        proves=sentence(
            "The memory in the core is byte for byte that of the virtual machine, as "
            "far as it was compared."
        ),
        means=sentence(
            "The core holds other bytes than the source: the source changed since it "
            "was read, the disk failed, or they do not belong together."
        ),
        advice=sentence(
            "Suspend the machine or copy its files, then convert it again and check "
            "in full."
        ),
    ),
    "translation": Meaning(
        title=sentence("Address translation"),
        proves=sentence(
            "Page tables in the core lead from the vCPUs to the very kernel that the "
            "notes name."
        ),
        means=sentence(
            "Debuggers will not find the kernel's data: page tables are missing or "
            "belong to another kernel."
        ),
        advice=_CONVERT_AGAIN,
    ),
    "layout": Meaning(
        title=sentence("Virtual addresses of the segments"),
        proves=sentence(
            "Where gdb looks for the kernel is where the guest's own page tables have "
            "it."
        ),
        means=sentence(
            "gdb will show other memory than the symbols name; crash and drgn walk the "
            "page tables themselves."
        ),
        advice=_LOOK_AT_FIGURES,
    ),
    "cpu order": Meaning(
        title=sentence("Each vCPU has its own registers"),
        proves=sentence(
            "No two vCPUs share their per-CPU data, and their code and stacks are "
            "mapped."
        ),
        means=sentence(
            "Registers may be assigned to the wrong vCPU, or were read while the "
            "machine ran."
        ),
        advice=sentence(
            "Do not rely on which vCPU ran which task before it is confirmed in the "
            "debugger."
        ),
    ),
    "header": Meaning(
        title=sentence("Header of the Windows dump"),
        proves=sentence(
            "The header names the page tables and the lists that WinDbg begins with."
        ),
        means=sentence("WinDbg will refuse the dump, or show no modules."),
        advice=sentence(
            "Convert the machine again with the kind for its version of Windows: "
            "Windows 8 and later need their own."
        ),
    ),
    "size": Meaning(
        title=sentence("Size of the Windows dump"),
        proves=sentence("All memory that the header announces is in the file."),
        means=sentence(
            "The dump was cut or its header contradicts itself: parts of the memory "
            "are missing."
        ),
        advice=sentence(
            "Copy the dump again if it was copied; else convert the machine again, "
            "with enough free space."
        ),
    ),
}


def meaning_of(name: str) -> Meaning | None:
    """Return what a check of that name means, ``None`` for one without a text."""
    return _MEANINGS.get(name)
