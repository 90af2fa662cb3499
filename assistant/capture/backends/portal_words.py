"""What the Screenshot portal's refusals mean, in words for a person, each with its way out."""

from __future__ import annotations

from assistant.capture.desktop_entry import APPLICATION_ID
from assistant.errors import CaptureError, Message, msg

#: The part of the portal for each desktop, by a word of XDG_CURRENT_DESKTOP.
_PARTS = {
    "gnome": "xdg-desktop-portal-gnome",
    "kde": "xdg-desktop-portal-kde",
    "hyprland": "xdg-desktop-portal-hyprland",
    "sway": "xdg-desktop-portal-wlr",
    "wlroots": "xdg-desktop-portal-wlr",
    "river": "xdg-desktop-portal-wlr",
    "labwc": "xdg-desktop-portal-wlr",
    "cosmic": "xdg-desktop-portal-cosmic",
}


def no_session_bus() -> CaptureError:
    """Nothing can be asked of the desktop at all."""
    return _not_here(
        # Translators: reason for the error “Pictures of the screen can't be taken here”.
        msg("the desktop’s message bus can’t be reached"),
        # Translators: next step; “Paste” and “Add files” are buttons.
        msg("Start the program from the desktop itself, or use Paste or Add files."),
    )


def not_installed(current_desktop: str) -> CaptureError:
    """No portal, or none that takes pictures. ``current_desktop`` is XDG_CURRENT_DESKTOP."""
    words = current_desktop.lower().replace(":", " ").split()
    part = next((_PARTS[word] for word in words if word in _PARTS), "")
    return _not_here(
        # Translators: reason for the error “Pictures of the screen can't be taken here”.
        msg("the part of this desktop that hands out pictures of the screen is not installed or does not run"),
        # Translators: next step; xdg-desktop-portal is the name of a package, {part} is one too.
        msg("Install xdg-desktop-portal and {part}, and log in again; or use Paste or Add files.", part=part)
        if part
        # Translators: next step; the two names are names of packages.
        else msg(
            "Install xdg-desktop-portal and the xdg-desktop-portal-… package of this desktop, and log in again; or use "
            "Paste or Add files."
        ),
    )


def refused(application_id: str) -> CaptureError:
    """The desktop remembers that pictures are not allowed; ``application_id`` is the name it knows the program by."""
    return CaptureError(
        "capture-refused",
        # Translators: error; the person or the desktop said no.
        msg("This program may not take pictures of the screen"),
        # Translators: reason for the error above.
        msg("the desktop remembers the answer no"),
        # Translators: next step; “Settings”, “Apps” and “Screenshots” are words of the desktop; the command stays.
        msg(
            "Open the desktop’s Settings, then Apps, choose this program and allow Screenshots; or run in a terminal: "
            "flatpak permission-set screenshot screenshot {name} yes",
            name=application_id or '""',
        ),
    )


def cancelled() -> CaptureError:
    """The desktop's question was closed, or answered with no."""
    return CaptureError(
        "capture-cancelled",
        # Translators: error; the program asked for a picture of the screen.
        msg("No picture was taken"),
        # Translators: reason for the error above.
        msg("the desktop’s question about it was closed or answered with no"),
        # Translators: next step after the error above; the desktop asks a question with such a button.
        msg("Capture again, and allow it when the desktop asks."),
    )


def given_up() -> CaptureError:
    """The person didn't want to wait any longer."""
    return CaptureError(
        "capture-cancelled",
        # Translators: error; the program asked for a picture of the screen.
        msg("No picture was taken"),
        # Translators: reason for the error above.
        msg("it was stopped"),
        # Translators: next step after the error above.
        msg("Capture again when you are ready."),
    )


def failed() -> CaptureError:
    """The desktop says that it could not, and nothing more."""
    return CaptureError(
        "capture-no-picture",
        # Translators: error; the program asked for a picture of the screen.
        msg("The screen gave no picture"),
        # Translators: reason for the error above.
        msg("the desktop said that it could not or may not take it"),
        # Translators: next step; “Settings”, “Apps” and “Screenshots” are words of the desktop.
        msg("Capture again; if it stays so, look in the desktop’s Settings, under Apps, if Screenshots are allowed."),
    )


def no_answer(seconds: float) -> CaptureError:
    """The desktop keeps silent."""
    return CaptureError(
        "capture-no-answer",
        # Translators: error; the program asked for a picture of the screen.
        msg("The screen gave no picture"),
        # Translators: reason for the error above; {seconds} is a number.
        msg("the desktop did not answer within {seconds} seconds", seconds=f"{seconds:.0f}"),
        # Translators: next step after the error above.
        msg("Look whether a question of the desktop is waiting for you, answer it, and capture again."),
    )


def portal_gone() -> CaptureError:
    """The portal ended in the middle of a request."""
    return CaptureError(
        "capture-no-picture",
        # Translators: error; the program asked for a picture of the screen.
        msg("The screen gave no picture"),
        # Translators: reason for the error above.
        msg("the part of the desktop that takes it has ended"),
        # Translators: next step after the error above.
        msg("Capture again; if it stays so, log out and in again."),
    )


def bad_file() -> CaptureError:
    """The portal's answer names no file of this person's on this computer."""
    return CaptureError(
        "capture-bad-file",
        # Translators: error; the program asked for a picture of the screen.
        msg("The screen gave no picture"),
        # Translators: reason for the error above.
        msg("the desktop’s answer names no picture file that belongs to you"),
        # Translators: next step after the error above; “Paste” and “Add files” are buttons.
        msg("Capture again; if it stays so, use the desktop’s own tool, then Paste or Add files."),
    )


def bad_picture(why: Message) -> CaptureError:
    """What the portal left is no picture; ``why`` as the reader of pictures says it."""
    return CaptureError(
        "capture-bad-file",
        # Translators: error; the program asked the desktop for a picture of the screen.
        msg("The desktop’s picture of the screen can’t be read"),
        why,
        # Translators: next step after the error above; “Paste” and “Add files” are buttons.
        msg("Capture again; if it stays so, use the desktop’s own tool, then Paste or Add files."),
    )


def not_needed() -> CaptureError:
    """The session isn't Wayland."""
    return _not_here(
        # Translators: reason; the portal is the part of Linux desktops that hands out pictures of the screen.
        msg("the desktop’s portal is for Wayland sessions, and this is none"),
        # Translators: next step; “Paste” and “Add files” are buttons.
        msg("Use Paste or Add files."),
        "capture-not-wayland",
    )


def settings_name(is_registered: bool) -> str:
    """The name by which the desktop keeps what this program may do: empty for programs without an entry of theirs."""
    return APPLICATION_ID if is_registered else ""


def _not_here(why: Message, next_step: Message, reference: str = "capture-no-portal") -> CaptureError:
    # Translators: error; the program can't take pictures of the screen.
    return CaptureError(reference, msg("Pictures of the screen can’t be taken here"), why, next_step)
