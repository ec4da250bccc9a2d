"""What the first window does not need is imported later."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.gui

HEAVY = ("numpy", "construct", "elftools", "rich", "guestcore.pipeline",
         "guestcore.demo", "guestcore_gui.dialogs.settings_dialog")  # fmt: skip


def test_the_window_is_there_before_anything_that_reads_memory_is_imported():
    program = (
        "import sys\n"
        "import guestcore_gui.start, guestcore_gui.app\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""
