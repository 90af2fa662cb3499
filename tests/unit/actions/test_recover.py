from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.actions.recover import take_up
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Frame
from assistant.imaging.png import capture_texts, encode
from assistant.storage.folder import CaseFolder

TIME = dt.datetime(2026, 3, 4, 14, 32, 7, 250_000, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=45)))


def lost(folder: CaseFolder, data: bytes, monkeypatch: pytest.MonkeyPatch) -> Exhibit:
    """Takes bytes in, ends before their row, and takes up what is found."""

    def stop(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("assistant.storage.exhibits.insert", stop)
        with pytest.raises(KeyboardInterrupt):
            folder.take_in_bytes(data, item="B", kind=ExhibitKind.CAPTURE, media_type="image/png")
    (found,) = folder.recovered()
    return take_up(folder, found, "B")


def test_a_capture_that_was_found_again_keeps_its_size_and_its_time(
    letter_case: CaseFolder, views: Callable[..., list[Frame]], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = lost(letter_case, encode(views(0)[0], capture_texts(TIME, "0.1.0")), monkeypatch)
    assert (taken.kind, taken.width, taken.height, taken.send) == (ExhibitKind.CAPTURE, 300, 400, False)
    assert taken.captured_at == TIME
    assert taken.captured_at.utcoffset() == TIME.utcoffset()
    assert letter_case.original_is_intact(taken)


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"Creation Time": TIME.isoformat(), "Software": "gnome-screenshot"},
        {"Creation Time": "yesterday", "Software": "Appeal Assistant 1"},
        {"Creation Time": "2026-03-04T14:32:07", "Software": "Appeal Assistant 1"},
    ],
)
def test_what_does_not_say_that_this_program_took_it_has_no_capture_time(
    letter_case: CaseFolder,
    views: Callable[..., list[Frame]],
    monkeypatch: pytest.MonkeyPatch,
    texts: dict[str, str],
) -> None:
    taken = lost(letter_case, encode(views(0)[0], texts), monkeypatch)
    assert (taken.kind, taken.captured_at, taken.width, taken.height) == (ExhibitKind.FILE, None, 300, 400)


@pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\n and then nothing"])
def test_what_cannot_be_read_is_taken_up_all_the_same(
    letter_case: CaseFolder, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    taken = lost(letter_case, data, monkeypatch)
    assert (taken.kind, taken.width, taken.bytes) == (ExhibitKind.FILE, 0, len(data))
    assert Path(letter_case.original(taken)).read_bytes() == data
