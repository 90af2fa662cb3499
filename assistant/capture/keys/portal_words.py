"""What a portal's refusals of a key mean, in words for a person, each with its way out."""

from __future__ import annotations

from assistant.capture.keys.refusals import not_allowed, not_here
from assistant.errors import CaptureError, Message, msg


def no_bus() -> CaptureError:
    """Nothing can be asked of the desktop."""
    # Translators: reason why there is no key for capturing.
    return not_here(msg("the desktop’s message bus can’t be reached"), _by_the_system())


def no_portal() -> CaptureError:
    """GNOME before 48, wlroots, or no portal at all."""
    # Translators: reason why there is no key for capturing; a desktop such as GNOME.
    return not_here(msg("this desktop gives no key to a program"), _by_the_system())


def refused(is_known: bool) -> CaptureError:
    """The portal said no; most often since it doesn't know the program."""
    if is_known:
        # Translators: reason why there is no key for capturing; a desktop such as GNOME.
        return not_here(msg("the desktop refused it"), _by_the_system())
    # Translators: reason why there is no key for capturing; a desktop such as GNOME.
    why = msg("the desktop gives a key only to programs that are in its applications menu")
    # Translators: next step; both names are buttons in the preferences.
    return not_allowed(why, msg("Press Add to the applications menu in the preferences, then Set up the key."))


def no_answer() -> CaptureError:
    """The portal hangs."""
    # Translators: reason why there is no key for capturing.
    return not_here(msg("the desktop did not answer"), _by_the_system())


def never_allowed() -> CaptureError:
    """Nobody was asked yet."""
    # Translators: reason why the key for capturing is not set up.
    return not_allowed(msg("the desktop asks you once before it gives a key"))


def not_given() -> CaptureError:
    """The dialog was cancelled, or its answer was no longer waited for."""
    # Translators: reason why the key for capturing is not set up: a question of the desktop got no yes.
    return not_allowed(msg("it was not allowed when the desktop asked"))


def no_key_given() -> CaptureError:
    """The program may have a key, but none is set in the desktop's settings."""
    # Translators: reason why the key for capturing is not set up.
    return not_allowed(msg("the desktop’s settings hold no key for this program yet"))


def taken_back() -> CaptureError:
    """The desktop ended the session."""
    # Translators: reason why there is no key for capturing any more.
    return not_allowed(msg("the desktop took the key back"))


def bus_ended() -> CaptureError:
    """The bus is gone, and with it the desktop's session."""
    # Translators: reason why there is no key for capturing any more.
    return not_here(msg("the desktop’s message bus ended the connection"), _by_the_system())


def _by_the_system() -> Message:
    # Translators: next step where a program can't have a key of its own.
    return msg("Use Capture in the bar, or set a shortcut of the system to the command in the preferences.")
