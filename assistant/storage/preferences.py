"""Where the program's own files lie and what the person prefers. The one module that calls appdirs.

Nothing of a case is kept here but the paths of recent ones. Caches may be deleted at any time; on Linux appdirs puts
the log folder under the cache folder, so no evidence goes to either. A damaged file means defaults, never an error.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import appdirs

from assistant.storage.names import storable
from assistant.storage.places import make_folder, write_whole
from assistant.storage.trouble import telling

_NAME = "appeal-assistant"
_RECENT = 12
#: No screen lies farther from the desktop's corner than this, in pixels.
_FARTHEST = 1_000_000
_changing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Preferences:
    """``language`` is a code, empty for the system's; ``look`` is ``system``, ``light`` or ``dark``.

    ``cases`` is the folder of new cases, empty for the default; ``recent`` holds case folders, newest first.
    ``window`` is the window's geometry in the window's own form. ``more`` keeps small choices by name.
    ``capture_key`` is the key that captures from any program, as in ``Ctrl+Alt+S``; empty for none.
    ``bar_place`` is the capture bar's top left corner in the window toolkit's pixels; None where it never was moved.
    """

    language: str = ""
    look: str = "system"
    cases: str = ""
    recent: tuple[str, ...] = ()
    window: str = ""
    more: dict[str, str] = field(default_factory=dict)
    capture_key: str = "Ctrl+Alt+S"
    bar_place: tuple[int, int] | None = None

    def with_recent(self, case: Path) -> Preferences:
        """With this case folder first among the recent ones."""
        path = str(case.absolute())
        return replace(self, recent=(path, *(other for other in self.recent if other != path))[:_RECENT])


def load() -> Preferences:
    """The preferences as they were saved; whatever can't be read is as if it had never been set."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    found: dict[str, object] = {}
    for name in ("language", "look", "cases", "window", "capture_key"):
        if isinstance(kept.get(name), str):
            found[name] = kept[name]
    if isinstance(kept.get("recent"), list):
        found["recent"] = tuple(path for path in kept["recent"] if isinstance(path, str) and path)[:_RECENT]
    if isinstance(kept.get("more"), dict):
        found["more"] = {name: value for name, value in kept["more"].items() if isinstance(value, str)}
    place = kept.get("bar_place")
    if isinstance(place, list) and len(place) == 2 and all(type(at) is int and abs(at) <= _FARTHEST for at in place):
        found["bar_place"] = tuple(place)
    return replace(Preferences(), **found)  # type: ignore[arg-type]  # each was checked above


def save(preferences: Preferences) -> None:
    """Writes the preferences, whole or not at all. Raises StorageError where the disk doesn't take them."""
    file = _file()
    with telling(file.parent):
        make_folder(file.parent)
        kept = {each.name: getattr(preferences, each.name) for each in fields(preferences)}
        write_whole(file, (storable(json.dumps(kept, ensure_ascii=False, indent=1)) + "\n").encode("utf-8"))


def change(how: Callable[[Preferences], Preferences]) -> Preferences:
    """Loads, changes and saves; one change at a time, so that none of this process's threads undoes another's."""
    with _changing:
        changed = how(load())
        save(changed)
    return changed


def cases_folder(preferences: Preferences | None = None) -> Path:
    """Where new cases lie: as preferred, else ``Appeal Assistant`` in the person's documents. It need not exist."""
    preferred = (preferences or load()).cases
    return Path(preferred) if preferred else _documents() / "Appeal Assistant"


def thumbnail_folder() -> Path:
    """The cache of thumbnails: ``ab/<sha256>-….png`` by original. It need not exist."""
    return Path(appdirs.user_cache_dir(_NAME, appauthor=False)) / "thumbnails"


def handover_folder() -> Path:
    """Where a command asks a window; in the cache, since nothing in it is worth keeping. It need not exist."""
    return Path(appdirs.user_cache_dir(_NAME, appauthor=False)) / "asked"


def forget_thumbnails(sha256: str) -> None:
    """Deletes the thumbnails of an original."""
    for path in (thumbnail_folder() / sha256[:2]).glob(f"{sha256}-*"):
        path.unlink(missing_ok=True)


def log_folder() -> Path:
    """The folder of the program's log. It need not exist."""
    return Path(appdirs.user_log_dir(_NAME, appauthor=False))


def _file() -> Path:
    return Path(appdirs.user_config_dir(_NAME, appauthor=False)) / "preferences.json"


def _documents() -> Path:
    home = Path.home()
    if sys.platform.startswith("linux"):
        # appdirs knows no documents folder; desktops write its name, in the person's language, into this file.
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
        try:
            text = settings.read_text(encoding="utf-8")
        except (OSError, ValueError):
            text = ""
        match = re.search(r'^XDG_DOCUMENTS_DIR="(?:\$HOME/(?P<inside>[^"]*)|(?P<whole>/[^"]*))"', text, re.MULTILINE)
        if match:
            found = Path(match["whole"]) if match["whole"] else home / match["inside"]
            return home / "Documents" if found == home else found
    return home / "Documents"
