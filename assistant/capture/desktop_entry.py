"""The program's entry in a Linux desktop's list of programs: written when a person asks for it, and taken away again.

Desktops remember what a program may do, such as taking pictures and having a key, under the name of that entry.
Nothing here is ever done without being asked for, and nothing but the two files is touched.
See https://specifications.freedesktop.org/desktop-entry-spec/latest/ for the form of the file.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.assets import asset
from assistant.errors import StorageError, msg
from assistant.storage.places import write_whole
from assistant.storage.trouble import of_disk

#: The program's name for the desktop; the entry is ``<APPLICATION_ID>.desktop``.
APPLICATION_ID = "org.appeal_assistant.AppealAssistant"
_ENTRY = """[Desktop Entry]
Type=Application
Version=1.5
Name=Appeal Assistant
GenericName=Evidence for an appeal
Comment=Answer a marketplace's restriction letter
Exec={command} %f
Icon={id}
Terminal=false
Categories=Office;
StartupWMClass=appeal-assistant
"""


def is_installed(environment: Mapping[str, str] | None = None) -> bool:
    """Whether a desktop finds the entry: the person's own, or one that came with a package."""
    told = os.environ if environment is None else environment
    folders = [_own(told), *map(Path, (told.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"))]
    return any((folder / "applications" / f"{APPLICATION_ID}.desktop").is_file() for folder in folders)


def entry_path(environment: Mapping[str, str] | None = None) -> Path:
    """Where the person's own entry lies, or would lie."""
    return _files(os.environ if environment is None else environment)[0]


def install(environment: Mapping[str, str] | None = None, command: Sequence[str] | None = None) -> Path:
    """Writes the entry and its icon into the person's own folders; the entry's path. Replaces one that is there.

    ``command`` starts the program; by default as it was started now. Raises StorageError ``entry-failed``.
    """
    entry, icon = _files(os.environ if environment is None else environment)
    text = _ENTRY.format(command=" ".join(map(quoted, command or own_command())), id=APPLICATION_ID)
    try:
        for file, data in ((icon, asset("icons", "appeal-assistant.svg").read_bytes()), (entry, text.encode("utf-8"))):
            write_whole(file, data, 0o644)
    except OSError as error:
        raise _failed(error) from error
    return entry


def remove(environment: Mapping[str, str] | None = None) -> None:
    """Takes the person's own entry and its icon away; nothing where there is none. Raises StorageError."""
    try:
        for file in _files(os.environ if environment is None else environment):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(error) from error


def quoted(argument: str) -> str:
    """One argument as the Exec line wants it: quoted, its reserved signs escaped, once more as a value of the file."""
    inside = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in argument)
    return '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'


def _own(environment: Mapping[str, str]) -> Path:
    told = environment.get("XDG_DATA_HOME", "")
    return Path(told) if told.startswith("/") else Path(environment.get("HOME", "~"), ".local", "share").expanduser()


def _files(environment: Mapping[str, str]) -> tuple[Path, Path]:
    folder = _own(environment)
    icons = folder / "icons" / "hicolor" / "scalable" / "apps"
    return folder / "applications" / f"{APPLICATION_ID}.desktop", icons / f"{APPLICATION_ID}.svg"


def own_command() -> list[str]:
    """What starts this very installation; desktops drop an entry whose program isn't there."""
    beside = Path(sys.executable).with_name("appeal-assistant")
    found = str(beside) if beside.is_file() else shutil.which("appeal-assistant")
    return [found] if found else [sys.executable, "-m", "assistant"]


def _failed(error: OSError) -> StorageError:
    return StorageError(
        "entry-failed",
        # Translators: error; the entry is what stands in the desktop's list of programs.
        msg("The entry in the list of programs could not be changed"),
        of_disk(error).why,
        # Translators: next step after the error above.
        msg("Look whether the folder .local/share in your home can be written, and try again."),
    )
