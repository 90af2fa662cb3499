"""Why the screen gives no picture, in words for a person: errors that several ways of grabbing share."""

from __future__ import annotations

from assistant.errors import CaptureError, Message, msg


def is_blind(screen_name: str) -> bool:
    """Whether X calls a screen so that its pixels are a Wayland compositor's: what is read there is black."""
    return screen_name.upper().startswith("XWAYLAND")


def wayland() -> CaptureError:
    """A way that reads the screen itself, in a session that shows the screen to nobody."""
    return CaptureError(
        "capture-wayland",
        # Translators: error; the program can't take pictures of the screen.
        msg("Pictures of the screen can’t be taken here"),
        # Translators: reason for the error above; Wayland is the name of a desktop system.
        msg("this is a Wayland session, which does not show the screen to this program"),
        # Translators: next step after the error above; “Paste” and “Add files” are buttons.
        msg("Take the picture with the system’s own tool, then use Paste or Add files."),
    )


def unreachable(why: Message) -> CaptureError:
    """No display, or one that doesn't answer."""
    return CaptureError(
        "capture-no-display",
        # Translators: error; the program can't take pictures of the screen.
        msg("The screen can’t be reached"),
        why,
        # Translators: next step after the error above.
        msg("Start the program inside a desktop session, or add files instead."),
    )


def off_screen() -> CaptureError:
    """The area has no pixel on any screen."""
    return CaptureError(
        "capture-off-screen",
        # Translators: error; the area that a picture was to be taken of.
        msg("There is nothing to take a picture of"),
        # Translators: reason for the error above.
        msg("that place lies outside all screens"),
        # Translators: next step after the error above.
        msg("Move the window onto a screen, or choose another place."),
    )


def no_picture(why: Message | None = None) -> CaptureError:
    """The system was asked and gave nothing."""
    return CaptureError(
        "capture-no-picture",
        # Translators: error; the program asked the system for the screen's pixels.
        msg("The screen gave no picture"),
        # Translators: reason for the error above.
        why or msg("the system refused, or the screens changed at that moment"),
        # Translators: next step after the error above.
        msg("Try again; if it stays so, start the program again."),
    )


def no_wheel() -> CaptureError:
    """This program can't turn the wheel over another program's window."""
    return CaptureError(
        "no-wheel",
        # Translators: error; the program was to scroll another program's window by itself.
        msg("This program can’t scroll by itself here"),
        # Translators: reason for the error above.
        msg("the system doesn’t let one program turn the wheel of another"),
        # Translators: next step after the error above.
        msg("Scroll by hand: the pictures are taken as they come."),
    )
