"""A command asks the window that holds a case to take a picture: a system shortcut works while the window is open.

Only one writes a case, and that is the window then. Both sides meet in a private folder of the cache, by small files
named after the case; nothing of a case stands in them but a question's letter, and nothing is put into the case.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

from assistant.storage.places import make_folder, write_whole
from assistant.storage.preferences import handover_folder

#: A window that is there answers at once; one that was killed left its mark behind.
_ANSWER_S = 3.0
_LOOK_S = 0.05
_LONGEST_LETTER = 8


class Door:
    """The window's side, for one case. Errors are OSError: without the folder no command can ask, and that is all."""

    def __init__(self, case: Path) -> None:
        self.folder = handover_folder()
        self._mark, self._request = _files(self.folder, case)

    def open(self) -> None:
        """From now on commands ask here."""
        make_folder(self.folder)
        self._request.unlink(missing_ok=True)
        write_whole(self._mark, b"")

    def taken(self) -> str:
        """The letter of the question that a command asks for, once; empty where none does."""
        try:
            untrusted = self._request.read_bytes()
            self._request.unlink()
        except FileNotFoundError:
            return ""
        letter = untrusted.decode("ascii", "replace")
        return letter if len(letter) <= _LONGEST_LETTER and letter.isascii() and letter.isalpha() else ""

    def close(self) -> None:
        """No command asks here any more."""
        for file in (self._mark, self._request):
            file.unlink(missing_ok=True)


def ask_window(case: Path, letter: str, sleep: Callable[[float], None]) -> bool:
    """Asks the window that has this case open; whether there was one that took the request."""
    folder = handover_folder()
    mark, request = _files(folder, case)
    if not mark.exists():
        return False
    try:
        write_whole(request, letter.encode("ascii", "replace"))
        for _look in range(round(_ANSWER_S / _LOOK_S)):
            if not request.exists():
                return True
            sleep(_LOOK_S)
        request.unlink()
    except FileNotFoundError:
        return True  # taken at the last moment
    except OSError:
        return False
    with contextlib.suppress(OSError):
        mark.unlink()
    return False


def _files(folder: Path, case: Path) -> tuple[Path, Path]:
    name = hashlib.sha256(str(case.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return folder / f"{name}.window", folder / f"{name}.request"
