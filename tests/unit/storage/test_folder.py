from __future__ import annotations

import datetime as dt
import stat
import threading
from pathlib import Path
from typing import Protocol

import pytest

from assistant.core.case import Round
from assistant.core.custody import first_break
from assistant.core.exhibits import ExhibitKind
from assistant.core.items import RequestedItem, split
from assistant.errors import AssistantError, DamagedError, InputError, StorageError
from assistant.storage.folder import CaseFolder


class FakeClock(Protocol):
    """The fixture's clock."""

    def now(self) -> dt.datetime: ...
    def monotonic(self) -> float: ...
    def advance(self, seconds: float) -> None: ...


def add(folder: CaseFolder, data: bytes, item: str = "A", title: str = "") -> str:
    return folder.take_in_bytes(data, item=item, kind=ExhibitKind.CAPTURE, media_type="image/png", title=title).id


def test_a_case_is_there_again_after_closing(folder: CaseFolder, place: Path, clock: FakeClock) -> None:
    # GIVEN a case with a letter, an answer, and an exhibit
    folder.answer("A", "We met in 2019.")
    folder.record_gap("B", "The chat was deleted.")
    folder.describe_case(money_held="$320.00", received=dt.date(2026, 3, 2))
    folder.take_in_bytes(
        b"pixels",
        item="B",
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        captured_at=clock.now(),
        title="Chat",
        width=3,
        height=2,
        shows=("scope", "A:answer"),
        record={"window": 7},
    )
    before = folder.case()

    # WHEN it is closed and opened
    folder.close()
    with CaseFolder.open(place, clock) as again:
        # THEN nothing is different
        assert again.case() == before
        assert again.letter_bytes().startswith(b"Please tell us")
    assert before.items[0].answer == "We met in 2019."
    assert before.items[1].gap == "The chat was deleted."
    assert before.round.received == dt.date(2026, 3, 2)
    assert before.round.linked_accounts[0].text == "client"
    assert before.exhibits[0].label == "B-1"
    assert before.exhibits[0].captured_at == clock.now()
    assert before.exhibits[0].record == {"window": 7}


def test_everything_on_disk_is_private(folder: CaseFolder, place: Path, tmp_path: Path) -> None:
    # GIVEN a case with an exhibit and an export
    number = add(folder, b"pixels")
    exhibit = folder.case().exhibit(number)
    assert exhibit is not None
    (tmp_path / "made.zip").write_bytes(b"zip")
    folder.keep_export({"made.zip": tmp_path / "made.zip"})
    folder.keep_copy()

    # THEN folders are 0700, files 0600, originals 0400
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [place, *place.rglob("*")]}
    assert {oct(mode) for path, mode in modes.items() if path.is_dir()} == {"0o700"}
    original = folder.original(exhibit)
    assert original == place / "originals" / exhibit.sha256[:2] / f"{exhibit.sha256}.png"
    assert modes[original] == 0o400
    assert {oct(mode) for path, mode in modes.items() if path.is_file() and path != original} == {"0o600"}


def test_nothing_is_overwritten_by_a_new_case(
    folder: CaseFolder, place: Path, clock: FakeClock, tmp_path: Path
) -> None:
    # GIVEN a case, a file, and a folder with something in it
    (tmp_path / "file").write_text("mine")
    for path in (place, tmp_path / "file", tmp_path):
        # WHEN a case is to be made there, THEN it is refused
        with pytest.raises(InputError) as error:
            CaseFolder.create(path, clock)
        assert error.value.reference == "case-exists"
    assert (tmp_path / "file").read_text() == "mine"


def test_an_empty_folder_and_a_creation_cut_short_can_become_a_case(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "empty").mkdir()
    CaseFolder.create(tmp_path / "empty", clock).close()
    cut_short = tmp_path / "cut"
    (cut_short / "originals").mkdir(parents=True)
    (cut_short / "case.lock").touch()
    CaseFolder.create(cut_short, clock).close()


def test_a_case_without_its_letter_says_so(tmp_path: Path, clock: FakeClock) -> None:
    with CaseFolder.create(tmp_path / "case", clock) as folder, pytest.raises(DamagedError) as error:
        folder.case()
    assert error.value.reference == "case-without-letter"


def test_the_proposed_list_is_replaced_until_it_is_accepted(tmp_path: Path, clock: FakeClock) -> None:
    # GIVEN a letter with one proposed question
    with CaseFolder.create(tmp_path / "case", clock) as folder:
        folder.add_round(Round(0, "Do this and that", "upwork"), [RequestedItem("Do this and that")], b"x")
        proposed = folder.case().items

        # WHEN it is split and accepted
        halves = folder.propose(split(proposed, 0, 8))
        assert halves[0].id == proposed[0].id
        accepted = folder.accept()

        # THEN the halves have letters, the list stays, and more questions get the next letter
        assert [(item.letter, item.text) for item in accepted] == [("A", "Do this"), ("B", "and that")]
        assert folder.case().round.accepted
        assert folder.accept() == accepted
        with pytest.raises(InputError):
            folder.propose(halves)
        assert folder.add_item(RequestedItem("More")).letter == "C"

        # WHEN the next letter comes, THEN its questions go on
        folder.add_round(Round(0, "Again", "upwork"), [RequestedItem("Again")], b"y")
        assert folder.add_item(RequestedItem("Second")).letter == ""
        assert [item.letter for item in folder.accept()] == ["D", "E"]
        assert folder.letter_bytes(1) == b"x"
        assert folder.letter_bytes() == b"y"


def test_only_real_changes_move_the_time_of_the_papers(folder: CaseFolder, clock: FakeClock, tmp_path: Path) -> None:
    # GIVEN an answer and an exhibit
    folder.answer("A", "Yes")
    exhibit = add(folder, b"pixels")
    before, rows = folder.case().changed_at, len(folder.custody())
    clock.advance(60)

    # WHEN the same is said again, and when files are made and sent
    folder.answer("A", "Yes")
    folder.change_exhibit(exhibit, title="")
    folder.describe_case(title="Restricted in March")
    assert len(folder.custody()) == rows
    (tmp_path / "a").write_bytes(b"a")
    folder.keep_export({"a": tmp_path / "a"})
    folder.mark_sent(dt.date(2026, 3, 5))

    # THEN the time stays
    assert folder.case().changed_at == before

    # WHEN a word is typed, THEN it moves, and the log has no row of it
    rows = len(folder.custody())
    folder.answer("A", "Yes.")
    assert folder.case().changed_at == clock.now()
    assert len(folder.custody()) == rows


def test_an_answer_takes_the_place_of_a_gap(folder: CaseFolder) -> None:
    folder.record_gap("A", "It is lost")
    assert folder.answer("A", "Found it").gap == ""
    assert folder.record_gap("A", " Lost again ").answer == "Found it"
    assert folder.record_gap("A", "").gap == ""


def test_the_log_holds_no_words_of_the_person(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a word in every text that can be given
    word = "Kaninchen"
    source = tmp_path / f"{word}.png"
    source.write_bytes(b"picture")
    exhibit = folder.take_in_file(source, item="A", kind=ExhibitKind.FILE, media_type="image/png", title=word)
    folder.change_exhibit(exhibit.id, title=word + "2", where=word)
    folder.describe_case(title=word, account=word, money_held=word)
    folder.answer("A", word)
    folder.record_gap("B", word)
    other = add(folder, b"other", title=word)
    folder.erase(other, word)
    folder.keep_export({f"{word}.zip": source})
    folder.mark_sent(dt.date(2026, 3, 5))
    folder.withdraw(exhibit.id, word)

    # THEN no row holds it, and the chain holds
    rows = folder.custody()
    assert word not in "".join(str(row.row) for row in rows)
    assert first_break(rows) is None
    assert [row.action for row in rows] == [
        *("created", "letter-added", "accepted", "added", "described", "case-described", "captured", "erased"),
        *("exported", "sent", "withdrawn"),
    ]
    assert rows[-2].row["labels"] == {exhibit.id: "A-1"}


def test_two_connections_never_fork_the_log(folder: CaseFolder) -> None:
    # GIVEN two connections, one a thread, that take in at the same time
    def work(own: CaseFolder, name: str) -> None:
        for number in range(25):
            own.take_in_bytes(f"{name}{number % 20}".encode(), item="B", kind=ExhibitKind.FILE, media_type="text/plain")

    with folder.another() as second:
        threads = [threading.Thread(target=work, args=each) for each in ((folder, "a"), (second, "b"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        # THEN both see all, in one chain
        assert first_break(folder.custody()) is None
        assert second.case() == folder.case()
        assert [exhibit.label for exhibit in folder.case().exhibits] == [f"B-{n}" for n in range(1, 51)]


def test_what_was_read_once_is_the_same_object_when_it_did_not_change(folder: CaseFolder) -> None:
    # GIVEN exhibits of two questions
    ids = [add(folder, bytes([number]), "AB"[number % 2]) for number in range(6)]
    before = folder.case()

    # WHEN one of A is kept here
    with folder.another() as second:
        second.change_exhibit(ids[0], send=False)

    # THEN labels of A close up, and those of B are what they were
    after = folder.case()
    assert [exhibit.label for exhibit in after.exhibits] == ["", "B-1", "A-1", "B-2", "A-2", "B-3"]
    assert all(after.exhibits[n] is before.exhibits[n] for n in (1, 3, 5))
    assert folder.case() is after

    # WHEN it moves to B, THEN it stands where it was taken in
    folder.change_exhibit(ids[0], send=True, item="B")
    assert [exhibit.label for exhibit in folder.case().exhibits] == ["B-1", "B-2", "A-1", "B-3", "A-2", "B-4"]
    with folder.another() as fresh:
        assert fresh.case() == folder.case()


def test_a_case_open_for_reading_changes_nothing(folder: CaseFolder, place: Path, clock: FakeClock) -> None:
    # GIVEN a case that is open for writing, and read beside it
    with CaseFolder.open(place, clock, write=False) as reader:
        folder.answer("A", "Live")
        assert reader.case().items[0].answer == "Live"
        assert not reader.is_writable
        for change in (
            lambda: reader.answer("A", "x"),
            lambda: add(reader, b"x"),
            reader.temporary,
            reader.keep_copy,
        ):
            with pytest.raises(StorageError) as error:
                change()
            assert error.value.reference == "case-opened-for-reading"


def test_texts_that_no_file_can_hold_are_stored_all_the_same(folder: CaseFolder) -> None:
    assert folder.answer("A", "half \ud83d pair\x00 and nul").answer == "half \ufffd pair\x00 and nul"
    exhibit = folder.take_in_bytes(
        b"x",
        item="A",
        kind=ExhibitKind.FILE,
        media_type="text/plain",
        original_name='a"b\n\u202egnp\udcff' + "x" * 300,
        title="\udfff",
    )
    assert exhibit.original_name == 'a"b\n\u202egnp\\xff' + "x" * 300


def test_unknown_questions_and_attachments_are_named(folder: CaseFolder) -> None:
    for call in (
        lambda: folder.answer("Z", "x"),
        lambda: folder.answer("", "x"),
        lambda: add(folder, b"x", "Z"),
        lambda: folder.change_exhibit("x99", title="x"),
        lambda: folder.change_exhibit("A-1", title="x"),
        lambda: folder.erase("x99", "x"),
    ):
        with pytest.raises(AssistantError) as error:
            call()
        assert error.value.reference in ("item-unknown", "exhibit-unknown")
    assert folder.case().exhibits == ()
    assert not (folder.path / "temporary").exists()
