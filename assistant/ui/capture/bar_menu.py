"""The menu behind the bar's ``⋯``: further ways of taking a picture, only those that work here, each with its key.

The keys work in the bar itself, without the menu; here they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from assistant.core.ports import Screen
from assistant.language import _, ngettext
from assistant.ui.capture.bar_keys import (
    ALL_SCREENS_KEY,
    DELAY_KEY,
    LIST_KEY,
    REGION_KEY,
    SCROLL_ALONE_KEY,
    SCROLL_KEY,
    screen_key,
)
from assistant.ui.capture.countdown import DELAYS
from assistant.ui.icons import icon


@dataclass(frozen=True, slots=True)
class Ways:
    """What works here. ``scrolls_alone``: the program can turn the wheel. ``delay`` is the one that is set, in s."""

    screens: Sequence[Screen] = ()
    scrolls_alone: bool = False
    delay: int = 0


class MoreMenu(QMenu):
    """It deletes itself when it closes; each line has its signal."""

    window_list_asked = Signal()
    region_asked = Signal()
    screen_asked = Signal(int)
    all_screens_asked = Signal()
    scrolling_asked = Signal(bool)  # whether the program scrolls
    delay_chosen = Signal(int)
    close_asked = Signal()

    def __init__(self, parent: QWidget, ways: Ways) -> None:
        super().__init__(parent)
        self.setObjectName("captureBarMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Translators: menu: choose one of the open windows by its title.
        self._line("window", _("Window from a list…"), LIST_KEY, self.window_list_asked.emit)
        # Translators: menu: draw a part of the screen.
        self._line("region", _("Region"), REGION_KEY, self.region_asked.emit)
        self._screens(ways.screens)
        self.addSeparator()
        # Translators: menu: takes a page longer than the screen; the person scrolls, the program takes the pictures.
        self._line("down", _("Scrolling: you scroll"), SCROLL_KEY, lambda: self.scrolling_asked.emit(False))
        if ways.scrolls_alone:
            # Translators: menu: takes a page longer than the screen; the program scrolls by itself.
            words = _("Scrolling: the program scrolls")
            self._line("down", words, SCROLL_ALONE_KEY, lambda: self.scrolling_asked.emit(True))
        self.addSeparator()
        self._delays(ways.delay)
        self.addSeparator()
        # Translators: menu: close the capture bar.
        self._line("close", _("Close the bar"), "Esc", self.close_asked.emit)

    def _screens(self, screens: Sequence[Screen]) -> None:
        for screen in screens:
            if len(screens) == 1:
                # Translators: menu: take the whole screen.
                words = _("Screen")
            else:
                # Translators: menu: take one of several screens.
                words = _("Screen {number} · {width} × {height}").format(
                    number=screen.number, width=screen.area.width, height=screen.area.height
                )
            key = screen_key(screen.number)
            self._line("screen", words, key, partial(self.screen_asked.emit, screen.number))
        if len(screens) > 1:
            # Translators: menu: take all screens as one picture.
            self._line("screen", _("All screens"), ALL_SCREENS_KEY, self.all_screens_asked.emit)

    def _delays(self, chosen: int) -> None:
        # Translators: menu with the seconds that are waited before a picture is taken.
        menu = self.addMenu(icon("clock"), f"{_('Delay')}\t{_native(DELAY_KEY)}")
        menu.setObjectName("captureBarDelays")
        group = QActionGroup(menu)
        for seconds in DELAYS:
            action = menu.addAction(delay_words(seconds), partial(self.delay_chosen.emit, seconds))
            action.setObjectName("captureBarDelay")
            action.setCheckable(True)
            action.setChecked(seconds == chosen)
            group.addAction(action)

    def _line(self, picture: str, words: str, key: str, does: Callable[[], object]) -> None:
        # The bar has the key already: here it is only shown, else two would answer to it.
        action = self.addAction(icon(picture), f"{words}\t{_native(key)}" if key else words)
        action.setObjectName("captureBarAction")
        action.triggered.connect(lambda _checked=False: does())


def delay_words(seconds: int) -> str:
    """A delay in words."""
    if not seconds:
        # Translators: menu: no seconds are waited before a picture is taken.
        return _("No delay")
    # Translators: menu: so many seconds are waited before a picture is taken.
    return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
