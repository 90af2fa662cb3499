"""Captures in a case: what is said and known of each, what is odd, and that a faulty disk never lets one be claimed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw

from assistant import __version__
from assistant.actions.describe import Description
from assistant.actions.read_notice import read_notice
from assistant.actions.start_case import start_case
from assistant.actions.take_capture import Taken, take_capture
from assistant.capture.target import Target
from assistant.core.event_date import DateSource
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import AssistantError, InputError
from assistant.imaging.frames import crop, from_picture, pixel_digest, to_picture
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from tests.conftest import FakeClock

LETTER = (
    b"Your account is on hold. Please send us:\n\n1. How you met the client\n2. Screenshots of the work, with dates\n"
)
PRIVATE = "Salary of Иван – Bright Lantern"


class Desk:
    """A drawn screen with one window, whose title is nobody's business."""

    name = "drawn"

    def __init__(self) -> None:
        picture = Image.new("RGB", (320, 200), "white")
        draw = ImageDraw.Draw(picture)
        for row in range(5, 190, 14):
            draw.text((5, row), "So we agree on the home page and two inner pages", fill="black")
        self.frame = from_picture(picture)
        self.there = [ScreenWindow(77, PRIVATE, Rect(10, 20, 200, 150), "Lanternbrowser")]

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, Rect(0, 0, 320, 200), 1.0, "HDMI-1"),)

    def windows(self) -> Sequence[ScreenWindow]:
        return self.there

    def grab(self, area: Rect) -> Frame:
        return crop(self.frame, area)

    def close(self) -> None: ...


class CountingClock:
    """The test's clock, with one beside it that nobody sets."""

    boot = "this start"

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.slept = 0.0
        self.now, self.monotonic = clock.now, clock.monotonic
        self._began = clock.now(), self.since_boot()

    def since_boot(self) -> float:
        return self._clock.ticks + self.slept

    def began(self) -> Any:
        return self._began


@pytest.fixture
def folder(tmp_path: Path, clock: FakeClock) -> Iterator[CaseFolder]:
    letter, notice = read_notice(LETTER)
    with start_case(tmp_path / "case", letter, notice, LETTER, clock) as folder:
        yield folder


def window(folder: CaseFolder, clock: FakeClock | CountingClock) -> Taken:
    return take_capture(folder, "B", Desk(), Target("window", untrusted_text="lantern"), clock)


def codes(taken: Taken) -> list[str]:
    return [warned.code for warned in taken.warnings]


def test_the_record_says_how_and_the_picture_only_when_and_by_what(folder: CaseFolder, clock: FakeClock) -> None:
    # WHEN a window is captured
    taken = window(folder, CountingClock(clock))

    # THEN the case knows all of it
    record = dict(taken.exhibit.record)
    assert record.pop("pixel_sha256") == pixel_digest(Desk().grab(Rect(10, 20, 200, 150)))
    assert record == {
        "program": __version__,
        "backend": "drawn",
        "mode": "window",
        "area": [10, 20, 200, 150],
        "scale": 1.0,
        "screen": 1,
        "screen_name": "HDMI-1",
        "window_title": PRIVATE,
        "window_class": "Lanternbrowser",
        "window_id": 77,
        "cut_off": False,
        "covered": False,
        "local_time": "2026-03-04T14:32:07.000+01:00",
        "utc_time": "2026-03-04T13:32:07.000+00:00",
        "offset": "+01:00",
        "monotonic": 1000.0,
        "since_boot": 1000.0,
        "boot": "this start",
        "emptiness": "full",
        "clock_jump": 0.0,
        "oddities": [],
    }

    # AND the file nothing but the time and the program
    original = folder.original(taken.exhibit)
    with Image.open(original) as picture:
        picture.load()
        assert picture.info == {
            "Creation Time": "2026-03-04T14:32:07.000+01:00",
            "Software": f"Appeal Assistant {__version__}",
        }
        assert picture.tobytes() == to_picture(Desk().grab(Rect(10, 20, 200, 150))).tobytes()
    for word in (PRIVATE, "Lantern", "HDMI", "this start", "jdoe"):
        assert word.encode() not in original.read_bytes()


def test_what_is_said_with_a_capture_is_kept(folder: CaseFolder, clock: FakeClock) -> None:
    said = Description(
        untrusted_event_date="2025-12-17",
        date_source=DateSource.SEEN,
        title="Scope agreed",
        where="Room 12, 17 Dec 09:14",
        untrusted_shows=["dates"],
        send=False,
    )
    exhibit = take_capture(folder, "B", Desk(), Target(), clock, said=said).exhibit
    assert (exhibit.title, exhibit.where, exhibit.send, exhibit.shows) == (said.title, said.where, False, ("dates",))
    assert exhibit.event_date is not None
    assert exhibit.event_date.source is DateSource.SEEN
    assert exhibit.label == ""  # it is kept here


def test_bad_words_are_refused_before_anything_is_taken(folder: CaseFolder, clock: FakeClock) -> None:
    class Never(Desk):
        def grab(self, area: Rect) -> Frame:
            raise AssertionError("nothing should have been taken")

    for letter, said in (
        ("C", Description()),
        ("B", Description(untrusted_event_date="31 February")),
        ("B", Description(untrusted_shows=["nothing:such"])),
    ):
        with pytest.raises(InputError):
            take_capture(folder, letter, Never(), Target(), clock, said=said)


def test_the_same_picture_as_before_is_told(folder: CaseFolder, clock: FakeClock) -> None:
    # WHEN the same is taken twice, then something else, then the first once more
    first, second = window(folder, clock), window(folder, clock)
    whole = take_capture(folder, "A", Desk(), Target(), clock)
    again = window(folder, clock)

    # THEN only the second is the same as the one before, and all four are kept
    assert [codes(taken) for taken in (first, second, whole, again)] == [[], ["same-as-before"], [], []]
    assert len(folder.case().exhibits) == 4
    assert folder.case().exhibits[1].record["oddities"] == ["same-as-before"]


def test_a_clock_that_was_set_is_told_also_to_another_process(folder: CaseFolder, clock: FakeClock) -> None:
    # GIVEN a capture, and a night asleep after it
    counting = CountingClock(clock)
    take_capture(folder, "A", Desk(), Target(), counting)
    clock.advance(8 * 3600)
    assert "clock-jump" not in codes(window(folder, counting))

    # WHEN the clock is set back by a day, and another process takes the next picture
    clock.advance(60)
    clock.ticks += 86_400
    later = CountingClock(clock)
    set_back = take_capture(folder, "A", Desk(), Target(), later)

    # THEN the picture says so, and the one after it doesn't any more
    assert codes(set_back) == ["clock-jump"]
    assert set_back.exhibit.record["clock_jump"] == -86_400.0
    clock.advance(60)
    assert codes(window(folder, later)) == []


def _fails(code: int) -> Callable[..., Any]:
    def fail(*_arguments: object, **_names: object) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("place", ["os.write", "os.fsync", "tempfile.mkstemp", "Path.chmod", "Path.replace"])
def test_a_disk_that_fails_at_any_step_gives_words_and_no_exhibit(
    folder: CaseFolder, clock: FakeClock, place: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a case with a capture, and a disk that fails at one step of the next
    window(folder, clock)
    clock.advance(1)
    before, log = folder.case().exhibits, folder.custody()
    target = f"pathlib.{place}" if place.startswith("Path") else place
    with monkeypatch.context() as faulty:
        faulty.setattr(target, _fails(code))

        # WHEN it is taken THEN it is refused in words
        with pytest.raises(AssistantError) as caught:
            window(folder, clock)
    assert caught.value.reference == ("disk-full" if code == errno.ENOSPC else "disk-failed")

    # AND there is no exhibit, no log row and nothing half-written, and the next one is kept
    assert (folder.case().exhibits, folder.custody()) == (before, log)
    assert list(folder.temporary().iterdir()) == []
    taken = take_capture(folder, "A", Desk(), Target(), clock)
    assert folder.original_is_intact(taken.exhibit)


@pytest.mark.parametrize("failing", [2, 3])
def test_a_folder_that_does_not_reach_the_disk_leaves_no_exhibit(
    folder: CaseFolder, clock: FakeClock, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk on which a later fsync fails: the first is the file's, the others its folders'
    count, real = 0, os.fsync

    def fsync(handle: int) -> None:
        nonlocal count
        count += 1
        if count == failing:
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    with monkeypatch.context() as faulty:
        faulty.setattr(os, "fsync", fsync)
        with pytest.raises(AssistantError, match="disk-failed"):
            window(folder, clock)
    assert count == failing
    assert folder.case().exhibits == ()


def test_a_catalogue_that_takes_no_more_leaves_no_exhibit(folder: CaseFolder, clock: FakeClock) -> None:
    # GIVEN a catalogue that may not grow
    connection = folder._store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    said = Description(title="x" * 50_000)

    # WHEN a capture needs more room there THEN it is refused in words, and its picture is not lost
    with pytest.raises(AssistantError, match="disk-full"):
        take_capture(folder, "A", Desk(), Target(), clock, said=said)
    assert folder.case().exhibits == ()
    assert len(folder.recovered()) == 1


def test_when_a_capture_comes_back_it_is_on_the_disk(
    folder: CaseFolder, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a look at each step on the way
    steps: list[str] = []
    real_fsync, real_replace, real_write = os.fsync, Path.replace, os.write

    def fsync(handle: int) -> None:
        name = Path(f"/proc/self/fd/{handle}").readlink()
        steps.append("file is synced" if name.suffix == ".part" else "folder is synced")
        real_fsync(handle)

    def replace(path: Path, new: Path) -> Path:
        steps.append("named by its hash" if new.stem == hash_of(path) else "named otherwise")
        return real_replace(path, new)

    def write(handle: int, data: bytes) -> int:
        steps.append("written")
        return real_write(handle, data)

    def trace(statement: str) -> None:
        if statement.startswith("INSERT INTO exhibits") or ("row" in steps and statement == "COMMIT"):
            steps.append("row" if statement != "COMMIT" else "committed")

    # WHEN a capture is stored
    with monkeypatch.context() as watched:
        watched.setattr(os, "fsync", fsync)
        watched.setattr(os, "write", write)
        watched.setattr(Path, "replace", replace)
        folder._store.connection.set_trace_callback(trace)
        window(folder, clock)
        folder._store.connection.set_trace_callback(None)

    # THEN the picture was whole on the disk before it had its name, and had its name before its row
    order = [step for step in dict.fromkeys(steps[steps.index("written") :]) if step != "folder is synced"]
    assert order == ["written", "file is synced", "named by its hash", "row", "committed"]
    assert "folder is synced" in steps[steps.index("named by its hash") : steps.index("row")]
    assert folder._store.connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def hash_of(path: Path) -> str:
    from assistant.storage.places import sha256_of

    return sha256_of(path)
