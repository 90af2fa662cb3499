from __future__ import annotations

import hashlib
import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.errors import InputError
from assistant.storage import intake
from assistant.storage.folder import CaseFolder


def take(folder: CaseFolder, source: Path) -> Exhibit:
    return folder.take_in_file(source, item="A", kind=ExhibitKind.FILE, media_type="text/plain")


def refused(folder: CaseFolder, source: Path) -> str:
    rows = len(folder.custody())
    with pytest.raises(InputError) as error:
        take(folder, source)
    assert len(folder.custody()) == rows
    assert not list((folder.path / "temporary").iterdir())
    return error.value.reference


def test_a_file_is_copied_and_the_source_stays(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a file of some megabytes with an unusual name
    name = 'invoice "5"\n\u202efdp.txt'
    data = os.urandom(3_500_000)
    source = tmp_path / name
    source.write_bytes(data)
    seen: list[tuple[int, int]] = []

    # WHEN it is taken in
    exhibit = folder.take_in_file(
        source,
        item="A",
        kind=ExhibitKind.FILE,
        media_type="text/plain",
        report=lambda done, total: seen.append((done, total)),
    )

    # THEN the original has its bytes, the exhibit its name, and progress came with numbers
    assert exhibit.original_name == name
    assert (exhibit.sha256, exhibit.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert exhibit.captured_at is None
    assert folder.original(exhibit).read_bytes() == data
    assert source.read_bytes() == data
    assert seen[-1] == (3_500_000, 3_500_000)
    assert len(seen) >= 3


def test_what_is_no_regular_file_is_refused_each_with_its_reason(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "target").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        assert refused(folder, tmp_path / "s") == "file-is-socket"
    assert refused(folder, tmp_path / "link") == "file-is-link"
    assert refused(folder, tmp_path / "dangling") == "file-is-link"
    assert refused(folder, tmp_path / "pipe") == "file-is-pipe"
    assert refused(folder, tmp_path) == "file-is-folder"
    assert refused(folder, Path("/dev/null")) == "file-is-device"
    assert refused(folder, tmp_path / "missing") == "file-not-found"
    assert refused(folder, tmp_path / ("n" * 300)) == "file-unreadable"
    assert refused(folder, Path("nul\x00")) == "file-unreadable"


def test_a_file_over_two_gigabytes_is_refused_before_it_is_read(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN four gigabytes that take no room
    with (tmp_path / "large").open("wb") as file:
        file.truncate(4_000_000_000)

    # THEN the limit is named
    with pytest.raises(InputError, match="2 GB") as error:
        take(folder, tmp_path / "large")
    assert error.value.reference == "file-too-large"


def test_the_limit_is_the_largest_that_is_taken(
    folder: CaseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small").write_bytes(b"12345")
    monkeypatch.setattr(intake, "LARGEST", 5)
    assert take(folder, tmp_path / "small").bytes == 5
    (tmp_path / "larger").write_bytes(b"123456")
    assert refused(folder, tmp_path / "larger") == "file-too-large"
    # a file that says it is empty and is not
    assert refused(folder, Path("/proc/cpuinfo")) == "file-changed"


def test_a_file_that_changes_while_it_is_copied_is_refused(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a file that another program writes on
    source = tmp_path / "growing"
    source.write_bytes(b"x" * 2_000_000)

    def write_on(_done: int, _total: int) -> None:
        with source.open("ab") as file:
            file.write(b"more")

    # THEN it is refused, and nothing of it stays
    with pytest.raises(InputError) as error:
        folder.take_in_file(source, item="A", kind=ExhibitKind.FILE, media_type="text/plain", report=write_on)
    assert error.value.reference == "file-changed"
    assert not list((folder.path / "temporary").iterdir())


def test_a_long_copy_can_be_cancelled(folder: CaseFolder, tmp_path: Path) -> None:
    source = tmp_path / "long"
    source.write_bytes(b"x" * 5_000_000)
    cancelled = threading.Event()
    with pytest.raises(InputError) as error:
        folder.take_in_file(
            source,
            item="A",
            kind=ExhibitKind.FILE,
            media_type="text/plain",
            report=lambda _done, _total: cancelled.set(),
            cancelled=cancelled,
        )
    assert error.value.reference == "file-cancelled"
    assert folder.case().exhibits == ()
    assert not list((folder.path / "temporary").iterdir())


def test_an_original_is_read_only_whatever_the_source_was(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "open").write_bytes(b"x")
    (tmp_path / "open").chmod(0o777)
    assert stat.S_IMODE(folder.original(take(folder, tmp_path / "open")).stat().st_mode) == 0o400
