"""Whether the window may close: not while work runs, without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from guestcore_gui.jobs.scheduling import StopChoice

if TYPE_CHECKING:
    from guestcore_gui.window import MainWindow


class Closing(QObject):
    """Asks what has to be asked, and closes the window as soon as it may."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = window.desktop.jobs
        self._captures = window.desktop.captures
        self._is_wished = False
        """The window closes when nothing runs any more."""
        self._has_told = False
        """That a machine is being given back before."""
        # Queued: whoever says so has not quite ended yet.
        queued = Qt.ConnectionType.QueuedConnection
        self._jobs.idle.connect(self._answer, queued)
        self._jobs.idle.connect(self._close_if_wished, queued)
        self._captures.released.connect(self._close_if_wished, queued)
        self._captures.recovered.connect(self._close_if_wished, queued)

    def take_over(self, old: Closing) -> None:
        """Close when the window that this one replaces would have."""
        self._is_wished, old._is_wished = old._is_wished, False
        if self._is_wished:
            QTimer.singleShot(0, self, self._close_if_wished)  # it may have ended now

    def may_close(self) -> bool:
        """Return True if nothing runs; else ask, and close later if that is wished."""
        dialogs = self._window.routes.dialogs
        if dialogs.is_capturing():
            dialogs.dialog("capture").close()  # asks
            return False
        if self._jobs.is_running:
            self._ask()
            return False
        if self._jobs.keeps_machine:  # on hold, or no space
            self._jobs.stop(StopChoice.FINISH)
        if self._captures.is_busy:
            self._wait_for_captures()
            return False
        return True

    def _ask(self) -> None:
        dialogs = self._window.routes.dialogs
        if dialogs.is_open("close"):
            return
        from guestcore_gui.queue.stop_dialog import StopDialog

        count = self._jobs.overall.running or 1
        dialog = StopDialog(count, self._window, closing=True)
        dialog.chosen.connect(self._stop)
        dialogs.show("close", dialog)

    def _answer(self) -> None:
        """Nothing runs any more: there is nothing to ask, and the window closes."""
        dialogs = self._window.routes.dialogs
        if dialogs.is_open("close") and not self._jobs.is_running:
            dialogs.dialog("close").reject()
            self._is_wished = True

    def _stop(self, choice: StopChoice) -> None:
        if choice is StopChoice.GO_ON:
            return
        self._is_wished = True
        self._jobs.stop(choice)
        self._close_if_wished()  # it may have ended while the question was asked

    def _wait_for_captures(self) -> None:
        self._is_wished = True
        if not self._has_told:
            self._has_told = True
            text = self.tr(
                "A virtual machine is being given back; then GuestCore closes."
            )
            self._window.notices.add(text)

    def _close_if_wished(self) -> None:
        if self._is_wished and not self._jobs.is_running:
            self._window.close()
