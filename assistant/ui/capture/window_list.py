"""The open windows by title, for whoever prefers keys, and for a window that lies behind another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assistant.core.ports import ScreenWindow
from assistant.language import _
from assistant.ui.theme import colour, font
from assistant.ui.widgets.buttons import PRIMARY, Button
from assistant.ui.widgets.text import SectionLabel, Text

if TYPE_CHECKING:
    from assistant.ui.capture.controller import CaptureController


class WindowList(QWidget):
    """A small window with a list. ``window_chosen(ScreenWindow)`` or ``cancelled()``, then it is gone."""

    window_chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, windows: Sequence[ScreenWindow], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("captureWindowList")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        # Translators: title of the list of open windows of other programs.
        self.setWindowTitle(_("Which window?"))
        self._windows = tuple(windows)
        self._is_over = False
        self._list = _titles(self._windows, self.windowTitle())
        # Translators: button below the list of open windows: takes a picture of the chosen one.
        self._take = Button(_("Capture"), name="captureWindowTake", kind=PRIMARY, key="Return", icon="capture")
        self._take.setEnabled(bool(self._windows))
        # Translators: shown in place of a list of open windows where the system doesn't tell them.
        self._none = Text(_("No window was found. Use Region instead."), colour="quiet", name="captureWindowNone")
        self._none.setVisible(not self._windows)
        self._list.setVisible(bool(self._windows))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._none)
        column.addWidget(self._list)
        column.addLayout(row)
        self.resize(440, 320)
        self._take.clicked.connect(self._on_take)
        self._list.itemActivated.connect(lambda _item: self._on_take())
        self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter takes, Esc leaves."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_take()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _on_take(self) -> None:
        row = self._list.currentRow()
        if not self._is_over and 0 <= row < len(self._windows):
            self._is_over = True
            self.hide()
            self.window_chosen.emit(self._windows[row])
            self.close()

    def _leave(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.cancelled.emit()
            self.close()


class WindowPanel(QFrame):
    """The same list on a frozen screen, as a part of it. ``window_chosen(ScreenWindow)`` or ``left()``.

    ``used()``: a key was pressed or the mouse used in it.
    """

    window_chosen = Signal(object)
    left = Signal()
    used = Signal()

    def __init__(self, windows: Sequence[ScreenWindow], overlay: QWidget) -> None:
        super().__init__(overlay)
        self.setObjectName("chooseWindowPanel")
        self._overlay = overlay
        self._windows = tuple(windows)
        # Translators: title of the list of open windows of other programs.
        says = _("Which window?")
        self._list = _titles(self._windows, says)
        self._list.installEventFilter(self)
        self._list.viewport().installEventFilter(self)
        self._list.itemClicked.connect(lambda _item: self._on_take())
        self.setCursor(Qt.CursorShape.ArrowCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(SectionLabel(says))
        column.addWidget(self._list)

    def open(self) -> None:
        """Shows it in the middle of the frozen screen, with the keyboard in it."""
        room = self._overlay.size()
        width, height = min(520, room.width() - 32), min(360, room.height() - 96)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)
        self.show()
        self._list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Enter takes, Esc and W lead back to the frozen screen, another button too."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.used.emit()
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._on_take()
                return True
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_W, Qt.Key.Key_Tab):
                self.left.emit()
                return True
        elif event.type() is QEvent.Type.MouseMove:
            self.used.emit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """A sheet of paper with an outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("paper"))
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _on_take(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._windows):
            self.window_chosen.emit(self._windows[row])


def offer_windows(controller: CaptureController, parent: QWidget) -> None:
    """Asks for the open windows, offers them beside ``parent``, and takes the one that is chosen."""

    def on_windows(windows: Sequence[ScreenWindow]) -> None:
        offered = WindowList(windows, parent)
        offered.window_chosen.connect(controller.take_window)
        offered.show()

    controller.list_windows(on_windows)


def _titles(windows: Sequence[ScreenWindow], says: str) -> QListWidget:
    titles = QListWidget()
    titles.setObjectName("captureWindowTitles")
    titles.setAccessibleName(says)
    titles.setFont(font())
    titles.setUniformItemSizes(True)
    titles.setStyleSheet("QListWidget::item { padding: 6px 8px; }")
    for window in windows:
        QListWidgetItem(_words(window), titles)
    titles.setCurrentRow(0)
    return titles


def _words(window: ScreenWindow) -> str:
    # Translators: in the list of open windows: one that has no title.
    title = window.untrusted_title[:200] or _("Without a title")
    return f"{title} · {window.untrusted_class[:60]}" if window.untrusted_class else title
