"""What a test does to the whole window, and what it sees there."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from guestcore_gui.parts.labels import ElidedLabel

NO_KEYS = Qt.KeyboardModifier.NoModifier
NAME, VALUE = QAccessible.Text.Name, QAccessible.Text.Value
DESCRIPTION = QAccessible.Text.Description


def mime_of(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(window, *paths, keys=NO_KEYS):
    """Drop files as the platform does; returns what became of the drop."""
    mime = mime_of(*paths)
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, at = Qt.MouseButton.LeftButton, window.rect().center()
    enter = QDragEnterEvent(at, both, mime, left, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(at), both, mime, left, keys)
    if keys & Qt.KeyboardModifier.ShiftModifier:
        event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, event)
    return event.dropAction()


def state_of(folder, suffix=".vmss"):
    return next(iter(sorted(folder.glob(f"*{suffix}"))))


def shown(window):
    """What the details show; None while they show nothing."""
    loaded = window.details.loaded
    return None if loaded is None else loaded.known


def visible_text(widget):
    """Everything that labels and buttons of a widget say."""
    found = [
        part.text()
        for kind in (QLabel, QAbstractButton)
        for part in widget.findChildren(kind)
        if part.isVisible()
    ]
    return "\n".join(found)


def visible(widget, *kinds):
    return [w for kind in kinds for w in widget.findChildren(kind) if w.isVisible()]


def clipped(widget):
    """Texts that have less room than they need; those that elide have a tooltip."""
    return [
        part.text()
        for part in visible(widget, QLabel, QAbstractButton)
        if part.text() and not isinstance(part, ElidedLabel) and not has_room(part)
    ]


def has_room(part):
    """Whether a text fits; sizes in pixels are rounded."""
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) <= part.height() + 1
    hint = part.minimumSizeHint()
    return hint.width() <= part.width() + 1 and hint.height() <= part.height() + 1


def keys(widget):
    """The letters that act with Alt, as often as there is something to act on."""
    parts = visible(widget, QAbstractButton)
    parts += [label for label in visible(widget, QLabel) if label.buddy()]
    texts = [part.text() for part in parts if part.isEnabled()]
    return [letter for text in texts if (letter := letter_of(text))]


def letter_of(text):
    _before, _mark, after = text.replace("&&", "").partition("&")
    return after[:1].lower() if after else ""


def twice(letters):
    return {letter for letter in letters if letters.count(letter) > 1}


class Tour:
    """Goes through the pages of a window, each as a user gets there."""

    def __init__(self, qt, desktop, folder):
        self.qt = qt
        self.desktop = desktop
        self.folder = folder

    @property
    def window(self):
        return self.desktop.window

    def pages(self):
        """Show one page after another; yields the name of each."""
        yield "nothing found"
        drop(self.window, self.folder)
        self.qt.wait(lambda: not self.window.library.is_empty)
        self.quiet()
        yield "several states"
        self.show(state_of(self.folder))
        yield "details"
        self.window.details.convert_current()
        self.qt.wait(lambda: self.window.centre.currentWidget() is self.window.result)
        self.qt.wait(lambda: self.window.result.view.rows)
        self.quiet()
        yield "report"
        self.show(self.folder / "not there.vmss")
        yield "problem"
        state = state_of(self.folder)
        state.with_suffix(".vmem").rename(self.folder / "elsewhere.vmem")
        self.show(state)
        yield "no memory file"

    def show(self, path):
        before = self.window.details.loaded
        drop(self.window, path)
        self.qt.wait(
            lambda: (
                self.window.details.loaded is not before
                and self.window.details.loaded is not None
            )
        )
        self.quiet()

    def quiet(self):
        self.qt.wait(lambda: self.desktop.work.running == 0)
        self.qt.settle()


def interfaces(interface):
    """Yield what a screen reader finds that is visible, from the top."""
    if interface is None or not interface.isValid():
        return
    state = interface.state()
    if state.invisible:
        return
    yield interface
    for place in range(min(interface.childCount(), 1000)):
        yield from interfaces(interface.child(place))
