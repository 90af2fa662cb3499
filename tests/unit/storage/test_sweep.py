from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Clock
from assistant.errors import DamagedError, StorageError
from assistant.storage import erasing, places
from assistant.storage.folder import CaseFolder


def add(folder: CaseFolder, data: bytes) -> Exhibit:
    return folder.take_in_bytes(data, item="A", kind=ExhibitKind.CAPTURE, media_type="image/png")


def stop(*_arguments: object) -> None:
    """Stands where the program ended without notice."""
    raise KeyboardInterrupt


def test_half_written_files_are_set_aside(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN what an end without notice leaves: half a file, an empty one, an export in the making, a half copy
    temporary = folder.temporary()
    folder.close()
    (temporary / "intake-abc.part").write_bytes(b"half")
    (temporary / "intake-empty.part").touch()
    (temporary / "export-1" / "sent").mkdir(parents=True)
    (temporary / "export-1" / "sent" / "x").touch()
    (place / "copies" / ".new-1.part").touch()
    (place / ".new-2.part").touch()
    (place / "exports" / "1-7").mkdir()
    (place / "exports" / "1-7" / "whole").write_bytes(b"without a row")
    (place / "exports" / "mine").mkdir()

    # WHEN the case is opened for reading, THEN nothing is touched
    CaseFolder.open(place, clock, write=False).close()
    assert (temporary / "intake-abc.part").exists()

    # WHEN it is opened for writing, THEN the half file and the export without a row are set aside, the rest is gone
    CaseFolder.open(place, clock).close()
    assert sorted(path.name for path in (place / "set-aside").iterdir()) == ["1-7", "intake-abc.part"]
    assert list(temporary.iterdir()) == []
    assert not list(place.rglob(".new-*"))
    assert [path.name for path in (place / "exports").iterdir()] == ["mine"]

    # WHEN it happens again, THEN nothing that was set aside is overwritten
    (temporary / "intake-abc.part").write_bytes(b"another half")
    CaseFolder.open(place, clock).close()
    assert len(list((place / "set-aside").iterdir())) == 3


def test_an_original_without_a_row_is_offered(
    folder: CaseFolder, place: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a capture whose row could not be written
    with monkeypatch.context() as patch:
        patch.setattr("assistant.storage.exhibits.insert", stop)
        with pytest.raises(KeyboardInterrupt):
            add(folder, b"pixels")
        with pytest.raises(KeyboardInterrupt):
            add(folder, b"more")
    folder.close()

    with CaseFolder.open(place, clock) as again:
        # THEN both are offered, and the case is as it was
        first, second = sorted(again.recovered(), key=lambda found: found.bytes)
        assert (first.bytes, second.bytes) == (4, 6)
        assert again.case().exhibits == ()

        # WHEN one is taken up and the other set aside, THEN nothing more is offered
        exhibit = again.take_up(
            second, item="B", kind=ExhibitKind.CAPTURE, media_type="image/png", captured_at=clock.now()
        )
        assert again.original_is_intact(exhibit)
        assert exhibit.label == "B-1"
        again.set_aside(first)
        again.set_aside(second)
        assert again.recovered() == ()
        assert again.original_is_intact(exhibit)
    assert [path.read_bytes() for path in (place / "set-aside").iterdir()] == [b"more"]


def test_the_same_bytes_can_come_in_where_an_original_has_no_row(
    folder: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("assistant.storage.exhibits.insert", stop)
        with pytest.raises(KeyboardInterrupt):
            add(folder, b"pixels")
    assert folder.original_is_intact(add(folder, b"pixels"))
    assert folder.recovered() == ()


def test_a_recovered_original_that_is_damaged_is_not_taken_up(
    folder: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("assistant.storage.exhibits.insert", stop)
        with pytest.raises(KeyboardInterrupt):
            add(folder, b"pixels")
    (found,) = folder.recovered()
    found.path.chmod(0o600)
    found.path.write_bytes(b"PIXELS")
    with pytest.raises(DamagedError) as error:
        folder.take_up(found, item="A", kind=ExhibitKind.FILE, media_type="image/png")
    assert error.value.reference == "recovered-damaged"
    assert folder.case().exhibits == ()


def test_an_erasing_that_was_cut_short_is_finished(
    folder: CaseFolder, place: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an erasing that ended between its rows and its files
    exhibit = add(folder, b"a password")
    original = folder.original(exhibit)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "finish", stop)
        with pytest.raises(KeyboardInterrupt):
            folder.erase(exhibit.id, "by mistake")
    assert original.exists()
    folder.close()

    # WHEN the case is opened, THEN the file is gone, and is not offered as found again
    with CaseFolder.open(place, clock) as again:
        assert not original.exists()
        assert again.recovered() == ()
        assert again.case().exhibits == ()

        # WHEN the same bytes are taken in on purpose, THEN they stay
        kept = add(again, b"a password")
    with CaseFolder.open(place, clock) as last:
        assert last.original_is_intact(kept)
    with closing(sqlite3.connect(place / "case.db")) as connection:
        assert connection.execute("SELECT unfinished FROM erased").fetchall() == [(0,)]


def test_an_export_that_could_not_be_kept_leaves_nothing(
    folder: CaseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that fails while an export is kept
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_bytes(b"a")
    with monkeypatch.context() as patch:
        patch.setattr(places, "sync_folder", fail)
        with pytest.raises(StorageError) as error:
            folder.keep_export({"a": tmp_path / "a"})
    assert error.value.reference == "disk-full"

    # THEN there is no export, and the next one is the first
    assert folder.exports() == ()
    assert folder.keep_export({"a": tmp_path / "a"}) == (1, 1)
    assert list(folder.temporary().iterdir()) == []


def test_links_in_a_case_are_not_followed(folder: CaseFolder, place: Path, clock: Clock, tmp_path: Path) -> None:
    # GIVEN links that somebody put into a case folder
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("mine")
    temporary = folder.temporary()
    folder.close()
    (temporary / "link").symlink_to(outside)
    (place / "originals" / "ab").mkdir()
    (place / "originals" / "ab" / ("ab" * 32 + ".png")).symlink_to(outside / "mine")

    # THEN what they lead to is neither deleted nor offered
    with CaseFolder.open(place, clock) as again:
        assert again.recovered() == ()
    assert (outside / "mine").read_text() == "mine"
    assert not (temporary / "link").is_symlink()


def test_exports_that_were_set_aside_go_with_what_is_erased(
    folder: CaseFolder, place: Path, clock: Clock, tmp_path: Path
) -> None:
    # GIVEN an export that was never acknowledged and may hold a picture, one that was sent and damaged, half a file
    exhibit = add(folder, b"a password")
    (tmp_path / "zip").write_bytes(b"zip")
    folder.keep_export({"zip": tmp_path / "zip"}, {})
    folder.mark_sent(clock.now().date())
    (place / "exports" / "1-1" / "zip").write_bytes(b"painted on")
    folder.keep_export({"zip": tmp_path / "zip"}, {})
    aside = place / "set-aside"
    (place / "exports" / "1-9").mkdir()
    (place / "exports" / "1-9" / "made.zip").write_bytes(b"a password")
    (aside / "intake-abc.part").write_bytes(b"half")
    folder.close()

    # WHEN the picture is erased, THEN the first goes with it: it can be made again
    with CaseFolder.open(place, clock) as again:
        assert sorted(path.name for path in aside.iterdir()) == ["1-1", "1-9", "intake-abc.part"]
        again.erase(exhibit.id, "by mistake")
        assert sorted(path.name for path in aside.iterdir()) == ["1-1", "intake-abc.part"]
