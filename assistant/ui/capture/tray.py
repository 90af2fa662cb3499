"""The icon in the tray, where the desktop has one: the bar's actions once more, the question they are for, the window.

It takes nothing: it asks by signals. It is never the only way to anything, since many desktops have no tray.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QScreen
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from assistant.language import _
from assistant.ui.icons import icon, paint_icon
from assistant.ui.theme import colour, theme

#: As many signs of a question as a menu can show on a line.
_LONGEST = 48
_SIZES = (16, 22, 24, 32, 48, 64)


class TrayIcon(QObject):
    """The icon and its menu.

    ``capture_asked(how, number)``: ``how`` is ``window``, ``same``, ``region``, ``screen`` (``number`` from 1),
    ``all`` or ``scroll`` (``number`` 1: the program scrolls).
    """

    capture_asked = Signal(str, int)
    window_asked = Signal()
    quit_asked = Signal()

    @staticmethod
    def is_possible() -> bool:
        """Whether this desktop has a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def __init__(self) -> None:
        super().__init__()
        self._letter, self._words = "", ""
        self._can_repeat = self._scrolls_alone = False
        self._menu = QMenu()
        self._menu.setObjectName("trayMenu")
        self._icon = QSystemTrayIcon()
        self._icon.setObjectName("trayIcon")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        theme().changed.connect(self._paint)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._fill)
            app.screenRemoved.connect(self._fill)
        self._paint()
        self._fill()
        self._icon.show()

    def set_question(self, letter: str, words: str) -> None:
        """The question that captures go to; empty where no case takes any."""
        if (letter, words) != (self._letter, self._words):
            self._letter, self._words = letter, words
            self._fill()

    def set_can_repeat(self, can: bool) -> None:
        """Whether *Same window* can be chosen."""
        self._can_repeat = can
        self._fill()

    def set_scrolls_alone(self, scrolls: bool) -> None:
        """Whether the program can turn the wheel here."""
        self._scrolls_alone = scrolls
        self._fill()

    def close(self) -> None:
        """Takes the icon away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _fill(self, _screen: QScreen | None = None) -> None:
        """Made anew as a whole at each change: desktops that show the menu themselves are told by Qt."""
        self._menu.clear()
        # Translators: the program's name; leave it as it is.
        name = _("Appeal Assistant")
        takes = bool(self._letter)
        if takes:
            words = self._words if len(self._words) <= _LONGEST else f"{self._words[: _LONGEST - 1]}…"
            # Translators: in the tray's menu: captures go to this question; {letter} is its letter.
            question = _("Question {letter}: {words}").format(letter=self._letter, words=words)
            self._icon.setToolTip(f"{name} · {question}")
        else:
            # Translators: in the tray's menu: no case is open whose questions are accepted.
            question = _("No case is open")
            self._icon.setToolTip(name)
        self._line("", question.replace("&", "&&"), None, enabled=False)
        self._menu.addSeparator()
        # Translators: button that takes a picture of a window.
        self._line("capture", _("Capture"), partial(self.capture_asked.emit, "window", 0), enabled=takes)
        # Translators: button that takes a picture of the same window as before; at most about 12 letters.
        same = _("Same window")
        self._line("window", same, partial(self.capture_asked.emit, "same", 0), enabled=takes and self._can_repeat)
        # Translators: menu: draw a part of the screen.
        self._line("region", _("Region"), partial(self.capture_asked.emit, "region", 0), enabled=takes)
        self._add_screens(takes)
        self._add_scrolling(takes)
        self._menu.addSeparator()
        # Translators: in the tray's menu: brings the program's window to the front.
        self._line("", _("Open the window"), self.window_asked.emit)
        # Translators: in the tray's menu: ends the program.
        self._line("", _("Quit"), self.quit_asked.emit)

    def _add_screens(self, takes: bool) -> None:
        screens = QGuiApplication.screens()
        for number, screen in enumerate(screens, 1):
            size = screen.size() * screen.devicePixelRatio()
            # Translators: menu: take one of several screens.
            words = _("Screen {number} · {width} × {height}").format(
                number=number, width=size.width(), height=size.height()
            )
            if len(screens) == 1:
                # Translators: menu: take the whole screen.
                words = _("Screen")
            self._line("screen", words, partial(self.capture_asked.emit, "screen", number), enabled=takes)
        if len(screens) > 1:
            # Translators: menu: take all screens as one picture.
            self._line("screen", _("All screens"), partial(self.capture_asked.emit, "all", 0), enabled=takes)

    def _add_scrolling(self, takes: bool) -> None:
        # Translators: menu: takes a page longer than the screen; the person scrolls, the program takes the pictures.
        words = _("Scrolling: you scroll")
        self._line("down", words, partial(self.capture_asked.emit, "scroll", 0), enabled=takes)
        if self._scrolls_alone:
            # Translators: menu: takes a page longer than the screen; the program scrolls by itself.
            words = _("Scrolling: the program scrolls")
            self._line("down", words, partial(self.capture_asked.emit, "scroll", 1), enabled=takes)

    def _line(self, picture: str, words: str, does: Callable[[], object] | None, *, enabled: bool = True) -> None:
        action = QAction(words, self._menu)
        action.setObjectName("trayAction")
        if picture:
            action.setIcon(icon(picture))
        if does is not None:
            action.triggered.connect(lambda _checked=False: does())
        action.setEnabled(enabled)
        self._menu.addAction(action)

    def _paint(self) -> None:
        """A tile of its own colour: nobody knows whether a panel is light or dark."""
        result = QIcon()
        for size in _SIZES:
            picture = QPixmap(size, size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
            margin = size / 8
            place = QRectF(margin, margin, size - 2 * margin, size - 2 * margin)
            paint_icon(painter, "capture", place, colour("on_accent"))
            painter.end()
            result.addPixmap(picture)
        self._icon.setIcon(result)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.window_asked.emit()
