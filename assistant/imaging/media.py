"""What kind of file something is, by its first bytes. The name decides only between kinds that look alike.

A name is a stranger's word: a program that is called ``invoice.pdf`` is told as a program.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

#: How much of a file's start is looked at.
HEAD = 65_536
UNKNOWN = "application/octet-stream"

#: Start of the file → kind. Longer signatures stand before shorter ones that they begin with.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"8BPS", "image/vnd.adobe.photoshop"),
    (0, b"%!PS", "application/postscript"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (0, b"!<arch>\n", "application/vnd.debian.binary-package"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"wOFF", "font/woff"),
    (0, b"wOF2", "font/woff2"),
    (0, b"\0\1\0\0\0", "font/ttf"),
    (0, b"OTTO", "font/otf"),
    (0, b"AC10", "image/vnd.dwg"),
    (0, b"\x00\x00\x01\x00", "image/vnd.microsoft.icon"),
)
_BRANDS = {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"heic": "image/heic", b"heix": "image/heic"}
_BRANDS |= {b"mif1": "image/heic", b"avif": "image/avif", b"crx ": "image/x-canon-cr3"}
_BMP_HEADERS = tuple(struct.pack("<I", size) for size in (12, 40, 52, 56, 108, 124))
_OLE_NAMES = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
}
_OOXML = "application/vnd.openxmlformats-officedocument."
_ZIP_FOLDERS = (
    (b"word/", _OOXML + "wordprocessingml.document"),
    (b"xl/", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/", _OOXML + "presentationml.presentation"),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
)
_TEXT_NAMES = {
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".css": "text/css",
    ".json": "application/json",
    ".ics": "text/calendar",
    ".eml": "message/rfc822",
    ".xml": "application/xml",
}
#: Names whose text a system would run when it is opened.
_SCRIPT_NAMES = (
    *(".js", ".mjs", ".vbs", ".vbe", ".wsf", ".wsh", ".hta", ".bat", ".cmd", ".ps1", ".psm1", ".sh", ".bash", ".zsh"),
    *(".py", ".pyw", ".pl", ".rb", ".php", ".command", ".desktop", ".url", ".scf", ".reg", ".applescript", ".lua"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|meta|table|div|title)\b", re.IGNORECASE)
_SVG = re.compile(rb"<(?:\w+:)?svg\b", re.IGNORECASE)


def media_type(untrusted: Path | bytes, untrusted_name: str = "") -> str:
    """The kind of a file such as ``image/png``, from a path or from its first bytes (64 KB are enough).

    ``application/octet-stream`` where nothing is known of it. Reading errors stay OSError.
    """
    tail = b""
    if isinstance(untrusted, Path):
        untrusted_name = untrusted_name or untrusted.name
        with untrusted.open("rb") as file:
            head = file.read(HEAD)
            if head.startswith(b"PK") and len(head) == HEAD:
                size = file.seek(0, 2)
                file.seek(max(HEAD, size - HEAD))
                tail = file.read(HEAD)
    else:
        head = untrusted[:HEAD]
    dot = untrusted_name.rfind(".")
    ending = untrusted_name[dot:].lower().rstrip(". ") if dot >= 0 else ""
    return _binary(head, tail, ending) or _text(head, ending)


def _binary(head: bytes, tail: bytes, ending: str) -> str:
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset):
            return _OLE_NAMES.get(ending, kind) if kind == "application/x-ole-storage" else kind
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"PK") and head[2:4] in (b"\3\4", b"\5\6"):
        return _zip(head, tail)
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"BM") and head[14:18] in _BMP_HEADERS:
        return "image/bmp"
    if head.startswith(b"MZ"):
        return "application/x-msdownload"
    if head.startswith(b"L\0\0\0\x01\x14\x02\0"):
        return "application/x-ms-shortcut"
    return ""


def _zip(head: bytes, tail: bytes) -> str:
    if head[30:38] == b"mimetype" and head[38:42] != b"PK\3\4":
        length = struct.unpack_from("<I", head, 18)[0]
        told = head[38 : 38 + min(length, 100)]
        if re.fullmatch(rb"application/[\w.+-]+", told):  # OpenDocument and EPUB say what they are, first and unpacked
            return told.decode("ascii")
    names = _zip_names(head) | _zip_names(tail)
    for folder, kind in _ZIP_FOLDERS:
        if any(name.startswith(folder) for name in names):
            return kind
    return "application/zip"


def _zip_names(part: bytes) -> set[bytes]:
    """Names in the headers (of files and of the directory) that lie whole in this part of a zip."""
    names = set()
    for signature, length_at, name_at in ((b"PK\3\4", 26, 30), (b"PK\1\2", 28, 46)):
        at = part.find(signature)
        while at >= 0 and at + name_at <= len(part):
            length = struct.unpack_from("<H", part, at + length_at)[0]
            names.add(part[at + name_at : at + name_at + length])
            at = part.find(signature, at + 4)
    return names


def _text(head: bytes, ending: str) -> str:
    if not _is_text(head):
        return UNKNOWN
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1024]
    if start.startswith(b"#!") or ending in _SCRIPT_NAMES:
        return "application/x-script"
    if _SVG.search(head[:4096]):
        return "image/svg+xml"
    if _HTML.search(start) or ending in (".html", ".htm", ".xhtml"):
        return "text/html"
    if ending in _TEXT_NAMES:
        return _TEXT_NAMES[ending]
    return "application/xml" if start.startswith(b"<?xml") else "text/plain"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            head[: len(head) // 2 * 2].decode("utf-16")
        except UnicodeDecodeError:
            return False
        return True
    if any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_at_the_end = error.start >= len(head) - 3
        odd = sum(byte >= 128 for byte in head)
        return cut_at_the_end or odd < len(head) * 0.9  # an older encoding, such as Windows-1251
    return True
