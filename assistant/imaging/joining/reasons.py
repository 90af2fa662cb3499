"""The words for what was found of a step: why it was refused or flagged, and what a person can do."""

from __future__ import annotations

from assistant.errors import Message, msg


def reason(code: str) -> tuple[Message | None, Message | None]:
    """What is to be said of a code of ``steps.Step``, and what to do next; (None, None) for the empty code."""
    return _SAID[code] if code else (None, None)


# Translators: Said where two pictures of a scrolled page could not be joined: what a person can do.
_BACK = msg("Scroll back a little, so that the two pictures show more of the same")
# Translators: Said where two pictures of a scrolled page could not be joined because something changed on the page.
_WAIT = msg("Wait until the page has finished loading, keep the pointer off the text, and scroll back a little")
# Translators: Said where pictures could not be joined because they are not of one page in one size.
_SAME = msg("Choose pictures of the same page, taken at the same size and zoom")

_SAID: dict[str, tuple[Message, Message]] = {
    "nothing-shared": (
        # Translators: Why two pictures could not be joined.
        msg("The two pictures show nothing in common"),
        _BACK,
    ),
    "little-overlap": (
        # Translators: Why two pictures could not be joined.
        msg("The two pictures have too little in common to be sure where they meet"),
        _BACK,
    ),
    "rival": (
        # Translators: Why two pictures could not be joined; such as a chat with many messages that say the same.
        msg("The same lines appear more than once, so that the pictures would fit in more than one place"),
        # Translators: What to do where repeated lines keep two pictures from being joined.
        msg("Scroll back, then in smaller steps, so that something that appears once is in both pictures"),
    ),
    "no-detail": (
        # Translators: Why two pictures could not be joined.
        msg("There is too little on the page here to be sure where the pictures meet"),
        # Translators: What to do where an almost empty part of a page keeps two pictures from being joined.
        msg("Scroll back, then in smaller steps, so that some text is in both pictures"),
    ),
    "differs": (
        # Translators: Why two pictures could not be joined.
        msg("The pictures share a part, but too much of it differs"),
        _WAIT,
    ),
    "torn": (
        # Translators: Why two pictures could not be joined; such as when an image loaded late and pushed the text down.
        msg("Parts of the page have moved by different distances"),
        _WAIT,
    ),
    "header-moved": (
        # Translators: Why two pictures could not be joined; a header that stayed at the top before now moves.
        msg("What stood still at the edge of the page before has now moved"),
        _BACK,
    ),
    "maybe-moved": (
        # Translators: Why it is unclear whether the page was scrolled between two pictures.
        msg("It can't be told whether the page has moved between the two pictures"),
        # Translators: What to do where it is unclear whether the page was scrolled.
        msg("Scroll a little, until something else is to be seen"),
    ),
    "small-part": (
        # Translators: Why two pictures could not be joined: only a small part of the page is moving.
        msg("Only a small part of the picture has moved"),
        # Translators: What to do where only a small part of the picture moves.
        msg("Capture only the part that scrolls, or make its window larger"),
    ),
    "too-small": (
        # Translators: Why two pictures could not be joined.
        msg("The picture is too small to be joined with another"),
        # Translators: What to do where pictures are too small to be joined.
        msg("Choose a larger area"),
    ),
    "scale-differs": (
        # Translators: Why two pictures could not be joined: one is from a screen that shows everything larger.
        msg("The pictures come from screens with different scaling"),
        _SAME,
    ),
    "size-differs": (
        # Translators: Why two pictures could not be joined.
        msg("The pictures have different sizes and show nothing in common; one may have been zoomed or cut"),
        _SAME,
    ),
    "narrow-share": (
        # Translators: Why two pictures could not be joined: they only share a narrow stripe.
        msg("The pictures share less than half of their width"),
        _SAME,
    ),
    "frame-before-gone": (
        # Translators: Why a picture could not be joined: the one before it is no longer at hand.
        msg("The picture before is no longer at hand, so this one begins a new part"),
        # Translators: What to do where the picture before is no longer at hand; the capture continues by itself.
        msg("Go on, or begin the scrolling capture again"),
    ),
    "some-differ": (
        # Translators: Said of two pictures that were joined, although something in them differs, such as a pop-up.
        msg("Something differs where the two pictures overlap"),
        # Translators: What to do about a small difference between two joined pictures.
        msg("Look at the marked places, and take the pictures again if something is missing there"),
    ),
    "changed-in-place": (
        # Translators: Said of two pictures of the same place of a page, such as one with a pointer and one without.
        msg("The page has not moved, but something on it has changed"),
        # Translators: What to do about a small difference between two pictures of the same place.
        msg("Look at the marked places"),
    ),
}
