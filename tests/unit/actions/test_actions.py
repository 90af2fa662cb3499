from __future__ import annotations

import dataclasses
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assistant.actions.add_files import add_file, add_files, paste_picture, title_from
from assistant.actions.answer import answer_item, cannot_provide
from assistant.actions.choose import exhibit_of, item_of, parts_of
from assistant.actions.describe import Description, describe_exhibit
from assistant.actions.export_case import export_beside
from assistant.actions.read_notice import read_notice
from assistant.actions.sample_case import make_sample
from assistant.actions.start_case import start_case
from assistant.actions.take_capture import last_region, last_target, take_capture
from assistant.actions.verify_bundle import verify_bundle
from assistant.assets import asset
from assistant.capture.target import Target, find
from assistant.core.event_date import DateSource
from assistant.core.items import RequestedItem
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, InputError
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import FakeClock

LETTER = b"""Your Upwork account is on hold, with $52.10 in it. Please send us:

1. How do you know the client
2. Screenshots of the work, with dates
"""


class Screens:
    """Two screens side by side, the second left of the first, and one window."""

    name = "two"

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, Rect(0, 0, 40, 30)), Screen(2, Rect(-20, 0, 20, 10)))

    def windows(self) -> Sequence[ScreenWindow]:
        return (ScreenWindow(3, "Mail", Rect(2, 2, 8, 6), "browser"),)

    def grab(self, area: Rect) -> Frame:
        return Frame(area.width, area.height, bytes(range(4)) * (area.width * area.height))

    def close(self) -> None: ...


@pytest.fixture
def folder(tmp_path: Path, clock: FakeClock) -> Iterator[CaseFolder]:
    letter, notice = read_notice(LETTER)
    with start_case(tmp_path / "case", letter, notice, LETTER, clock) as folder:
        yield folder


def test_a_draft_is_changed_before_it_is_accepted(tmp_path: Path, clock: FakeClock) -> None:
    # GIVEN a case whose list is a draft
    letter, notice = read_notice(LETTER)
    with start_case(tmp_path / "case", letter, notice, LETTER, clock, accept=False) as folder:
        assert [item.letter for item in folder.case().items] == ["", ""]

        # WHEN it is changed and accepted
        folder.propose([notice.items[1], RequestedItem("One more")])
        folder.accept()

        # THEN the letters follow the changed list
        assert [(item.letter, item.text) for item in folder.case().items][1] == ("B", "One more")


def test_a_case_that_cannot_be_finished_leaves_nothing(tmp_path: Path, clock: FakeClock) -> None:
    # GIVEN a notice that the storage will not take, and an empty folder that was there
    letter, notice = read_notice(LETTER)
    broken = dataclasses.replace(notice, items=(None,))  # type: ignore[arg-type]  # that is what is wrong with it
    (tmp_path / "was there").mkdir()

    # WHEN cases are begun with it
    for name in ("new", "was there"):
        with pytest.raises(AttributeError):
            start_case(tmp_path / name, letter, broken, LETTER, clock)

    # THEN nothing of them is left, and the folder that was there stays
    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "was there").iterdir()) == []


def test_names_are_found_in_any_case(folder: CaseFolder) -> None:
    case = folder.case()
    assert item_of(case, " b ").letter == "B"
    for letter in ("", "C", "\n", "AB"):
        with pytest.raises(InputError, match="item-unknown"):
            item_of(case, letter)
    with pytest.raises(InputError, match="exhibit-unknown"):
        exhibit_of(case, "")


def test_parts_are_said_from_the_home_of_an_attachment(folder: CaseFolder) -> None:
    case = folder.case()
    home = item_of(case, "A")
    assert parts_of(case, home, ["scope", "A:scope", "b:dates"]) == ("scope", "B:dates")
    for part in ("", "scope:A", "A:", "dates!", "other:0", "other:1", "B:other:1"):
        with pytest.raises(InputError, match=r"part-unknown|item-unknown"):
            parts_of(case, home, [part])


def test_progress_of_several_files_is_one(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN two files
    paths = [tmp_path / "a_file.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_bytes(b"text " * 10)
    told: list[tuple[int, int]] = []

    # WHEN they are added
    added = add_files(folder, "A", paths, report=lambda done, total: told.append((done, total)))

    # THEN the progress goes on over both
    assert [exhibit.title for exhibit in added] == ["", ""]
    assert [exhibit.media_type for exhibit in added] == ["text/plain", "text/plain"]
    assert told[-1] == (100, 100)
    assert [done for done, _total in told] == sorted(done for done, _total in told)


def test_a_cancelled_file_is_not_added(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(InputError, match="file-cancelled"):
        add_file(folder, "A", tmp_path / "a.txt", cancelled=cancelled)
    assert folder.case().exhibits == ()


def test_what_poses_as_a_picture_is_refused_by_name(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "chat.png").write_text("no picture", encoding="utf-8")
    with pytest.raises(InputError) as error:
        add_file(folder, "A", tmp_path / "chat.png")
    assert error.value.reference == "picture-unreadable"
    assert "chat.png" in str(error.value)


def test_a_pasted_picture_has_no_capture_time(folder: CaseFolder, tmp_path: Path) -> None:
    Image.new("RGB", (5, 4), "red").save(tmp_path / "a.png")
    exhibit = paste_picture(folder, "B", (tmp_path / "a.png").read_bytes())
    assert (exhibit.captured_at, exhibit.original_name, exhibit.width, exhibit.height) == (None, "", 5, 4)
    assert exhibit.label == "B-1"
    with pytest.raises(InputError, match="picture-unreadable"):
        paste_picture(folder, "B", b"no picture")


def test_a_title_from_a_name_is_one_visible_line() -> None:
    assert title_from("my_\u202egnp\n.png") == "my [RLO]gnp"
    assert len(title_from("x" * 300 + ".png")) == 80


def test_a_description_changes_only_what_it_says(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN an attachment with a date
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    said = Description(untrusted_event_date="2015-12", title="First", where="room", untrusted_shows=["B:dates"])
    add_file(folder, "A", tmp_path / "a.txt", said=said)

    # WHEN its source alone is said, and then it is moved, and then its date is cleared
    seen = describe_exhibit(folder, "A-1", Description(date_source=DateSource.FILE))
    moved = describe_exhibit(folder, "A-1", Description(item="B"))
    cleared = describe_exhibit(folder, moved.id, Description(untrusted_event_date=""))

    # THEN the rest stays
    assert seen.event_date is not None
    assert (seen.event_date.text(), seen.event_date.source) == ("2015-12", DateSource.FILE)
    assert (moved.label, moved.title, moved.where, moved.shows) == ("B-1", "First", "room", ("B:dates",))
    assert cleared.event_date is None


def test_a_capture_carries_its_time_and_the_program(folder: CaseFolder, clock: FakeClock) -> None:
    # WHEN a screen that lies left of the first is captured
    taken = take_capture(folder, "A", Screens(), Target("screen", screen=2), clock)

    # THEN the PNG says when and by what, and the case how
    with Image.open(folder.original(taken.exhibit)) as picture:
        assert picture.size == (20, 10)
        assert picture.info["Creation Time"].startswith("2026-03-04T14:32:07")
        assert picture.info["Software"].startswith("Appeal Assistant ")
    assert taken.exhibit.captured_at == clock.now()
    assert taken.exhibit.record["area"] == [-20, 0, 20, 10]
    assert last_target(folder.case()) == Target("screen", screen=2)
    assert last_region(folder.case()) is None

    # AND the newest region is remembered, whatever was captured after it
    take_capture(folder, "A", Screens(), Target("region", area=Rect(-15, 2, 8, 5)), clock)
    take_capture(folder, "A", Screens(), Target("screen", screen=2), clock)
    assert last_region(folder.case()) == Rect(-15, 2, 8, 5)


def test_a_capture_of_one_colour_is_kept_and_said(folder: CaseFolder, clock: FakeClock) -> None:
    taken = take_capture(folder, "A", Screens(), Target(), clock)
    assert [warned.code for warned in taken.warnings] == ["blank"]
    assert folder.case().exhibit(taken.exhibit.id) is not None


def test_a_window_is_found_by_its_text_or_as_it_was() -> None:
    window = Screens().windows()[0]
    assert find(Screens(), Target("window", untrusted_text="mAIL")).area == window.area
    assert find(Screens(), Target("window", window=window)).window == window
    gone = ScreenWindow(9, "Chat", Rect(0, 0, 1, 1), "other")
    for target in (Target("window", window=gone), Target("window", untrusted_text="chat"), Target("screen", screen=9)):
        with pytest.raises(CaptureError):
            find(Screens(), target)


def test_the_sample_says_of_its_pictures_that_they_are_files(tmp_path: Path, clock: FakeClock) -> None:
    with make_sample(tmp_path / "sample", clock) as folder:
        case = folder.case()
        assert len(case.exhibits) == len(
            [path for path in asset("sample").iterdir() if path.stem not in ("letter", "case")]
        )
        assert all(exhibit.captured_at is None for exhibit in case.exhibits)
        assert all(folder.original_is_intact(exhibit) for exhibit in case.exhibits)


def test_a_file_s_name_is_no_title(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a private name
    path = tmp_path / "divorce papers.txt"
    path.write_text("a contract")

    # WHEN the file is added
    added = add_file(folder, "A", path)

    # THEN the case keeps the name, and nothing takes it for a title
    assert (added.title, added.original_name) == ("", "divorce papers.txt")


def test_an_empty_file_is_no_attachment(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").touch()
    with pytest.raises(InputError) as caught:
        add_file(folder, "A", tmp_path / "scan.pdf")
    assert caught.value.reference == "file-empty"
    assert "scan.pdf" in str(caught.value.what)
    assert folder.case().exhibits == ()


def test_a_folder_without_a_name_is_named(folder: CaseFolder) -> None:
    with pytest.raises(InputError) as caught:
        add_file(folder, "A", Path())
    assert "“.”" in str(caught.value.what)


def test_a_text_in_which_nothing_can_be_seen_is_no_answer(folder: CaseFolder) -> None:
    # GIVEN an answer
    answer_item(folder, "A", "We met on Upwork.")

    # WHEN one of control characters and marks takes its place
    answered = answer_item(folder, "A", "\x00\x00\u200b\n\u202e")

    # THEN nothing is answered, and it gives no reason either
    assert answered.answer == ""
    with pytest.raises(InputError) as caught:
        cannot_provide(folder, "A", "\x00 \u200e")
    assert caught.value.reference == "reason-empty"


def test_what_may_not_be_read_is_not_compared(folder: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a folder that belongs to another person
    def refused(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("assistant.actions.verify_bundle.verify", refused)

    # THEN that is said
    with pytest.raises(InputError) as caught:
        verify_bundle(folder.path)
    assert caught.value.reference == "verify-unreadable"
    assert "Permission denied" in str(caught.value.why)


def test_what_a_killed_export_left_is_in_nobodys_way(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a folder in which an export was ended while it copied its files
    left = tmp_path / "to-send" / ".being-written-1234"
    left.mkdir(parents=True)
    (left / "upwork-letter-1_INDEX.pdf").write_bytes(b"%PDF")

    # WHEN the files are made again, and once more with nothing changed
    first, _report = export_beside(folder, tmp_path, "to-send")
    second, _report = export_beside(folder, tmp_path, "to-send")

    # THEN they lie in that folder, alone, and no second folder is there
    assert first == second == tmp_path / "to-send"
    assert len(list(first.iterdir())) == 4
    assert not left.exists()
    assert not (tmp_path / "to-send-2").exists()
