"""The window's ⋯ menu and the overview of all keys, both made from what the window offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from assistant.language import _, pgettext
from assistant.ui.capture.bar_keys import bar_keys, choosing_keys, scrolling_keys
from assistant.ui.keys_sheet import Section, keys_in
from assistant.ui.window import Window

#: Key of the preferences, everywhere.
PREFERENCES_KEY = "Ctrl+,"
QUIT_KEY = "Ctrl+Q"


def show_menu(
    window: Window, preferences: Callable[[], None], keys: Callable[[], None], leave: Callable[[], None]
) -> None:
    """Opens the menu below the header's ⋯."""
    menu = QMenu(window)
    menu.setObjectName("windowMenu")
    for words, key, does in (
        # Translators: menu entry that leads from a case to the first screen.
        (_("All cases"), "", leave),
        # Translators: menu entry that opens the program's settings.
        (_("Preferences"), PREFERENCES_KEY, preferences),
        # Translators: menu entry that opens the overview of all keys.
        (_("Help and keys"), "", keys),
        # Translators: menu entry that ends the program.
        (_("Close the window"), QUIT_KEY, window.close),
    ):
        action = QAction(words, menu)
        if key:
            # The window has the key already: here it is only shown.
            action.setText(f"{words}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}")
        action.triggered.connect(lambda _checked=False, does=does: does())
        menu.addAction(action)
    menu.aboutToHide.connect(menu.deleteLater)
    more = window.header.more
    menu.popup(more.mapToGlobal(more.rect().bottomLeft()))


def sections(window: Window, capture_key: str) -> tuple[Section, ...]:
    """Every key of every screen, by screen. ``capture_key`` works in every program; empty where there is none."""
    # Translators: in the overview of keys: the key that takes a picture while another program is in front.
    anywhere = ((_("Capture, from any program"), capture_key),) if capture_key else ()
    everywhere = (
        # Translators: in the overview of keys.
        (_("Preferences"), PREFERENCES_KEY),
        # Translators: in the overview of keys.
        (_("Close the window"), QUIT_KEY),
    )
    return (
        # Translators: heading in the overview of keys: keys that work on every screen.
        (_("Everywhere"), (*anywhere, *keys_in(window.header), *everywhere)),
        # Translators: heading in the overview of keys: the first screen.
        (_("First screen"), keys_in(window.first_start)),
        # Translators: heading in the overview of keys: the screen with letter and questions.
        (_("Letter"), keys_in(window.reading)),
        # Translators: heading in the overview of keys: the screen on which questions are answered.
        (_("Answers"), keys_in(window.working)),
        # Translators: heading in the overview of keys: the small window with the Capture button.
        (_("Capture bar"), bar_keys()),
        # Translators: heading in the overview of keys: while a window or a part of the screen is being chosen.
        (_("While choosing what to capture"), choosing_keys()),
        # Translators: heading in the overview of keys: while a page is taken that is longer than the screen.
        (_("While scrolling"), scrolling_keys()),
        # Translators: heading in the overview of keys: the review screen.
        (pgettext("step", "Review"), keys_in(window.review)),
        # Translators: heading in the overview of keys: the last screen.
        (pgettext("step", "Send"), keys_in(window.ready)),
        # Translators: heading in the overview of keys: while an error or long work is shown.
        (_("Messages"), (*keys_in(window.errors), *keys_in(window.told), *keys_in(window.progress))),
    )
