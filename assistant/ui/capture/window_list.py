"""The open windows by title, for whoever prefers keys, and for a window that lies behind another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assistant.core.ports import ScreenWindow
from assistant.language import _
from assistant.ui.capture.controller import CaptureController
from assistant.ui.theme import font
from assistant.ui.widgets.buttons import PRIMARY, Button
from assistant.ui.widgets.text import Text


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
        self._list = QListWidget()
        self._list.setObjectName("captureWindowTitles")
        self._list.setAccessibleName(self.windowTitle())
        self._list.setFont(font())
        self._list.setUniformItemSizes(True)
        for window in self._windows:
            QListWidgetItem(_words(window), self._list)
        self._list.setCurrentRow(0)
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


def offer_windows(controller: CaptureController, parent: QWidget) -> None:
    """Asks for the open windows, offers them beside ``parent``, and takes the one that is chosen."""

    def on_windows(windows: Sequence[ScreenWindow]) -> None:
        offered = WindowList(windows, parent)
        offered.window_chosen.connect(controller.take_window)
        offered.show()

    controller.list_windows(on_windows)


def _words(window: ScreenWindow) -> str:
    # Translators: in the list of open windows: one that has no title.
    title = window.untrusted_title[:200] or _("Without a title")
    return f"{title} · {window.untrusted_class[:60]}" if window.untrusted_class else title
