"""The keys of the capture bar and of the choice on the frozen screen, in words, for the overview of all keys.

The bar is no part of the window, so the overview can't read them from its buttons.
"""

from __future__ import annotations

from assistant.language import _

#: The bar's own keys; *Capture* has the key that opens the bar in the window.
CAPTURE_KEY, SAME_KEY, RETAKE_KEY = "F8", "F7", "F5"
LIST_KEY, REGION_KEY, ALL_SCREENS_KEY = "Ctrl+L", "Ctrl+R", "Ctrl+0"
SCROLL_KEY, SCROLL_ALONE_KEY, DELAY_KEY = "Ctrl+S", "Ctrl+Shift+S", "Ctrl+T"
#: Screens beyond the ninth have no key.
MOST_SCREENS = 9


def screen_key(number: int) -> str:
    """The key that takes this screen; empty where it has none."""
    return f"Ctrl+{number}" if number <= MOST_SCREENS else ""


def bar_keys() -> tuple[tuple[str, str], ...]:
    """While the bar has the keyboard."""
    return (
        # Translators: in the overview of keys: in the capture bar.
        (_("Capture"), CAPTURE_KEY),
        # Translators: in the overview of keys: in the capture bar.
        (_("Same window"), SAME_KEY),
        # Translators: in the overview of keys: in the capture bar.
        (_("More ways to capture"), "F10"),
        # Translators: in the overview of keys: in the capture bar: choose a window by its title.
        (_("Window from a list"), LIST_KEY),
        # Translators: in the overview of keys: in the capture bar: draw a part of the screen.
        (_("Region"), REGION_KEY),
        # Translators: in the overview of keys: in the capture bar: the key is a screen's number.
        (_("Screen 1, 2, …"), "Ctrl+1 2 …"),
        # Translators: in the overview of keys: in the capture bar: all screens as one picture.
        (_("All screens"), ALL_SCREENS_KEY),
        # Translators: in the overview of keys: a page longer than the screen is taken while the person scrolls.
        (_("Scrolling, you scroll"), SCROLL_KEY),
        # Translators: in the overview of keys: a page longer than the screen is taken; works on some systems only.
        (_("Scrolling, the program scrolls"), SCROLL_ALONE_KEY),
        # Translators: in the overview of keys: the seconds before a picture is taken.
        (_("Next delay"), DELAY_KEY),
        # Translators: in the overview of keys: in the capture bar: takes the last capture once more.
        (_("Retake"), RETAKE_KEY),
        # Translators: in the overview of keys: in the capture bar.
        (_("Question before"), "Alt+Left"),
        # Translators: in the overview of keys: in the capture bar.
        (_("Next question"), "Alt+Right"),
        # Translators: in the overview of keys: in the capture bar: takes the last capture back.
        (_("Undo"), "Ctrl+Z"),
        # Translators: in the overview of keys: moves the capture bar on the screen.
        (_("Move the bar"), "Ctrl+← ↑ ↓ →"),
        # Translators: in the overview of keys: in the capture bar; Esc ends a count first, then closes.
        (_("Cancel, or close the bar"), "Esc"),
    )


def scrolling_keys() -> tuple[tuple[str, str], ...]:
    """While a page is taken that is longer than the screen."""
    return (
        # Translators: in the overview of keys: ends a scrolling capture; what was taken is kept.
        (_("Stop"), "Esc"),
        # Translators: in the overview of keys: in a scrolling capture.
        (_("Take back the last picture"), "Ctrl+Z"),
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
        # Translators: in the overview of keys: while choosing what to capture: moves the area that is drawn.
        (_("Move the whole area"), "Ctrl+← ↑ ↓ →"),
        # Translators: in the overview of keys: while choosing what to capture: marks the area of the last capture.
        (_("The last area"), "L"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("List of windows"), "W"),
        # Translators: in the overview of keys: while choosing what to capture: goes to the screen with this number.
        (_("Another screen"), "1–9"),
        # Translators: in the overview of keys: while choosing what to capture.
        (_("Back"), "Esc"),
    )
