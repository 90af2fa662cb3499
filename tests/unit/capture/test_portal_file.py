"""The file that the portal names: nothing but a plain file of this person's is read, and that one alone removed."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from assistant.capture.backends import portal_file
from assistant.capture.backends.portal_file import Source, fetched, frame_of, local_path
from assistant.errors import CaptureError
from assistant.imaging import picture as reader


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/shot.png", "/home/shot.png"),
        ("file:///home/sh%C3%B6t%201.png", "/home/shöt 1.png"),
        ("file:///home/%E2%80%9Ca%23b%E2%80%9D%3F.png", "/home/“a#b”?.png"),
        ("file://localhost/home/shot.png", "/home/shot.png"),
    ],
)
def test_an_address_is_a_path(uri: str, path: str) -> None:
    assert local_path(uri) == Path(path)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "/home/shot.png",
        "http://127.0.0.1/shot.png",
        "https://example.org/shot.png",
        "file://server/share/shot.png",
        "file:shot.png",
        "file:///home/shot.png?x",
        "file:///home/shot.png#x",
        "file:///home/a%00b.png",
        "file:///home/%zz.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_other_addresses_are_refused(uri: str) -> None:
    with pytest.raises(CaptureError) as caught:
        fetched(uri)
    assert caught.value.reference == "capture-bad-file"


def test_what_is_no_plain_file_is_refused_and_stays(tmp_path: Path) -> None:
    # GIVEN a folder, a link to a file, a pipe that nobody writes to, and nothing
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    folder, link, pipe = tmp_path / "folder.png", tmp_path / "link.png", tmp_path / "pipe.png"
    folder.mkdir()
    link.symlink_to(secret)
    os.mkfifo(pipe)

    # THEN none is read, and all stay
    for untrusted in (folder, link, pipe, tmp_path / "missing.png"):
        with pytest.raises(CaptureError) as caught:
            fetched(untrusted.as_uri())
        assert caught.value.reference == "capture-bad-file"
    assert folder.is_dir()
    assert link.is_symlink()
    assert pipe.exists()
    assert secret.read_bytes() == b"secret"


def test_a_file_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path / "theirs.png"
    theirs.write_bytes(b"x")
    monkeypatch.setattr(os, "geteuid", lambda: theirs.stat().st_uid + 1)
    with pytest.raises(CaptureError):
        fetched(theirs.as_uri())
    assert theirs.exists()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal_file, "_LARGEST", 9)
    large = tmp_path / "large.png"
    large.write_bytes(b"0123456789")
    with pytest.raises(CaptureError):
        fetched(large.as_uri())


def test_the_bytes_are_hashed_and_the_file_is_gone(tmp_path: Path) -> None:
    shot = tmp_path / "a.png"
    shot.write_bytes(b"bytes")
    assert fetched(shot.as_uri()) == Source(hashlib.sha256(b"bytes").hexdigest(), b"bytes")
    assert not shot.exists()


def test_a_file_that_took_its_place_stays(tmp_path: Path) -> None:
    # GIVEN another file under the same name since
    shot = tmp_path / "a.png"
    shot.write_bytes(b"old")
    told = shot.stat()
    (tmp_path / "b.png").write_bytes(b"new")
    (tmp_path / "b.png").replace(shot)

    # THEN it is not the one to remove
    portal_file._remove(shot, told)
    assert shot.read_bytes() == b"new"


def test_a_broken_picture_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(file, "PNG")
    whole = file.getvalue()
    monkeypatch.setattr(reader, "LIMIT", 2499)
    for data, word in ((b"", "none of"), (b"GIF8", "none of"), (whole, "megapixels")):
        with pytest.raises(CaptureError) as caught:
            frame_of(Source("", data))
        assert caught.value.reference == "capture-bad-file"
        assert word in str(caught.value.why)
    monkeypatch.setattr(reader, "LIMIT", 2500)
    assert frame_of(Source("", whole)).width == 50
    with pytest.raises(CaptureError) as caught:
        frame_of(Source("", whole[:70]))
    assert caught.value.reference == "capture-bad-file"
