"""What this program is, and of what it is made."""

from __future__ import annotations

import platform
from importlib.resources import files

import PySide6
from PySide6.QtCore import QCoreApplication, QSysInfo, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from guestcore import __version__
from guestcore_gui.parts.copying import CopyButton
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.theme.icons import app_icon
from guestcore_gui.theme.metrics import GRID, MARGIN, title_font

_LOGO = 64


class AboutDialog(QDialog):
    """Name, versions, licences; all of it can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About GuestCore"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(2 * GRID)
        layout.addLayout(self._make_head())
        self._text = QPlainTextEdit(about_text())
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Versions and licences"))
        layout.addWidget(self._text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = CopyButton(self.tr("C&opy"), about_text)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self.resize(560, 440)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        logo = QLabel()
        logo.setPixmap(app_icon().pixmap(_LOGO, _LOGO))
        head.addWidget(logo)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addStretch()
        name = PlainLabel(
            self.tr("GuestCore {version}").format(version=__version__),
            font=title_font(),
        )
        words.addWidget(name)
        words.addWidget(
            PlainLabel(
                self.tr("Turns a frozen virtual machine into a core for debuggers."),
                quiet=True,
            )
        )
        words.addStretch()
        head.addLayout(words, 1)
        return head


def about_text() -> str:
    """Return versions and licences, to be read and copied."""
    translate = QCoreApplication.translate
    licence = (files("guestcore_gui.theme") / "icons" / "LICENSE").read_text("utf-8")
    own = translate("About", "GuestCore is free software: Apache License 2.0.")
    qt = translate(
        "About", "Qt and PySide6 are used under the GNU LGPL 3, as separate libraries."
    )
    icons = translate("About", "The icons are Lucide's, under the ISC License:")
    return "\n".join(
        (
            f"GuestCore {__version__}",
            f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
            f"Python {platform.python_version()}",
            f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}",
            "",
            own,
            qt,
            "",
            icons,
            "",
            licence.strip(),
        )
    )
