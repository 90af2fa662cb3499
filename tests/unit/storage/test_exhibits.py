from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus
from assistant.core.ports import Clock
from assistant.errors import InputError
from assistant.storage import places, preferences
from assistant.storage.folder import CaseFolder


def add(folder: CaseFolder, data: bytes, item: str = "A", title: str = "") -> Exhibit:
    return folder.take_in_bytes(data, item=item, kind=ExhibitKind.FILE, media_type="text/plain", title=title)


def send(folder: CaseFolder, tmp_path: Path, data: bytes = b"zip") -> tuple[int, int]:
    (tmp_path / "made").write_bytes(data)
    return folder.keep_export({"made": tmp_path / "made"})


def test_the_same_bytes_have_one_original(folder: CaseFolder) -> None:
    # GIVEN the same content under two names and kinds
    first = add(folder, b"same")
    second = folder.take_in_bytes(b"same", item="B", kind=ExhibitKind.FILE, media_type="application/pdf")

    # THEN there are two exhibits, one original
    assert folder.original(first) == folder.original(second)
    assert len([path for path in (folder.path / "originals").rglob("*") if path.is_file()]) == 1
    assert not list((folder.path / "temporary").iterdir())

    # WHEN one is erased, THEN the other keeps it; WHEN both are, it is gone
    folder.erase(first.id, "twice")
    assert folder.original_is_intact(second)
    place = folder.original(second)
    folder.erase(second.id, "by mistake")
    assert not place.exists()


def test_an_exhibit_is_described(folder: CaseFolder) -> None:
    date = EventDate.parse("2015-12", DateSource.FILE)
    exhibit = add(folder, b"x")
    changed = folder.change_exhibit(exhibit.id, title="T", event_date=date, shows=("scope",), where="Room 5")
    assert (changed.title, changed.event_date, changed.shows, changed.where) == ("T", date, ("scope",), "Room 5")
    assert folder.change_exhibit(exhibit.id, event_date=None).event_date is None
    assert folder.custody()[-1].row["fields"] == ["event_date"]
    with pytest.raises(TypeError):
        folder.change_exhibit(exhibit.id, sha256="0")  # type: ignore[call-arg]  # what must not be possible


def test_sending_fixes_the_labels_of_what_was_in_the_files(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN files with, and changes after they were made
    first, second = add(folder, b"1"), add(folder, b"2")
    send(folder, tmp_path)
    folder.change_exhibit(first.id, send=False)
    third = add(folder, b"3")

    # WHEN they are marked as sent
    case = folder.mark_sent(dt.date(2026, 3, 5))

    # THEN what went out has the labels with which it went
    labels = {exhibit.id: (exhibit.label, exhibit.was_sent) for exhibit in case.exhibits}
    assert labels == {first.id: ("A-1", True), second.id: ("A-2", True), third.id: ("A-3", False)}
    assert case.round.sent == dt.date(2026, 3, 5)
    assert folder.exports()[0].sent == dt.date(2026, 3, 5)
    assert folder.custody()[-1].row["labels"] == {first.id: "A-1", second.id: "A-2"}

    # THEN a sent one can't move and can't be erased, but be withdrawn; another the other way round
    for call in (lambda: folder.change_exhibit(first.id, item="B"), lambda: folder.erase(first.id, "x")):
        with pytest.raises(InputError) as error:
            call()
        assert error.value.reference == "exhibit-sent"
    with pytest.raises(InputError) as error:
        folder.withdraw(third.id, "x")
    assert error.value.reference == "exhibit-not-sent"
    withdrawn = folder.withdraw(second.id, "wrong client")
    assert (withdrawn.status, withdrawn.label, withdrawn.withdrawn_why) == (
        ExhibitStatus.WITHDRAWN,
        "A-2",
        "wrong client",
    )
    with pytest.raises(InputError) as error:
        folder.change_exhibit(first.id, send=True) and folder.withdraw(first.id, "y")
        folder.change_exhibit(first.id, send=False)
        folder.change_exhibit(first.id, send=True)
    assert error.value.reference == "exhibit-withdrawn"


def test_from_the_first_sending_on_no_label_changes(folder: CaseFolder, tmp_path: Path, clock: Clock) -> None:
    # GIVEN that A-1 was sent while another was kept here
    first, kept = add(folder, b"1"), add(folder, b"kept")
    folder.change_exhibit(kept.id, send=False)
    send(folder, tmp_path)
    folder.mark_sent(dt.date(2026, 3, 5))

    # WHEN more come in, one of them is kept here, one is erased, and what was kept is to be sent
    second, third, fourth = (add(folder, data) for data in (b"2", b"3", b"4"))
    assert [each.label for each in (second, third, fourth)] == ["A-2", "A-3", "A-4"]
    folder.change_exhibit(second.id, send=False)
    folder.erase(fourth.id, "by mistake")
    kept = folder.change_exhibit(kept.id, send=True)
    fifth = add(folder, b"5")

    # THEN every label that was given stands, and no number is given twice
    wanted = {first.id: "A-1", kept.id: "A-5", second.id: "A-2", third.id: "A-3", fifth.id: "A-6"}
    assert {each.id: each.label for each in folder.case().exhibits} == wanted
    folder.close()
    with CaseFolder.open(folder.path, clock) as again:
        assert {each.id: each.label for each in again.case().exhibits} == wanted

        # THEN none of them can move to another question, though it was not sent yet
        with pytest.raises(InputError) as error:
            again.change_exhibit(third.id, item="B")
        assert error.value.reference == "label-fixed"


def test_a_withdrawn_one_is_left_as_it_is(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN one that was sent and withdrawn
    exhibit = add(folder, b"1")
    send(folder, tmp_path)
    folder.mark_sent(dt.date(2026, 3, 5))
    folder.withdraw(exhibit.id, "wrong client")
    rows = len(folder.custody())

    # WHEN it is withdrawn again or described THEN that is refused and nothing is changed
    with pytest.raises(InputError) as error:
        folder.withdraw(exhibit.id, "y")
    assert error.value.reference == "exhibit-withdrawn"
    with pytest.raises(InputError) as error:
        folder.change_exhibit(exhibit.id, title="T")
    assert error.value.reference == "exhibit-withdrawn"
    assert len(folder.custody()) == rows


def test_nothing_can_be_sent_before_files_were_made(folder: CaseFolder) -> None:
    with pytest.raises(InputError) as error:
        folder.mark_sent(dt.date(2026, 3, 5))
    assert error.value.reference == "nothing-made"


def test_marking_again_changes_the_day_alone(folder: CaseFolder, tmp_path: Path) -> None:
    send(folder, tmp_path)
    folder.mark_sent(dt.date(2026, 3, 5))
    rows = len(folder.custody())
    folder.mark_sent(dt.date(2026, 3, 5))
    assert len(folder.custody()) == rows
    assert folder.mark_sent(dt.date(2026, 3, 6)).round.sent == dt.date(2026, 3, 6)


def test_the_same_bytes_keep_their_revision(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN an export
    assert send(folder, tmp_path, b"one") == (1, 1)

    # WHEN the same is made again, THEN nothing is new, and what was lost of it is put back
    (folder.path / "exports" / "1-1" / "made").unlink()
    assert send(folder, tmp_path, b"one") == (1, 1)
    assert (folder.path / "exports" / "1-1" / "made").read_bytes() == b"one"
    assert len(folder.exports()) == 1

    # WHEN other bytes are made, THEN they are kept beside it
    assert send(folder, tmp_path, b"two") == (1, 2)
    assert [(each.revision, each.files[0].bytes) for each in folder.exports()] == [(1, 3), (2, 3)]
    with pytest.raises(ValueError, match="plain names"):
        folder.keep_export({"../x": tmp_path / "made"})
    assert not list((folder.path / "temporary").iterdir())


def test_erasing_leaves_nothing_but_the_tombstone(folder: CaseFolder, tmp_path: Path, clock: Clock) -> None:
    # GIVEN a password captured by mistake, with all that can come of it, and an older export without it
    assert send(folder, tmp_path, b"before") == (1, 1)
    exhibit = add(folder, b"hunter2", title="Swordfish in the title")
    folder.keep_copy()
    send(folder, tmp_path, b"with it")
    working = folder.path / "working" / f"{exhibit.id}_hidden.png"
    working.write_bytes(b"copy")
    thumbnail = preferences.thumbnail_folder() / exhibit.sha256[:2] / f"{exhibit.sha256}-300x188.png"
    thumbnail.parent.mkdir(parents=True)
    thumbnail.write_bytes(b"small")
    original = folder.original(exhibit)
    original.unlink()
    original.write_bytes(b"hunter2, and a damage")
    assert add(folder, b"hunter2", item="B").sha256 == exhibit.sha256  # the damaged one was set aside
    folder.erase(folder.case().exhibits[-1].id, "the same")

    # WHEN it is erased
    folder.erase(exhibit.id, "my password")

    # THEN its bytes and words are nowhere, the export without it stays, and its id is never given again
    assert not any(path.exists() for path in (original, working, thumbnail))
    assert [each.revision for each in folder.exports()] == [1]
    assert not (folder.path / "exports" / "1-2").exists()
    words = (b"hunter2", b"Swordfish")
    holding = [p for p in folder.path.rglob("*") if p.is_file() and any(word in p.read_bytes() for word in words)]
    assert holding == []
    assert folder.case().exhibits == ()
    assert folder.custody()[-1].row["exhibit"] == exhibit.id
    assert add(folder, b"new").id != exhibit.id
    assert send(folder, tmp_path, b"again") == (1, 3)
    folder.close()
    with closing(sqlite3.connect(folder.path / "case.db")) as connection:
        assert connection.execute("SELECT why, unfinished FROM erased").fetchall() == [
            ("my password", 0),
            ("the same", 0),
        ]


def test_what_was_erased_while_files_were_made_does_not_come_back_in_them(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN files that were made with an exhibit, which is erased before they are kept
    exhibit = add(folder, b"hunter2")
    (tmp_path / "made").write_bytes(b"holds hunter2")
    folder.erase(exhibit.id, "my password")

    # WHEN they are to be kept THEN they are not
    with pytest.raises(InputError) as told:
        folder.keep_export({"made": tmp_path / "made"}, {exhibit.id: exhibit.label})
    assert told.value.reference == "export-outdated"
    assert not [path for path in folder.path.rglob("*") if path.is_file() and b"hunter2" in path.read_bytes()]


def test_a_changed_original_is_noticed_and_can_come_in_anew(folder: CaseFolder) -> None:
    # GIVEN an original that was changed from outside without changing its length
    exhibit = add(folder, b"true")
    assert folder.original_is_intact(exhibit)
    original = folder.original(exhibit)
    original.chmod(0o600)
    original.write_bytes(b"fake")
    assert not folder.original_is_intact(exhibit)
    assert folder.missing_originals() == ()

    # WHEN it is gone, THEN that is known without reading
    original.unlink()
    assert folder.missing_originals() == (exhibit,)
    assert not folder.original_is_intact(exhibit)

    # WHEN the true bytes come in again, THEN the original is there for both, and a false one is set aside
    original.write_bytes(b"fake")
    add(folder, b"true")
    assert folder.original_is_intact(exhibit)
    assert [path.read_bytes() for path in (folder.path / "set-aside").iterdir()] == [b"fake"]


def test_a_file_that_is_there_already_is_read_while_others_can_be_taken_in(
    folder: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a file that is there, and a look at whether the lock is free while it is read again
    first = folder.take_in_bytes(b"the same", item="A", kind=ExhibitKind.FILE, media_type="text/plain")
    free: list[bool] = []
    is_intact = places.is_intact

    def looked(path: Path, sha256: str, size: int) -> bool:
        def take() -> None:
            lock = folder._store.files()
            free.append(lock.acquire(blocking=False))
            if free[-1]:
                lock.release()

        other = threading.Thread(target=take)
        other.start()
        other.join()
        return is_intact(path, sha256, size)

    # WHEN the same comes in again
    monkeypatch.setattr(places, "is_intact", looked)
    second = folder.take_in_bytes(b"the same", item="A", kind=ExhibitKind.FILE, media_type="text/plain")

    # THEN it was read once, and nobody had to wait
    assert free == [True]
    assert folder.original(first) == folder.original(second)
    assert list(folder.temporary().iterdir()) == []
