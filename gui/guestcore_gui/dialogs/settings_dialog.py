"""What the user can choose. Every change holds at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from guestcore_gui.dialogs.folder_list import FolderList
from guestcore_gui.dialogs.programs import ProgramsGroup
from guestcore_gui.i18n import languages
from guestcore_gui.parts.labels import PlainLabel
from guestcore_gui.settings import MAX_PARALLEL, Settings, SettingsStore
from guestcore_gui.theme.metrics import GRID, MARGIN, heading_font
from guestcore_gui.work import Work


class SettingsDialog(QDialog):
    """Shows the settings and changes them in the store."""

    def __init__(
        self, store: SettingsStore, work: Work, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._work = work
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields bring it along
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.addWidget(self._buttons)
        layout.addLayout(foot)
        store.failed.connect(self._show_failure)
        store.changed.connect(self._follow)
        self._fill()
        room = self.screen().availableGeometry().height() - 10 * GRID
        self.resize(600, min(800, room))

    def _fill(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, GRID)
        layout.setSpacing(MARGIN)
        self._problem = PlainLabel("")
        self._problem.hide()
        layout.addWidget(self._problem)
        self._add_group(layout, self.tr("Appearance"), self._appearance())
        self._add_group(layout, self.tr("Conversion"), self._conversion())
        self._add_group(layout, self.tr("Library"), self._library())
        programs = ProgramsGroup(self._store, self._work)
        self._add_group(layout, self.tr("VMware's programs"), programs)
        layout.addStretch()
        _align_labels(page)
        self._scroll.setWidget(page)

    def _add_group(self, layout: QVBoxLayout, title: str, content: QWidget) -> None:
        group = QVBoxLayout()
        group.setSpacing(GRID)
        heading = PlainLabel(title, font=heading_font())
        content.setAccessibleName(title)
        group.addWidget(heading)
        group.addWidget(content)
        layout.addLayout(group)

    def _appearance(self) -> QWidget:
        value = self._store.value
        system = (("", self.tr("As the system")),)
        language = self._choice("language", (*system, *languages()), value.language)
        themes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        content, form = _form()
        form.addRow(self.tr("&Language:"), language)
        form.addRow(self.tr("&Theme:"), self._choice("theme", themes, value.theme))
        return content

    def _conversion(self) -> QWidget:
        value = self._store.value
        checks = (
            ("quick", self.tr("Quick: structure, registers, a sample of the memory")),
            ("full", self.tr("In full: every page is compared")),
            ("none", self.tr("None: the core is not checked")),
        )
        engines = (
            ("native", self.tr("GuestCore (native)")),
            ("vmss2core", self.tr("vmss2core, from VMware")),
        )
        jobs = QSpinBox()
        jobs.setObjectName("parallel_jobs")
        jobs.setRange(1, MAX_PARALLEL)
        jobs.setValue(value.parallel_jobs)
        jobs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        jobs.valueChanged.connect(lambda n: self._store.update(parallel_jobs=n))
        content, form = _form()
        form.addRow(self.tr("C&heck:"), self._choice("check", checks, value.check))
        form.addRow(self.tr("&Engine:"), self._choice("engine", engines, value.engine))
        form.addRow(self.tr("&Jobs at once:"), jobs)
        form.addRow(self._switch("notify", self.tr("&Notify when the queue is done")))
        return content

    def _library(self) -> QWidget:
        content, form = _form()
        form.addRow(
            self._switch(
                "vmware_folders", self.tr("Show the machines in &VMware's own lists")
            )
        )
        self._folders = FolderList(self._store.value.folders)
        self._folders.added.connect(self._add_folder)
        self._folders.removed.connect(self._remove_folder)
        form.addRow(self._folders)
        return content

    def _add_folder(self, folder: str) -> None:
        others = (other for other in self._store.value.folders if other != folder)
        self._store.update(folders=(*others, folder))

    def _remove_folder(self, folder: str) -> None:
        others = (other for other in self._store.value.folders if other != folder)
        self._store.update(folders=tuple(others))

    def _follow(self, _before: Settings, after: Settings) -> None:
        """Show what was changed elsewhere: a folder was dropped on the library."""
        if after.folders != self._folders.folders():
            self._folders.set_folders(after.folders)

    def _choice(
        self, field: str, choices: Sequence[tuple[str, str]], chosen: str
    ) -> QComboBox:
        box = QComboBox()
        box.setObjectName(field)
        box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for code, text in choices:
            box.addItem(text, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(
            lambda: self._store.update(**{field: box.currentData()})
        )
        return box

    def _switch(self, field: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(field)
        box.setChecked(getattr(self._store.value, field))
        box.toggled.connect(lambda on: self._store.update(**{field: on}))
        return box

    def _show_failure(self, reason: str) -> None:
        text = self.tr("The settings could not be saved: {reason}")
        self._problem.setText(text.format(reason=reason))
        self._problem.show()


def _form() -> tuple[QWidget, QFormLayout]:
    content = QWidget()
    form = QFormLayout(content)
    form.setContentsMargins(0, 0, 0, 0)
    form.setSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return content, form


def _align_labels(page: QWidget) -> None:
    """Give the labels of all groups one width."""
    labels: list[QWidget] = []
    for form in page.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            label = None if item is None else item.widget()
            if label is not None:
                labels.append(label)
    width = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(width)
