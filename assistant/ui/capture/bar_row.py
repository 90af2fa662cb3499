"""The capture bar's own row of 48 px: the question with ‹ ›, *Capture*, *Same window*, the delay, ``⋯``.

Every way of taking a picture has a key that works while the bar has the keyboard; the menu behind ``⋯`` shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assistant.core.ports import Screen
from assistant.language import _
from assistant.ui.capture.bar_keys import (
    ALL_SCREENS_KEY,
    CAPTURE_KEY,
    DELAY_KEY,
    LIST_KEY,
    MOST_SCREENS,
    REGION_KEY,
    SAME_KEY,
    SCROLL_ALONE_KEY,
    SCROLL_KEY,
    screen_key,
)
from assistant.ui.capture.bar_menu import MoreMenu, Ways, delay_words
from assistant.ui.capture.bar_parts import QuestionChip
from assistant.ui.capture.countdown import next_delay
from assistant.ui.widgets.buttons import PRIMARY, QUIET, Button, IconButton, bind_key, key_words

HEIGHT = 48


class BarRow(QWidget):
    """The row. Its signals are those of the bar; ``delay_chosen(int)`` in seconds; ``width_changed()``."""

    capture_asked = Signal()
    same_asked = Signal()
    window_list_asked = Signal()
    region_asked = Signal()
    screen_asked = Signal(int)
    all_screens_asked = Signal()
    scrolling_asked = Signal(bool)
    delay_chosen = Signal(int)
    item_chosen = Signal(str)
    close_asked = Signal()
    width_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureBarTop")
        self.setFixedHeight(HEIGHT)
        self._ways = Ways()
        self._items: tuple[tuple[str, str], ...] = ()
        self._is_busy = False
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._bind_ways()
        self.set_can_repeat(False)

    def set_items(self, items: Sequence[tuple[str, str]], current: str) -> None:
        """The questions as (letter, the platform's words), and the letter of the one that captures go to."""
        self._items = tuple(items)
        self.set_current(current)

    def set_current(self, letter: str) -> None:
        """The question that captures go to."""
        self._chip.set_question(letter, dict(self._items).get(letter, ""))
        index = self._index()
        self._before.setEnabled(index > 0)
        self._after.setEnabled(0 <= index < len(self._items) - 1)

    def current(self) -> str:
        """The letter of the question that captures go to."""
        return self._chip.letter()

    def set_screens(self, screens: Sequence[Screen]) -> None:
        """The screens that the menu offers."""
        self._ways = replace(self._ways, screens=tuple(screens))

    def set_scrolls_alone(self, scrolls: bool) -> None:
        """Whether the program can scroll by itself here."""
        self._ways = replace(self._ways, scrolls_alone=scrolls)

    def set_delay(self, seconds: int) -> None:
        """The delay that is set; 0 shows none."""
        self._ways = replace(self._ways, delay=seconds)
        # Translators: in the capture bar, beside a clock: so many seconds are waited; as short as “5 s”.
        self._delay.set_words(_("{count} s").format(count=seconds), delay_words(seconds))
        self._delay.setVisible(bool(seconds))
        self.width_changed.emit()

    def set_can_repeat(self, can: bool) -> None:
        """Whether *Same window* can be pressed."""
        self._same.setEnabled(can)

    def set_busy(self, busy: bool) -> None:
        """While a capture is under way nothing can be pressed twice."""
        self._is_busy = busy
        self._capture.setEnabled(not busy)
        self._more.setEnabled(not busy)
        self._delay.setEnabled(not busy)

    def focus_first(self, *, repeat: bool = False) -> None:
        """Gives the keyboard to *Capture*, or to *Same window* where that is asked for and can be pressed."""
        (self._same if repeat and self._same.isEnabled() else self._capture).setFocus()

    def _make_buttons(self) -> None:
        # Translators: in the capture bar: the question before the one shown.
        self._before = IconButton("back", name="captureBarBefore", says=_("Question before"), key="Alt+Left")
        # Translators: in the capture bar: the question after the one shown.
        self._after = IconButton("next", name="captureBarAfter", says=_("Next question"), key="Alt+Right")
        self._chip = QuestionChip()
        # Translators: button that takes a picture of a window.
        self._capture = Button(_("Capture"), name="captureBarCapture", kind=PRIMARY, icon="capture")
        self._capture.setFixedHeight(32)
        self._capture.set_padding(10, 6)
        # Translators: button that takes a picture of the same window as before; at most about 12 letters.
        self._same = Button(_("Same window"), name="captureBarSame", kind=QUIET)
        self._delay = Button("", name="captureBarDelayMark", kind=QUIET, icon="clock")
        self._delay.set_padding(4, 4)
        # Translators: tool tip of the mark in the capture bar that says how many seconds are waited.
        self._delay.setToolTip(_("Next delay") + f"  {key_words(DELAY_KEY)}")
        self._delay.hide()
        # Translators: button with further ways of taking a picture, for screen readers.
        self._more = IconButton("more", name="captureBarMore", says=_("More ways to capture"), key="F10", tone="ink")
        self._more.setFixedSize(28, 32)
        for button in (self._before, self._after):
            button.setFixedSize(22, 32)
            button.bound_to(self)
        self._more.bound_to(self)
        bind_key(self, CAPTURE_KEY, self._capture)
        bind_key(self, SAME_KEY, self._same)
        for words in (self._capture, self._same):
            words.setMinimumWidth(words.sizeHint().width())
        self._capture.setToolTip(CAPTURE_KEY)
        self._same.setToolTip(SAME_KEY)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(26, 0, 6, 0)
        row.setSpacing(0)
        row.addWidget(self._before)
        row.addWidget(self._chip)
        row.addWidget(self._after)
        row.addSpacing(8)
        row.addWidget(self._capture)
        row.addSpacing(4)
        row.addWidget(self._same)
        row.addWidget(self._delay)
        row.addStretch(1)
        row.addWidget(self._more)

    def _connect(self) -> None:
        self._capture.clicked.connect(self.capture_asked)
        self._same.clicked.connect(self.same_asked)
        self._more.clicked.connect(self._on_more)
        self._delay.clicked.connect(self._on_next_delay)
        self._before.clicked.connect(lambda: self._on_step(-1))
        self._after.clicked.connect(lambda: self._on_step(1))

    def _bind_ways(self) -> None:
        """The keys of what stands in the menu."""
        self._bind(LIST_KEY, self.window_list_asked.emit)
        self._bind(REGION_KEY, self.region_asked.emit)
        self._bind(ALL_SCREENS_KEY, self.all_screens_asked.emit)
        for number in range(1, MOST_SCREENS + 1):
            self._bind(screen_key(number), partial(self._on_screen, number))
        self._bind(SCROLL_KEY, lambda: self.scrolling_asked.emit(False))
        self._bind(SCROLL_ALONE_KEY, self._on_scroll_alone)
        self._bind(DELAY_KEY, self._on_next_delay)

    def _bind(self, key: str, does: Callable[[], object]) -> None:
        def pressed() -> None:
            if not self._is_busy:
                does()

        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(pressed)

    def _on_screen(self, number: int) -> None:
        if any(screen.number == number for screen in self._ways.screens):
            self.screen_asked.emit(number)

    def _on_scroll_alone(self) -> None:
        if self._ways.scrolls_alone:
            self.scrolling_asked.emit(True)

    def _on_next_delay(self) -> None:
        self.delay_chosen.emit(next_delay(self._ways.delay))

    def _on_step(self, step: int) -> None:
        index = self._index() + step
        if 0 <= index < len(self._items):
            self.set_current(self._items[index][0])
            self.item_chosen.emit(self._items[index][0])

    def _index(self) -> int:
        letters = [letter for letter, _words in self._items]
        return letters.index(self.current()) if self.current() in letters else -1

    def _on_more(self) -> None:
        menu = MoreMenu(self, self._ways)
        menu.window_list_asked.connect(self.window_list_asked)
        menu.region_asked.connect(self.region_asked)
        menu.screen_asked.connect(self.screen_asked)
        menu.all_screens_asked.connect(self.all_screens_asked)
        menu.scrolling_asked.connect(self.scrolling_asked)
        menu.delay_chosen.connect(self.delay_chosen)
        menu.close_asked.connect(self.close_asked)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
