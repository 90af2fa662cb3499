"""Why there is no key, in words: the errors that all ways share."""

from __future__ import annotations

from assistant.errors import CaptureError, Message, msg


def unknown(chord: str, why: Message) -> CaptureError:
    """``key-unknown``: no such key, or none that may be taken."""
    return CaptureError(
        "key-unknown",
        # Translators: error; {key} is a key such as Ctrl+Alt+S.
        msg("{key} can’t be the key for capturing", key=chord[:40] or "?"),
        why,
        # Translators: next step after an error about the key for capturing.
        msg("Choose another key in the preferences."),
    )


def taken(chord: str) -> CaptureError:
    """``key-taken``: another program has it."""
    return CaptureError(
        "key-taken",
        # Translators: error; {key} is a key such as Ctrl+Alt+S.
        msg("{key} can’t be the key for capturing", key=chord),
        # Translators: reason why a key can't be used.
        msg("another program has this key"),
        # Translators: next step after an error about the key for capturing.
        msg("Choose another key in the preferences."),
    )


def not_here(why: Message, next_step: Message | None = None) -> CaptureError:
    """``key-not-here``: this system gives no key to a program."""
    return CaptureError(
        "key-not-here",
        # Translators: error; a key that works while another program is in front.
        msg("There is no key for capturing here"),
        why,
        # Translators: next step where there is no key for capturing; Capture is the button of the capture bar.
        next_step or msg("Use Capture in the bar instead."),
    )


def not_allowed(why: Message, next_step: Message | None = None) -> CaptureError:
    """``key-not-allowed``: the system asks the person first."""
    return CaptureError(
        "key-not-allowed",
        # Translators: error; a key that works while another program is in front.
        msg("The key for capturing is not set up"),
        why,
        # Translators: next step; Set up the key is a button in the preferences.
        next_step or msg("Press Set up the key in the preferences and allow it."),
    )
