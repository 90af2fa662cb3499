"""The entry in a Linux desktop's list of programs: where it lies, that real readers take it, and that it goes again."""

from __future__ import annotations

import configparser
import os
import shlex
from pathlib import Path

import pytest

from assistant.capture.desktop_entry import APPLICATION_ID, install, is_installed, quoted, remove
from assistant.errors import StorageError


def parsed(entry: Path) -> configparser.SectionProxy:
    reader = configparser.RawConfigParser(interpolation=None)
    reader.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their letters
    reader.read(entry, encoding="utf-8")
    return reader["Desktop Entry"]


def test_an_entry_is_written_with_its_icon_and_taken_away_again(tmp_path: Path) -> None:
    # GIVEN a home without one, and another program's entry
    here = {"HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path / "system")}
    other = tmp_path / ".local" / "share" / "applications" / "other.desktop"
    assert not is_installed(here)

    # WHEN it is installed, twice
    install(here)
    entry = install(here)
    other.write_text("theirs")

    # THEN the desktop finds it, with an icon of its name, for everybody to read
    assert entry == other.with_name(f"{APPLICATION_ID}.desktop")
    assert is_installed(here)
    assert parsed(entry)["Icon"] == APPLICATION_ID
    icon = tmp_path / ".local" / "share" / "icons" / "hicolor" / "scalable" / "apps" / f"{APPLICATION_ID}.svg"
    assert icon.read_text("utf-8").startswith("<svg")
    assert entry.stat().st_mode & 0o777 == 0o644

    # WHEN it is removed, twice
    remove(here)
    remove(here)

    # THEN nothing but the other program's is left
    assert not is_installed(here)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["other.desktop"]


def test_the_command_it_starts_is_there(tmp_path: Path) -> None:
    # GIVEN an entry as the program writes it by itself
    entry = install({"XDG_DATA_HOME": str(tmp_path)})

    # THEN its program exists: desktops drop an entry without one
    program, *rest = shlex.split(parsed(entry)["Exec"])
    assert os.access(program, os.X_OK)
    assert rest[-1] == "%f"


def test_an_entry_of_a_package_counts(tmp_path: Path) -> None:
    folder = tmp_path / "system" / "applications"
    folder.mkdir(parents=True)
    (folder / f"{APPLICATION_ID}.desktop").touch()
    assert is_installed({"HOME": str(tmp_path), "XDG_DATA_DIRS": f"/nowhere:{tmp_path / 'system'}"})


@pytest.mark.parametrize(
    ("argument", "written"),
    [
        ("/usr/bin/appeal-assistant", '"/usr/bin/appeal-assistant"'),
        ("/home/Jö Doe/run it", '"/home/Jö Doe/run it"'),
        ("100%", '"100%%"'),
        ('a"b', '"a\\\\"b"'),
        ("$x`", '"\\\\$x\\\\`"'),
        ("back\\slash", '"back\\\\\\\\slash"'),
    ],
)
def test_arguments_are_quoted_as_desktops_read_them(argument: str, written: str) -> None:
    assert quoted(argument) == written


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "applications").write_text("a file where a folder should be")
    with pytest.raises(StorageError) as caught:
        install({"XDG_DATA_HOME": str(tmp_path)})
    assert caught.value.reference == "entry-failed"
    with pytest.raises(StorageError):
        remove({"XDG_DATA_HOME": str(tmp_path)})
