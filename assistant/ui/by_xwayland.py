"""The program's windows drawn by XWayland in a Wayland session, where the person chose it: there the bar stays on top.

Qt decides once, before anything is shown, so a choice counts from the next start. Whether pictures are asked of the
portal doesn't depend on it. See ``packaging/decisions/0009-bar-on-wayland.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import replace

from assistant.capture.choose import Surroundings
from assistant.storage import preferences

#: The name of the choice among the small ones, and its value.
_CHOICE, _CHOSEN = "windows", "xwayland"
#: Qt takes the second where the first doesn't answer.
_IN_THIS_ORDER = "xcb;wayland"


def is_possible(environment: Mapping[str, str]) -> bool:
    """Whether this is a Wayland session with an X11 side."""
    return Surroundings(environment=environment).is_wayland and bool(environment.get("DISPLAY"))


def is_chosen() -> bool:
    """Whether the person chose it."""
    return preferences.load().more.get(_CHOICE) == _CHOSEN


def choose(*, wanted: bool) -> None:
    """Remembers the choice. Raises StorageError."""

    def changed(before: preferences.Preferences) -> preferences.Preferences:
        others = {name: value for name, value in before.more.items() if name != _CHOICE}
        return replace(before, more={**others, _CHOICE: _CHOSEN} if wanted else others)

    preferences.change(changed)


@contextmanager
def told_to_qt(environment: MutableMapping[str, str]) -> Iterator[None]:
    """Tells Qt, where it was chosen and nobody else told it anything, while the application is made inside the block.

    Programs that are started later, such as a browser, hear nothing of it.
    """
    tells = is_possible(environment) and not environment.get("QT_QPA_PLATFORM") and is_chosen()
    if tells:
        environment["QT_QPA_PLATFORM"] = _IN_THIS_ORDER
    try:
        yield
    finally:
        if tells:
            del environment["QT_QPA_PLATFORM"]
