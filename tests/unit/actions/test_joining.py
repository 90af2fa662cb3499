"""Joining files, attachments and the pictures of a scrolling capture: exactly, or refused and nothing made."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from long_page import Page, long_page, view
from PIL import Image

from assistant.actions import join
from assistant.actions.describe import Description, describe_exhibit
from assistant.actions.export_case import export_case
from assistant.actions.join import join_exhibits, join_files, undo_join
from assistant.actions.scroll import begin_scroll, finish_scroll, keep_frame, take_back_frame, undo_scroll
from assistant.actions.status import status_json
from assistant.actions.verify_bundle import verify_bundle
from assistant.bundle.joined import made_again, picture_file
from assistant.capture.target import Shot, Target, take
from assistant.core.event_date import DateSource
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.core.strips import JoinedFrom
from assistant.errors import DamagedError, InputError
from assistant.imaging.frames import to_picture
from assistant.imaging.joining import Joining, Verdict
from assistant.imaging.picture import pixels_only
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import FakeClock

Views = Callable[..., list[Frame]]
Files = Callable[..., list[Path]]
SECONDS = 5.0


class Scrolled:
    """A screen on which somebody scrolls: each grab shows the next view."""

    name = "scrolled"

    def __init__(self, views: Sequence[Frame]) -> None:
        self._views = iter(views)
        self._area = Rect(0, 0, views[0].width, views[0].height)

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, self._area),)

    def windows(self) -> Sequence[ScreenWindow]:
        return ()

    def grab(self, area: Rect) -> Frame:
        return next(self._views)

    def close(self) -> None: ...


def shots(views: Sequence[Frame], clock: FakeClock) -> list[Shot]:
    screen = Scrolled(views)
    taken = []
    for _each in views:
        taken.append(take(screen, clock, Target("all")))
        clock.advance(SECONDS)
    return taken


def scrolled(folder: CaseFolder, views: Sequence[Frame], clock: FakeClock) -> str:
    strip = begin_scroll(folder, "B", {"automatic": False})
    for shot in shots(views, clock):
        keep_frame(folder, strip, shot)
    return strip


def shows(folder: CaseFolder, exhibit: Exhibit, page: Page) -> bool:
    """Whether the joined picture has exactly these pixels."""
    picture = pixels_only(folder.original(exhibit)).convert("RGB")
    return picture.tobytes() == page[:, :, 2::-1].tobytes()


def joined_from(exhibit: Exhibit) -> JoinedFrom:
    found = JoinedFrom.of(exhibit.record)
    assert found is not None
    return found


def nothing_left(folder: CaseFolder) -> bool:
    files = [path for path in folder.path.rglob("*") if path.is_file() and path.parent.name not in ("copies", "case")]
    return folder.case().exhibits == () and folder.stored() == () and files == []


def test_files_are_joined_and_kept_as_they_are(letter_case: CaseFolder, files: Files, page: Page) -> None:
    # GIVEN pictures that somebody took earlier
    given = files(0, 200, 380, 600)
    before = [path.read_bytes() for path in given]

    # WHEN they are joined
    done: list[tuple[int, int]] = []
    report = join_files(letter_case, "b", given, lambda *how: done.append(how))

    # THEN there is one attachment with their pixels, and each step says by how much the page moved
    (made,) = report.exhibits
    assert report.is_joined
    assert (made.kind, made.item, made.width, made.height) == (ExhibitKind.JOINED, "B", 300, 1000)
    assert made.label == "B-1"
    assert shows(letter_case, made, page)
    assert [step.shift for step in report.steps] == [(0, 200), (0, 180), (0, 220)]
    assert [report.names[step.second] for step in report.steps] == [str(path) for path in given[1:]]
    assert done[0] == (1, 8)
    assert done[-1] == (8, 8)

    # THEN the files are kept as they were given, and the record names them
    strip = letter_case.strip_of(made)
    assert strip is not None
    assert [letter_case.frame_path(frame).read_bytes() for frame in strip.frames] == before
    seams = json.loads(letter_case.seams_path(strip).read_bytes())
    assert [each["sha256"] for each in seams["frames"]] == [hashlib.sha256(data).hexdigest() for data in before]
    assert strip.frames[0].record == {"original_name": given[0].name}

    # THEN the program doesn't say that it took them
    exhibit = status_json(letter_case.case(), letter_case.path)["exhibits"][0]  # type: ignore[index]  # JSON values
    assert (exhibit["kind"], exhibit["captured_at"], exhibit["original_name"]) == ("joined", None, "")
    assert joined_from(made) == JoinedFrom(4)

    # WHEN it is undone, THEN nothing is left
    undo_join(letter_case, report)
    assert nothing_left(letter_case)


def test_pictures_that_a_camera_turned_are_joined_upright(
    letter_case: CaseFolder, views: Views, page: Page, tmp_path: Path
) -> None:
    given = []
    for number, frame in enumerate(views(0, 200)):
        path = tmp_path / f"{number}.png"
        exif = Image.Exif()
        exif[0x0112] = 8  # to be turned by 90° against the clock
        to_picture(frame).transpose(Image.Transpose.ROTATE_270).save(path, exif=exif)
        given.append(path)
    (made,) = join_files(letter_case, "B", given).exhibits
    assert shows(letter_case, made, page[:600])


def test_what_does_not_fit_makes_nothing(letter_case: CaseFolder, files: Files, tmp_path: Path) -> None:
    # GIVEN two that fit and one of another page
    from assistant.imaging.png import encode

    stranger = tmp_path / "other.png"
    stranger.write_bytes(encode(view(long_page(300, 400, seed=9), 0, 400)))

    # WHEN they are joined, THEN the step is refused with its reason, the one that fits is told too, nothing is made
    report = join_files(letter_case, "B", [*files(0, 200), stranger])
    assert not report.is_joined
    assert [step.verdict for step in report.steps] == [Verdict.JOINED, Verdict.REFUSED]
    assert report.steps[1].reason is not None
    assert nothing_left(letter_case)
    assert letter_case.custody()[-1].action != "joined"


@pytest.mark.parametrize(
    ("names", "reference"),
    [
        (["one.png"], "join-too-few"),
        ([], "join-too-few"),
        (["one.png", "gone.png"], "file-not-found"),
        (["one.png", "text.txt"], "join-not-a-picture"),
        (["one.png", "half.png"], "picture-damaged"),
        (["one.png", "empty.png"], "file-empty"),
        (["one.png", "."], "file-is-folder"),
        (["one.png", "large.png"], "join-too-large"),
        (["one.png"] * 9, "join-too-many"),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    letter_case: CaseFolder,
    files: Files,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: list[str],
    reference: str,
) -> None:
    monkeypatch.setattr(join, "MOST", 8)
    monkeypatch.setattr(join, "MOST_PIXELS", 400_000)
    whole = files(0)[0].read_bytes()
    for name, data in {
        "one.png": whole,
        "half.png": whole[: len(whole) // 2],
        "text.txt": b"t",
        "empty.png": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    Image.new("RGB", (1000, 401)).save(tmp_path / "large.png")
    with pytest.raises(InputError) as error:
        join_files(letter_case, "B", [tmp_path / name for name in names])
    assert error.value.reference == reference
    assert nothing_left(letter_case)


def test_a_question_that_is_not_there(letter_case: CaseFolder, files: Files) -> None:
    with pytest.raises(InputError) as error:
        join_files(letter_case, "Q", files(0, 200))
    assert error.value.reference == "item-unknown"


@pytest.mark.parametrize("after", [1, 3, 5])
def test_a_joining_that_is_stopped_leaves_nothing(letter_case: CaseFolder, files: Files, after: int) -> None:
    stop = threading.Event()
    with pytest.raises(InputError) as error:
        join_files(letter_case, "B", files(0, 200, 400), lambda done, _of: stop.set() if done >= after else None, stop)
    assert error.value.reference == "join-cancelled"
    assert nothing_left(letter_case)


def test_attachments_are_joined_and_kept_here(
    letter_case: CaseFolder, views: Views, page: Page, clock: FakeClock
) -> None:
    # GIVEN three captures of one page with what a person said of them, one of them kept here
    from assistant.actions.take_capture import keep_capture

    taken = shots(views(0, 200, 400), clock)
    parts = [keep_capture(letter_case, "B", shot.frame, shot.details).exhibit for shot in taken]
    describe_exhibit(letter_case, "B-1", Description("2025-03-04", DateSource.SEEN, "Chat", ["dates"]))
    describe_exhibit(letter_case, "B-2", Description("2025-04-01", DateSource.SEEN, "Chat", ["scope", "dates"]))
    describe_exhibit(letter_case, "B-3", Description(title="Chat", send=False))

    # WHEN they are joined
    report = join_exhibits(letter_case, [part.id for part in parts])

    # THEN what was said of them alike goes over, and the parts are kept here
    (made,) = report.exhibits
    assert shows(letter_case, made, page[:800])
    assert report.names == ("B-1", "B-2", "x3")
    assert (made.label, made.title, made.shows) == ("B-1", "Chat", ("dates", "scope"))
    assert made.event_date is not None
    assert made.event_date.text() == "2025-03-04..2025-04-01"
    assert made.event_date.source is DateSource.SEEN
    assert made.captured_at == taken[0].details.captured_at
    said = joined_from(made)
    assert (said.pictures, said.last_taken) == (3, taken[2].details.captured_at)
    case = letter_case.case()
    assert [exhibit.send for exhibit in case.exhibits] == [False, False, False, True]

    # WHEN it is undone, THEN all is as it was
    undo_join(letter_case, report)
    case = letter_case.case()
    assert [exhibit.label for exhibit in case.exhibits] == ["B-1", "B-2", ""]
    assert all(letter_case.original_is_intact(exhibit) for exhibit in case.exhibits)


def test_what_was_joined_can_be_joined_with_more(
    letter_case: CaseFolder, views: Views, page: Page, clock: FakeClock
) -> None:
    # GIVEN two parts with a gap, and a capture that fills it
    from assistant.actions.take_capture import keep_capture

    first, second = finish_scroll(letter_case, scrolled(letter_case, views(0, 100, 560, 600), clock)).exhibits
    (shot,) = shots(views(300), clock)
    between = keep_capture(letter_case, "B", shot.frame, shot.details).exhibit

    # WHEN all are joined, THEN the whole is there, and the parts can't go before it
    report = join_exhibits(letter_case, [first.id, between.id, second.id])
    (whole,) = report.exhibits
    assert shows(letter_case, whole, page)
    with pytest.raises(InputError):
        letter_case.erase(first.id, "why")

    # WHEN the joined pictures are gone and changed, THEN the whole is made again of parts that are made again
    letter_case.original(whole).unlink()
    picture_file(letter_case, whole)
    assert shows(letter_case, whole, page)

    # WHEN it is undone, THEN the parts are as they were
    undo_join(letter_case, report)
    case = letter_case.case()
    assert [exhibit.label for exhibit in case.exhibits] == ["B-1", "B-2", "B-3"]
    assert all(letter_case.original_is_intact(exhibit) for exhibit in case.exhibits)
    for exhibit in case.exhibits:
        letter_case.erase(exhibit.id, "why")
    assert nothing_left(letter_case)


def test_dates_known_in_different_ways_are_not_put_together(letter_case: CaseFolder, files: Files) -> None:
    from assistant.actions.add_files import add_files

    first, second = add_files(letter_case, "B", files(0, 200))
    describe_exhibit(letter_case, first.id, Description("2025-03-04", DateSource.SEEN))
    describe_exhibit(letter_case, second.id, Description("2025-03-04", DateSource.STATED))
    (made,) = join_exhibits(letter_case, [first.id, second.id]).exhibits
    assert made.event_date is None
    assert made.captured_at is None


def test_attachments_that_cannot_be_joined(letter_case: CaseFolder, files: Files, tmp_path: Path) -> None:
    from assistant.actions.add_files import add_file, add_files

    first, second = add_files(letter_case, "B", files(0, 200))
    (tmp_path / "n.txt").write_bytes(b"n")
    text = add_file(letter_case, "B", tmp_path / "n.txt")
    other = add_file(letter_case, "A", files(400)[0])
    before = letter_case.case()
    for names, reference in (
        ([first.id], "join-too-few"),
        ([first.id, first.label], "join-too-few"),
        ([first.id, text.id], "join-not-a-picture"),
        ([first.id, other.id], "join-other-question"),
        ([first.id, "B-9"], "exhibit-unknown"),
    ):
        with pytest.raises(InputError) as error:
            join_exhibits(letter_case, names)
        assert error.value.reference == reference
    assert letter_case.case() == before
    assert second.send


def test_a_scrolling_capture_is_joined_from_what_is_on_the_disk(
    letter_case: CaseFolder, views: Views, page: Page, clock: FakeClock
) -> None:
    # GIVEN a scrolling capture with one picture that was taken back
    seen = views(0, 150, 340, 600)
    joining = Joining()
    strip = begin_scroll(letter_case, "B", {"automatic": False})
    taken = shots([*seen[:2], seen[0], *seen[2:]], clock)
    for shot in taken[:3]:
        keep_frame(letter_case, strip, shot)
        joining.add(shot.frame)
    back = take_back_frame(letter_case, strip)
    assert back is not None
    joining.take_back()
    for shot in taken[3:]:
        keep_frame(letter_case, strip, shot)
        joining.add(shot.frame)

    # WHEN it is finished, with what was seen on the way
    report = finish_scroll(letter_case, strip, joining=joining)

    # THEN the joined picture is the page, taken when the first was, and what was taken back is gone
    (made,) = report.exhibits
    assert shows(letter_case, made, page)
    assert made.captured_at == taken[0].details.captured_at
    said = joined_from(made)
    assert (said.pictures, said.part, said.parts) == (4, 1, 1)
    assert said.last_taken == taken[4].details.captured_at
    assert made.record["scroll"] == {"automatic": False}
    kept = letter_case.strip_of(made)
    assert kept is not None
    assert back.sha256 not in {each.sha256 for each in letter_case.stored()}
    assert len(kept.frames) == 4

    # WHEN the same pictures are joined anew, as after an end without notice, THEN the file is the same
    again = finish_scroll(letter_case, scrolled(letter_case, seen, clock))
    assert again.exhibits[0].sha256 == made.sha256

    # WHEN both are undone, THEN nothing is left
    undo_scroll(letter_case, again.strip)
    undo_scroll(letter_case, report.strip)
    assert nothing_left(letter_case)


def test_a_gap_makes_parts_that_say_so(letter_case: CaseFolder, views: Views, clock: FakeClock, tmp_path: Path) -> None:
    # GIVEN somebody who scrolled too far once
    strip = scrolled(letter_case, views(0, 100, 560, 600), clock)

    # WHEN it is joined, THEN there are two parts, and the first says that something is missing after it
    report = finish_scroll(letter_case, strip, said=Description(title="Chat"))
    first, second = report.exhibits
    assert [step.verdict for step in report.steps] == [Verdict.JOINED, Verdict.REFUSED, Verdict.JOINED]
    assert (first.height, second.height) == (500, 440)
    assert (joined_from(first).gap_after, joined_from(second).gap_after) == (True, False)
    assert (first.title, second.title) == ("Chat", "Chat")

    # THEN the papers say it, and the files verify
    made = export_case(letter_case, tmp_path / "out")
    assert made.written
    with zipfile.ZipFile(next((tmp_path / "out").glob("*_evidence.zip"))) as archive:
        manifest = json.loads(archive.read("records/manifest.json"))
        page = archive.read("records/index.html").decode()
    changes = manifest["exhibits"][0]["changes"]
    assert changes[0] == (
        "joined from 2 pictures taken 4 March 2026, 14:32:07 to 14:32:12 (UTC+01:00), part 1 of 2; "
        "between it and the next part something is missing"
    )
    assert changes[1] == "the pictures and the record of the seams are kept"
    assert "Made from" in page
    assert "something is missing" in page
    assert verify_bundle(tmp_path / "out", letter_case.path).ok
    assert verify_bundle(letter_case.path).ok


def test_one_picture_is_an_ordinary_capture_and_none_is_nothing(
    letter_case: CaseFolder, views: Views, clock: FakeClock
) -> None:
    strip = scrolled(letter_case, views(0), clock)
    (made,) = finish_scroll(letter_case, strip).exhibits
    assert (made.kind, made.height) == (ExhibitKind.CAPTURE, 400)
    assert made.record["backend"] == "scrolled"
    undo_scroll(letter_case, strip)
    assert finish_scroll(letter_case, begin_scroll(letter_case, "B")).exhibits == ()
    assert nothing_left(letter_case)


def test_a_stopped_joining_keeps_the_scrolling_capture(letter_case: CaseFolder, views: Views, clock: FakeClock) -> None:
    strip = scrolled(letter_case, views(0, 200, 400), clock)
    stop = threading.Event()
    with pytest.raises(InputError):
        finish_scroll(letter_case, strip, lambda done, _of: stop.set() if done == 5 else None, stop)
    assert [each.id for each in letter_case.unfinished_strips()] == [strip]
    assert finish_scroll(letter_case, strip).is_joined


def test_a_raw_picture_that_was_changed_is_told(letter_case: CaseFolder, views: Views, clock: FakeClock) -> None:
    strip = scrolled(letter_case, views(0, 200), clock)
    path = letter_case.frame_path(letter_case.strip(strip).frames[1])
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(DamagedError) as error:
        finish_scroll(letter_case, strip)
    assert error.value.reference == "strip-damaged"
    assert "Picture 2" in str(error.value)
    assert len(letter_case.unfinished_strips()) == 1


def test_a_joined_picture_is_made_again_where_it_is_gone_or_changed(
    letter_case: CaseFolder, views: Views, clock: FakeClock, tmp_path: Path
) -> None:
    # GIVEN two parts of a scrolling capture, the first erased
    first, made = finish_scroll(letter_case, scrolled(letter_case, views(0, 100, 560, 600), clock)).exhibits
    letter_case.erase(first.id, "not needed")
    copy = letter_case.original(made)
    whole = copy.read_bytes()

    # WHEN the copy is gone, THEN it is there again as soon as it is looked at
    copy.unlink()
    assert picture_file(letter_case, made) == copy
    assert copy.read_bytes() == whole

    # WHEN somebody painted on it, THEN the papers show it as it was taken
    copy.write_bytes(whole[:-20] + b"painted on the copy!")
    assert not letter_case.original_is_intact(made)
    assert export_case(letter_case, tmp_path / "out").complete is not None
    assert copy.read_bytes() == whole

    # WHEN a raw picture is gone as well, THEN nothing is made, and the export names it
    copy.unlink()
    strip = letter_case.strip_of(made)
    assert strip is not None
    letter_case.frame_path(strip.frames[0]).unlink()
    with pytest.raises(DamagedError) as error:
        picture_file(letter_case, made)
    assert error.value.reference == "strip-damaged"
    report = export_case(letter_case, tmp_path / "out2")
    assert not report.written
    assert [finding.code for finding in report.findings if finding.blocks] == ["original-missing"]


def test_a_record_of_the_seams_that_was_changed_makes_nothing(
    letter_case: CaseFolder, views: Views, clock: FakeClock
) -> None:
    (made,) = finish_scroll(letter_case, scrolled(letter_case, views(0, 200), clock)).exhibits
    strip = letter_case.strip_of(made)
    assert strip is not None
    path = letter_case.seams_path(strip)
    for data in (path.read_bytes().replace(b"200", b"201"), b"[" * 100_000, b"{}"):
        path.chmod(0o600)
        path.write_bytes(data)
        with pytest.raises(DamagedError):
            made_again(letter_case, made)
    assert letter_case.original_is_intact(made)


def test_times_of_a_joined_picture_are_said_with_their_offsets() -> None:
    from assistant.reply.english import joined_changes, joined_facts

    zone = dt.timezone(dt.timedelta(hours=1))
    first = dt.datetime(2026, 11, 22, 23, 59, 50, tzinfo=zone)
    later = first + dt.timedelta(seconds=20)
    assert joined_facts(JoinedFrom(14, first, later)) == (
        "joined from 14 pictures taken 22 November 2026, 23:59:50 to 23 November 2026, 00:00:10 (UTC+01:00)"
    )
    assert joined_facts(JoinedFrom(2, first, later.astimezone(dt.UTC))).endswith(
        "22 November 2026, 23:59:50 (UTC+01:00) to 22 November 2026, 23:00:10 (UTC)"
    )
    assert joined_facts(JoinedFrom(1, first, first, 2, 2)) == (
        "one picture taken 22 November 2026, 23:59:50 (UTC+01:00), part 2 of 2"
    )
    assert joined_facts(JoinedFrom(1, None, None, 1, 2, is_window=True)) == (
        "one picture, whole, part 1 of 2, continued by the next"
    )
    assert joined_changes(JoinedFrom(3, differing=1))[-1] == "at 1 seam the two pictures differ in a small place"
    assert joined_changes(None) == ()
    assert JoinedFrom.of({"joined": {"pictures": "many"}}) is None
    assert JoinedFrom.of(json.loads(json.dumps({"joined": JoinedFrom(3, first, later).as_record()}))) == JoinedFrom(
        3, first, later
    )
