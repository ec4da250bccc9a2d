"""The page of one input: what it is, what is wrong with it, where its core goes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guestcore.sources.memory_map import MappedRegion, MemoryMap
from guestcore.text import printable
from guestcore_gui.details.facts import facts_of
from guestcore_gui.details.facts_view import FactsView
from guestcore_gui.details.loading import Loaded
from guestcore_gui.details.map_panel import MapPanel
from guestcore_gui.details.naming import names_of
from guestcore_gui.details.notes import Notes
from guestcore_gui.details.output_card import OutputCard
from guestcore_gui.details.picture import PictureView
from guestcore_gui.details.problem_card import ProblemCard
from guestcore_gui.details.problems import Remedy, remedies_of
from guestcore_gui.details.vcpu_table import VcpuTable
from guestcore_gui.parts.copying import CopyButton
from guestcore_gui.parts.labels import ElidedLabel, PlainLabel
from guestcore_gui.parts.primary import PrimaryButton
from guestcore_gui.settings import Settings
from guestcore_gui.theme.metrics import (
    GRID,
    MARGIN,
    TIGHT,
    heading_font,
    title_font,
)
from guestcore_gui.work import Work

_MAX_NAME = 400
_STILL_CONVERTIBLE = (Remedy.CONVERT_REST, Remedy.IGNORE_LOCK)


class Sheet(QWidget):
    """Shows what was found out. The page around it acts on its buttons."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.title = ElidedLabel(font=title_font())
        self.subtitle = ElidedLabel()
        self.convert = PrimaryButton(self.tr("&Convert"))
        self.convert.setToolTip(self.tr("Ctrl+Return"))
        self.problem = ProblemCard()
        self.picture = PictureView()
        self.memory = MapPanel()
        self.notes = Notes()
        self.output = OutputCard(work)
        self.facts = FactsView()
        self.copy_facts = CopyButton(self.tr("Copy fact&s"), self.facts.text)
        self.vcpus = VcpuTable()
        self.area = QScrollArea()
        self._facts_box, self._vcpus_box = QWidget(), QWidget()
        self._arrange()

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * GRID)
        head.setSpacing(2 * GRID)
        names = QVBoxLayout()
        names.setSpacing(TIGHT)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head.addLayout(names, 1)
        head.addWidget(self.convert, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._content())
        outer.addWidget(self.area, 1)

    def _content(self) -> QWidget:
        content = _Content()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        bar = self.area.verticalScrollBar()

        def keep_edge(_least: int, most: int) -> None:
            inset = bar.sizeHint().width() if most else 0
            right = max(MARGIN - inset, GRID)
            column.setContentsMargins(MARGIN, 0, right, MARGIN)

        bar.rangeChanged.connect(keep_edge)
        column.setSpacing(MARGIN)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.memory, 1)
        memory = QVBoxLayout()
        memory.setSpacing(GRID)
        memory.addLayout(row)
        memory.addWidget(self.memory.table)
        column.addLayout(memory)
        column.addWidget(self.notes)
        column.addWidget(self.output)
        _group(self._facts_box, self.tr("Machine"), self.copy_facts, self.facts)
        _group(self._vcpus_box, self.tr("vCPUs"), None, self.vcpus)
        column.addWidget(self._facts_box)
        column.addWidget(self._vcpus_box)
        column.addStretch(1)
        return content

    def show_loaded(self, loaded: Loaded, settings: Settings) -> None:
        """Show an input."""
        known = loaded.known
        path = loaded.state or known.path
        self.title.set_text(printable(path.name or str(path), limit=_MAX_NAME))
        names = "  ·  ".join(printable(name, limit=200) for name in names_of(loaded))
        self.subtitle.set_text(names)
        self.subtitle.setVisible(bool(names))
        has_problem = known.error is not None
        self.problem.setVisible(has_problem)
        self.problem.show_problem(loaded)
        self.convert.setVisible(not has_problem)
        self._show_memory(loaded)
        self.notes.show_warnings(known.warnings)
        remedies = remedies_of(loaded)
        can_go_on = any(remedy in _STILL_CONVERTIBLE for remedy in remedies)
        self.output.setVisible(not has_problem or can_go_on)
        if not has_problem or can_go_on:
            self.output.show_source(loaded, settings)
        facts = facts_of(known)
        self.facts.show_facts(facts)
        self._facts_box.setVisible(bool(facts) and known.origin is not None)
        self.vcpus.show_vcpus(known.vcpus)
        self._vcpus_box.setVisible(bool(known.vcpus))
        self.area.verticalScrollBar().setValue(0)

    def focus_start(self) -> None:
        """Give the keyboard to what is done next."""
        if self.convert.isVisible():
            self.convert.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.problem.states.isVisible():
            self.problem.states.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.problem.buttons():
            first = self.problem.buttons()[0]
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_memory(self, loaded: Loaded) -> None:
        drawn = loaded.known.memory_map or _plain_map(loaded)
        self.memory.setVisible(bool(drawn.regions))
        self.memory.show_map(drawn)
        self.picture.show_picture(loaded.picture)
        self.picture.setVisible(loaded.picture is not None)


class _Content(QWidget):
    """As high as its width needs: the least height of texts that wrap is no guide."""

    def minimumSizeHint(self) -> QSize:
        """Return nothing: the height follows from the width."""
        return QSize(0, 0)


def _plain_map(loaded: Loaded) -> MemoryMap:
    """Return the ranges alone, where more could not be found out."""
    layout = loaded.known.layout
    regions = layout.regions if layout is not None else ()
    return MemoryMap(
        regions=tuple(
            MappedRegion(region.gpa, region.size, missing=False, zero_share=None)
            for region in regions
        )
    )


def _group(
    box: QWidget, heading: str, button: QWidget | None, content: QWidget
) -> None:
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    row = QHBoxLayout()
    label: QLabel = PlainLabel(heading, font=heading_font())
    row.addWidget(label, 1)
    if button is not None:
        row.addWidget(button)
    column.addLayout(row)
    column.addWidget(content)
