"""An error as one line for standard error; what was not foreseen goes to the program's log, without private data."""

from __future__ import annotations

import datetime as dt
import os
import traceback
from pathlib import Path

from assistant.cli.grammar import UsageError
from assistant.cli.usage import error_of
from assistant.errors import AssistantError, msg
from assistant.language import render
from assistant.storage.names import displayable

LOG = "appeal-assistant.log"
_LONGEST = 1500
_LOG_BYTES = 1_000_000


def sentence(error: Exception) -> str:
    """``WHAT (WHY). NEXT STEP [reference]`` on one line, in the person's language."""
    told = _known(error)
    text = f"{render(told.what)} ({render(told.why)}). {render(told.next_step)} [{told.reference}]"
    return displayable(text, _LONGEST)


def _known(error: Exception) -> AssistantError:
    if isinstance(error, UsageError):
        return error_of(error)
    if isinstance(error, AssistantError):
        return error
    place = log_unexpected(error)
    return AssistantError(
        "unexpected",
        # Translators: error; a fault of the program itself.
        msg("Something went wrong that was not foreseen"),
        # Translators: reason, in brackets; {kind} is a technical name, such as ValueError.
        msg("a fault in the program: {kind}", kind=type(error).__name__),
        # Translators: next step; {place} is the path of the program's log.
        msg("What was saved is kept. Try again; if it happens again, report it with the end of {place}.", place=place)
        if place
        # Translators: next step after the error above.
        else msg("What was saved is kept. Try again, and report it if it happens again."),
    )


def log_unexpected(error: BaseException) -> str:
    """Writes where in the program an error arose, but not its text, which may hold names and paths of the person's.

    Gives the log's path; empty where it could not be written.
    """
    from assistant.storage.preferences import log_folder  # appdirs, only where something is wrong

    package = Path(__file__).parent.parent
    lines = [f"{dt.datetime.now(dt.UTC).isoformat(timespec='seconds')} unexpected {type(error).__name__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        name = path.relative_to(package) if path.is_relative_to(package) else path.name
        lines.append(f"    {name}:{frame.lineno} {frame.name}")
    try:
        folder = log_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder / LOG
        if place.exists() and place.stat().st_size > _LOG_BYTES:
            place.replace(place.with_suffix(".log.1"))
        handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except (OSError, RuntimeError):  # a full disk; no home folder
        return ""
    return str(place)
