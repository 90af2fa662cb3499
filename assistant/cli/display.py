"""Says whether a window can be shown at all. Without a display Qt would end the process with no word for a person."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import InputError, Message, msg

_LOCAL = re.compile(r":([0-9]{1,5})(?:\.[0-9]+)?")


def check_display(environment: Mapping[str, str], platform: str = sys.platform) -> None:
    """Raises InputError (``window-no-display``) where there is no display. Costs no connection."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return
    display = environment.get("DISPLAY", "")
    if not display:
        # Translators: reason, in brackets; DISPLAY is a technical name.
        raise _no_window(msg("no display is named: DISPLAY is not set"))
    match = _LOCAL.fullmatch(display)
    if match and not _listens(f"/tmp/.X11-unix/X{match[1]}"):  # noqa: S108 - where every X server has its socket
        # Translators: reason, in brackets; {display} is a technical name such as :0.
        raise _no_window(msg("the display {display} does not answer", display=display))


def _listens(socket: str) -> bool:
    if Path(socket).exists():
        return True
    try:
        known = Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True  # it can't be told; Qt will find out
    return f"@{socket}\n" in known


def _no_window(why: Message) -> InputError:
    return InputError(
        "window-no-display",
        # Translators: error; the program's window can't be shown.
        msg("The window can't be opened"),
        why,
        # Translators: next step after the error above; the command in quotation marks stays.
        msg("Start the program inside a desktop session, or use the commands: “appeal-assistant --help”."),
    )
