"""From what the page shows to a request, asking before a file is replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from guestcore.errors import GuestCoreError
from guestcore.machines.companions import MEMORY_SUFFIX, suffix_of
from guestcore.text import printable
from guestcore_gui.details.loading import Loaded
from guestcore_gui.details.naming import names_of
from guestcore_gui.details.output_card import OutputCard
from guestcore_gui.details.targets import Target, look_at
from guestcore_gui.jobs.job import JobRequest
from guestcore_gui.parts.latest import Latest
from guestcore_gui.work import Work

_MAX_PATH = 400


class Asking(QObject):
    """Looks at the place off the GUI thread, then asks what there is to ask."""

    decided = Signal(object)
    """A :class:`~guestcore_gui.jobs.job.JobRequest`."""

    def __init__(self, work: Work, card: OutputCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._card = card
        self._window = parent
        self._latest = Latest(self)
        self.question: QMessageBox | None = None
        """While it is shown."""

    def ask(self, loaded: Loaded) -> None:
        """Make a request of what is shown and chosen; ``decided`` brings it."""
        if self._latest.is_running or self.question is not None:
            return
        output = self._card.output
        if output is None:
            self._card.space.show_nothing()
            self._card.file.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            command = self._card.engine.take_command()
        except GuestCoreError:  # the field says what is wrong
            edit = self._card.engine.command.edit
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        request = JobRequest(
            source=loaded.state or loaded.known.path,
            output=output.absolute(),
            title=" – ".join(names_of(loaded)) or loaded.known.path.name,  # noqa: RUF001  a dash between names
            check=self._card.check_depth,
            command=command,
            memory=_memory_of(loaded),
            allow_truncated=loaded.opening.allow_truncated,
            ignore_lock=loaded.opening.ignore_lock,
            scan=self._card.scan.is_chosen,
        )
        task = self._work.in_pool(lambda _progress: look_at(request.output))
        self._latest.watch(task, lambda target: self._go_on(request, target))

    def _go_on(self, request: JobRequest, target: Target) -> None:
        self._card.take_target(target)
        if not target.has_folder or target.is_folder:
            self._card.file.setFocus(Qt.FocusReason.OtherFocusReason)
        elif target.exists:
            self._ask_to_replace(request)
        else:
            self.decided.emit(request)

    def _ask_to_replace(self, request: JobRequest) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Replace the file?"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        name = printable(request.output.name, limit=_MAX_PATH)
        box.setText(self.tr("{name} exists already.").format(name=name))
        folder = printable(str(request.output.parent), limit=_MAX_PATH)
        text = self.tr(
            "It lies in {folder}. Once the new core is finished, it is lost."
        )
        box.setInformativeText(text.format(folder=folder))
        yes = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question = box

        def finish() -> None:
            self.question = None
            if box.clickedButton() is yes:
                self.decided.emit(replace(request, force=True))

        box.finished.connect(finish)
        box.open()


def _memory_of(loaded: Loaded) -> Path | None:
    """Return the memory file that the user named, one way or the other."""
    if loaded.opening.vmem is not None:
        return loaded.opening.vmem
    path = loaded.known.path
    return path if suffix_of(path.name) == MEMORY_SUFFIX else None
