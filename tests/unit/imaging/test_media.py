"""Kinds of files by content: a name can't make a program into an invoice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from assistant.imaging.media import media_type

OOXML = "application/vnd.openxmlformats-officedocument."


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


def zipped(*names: str, first: tuple[str, bytes] | None = None, filler: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr(*first)
        if filler:
            archive.writestr("large.bin", bytes(filler))
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (picture("PNG"), "a.txt", "image/png"),
        (picture("JPEG"), "", "image/jpeg"),
        (picture("WEBP"), "", "image/webp"),
        (picture("GIF"), "", "image/gif"),
        (picture("BMP"), "", "image/bmp"),
        (picture("TIFF"), "", "image/tiff"),
        (b"%PDF-1.7\n", "", "application/pdf"),
        (b"\r\n  %PDF-1.4", "", "application/pdf"),
        (zipped("a.txt"), "", "application/zip"),
        (zipped("[Content_Types].xml", "word/document.xml"), "", OOXML + "wordprocessingml.document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "", OOXML + "spreadsheetml.sheet"),
        (
            zipped("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text")),
            "",
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped("META-INF/MANIFEST.MF"), "invoice.pdf", "application/java-archive"),
        (b"MZ\x90\x00" + bytes(64), "invoice.pdf", "application/x-msdownload"),
        (b"\x7fELF" + bytes(20), "", "application/x-executable"),
        (b"#!/bin/sh\nrm x\n", "notes.txt", "application/x-script"),
        (b"WScript.Echo 1", "note.VBS", "application/x-script"),
        (b"<!DOCTYPE html><html></html>", "", "text/html"),
        (b"\xef\xbb\xbf\n<HTML>", "", "text/html"),
        (b"<?xml version='1.0'?><svg xmlns='x'></svg>", "", "image/svg+xml"),
        (b"a,b\n1,2\n", "table.csv", "text/csv"),
        (b"plain words", "", "text/plain"),
        ("слова".encode(), "x.txt", "text/plain"),
        ("слова, много слов".encode("cp1251"), "x.txt", "text/plain"),
        ("\ufeffwords".encode("utf-16"), "", "text/plain"),
        (b"\x00\x00\x00\x18ftypmp42", "", "video/mp4"),
        (b"\x00\x00\x00\x18ftypqt  ", "", "video/quicktime"),
        (b"\x00\x00\x00\x18ftypheic", "", "image/heic"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "application/msword"),
        (bytes(range(256)), "thing.png", "application/octet-stream"),
        (b"", "", "text/plain"),
    ],
)
def test_kinds(data: bytes, name: str, wanted: str) -> None:
    assert media_type(data, name) == wanted


def test_a_large_archive_is_known_by_its_directory(tmp_path: Path) -> None:
    # GIVEN a document whose parts come after a large one
    path = tmp_path / "report.bin"
    path.write_bytes(zipped("word/document.xml", filler=200_000))

    # THEN its kind is still found
    assert media_type(path) == OOXML + "wordprocessingml.document"


def test_a_program_is_known_as_one_whatever_its_name() -> None:
    assert media_type(b"MZ" + bytes(20), "holiday.jpg") == "application/x-msdownload"
