"""The keys of the capture bar and of the choice on the frozen screen, in words, for the overview of all keys.

The bar is no part of the window, so the overview can't read them from its buttons.
"""

from __future__ import annotations

from assistant.language import _

#: The bar's own keys; *Capture* has the key that opens the bar in the window.
CAPTURE_KEY, SAME_KEY = "F8", "F7"


def bar_keys() -> tuple[tuple[str, str], ...]:
    """While the bar has the keyboard."""
    return (
        # Translators: in the overview of keys: in the capture bar.
        (_("Capture"), CAPTURE_KEY),
        # Translators: in the overview of keys: in the capture bar.
        (_("Same window"), SAME_KEY),
        # Translators: in the overview of keys: in the capture bar.
        (_("More ways to capture"), "F10"),
        # Translators: in the overview of keys: in the capture bar.
        (_("Question before"), "Alt+Left"),
        # Translators: in the overview of keys: in the capture bar.
        (_("Next question"), "Alt+Right"),
        # Translators: in the overview of keys: in the capture bar: takes the last capture back.
        (_("Undo"), "Ctrl+Z"),
        # Translators: in the overview of keys: moves the capture bar on the screen.
        (_("Move the bar"), "Ctrl+← ↑ ↓ →"),
        # Translators: in the overview of keys: in the capture bar.
        (_("Close the bar"), "Esc"),
    )


def choosing_keys() -> tuple[tuple[str, str], ...]:
    """On the frozen screen."""
    return (
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Next window or screen"), "Tab"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Take it, or set a corner"), "Return"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Move the cross"), "← ↑ ↓ →"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Move the cross by ten"), "Shift+← ↑ ↓ →"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Windows, or a part of the screen"), "W"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Back"), "Esc"),
    )
