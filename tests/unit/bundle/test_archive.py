"""The zip has the same bytes each time; one that came back is read as if an enemy had made it."""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
from pathlib import Path

import pytest

from assistant.bundle import archive
from assistant.bundle.archive import untrusted_zip, write_zip
from assistant.errors import InputError


def ignore(_units: int) -> None:
    """Nobody looks at the progress."""


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    # GIVEN files whose times on disk differ
    made = []
    for number in range(2):
        source = tmp_path / f"source-{number}.png"
        source.write_bytes(b"picture" * 100)
        write_zip(
            {"INDEX.pdf": b"%PDF", "A/A-1.png": source, "records/x.txt": b"text " * 99},
            tmp_path / f"{number}.zip",
            ignore,
        )
        made.append((tmp_path / f"{number}.zip").read_bytes())

    # THEN the zips are the same, and say nothing of this computer
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "0.zip") as zipped:
        assert [entry.filename for entry in zipped.infolist()] == ["INDEX.pdf", "A/A-1.png", "records/x.txt"]
        assert [entry.compress_type for entry in zipped.infolist()] == [
            zipfile.ZIP_STORED,
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ]
        assert {entry.create_system for entry in zipped.infolist()} == {3}
        assert {entry.external_attr >> 16 for entry in zipped.infolist()} == {stat.S_IFREG | 0o644}
        assert zipped.testzip() is None


def crafted(path: Path, *names: str, mode: int = 0) -> Path:
    with zipfile.ZipFile(path, "w") as zipped:
        for name in names:
            entry = zipfile.ZipInfo("x" * len(name))
            entry.filename = entry.orig_filename = name
            entry.external_attr = mode << 16
            zipped.writestr(entry, b"content")
    return path


@pytest.mark.parametrize(
    "names",
    [
        ["../up.txt"],
        ["/absolute.txt"],
        ["a/../../b.txt"],
        ["back\\slash.txt"],
        ["C:/drive.txt"],
        ["A.txt", "a.txt"],
        [unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")],
    ],
)
def test_names_that_lead_astray_are_refused(tmp_path: Path, names: list[str]) -> None:
    path = crafted(tmp_path / "bad.zip", *names)
    with pytest.raises(InputError) as error, untrusted_zip(path):
        pass
    assert error.value.reference == "archive-unsafe"


def test_a_name_with_a_null_is_refused(tmp_path: Path) -> None:
    path = crafted(tmp_path / "bad.zip", "good.txt")
    path.write_bytes(path.read_bytes().replace(b"good.txt", b"good\0txt"))
    with pytest.raises(InputError) as error, untrusted_zip(path):
        pass
    assert error.value.reference == "archive-unsafe"


def test_links_are_refused(tmp_path: Path) -> None:
    path = crafted(tmp_path / "bad.zip", "link", mode=stat.S_IFLNK | 0o777)
    with pytest.raises(InputError) as error, untrusted_zip(path):
        pass
    assert error.value.reference == "archive-unsafe"


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN an archive that unpacks to a thousand times its size
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("zeros.txt", b"\0" * 3_000_000)
    monkeypatch.setattr(archive, "SPARE", 1_000_000)

    # THEN it is refused before anything is unpacked
    with pytest.raises(InputError) as error, untrusted_zip(path):
        pass
    assert error.value.reference == "archive-unsafe"


def test_too_many_entries_are_refused_before_they_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crafted(tmp_path / "many.zip", *[f"{number}.txt" for number in range(30)])
    monkeypatch.setattr(archive, "MOST_ENTRIES", 20)
    with pytest.raises(InputError) as error, untrusted_zip(path):
        pass
    assert error.value.reference == "archive-unsafe"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\3\4" + b"\0" * 100, b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_zip_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(content)
    with pytest.raises(InputError) as error, untrusted_zip(path):
        pass
    assert error.value.reference in ("archive-unreadable", "archive-unsafe")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(InputError) as error, untrusted_zip(tmp_path / "pipe.zip"):
        pass
    assert error.value.reference == "archive-unreadable"


def test_a_cut_zip_and_a_missing_one_are_named(tmp_path: Path) -> None:
    path = crafted(tmp_path / "cut.zip", "a.txt", "b.txt")
    path.write_bytes(path.read_bytes()[:-30])
    for each in (path, tmp_path / "nowhere.zip"):
        with pytest.raises(InputError) as error, untrusted_zip(each):
            pass
        assert error.value.reference == "archive-unreadable"
