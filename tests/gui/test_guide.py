"""The guide tells every key of the menus."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.gui

GUIDE = Path(__file__).resolve().parent.parent.parent / "gui" / "GUIDE.md"


def test_every_key_of_the_menus_is_in_the_guide(qt, tmp_path):
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import QMainWindow

    from guestcore_gui.actions import Actions
    from guestcore_gui.settings import SettingsStore

    window = QMainWindow()
    actions = Actions(window, SettingsStore(tmp_path / "settings.json"))
    portable = QKeySequence.SequenceFormat.PortableText
    keys = [
        key.toString(portable) for action in actions.all() for key in action.shortcuts()
    ]
    assert len(keys) > 10
    text = GUIDE.read_text(encoding="utf-8")
    assert [key for key in keys if key not in text] == []
    window.deleteLater()
