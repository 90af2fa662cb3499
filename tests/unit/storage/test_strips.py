"""Strips: raw pictures one by one, the joined ones made of them, and what goes with what."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.bundle.kept import verify_case
from assistant.core.custody import first_break
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Clock
from assistant.core.strips import StripSource
from assistant.errors import DamagedError, InputError
from assistant.storage import erasing, joined
from assistant.storage.folder import CaseFolder
from assistant.storage.joined import NewPage
from assistant.storage.strips import About

SEAMS = b'{"frames": []}\n'


def scroll(folder: CaseFolder, clock: Clock, *frames: bytes) -> str:
    strip = folder.begin_strip("B", StripSource.SCROLL, {"how": "by hand"})
    for frame in frames:
        folder.add_frame(strip, frame, clock.now(), 40, 30, {"screen": 1})
    return strip


def page(png: bytes, number: int, first: int, last: int) -> NewPage:
    return NewPage(
        png, "f" * 64, number, first, last,
        {"item": "B", "kind": ExhibitKind.JOINED, "media_type": "image/png", "width": 40, "height": 60},
    )  # fmt: skip


def hashes(folder: CaseFolder) -> set[str]:
    return {each.sha256 for each in folder.stored()}


def lying(place: Path) -> set[str]:
    """What lies in the case, by the hash in its name."""
    files = [*place.glob("originals/??/*"), *(place / "working").iterdir()]
    return {path.name.partition(".")[0] for path in files}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_raw_pictures_are_originals_and_wait_to_be_joined(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN a scrolling capture of three pictures, the last of them taken back
    before = folder.case()
    strip = scroll(folder, clock, b"one", b"two", b"three")
    taken_back = folder.take_back_frame(strip)
    assert taken_back is not None
    assert taken_back.sha256 == sha256(b"three")
    folder.close()

    # WHEN the case is opened again, THEN it is offered, whole and in order, and the papers' time is as it was
    with CaseFolder.open(place, clock) as again:
        (found,) = again.unfinished_strips()
        assert (found.id, found.item, found.source, found.record) == (strip, "B", "scroll", {"how": "by hand"})
        assert [frame.sha256 for frame in found.kept] == [sha256(b"one"), sha256(b"two")]
        assert [frame.position for frame in found.frames] == [0, 1, 2]
        assert found.frames[0].captured_at == clock.now()
        assert found.frames[0].record == {"screen": 1}
        assert again.frame_path(found.frames[1]).read_bytes() == b"two"
        assert again.frame_path(found.frames[1]).stat().st_mode & 0o777 == 0o400
        assert again.case().changed_at == before.changed_at
        assert again.recovered() == ()
        assert again.missing_originals() == ()

        # WHEN a picture follows, THEN its place is one that was never given
        assert again.add_frame(strip, b"four", None, 40, 30).position == 3


def test_pages_come_in_together_with_their_seams(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN a strip of which one picture was taken back
    strip = scroll(folder, clock, b"one", b"two", b"not this")
    folder.take_back_frame(strip)

    # WHEN it is finished in two pages
    made = folder.finish_strip(strip, iter([page(b"first page", 0, 0, 0), page(b"second page", 1, 0, 1)]), SEAMS)

    # THEN both are exhibits, their copies lie in working/, and what was taken back is gone
    assert [each.kind for each in made] == [ExhibitKind.JOINED, ExhibitKind.JOINED]
    assert folder.original(made[0]) == place / "working" / f"{sha256(b'first page')}.png"
    assert folder.original(made[0]).read_bytes() == b"first page"
    assert folder.original_is_intact(made[1])
    assert lying(place) == hashes(folder)
    assert sha256(b"not this") not in lying(place)
    found = folder.strip_of(made[1])
    assert found is not None
    assert found.is_finished
    assert folder.seams_path(found).read_bytes() == SEAMS
    assert folder.unfinished_strips() == ()

    # THEN the log seals how many pictures, and the record that names them
    row = folder.custody()[-1].row
    assert (row["action"], row["frames"], row["seams"]) == ("joined", 2, sha256(SEAMS))
    assert first_break(folder.custody()) is None
    assert verify_case(place).checked == len(hashes(folder)) == 5

    # WHEN somebody goes on with it, THEN it is refused
    with pytest.raises(InputError) as error:
        folder.add_frame(strip, b"late", None, 1, 1)
    assert error.value.reference == "strip-unknown"
    assert sha256(b"late") not in hashes(folder)


def test_a_page_that_fails_leaves_the_strip_as_it_was(folder: CaseFolder, place: Path, clock: Clock) -> None:
    strip = scroll(folder, clock, b"one", b"two")

    def pages() -> Iterator[NewPage]:
        yield page(b"first page", 0, 0, 1)
        raise RuntimeError("composing ended")

    with pytest.raises(RuntimeError):
        folder.finish_strip(strip, pages(), SEAMS)
    assert [found.id for found in folder.unfinished_strips()] == [strip]
    assert folder.case().exhibits == ()
    assert list(folder.temporary().iterdir()) == []
    assert lying(place) == {sha256(b"one"), sha256(b"two")}


def test_what_a_cut_short_making_leaves_is_swept(
    folder: CaseFolder, place: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a program that ended between the files of a joined picture and its rows
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    strip = scroll(folder, clock, b"one", b"two")
    with monkeypatch.context() as patch:
        patch.setattr(joined, "_is_finished", stop)
        with pytest.raises(KeyboardInterrupt):
            folder.finish_strip(strip, [page(b"page", 0, 0, 1)], SEAMS)
    assert {sha256(b"page"), sha256(SEAMS)} <= lying(place)
    folder.close()
    (place / "working" / "mine.png").write_bytes(b"somebody's")
    (place / "temporary" / "joined-abc.part").write_bytes(b"half a page")

    # WHEN the case is opened, THEN they are gone, what is not ours stays, and the raw pictures are offered
    with CaseFolder.open(place, clock) as again:
        assert lying(place) == {sha256(b"one"), sha256(b"two"), "mine"}
        assert list((place / "temporary").iterdir()) == []
        assert again.recovered() == ()
        assert [found.id for found in again.unfinished_strips()] == [strip]


def test_erasing_a_joined_picture_takes_what_it_alone_needs(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN two parts of one strip that share a picture, and a thumbnail's worth of copies
    strip = scroll(folder, clock, b"one", b"shared", b"three")
    first, second = folder.finish_strip(strip, [page(b"page 1", 0, 0, 1), page(b"page 2", 1, 1, 2)], SEAMS)

    # WHEN the first is erased, THEN its picture goes, the shared one stays until the second is erased too
    folder.erase(first.id, "by mistake")
    assert lying(place) == {sha256(each) for each in (b"shared", b"three", b"page 2", SEAMS)}
    assert hashes(folder) == lying(place)
    folder.erase(second.id, "by mistake")
    assert lying(place) == set()
    assert folder.strip_of(second) is None
    assert folder.case().exhibits == ()


def test_undoing_takes_the_whole_strip(folder: CaseFolder, place: Path, clock: Clock) -> None:
    strip = scroll(folder, clock, b"one", b"two")
    folder.finish_strip(strip, [page(b"page 1", 0, 0, 0), page(b"page 2", 1, 1, 1)], SEAMS)
    folder.erase_strip(strip, "undone")
    assert lying(place) == set()
    assert folder.case().exhibits == ()
    assert [row.row["action"] for row in folder.custody()][-2:] == ["erased", "erased"]


def test_an_erasing_of_a_strip_that_was_cut_short_is_finished(
    folder: CaseFolder, place: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an unfinished strip whose erasing ended between its rows and its files
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    strip = scroll(folder, clock, b"a password", b"more")
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "finish", stop)
        with pytest.raises(KeyboardInterrupt):
            folder.erase_strip(strip, "shows a password")
    assert lying(place)
    folder.close()

    # WHEN the case is opened, THEN the files are gone and are not offered
    with CaseFolder.open(place, clock) as again:
        assert lying(place) == set()
        assert (again.recovered(), again.unfinished_strips()) == ((), ())


def parts_and_joined(folder: CaseFolder) -> tuple[Exhibit, Exhibit]:
    parts = [
        folder.take_in_bytes(data, item="B", kind=ExhibitKind.CAPTURE, media_type="image/png") for data in (b"1", b"2")
    ]
    strip = folder.begin_strip("B", StripSource.EXHIBITS)
    for part in parts:
        folder.add_frame_of(strip, part.id)
    (made,) = folder.finish_strip(strip, [page(b"page", 0, 0, 1)], SEAMS)
    return parts[0], made


def test_an_exhibit_of_which_another_is_made_is_not_erased_before_it(folder: CaseFolder, place: Path) -> None:
    # GIVEN two attachments and the one that was joined from them
    part, made = parts_and_joined(folder)

    # WHEN a part is to be erased, THEN it is said which goes first
    with pytest.raises(InputError) as error:
        folder.erase(part.id, "why")
    assert error.value.reference == "exhibit-joined"
    assert folder.case().exhibit(made.id).label in str(error.value)  # type: ignore[union-attr]  # it is there

    # WHEN the joined one is erased, THEN the parts stay, and can be erased
    folder.erase(made.id, "why")
    assert folder.original_is_intact(part)
    folder.erase(part.id, "why")
    assert lying(place) == {sha256(b"2")}


def test_a_part_of_one_that_was_sent_stays(folder: CaseFolder, tmp_path: Path, clock: Clock) -> None:
    part, made = parts_and_joined(folder)
    folder.change_exhibit(part.id, send=False)
    (tmp_path / "zip").write_bytes(b"zip")
    folder.keep_export({"zip": tmp_path / "zip"})
    folder.mark_sent(clock.now().date())
    for each, reference in ((part, "exhibit-joined"), (made, "exhibit-sent")):
        with pytest.raises(InputError) as error:
            folder.erase(each.id, "why")
        assert error.value.reference == reference
    with pytest.raises(InputError) as error:
        folder.erase_strip(folder.strip_of(made).id, "why")  # type: ignore[union-attr]  # it has one
    assert error.value.reference == "exhibit-sent"


def test_setting_aside_keeps_the_files(folder: CaseFolder, place: Path, clock: Clock) -> None:
    strip = scroll(folder, clock, b"one", b"two", b"taken back")
    folder.take_back_frame(strip)
    folder.set_strip_aside(strip)
    assert folder.unfinished_strips() == ()
    assert folder.recovered() == ()
    assert {path.read_bytes() for path in (place / "set-aside").iterdir()} == {b"one", b"two"}
    assert lying(place) == set()


def test_one_picture_becomes_an_ordinary_capture(folder: CaseFolder, place: Path, clock: Clock) -> None:
    strip = scroll(folder, clock, b"one", b"two")
    folder.take_back_frame(strip)
    made = folder.finish_single(
        strip, item="B", kind=ExhibitKind.CAPTURE, media_type="image/png", captured_at=clock.now()
    )
    assert folder.original(made).read_bytes() == b"one"
    assert lying(place) == {sha256(b"one")}
    assert folder.strip_of(made) is None
    assert folder.unfinished_strips() == ()


def test_joinings_of_files_do_not_outlive_the_program(
    folder: CaseFolder, place: Path, clock: Clock, tmp_path: Path
) -> None:
    # GIVEN a joining of files, one of them an attachment too, and an empty capture, when the program ends
    (tmp_path / "a.jpg").write_bytes(b"a")
    (tmp_path / "b.jpg").write_bytes(b"b")
    kept = folder.take_in_file(tmp_path / "b.jpg", item="A", kind=ExhibitKind.FILE, media_type="image/jpeg")
    strip = folder.begin_strip("B", StripSource.FILES)
    for name in ("a.jpg", "b.jpg"):
        folder.add_frame_file(strip, tmp_path / name, About("image/jpeg", 4, 3))
    scroll(folder, clock)
    assert folder.unfinished_strips() == ()
    folder.close()

    # WHEN the case is opened, THEN nothing is left of them but the attachment
    with CaseFolder.open(place, clock) as again:
        assert lying(place) == {kept.sha256}
        assert again.original_is_intact(kept)
        assert again.recovered() == ()
    with closing(sqlite3.connect(place / "case.db")) as connection:
        assert connection.execute("SELECT count(*) FROM strips").fetchone() == (0,)


def test_a_raw_picture_that_is_gone_is_missed(folder: CaseFolder, clock: Clock, place: Path) -> None:
    # GIVEN a joined picture whose copy is gone, and another of which a raw picture is gone
    strips = [scroll(folder, clock, data, data + b"2") for data in (b"x", b"y")]
    first, second = (
        folder.finish_strip(strip, [page(data, 0, 0, 1)], SEAMS + data)[0]
        for strip, data in zip(strips, (b"page x", b"page y"), strict=True)
    )
    folder.original(first).unlink()
    path = folder.frame_path(folder.strip(strips[1]).frames[0])
    path.unlink()

    # THEN the second is told as missing, since the first can be made again; a comparison names both files
    assert [each.id for each in folder.missing_originals()] == [second.id]
    assert len(verify_case(place).missing) == 2

    # WHEN a copy is put back with other bytes, THEN the exhibit has their hash, and the log says so
    again = folder.put_joined_back(first, b"page x, packed otherwise")
    assert again.sha256 == sha256(b"page x, packed otherwise")
    assert folder.original_is_intact(again)
    assert folder.custody()[-1].action == "remade"
    assert lying(place) == hashes(folder) - {path.name.partition(".")[0]}

    # WHEN it is put back with the same bytes, THEN nothing is said to have changed
    folder.original(again).write_bytes(b"painted over")
    rows = len(folder.custody())
    assert folder.put_joined_back(again, b"page x, packed otherwise") == again
    assert folder.original_is_intact(again)
    assert len(folder.custody()) == rows


def test_a_joined_picture_that_comes_in_as_a_file_is_an_original(folder: CaseFolder, clock: Clock, place: Path) -> None:
    strip = scroll(folder, clock, b"one", b"two")
    (made,) = folder.finish_strip(strip, [page(b"page", 0, 0, 1)], SEAMS)
    added = folder.take_in_bytes(b"page", item="A", kind=ExhibitKind.FILE, media_type="image/png")
    assert folder.original(added).parent.parent.name == "originals"
    folder.erase(made.id, "why")
    assert folder.original_is_intact(added)
    assert lying(place) == {added.sha256}


def test_a_strip_that_cannot_be_understood_is_damage(folder: CaseFolder, place: Path, clock: Clock) -> None:
    strip = scroll(folder, clock, b"one")
    folder.close()
    with closing(sqlite3.connect(place / "case.db")) as connection:
        connection.execute("UPDATE frames SET record = 'no JSON'")
        connection.commit()
    with CaseFolder.open(place, clock, write=False) as again, pytest.raises(DamagedError):
        again.strip(strip)
    for name in ("s99", "x1", "s", "s-1", ""):
        with CaseFolder.open(place, clock, write=False) as again, pytest.raises(InputError) as unknown:
            again.strip(name)
        assert unknown.value.reference == "strip-unknown"


def test_words_of_an_erased_strip_stay_nowhere_in_the_case(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN an unfinished strip whose record holds a window's title, and a copy of the catalogue with it
    strip = folder.begin_strip("B", StripSource.SCROLL)
    folder.add_frame(strip, b"one", clock.now(), 40, 30, {"window_title": "a very private window"})
    folder.keep_copy()
    before = folder.case().changed_at

    # WHEN it is erased
    folder.erase_strip(strip, "by mistake")

    # THEN no file holds it, and the papers' time is as it was
    folder.close()
    assert [path.name for path in place.rglob("*") if path.is_file() and b"private" in path.read_bytes()] == []
    with CaseFolder.open(place, clock) as again:
        assert again.case().changed_at == before
