"""What runs when it is opened, and what mail servers refuse, is not put in; all other work is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.bundle.kinds import is_refused
from assistant.imaging.media import media_type


def office(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            zipped.writestr(name, b"<x/>")
    return content.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<!DOCTYPE html><html></html>"),
        ("notes.txt", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("tool.sh", b"echo hello"),
        ("invoice.pdf", b"MZ" + b"\0" * 200),
        ("tool", b"\x7fELF" + b"\0" * 200),
        ("site.zip", b"PK\5\6" + b"\0" * 18),
        ("work.RAR ", b"Rar!\x1a\x07\x01\0"),
        ("macros.docx", office("word/vbaProject.bin")),
        ("macros.docm", office()),
        ("macros.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        ("link.lnk", b"L\0\0\0"),
        ("script.py", b"print(1)"),
    ],
)
def test_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "original"
    path.write_bytes(content)
    assert is_refused(path, media_type(content, name), name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("contract.pdf", b"%PDF-1.7\n"),
        ("note.txt", b"On 3 November I sent the draft."),
        ("empty.txt", b""),
        ("hours.csv", b"day,hours\n"),
        ("letter.docx", office()),
        ("letter.doc", OLE),
        ("design.psd", b"8BPS" + b"\0" * 100),
        ("film.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 100),
        ("no ending", b"\x01\x02\x03"),
    ],
)
def test_put_in(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "original"
    path.write_bytes(content)
    assert not is_refused(path, media_type(content, name), name)
