"""What is asked before something is deleted, replaced or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from guestcore.text import printable
from guestcore_gui.i18n import translate
from guestcore_gui.result.looking import report_path
from guestcore_gui.result.shown import Shown

_MAX_PATH = 4000


def may_delete(parent: QWidget, core: Path) -> bool:
    """Ask whether a core may be deleted."""
    return _ask(
        parent,
        translate("Report", "Delete this core?"),
        translate(
            "Report",
            "{path}\n\nThe files of the virtual machine stay. The core cannot be "
            "brought back, but it can be made again from them.",
        ).format(path=printable(str(core), limit=_MAX_PATH)),
        translate("Report", "&Delete"),
    )


def may_replace(parent: QWidget, core: Path) -> bool:
    """Ask whether a core may be replaced by a new one."""
    return _ask(
        parent,
        translate("Report", "Replace this core?"),
        translate(
            "Report", "{path}\n\nIt is replaced when the new one is complete."
        ).format(path=printable(str(core), limit=_MAX_PATH)),
        translate("Report", "&Replace"),
    )


def ask_report_path(parent: QWidget, shown: Shown) -> Path | None:
    """Ask where a report goes; None if nowhere."""
    html = translate("Report", "Web page")
    data = translate("Report", "JSON, for programs")
    filters = f"{html} (*.html);;{data} (*.json)"
    near = shown.core.path if shown.core is not None else shown.source
    start = f"{near}.html" if near is not None else "report.html"
    title = translate("Report", "Save report")
    chosen, kind = QFileDialog.getSaveFileName(parent, title, start, filters)
    if not chosen:
        return None
    return report_path(chosen, ".json" if "json" in kind else ".html")


def _ask(parent: QWidget, question: str, text: str, yes: str) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(question)
    box.setText(question)
    box.setInformativeText(text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is agree
