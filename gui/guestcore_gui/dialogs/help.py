"""Help: what one comes for, step by step, and every shortcut."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.theme.metrics import GRID

Shortcuts = tuple[str, Sequence[QAction]]


class HelpDialog(QDialog):
    """Text of our own only; nothing in it can be opened.

    :param shortcuts: Actions by where they work, which is empty for everywhere;
        those that have no keys are left out.
    """

    def __init__(
        self, shortcuts: Iterable[Shortcuts], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setOpenExternalLinks(False)
        self.browser.setAccessibleName(self.tr("Help"))
        self.browser.document().setDocumentMargin(2 * GRID)
        self.browser.setHtml(self._make_text(shortcuts))
        layout.addWidget(self.browser)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(640, 600)
        self.browser.setFocus()

    def _make_text(self, shortcuts: Iterable[Shortcuts]) -> str:
        everywhere = []
        zones = []
        for where, actions in shortcuts:
            rows = _rows(actions)
            if where:
                zones.append(_heading(where) + _table(rows))
            else:
                everywhere += rows
        return "".join(
            (
                _task(self.tr("Make a core of a saved state"), self._convert_steps()),
                _task(self.tr("Capture a running machine"), self._capture_steps()),
                _task(self.tr("Open a core in a debugger"), self._open_steps()),
                _heading(self.tr("Keyboard")),
                _table([*everywhere, *self._fixed_keys()]),
                *zones,
            )
        )

    def _convert_steps(self) -> Sequence[str]:
        return (
            self.tr(
                "Suspend the virtual machine in VMware, or take a snapshot with its "
                "memory."
            ),
            self.tr(
                "Drop its folder or its saved state (.vmss, .vmsn) anywhere in the "
                "window, or select it in the library on the left."
            ),
            self.tr(
                "Read what was found. If something is missing, the page says what to "
                "do."
            ),
            self.tr(
                "Choose Convert. The queue at the bottom shows how far it is; the "
                "machine's files are only read."
            ),
            self.tr("Open the report: it says whether the core can be trusted."),
        )

    def _capture_steps(self) -> Sequence[str]:
        return (
            self.tr("Choose Capture and select the machine."),
            self.tr(
                "A snapshot lets the machine run on; suspending stops it until its "
                "files are no longer needed."
            ),
            self.tr("Read what will happen and how much space it takes."),
            self.tr(
                "Choose Capture. When the memory is written, the conversion is queued "
                "by itself."
            ),
        )

    def _open_steps(self) -> Sequence[str]:
        return (
            self.tr("Open the report of the core, or drop a core into the window."),
            self.tr("Copy the line of your debugger and paste it in a terminal."),
            self.tr(
                "If the line says VMLINUX, install the package that the report names "
                "and put the path of its vmlinux there."
            ),
        )

    def _fixed_keys(self) -> list[tuple[str, str]]:
        native = QKeySequence.SequenceFormat.NativeText
        names = ("Ctrl+F", "Tab", "Space", "Shift+F10", "Esc")
        find, tab, space, menu, escape = (
            QKeySequence(name).toString(native) for name in names
        )
        return [
            (find, self.tr("Search the library")),
            (tab, self.tr("Next control")),
            (space, self.tr("Press the control that has the focus")),
            (menu, self.tr("Menu of the selected row")),
            (escape, self.tr("Close a dialog; leave the search")),
        ]


def _rows(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    rows = []
    for action in actions:
        keys = ", ".join(keys.toString(native) for keys in action.shortcuts())
        name = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        if keys and name:
            rows.append((keys, name.removesuffix("…")))
    return rows


def _heading(text: str) -> str:
    return f"<h3>{html.escape(text)}</h3>"


def _task(title: str, steps: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(step)}</li>" for step in steps)
    return f"{_heading(title)}<ol>{items}</ol>"


def _table(rows: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td style='padding-right:24px'><b>{html.escape(keys)}</b></td>"
        f"<td>{html.escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<table cellpadding='3'>{lines}</table>"
