"""Where the core goes, how it is checked, and which program makes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from guestcore.choices import CheckDepth
from guestcore_gui.details.engine_box import EngineBox
from guestcore_gui.details.explained import Explained, label_for
from guestcore_gui.details.loading import Loaded
from guestcore_gui.details.scan_choice import ScanChoice
from guestcore_gui.details.space_line import SpaceLine
from guestcore_gui.details.targets import Target, look_at
from guestcore_gui.i18n import translate
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.parts.latest import Latest
from guestcore_gui.settings import Settings
from guestcore_gui.theme.metrics import GRID, TIGHT, heading_font
from guestcore_gui.work import Work

_DELAY = 200
"""Milliseconds after the last key before the disk is asked."""
_SUFFIXES = (".core", ".dmp")

_CHECKS: dict[CheckDepth, Any] = {
    CheckDepth.QUICK: QT_TRANSLATE_NOOP("OutputCard", "Quick"),
    CheckDepth.FULL: QT_TRANSLATE_NOOP("OutputCard", "Full"),
    CheckDepth.NONE: QT_TRANSLATE_NOOP("OutputCard", "None"),
}
_ABOUT_CHECKS: dict[CheckDepth, Any] = {
    CheckDepth.QUICK: QT_TRANSLATE_NOOP(
        "OutputCard", "Structure, registers, kernel and samples of memory; seconds."
    ),
    CheckDepth.FULL: QT_TRANSLATE_NOOP(
        "OutputCard", "Every byte of memory is compared; about as long as converting."
    ),
    CheckDepth.NONE: QT_TRANSLATE_NOOP(
        "OutputCard", "Nothing proves that the core is right."
    ),
}


class OutputCard(QWidget):
    """What the user may choose. Everything has a default."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._needed = 0
        self._scan_may_help = False
        self._put_path: Path | None = None
        self._put_text = ""
        self._latest = Latest(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._look)
        self.file = QLineEdit()
        self.file.setAccessibleName(self.tr("File of the core"))
        self.file.textChanged.connect(self._on_text)
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose the file of the core"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        self.space = SpaceLine()
        self.check = Explained(self.tr("Check"))
        for depth, name in _CHECKS.items():
            self.check.combo.addItem(translate("OutputCard", name), depth)
        self.check.combo.currentIndexChanged.connect(self._explain_check)
        self.scan = ScanChoice()
        self.engine = EngineBox()
        self.engine.suffix_changed.connect(self._follow_suffix)
        self._arrange()
        self.engine.engine_changed.connect(self._offer_scan)
        self._offer_scan()

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID)
        outer.addWidget(PlainLabel(self.tr("Core"), font=heading_font()))
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        where = QWidget()
        column = QVBoxLayout(where)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        column.addLayout(row)
        column.addWidget(self.space)
        labels: list[QWidget] = [
            label_for(self.tr("Save &as"), self.file),
            label_for(self.tr("Chec&k"), self.check.combo),
        ]
        form.addRow(labels[0], where)
        form.addRow(labels[1], self.check)
        form.addRow(PlainLabel(""), self.scan)  # without one, Qt makes the row too high
        outer.addLayout(form)
        outer.addWidget(self.engine)
        labels += self.engine.labels
        width = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(width)
        for layout in (form, self.engine.layout()):
            if isinstance(layout, QFormLayout):
                layout.setHorizontalSpacing(GRID)
                layout.setVerticalSpacing(GRID)
        self._explain_check()

    def show_source(self, loaded: Loaded, settings: Settings) -> None:
        """Be ready for a saved state, with the user's usual choices."""
        self._needed = loaded.needed
        self.space.show_target(None, self._needed)
        depth = CheckDepth(settings.check)
        self.check.combo.setCurrentIndex(self.check.combo.findData(depth))
        self._put(loaded.output)
        self._scan_may_help = loaded.known.scan_may_help
        self.scan.box.setChecked(False)
        self.engine.show_source(loaded, settings.engine)
        self._offer_scan()
        self._look()

    @property
    def output(self) -> Path | None:
        """The file that was named, None if none was."""
        text = self.file.text()
        if text == self._put_text:
            return self._put_path
        return Path(text).expanduser() if text.strip() and "\0" not in text else None

    @property
    def check_depth(self) -> CheckDepth:
        """How the core is checked."""
        return CheckDepth(self.check.combo.currentData())

    def take_target(self, target: Target) -> None:
        """Show what is at the place that was named."""
        self.space.show_target(target, self._needed)

    def _put(self, path: Path | None) -> None:
        """Show a path, and keep it: names that are no text lose something there."""
        self.file.setText(str(path) if path is not None else "")
        self._put_path, self._put_text = path, self.file.text()
        self._on_text()

    def _on_text(self) -> None:
        self.file.setToolTip("")
        self._timer.start()

    def _look(self) -> None:
        self._timer.stop()
        path = self.output
        if path is None:
            self._latest.drop()
            self.space.show_nothing()
            return
        task = self._work.in_pool(lambda _progress: look_at(path))
        self._latest.watch(task, self.take_target)

    def _follow_suffix(self, suffix: str) -> None:
        path = self.output
        if path is not None and path.suffix in _SUFFIXES and path.suffix != suffix:
            self._put(path.with_suffix(suffix))

    def _offer_scan(self) -> None:
        """Ask where it may help; vmss2core searches in its own way."""
        offered = self._scan_may_help and self.engine.chosen is None
        self.scan.offer(offered)
        self._form.setRowVisible(self.scan, offered)

    def _explain_check(self) -> None:
        depth = CheckDepth(self.check.combo.currentData())
        self.check.explain(translate("OutputCard", _ABOUT_CHECKS[depth]))

    def _ask(self) -> None:
        # Replacing is asked for when converting: a name typed in is asked for, too.
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the core as"),
            self.file.text(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.file.setText(chosen)
