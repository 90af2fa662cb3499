"""What a folder of screenshots offers: pictures by content, files' times as such, everything else counted."""

from __future__ import annotations

import datetime as dt
import os
import struct
import threading
import zlib
from pathlib import Path

import pytest
from PIL import Image

from assistant.actions.look_in_folder import FoundPicture, LeftOut, look_in_folder
from assistant.errors import InputError


def picture(path: Path, when: float, size: tuple[int, int] = (30, 20)) -> Path:
    Image.new("RGB", size, "white").save(path, "PNG")
    os.utime(path, (when, when))
    return path


def test_pictures_are_found_by_content_oldest_file_first(tmp_path: Path) -> None:
    # GIVEN pictures with any names, a text with a picture's name, and a folder with one more inside
    newer = picture(tmp_path / "a.png", 1_450_000_000.0)
    older = picture(tmp_path / "чат \n b", 1_440_000_000.0, (40, 10))
    (tmp_path / "text.png").write_text("no picture", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    picture(tmp_path / "inside" / "c.png", 1.0)
    # WHEN the folder is looked through
    told: list[tuple[int, int]] = []
    look = look_in_folder(tmp_path, lambda done, total: told.append((done, total)))
    # THEN both are there with the file's own time, which is aware
    assert [found.path for found in look.pictures] == [older, newer]
    first = look.pictures[0]
    assert (first.width, first.height, first.moves) == (40, 10, False)
    assert first.modified_at == dt.datetime.fromtimestamp(1_440_000_000, dt.UTC)
    # AND what was left out is counted, and the progress came to its end
    assert look.left_out == {LeftOut.NO_PICTURE: 1}
    assert told[-1] == (3, 3)


def test_what_cannot_be_taken_is_counted_and_never_followed(tmp_path: Path) -> None:
    # GIVEN a link, a pipe, a picture that lies about its size, one that is cut off, and one without a right to read
    good = picture(tmp_path / "good.png", 1.0)
    (tmp_path / "link.png").symlink_to(good)
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "huge.png").write_bytes(_png_of(40_000, 40_000))
    (tmp_path / "cut.png").write_bytes(good.read_bytes()[:20])
    # WHEN the folder is looked through
    look = look_in_folder(tmp_path)
    # THEN the good one is offered and each of the others is told
    assert [found.path for found in look.pictures] == [good]
    assert look.left_out == {
        LeftOut.LINK: 1,
        LeftOut.NO_PICTURE: 1,
        LeftOut.TOO_LARGE: 1,
        LeftOut.UNREADABLE: 1,
    }


def test_a_picture_that_moves_is_told(tmp_path: Path) -> None:
    # GIVEN a short film
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:])
    # WHEN the folder is looked through THEN it is said to move
    assert [found.moves for found in look_in_folder(tmp_path).pictures] == [True]


def test_a_time_that_no_calendar_has_is_none(tmp_path: Path) -> None:
    # GIVEN a file from far beyond the year 9999
    try:
        picture(tmp_path / "far.png", 1e12)
    except OverflowError:
        picture(tmp_path / "far.png", 1.0)  # this file system can't hold it
    # WHEN the folder is looked through THEN it is offered all the same
    (found,) = look_in_folder(tmp_path).pictures
    assert isinstance(found, FoundPicture)
    assert found.modified_at is None or found.modified_at.year < 10_000


def test_a_cancel_gives_what_was_found_until_then(tmp_path: Path) -> None:
    # GIVEN three pictures and a person who stops after the first
    for number in range(3):
        picture(tmp_path / f"{number}.png", float(number))
    cancelled = threading.Event()
    # WHEN the folder is looked through
    look = look_in_folder(tmp_path, lambda _done, _total: cancelled.set(), cancelled)
    # THEN there is that one
    assert len(look.pictures) == 1


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        look_in_folder(tmp_path / "gone")
    assert caught.value.reference == "folder-unreadable"


def _png_of(width: int, height: int) -> bytes:
    """The start of a PNG that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
