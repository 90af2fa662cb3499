"""Finishes what Qt painted: links, outline, language, title, fixed dates, and a text layer that can be searched.

Objects are taken over in the order of the pages, because Qt numbers some of them by a hash that differs from run to
run; so the same pages give the same bytes. Nothing here may add a script, a launch action or an embedded file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from assistant.bundle.pdf_page import HEIGHT, MARGIN, Page
from assistant.bundle.pdf_type import Target

_POINTS = 72 / 25.4
#: Signs whose glyph Qt gives back under another code point: Inter's figures of one width stand in a private area
#: (U+E071 is 0), quotation marks share glyphs with modifier letters, mu with the micro sign, space with the tabulator.
_MEANT = {
    0x0009: 0x0020,
    0x00A0: 0x0020,
    0x02EE: 0x201D,
    0x02BB: 0x2018,
    0x02BC: 0x2019,
    0x00B5: 0x03BC,
    **{0xE071 + digit: 0x0030 + digit for digit in range(10)},
}
_RANGE = re.compile(rb"^(<[0-9A-Fa-f]{4}> <[0-9A-Fa-f]{4}> )((?:<|\[).*)$", re.MULTILINE)
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF says of itself."""

    title: str
    author: str
    producer: str
    made_at: dt.datetime


def finish(painted: Path, to: Path, pages: Sequence[Page], facts: Facts) -> None:
    """Writes the finished file to ``to``; ``pages`` are those that were painted, in their order."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.6"
    with painted.open("rb") as file:
        reader = PdfReader(file)
        for painted_page in reader.pages:
            writer.add_page(painted_page)
        _mend_fonts(writer)
        for number, page in enumerate(pages):
            _add_links(writer, number, page)
        _add_outline(writer, pages)
        _describe(writer, facts)
        with to.open("wb") as out:
            writer.write(out)


def _add_links(writer: PdfWriter, number: int, page: Page) -> None:
    found = ArrayObject()
    for link in page.links:
        left, top = (link.x + MARGIN) * _POINTS, (HEIGHT - link.y) * _POINTS
        box = (left, top - link.height * _POINTS, left + link.width * _POINTS, top)
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): ArrayObject(_number(value) for value in box),
                NameObject("/Border"): ArrayObject([NumberObject(0)] * 3),
                NameObject("/Dest"): _destination(writer, link.target),
            }
        )
        found.append(writer._add_object(annotation))
    if found:
        writer.pages[number][NameObject("/Annots")] = found


def _add_outline(writer: PdfWriter, pages: Sequence[Page]) -> None:
    parents: dict[int, IndirectObject] = {}
    for number, page in enumerate(pages):
        for title, level, top in page.bookmarks:
            parent = parents.get(level - 1)
            item = writer.add_outline_item(title=title, page_number=number, parent=parent, is_open=level == 0)
            made = item.get_object()
            if isinstance(made, DictionaryObject):
                made.pop("/A", None)
                made[NameObject("/Dest")] = _destination(writer, Target(number + 1, top))
            parents[level] = item


def _destination(writer: PdfWriter, target: Target) -> ArrayObject:
    page = writer.pages[target.page - 1]
    top = (HEIGHT - max(0.0, target.top - 5)) * _POINTS
    reference = page.indirect_reference
    if reference is None:
        raise ValueError("a page of the writer has a reference")
    nothing = NumberObject(0)  # keeps the reader's zoom
    return ArrayObject([reference, NameObject("/XYZ"), nothing, _number(top), nothing])


def _number(value: float) -> FloatObject:
    return FloatObject(f"{value:.2f}")


def _mend_fonts(writer: PdfWriter) -> None:
    """Lets the text layer say what was written, so that a search and a screen reader find it, and names the subsets.

    Qt's names of subsets hold an object's number, which differs from run to run.
    """
    mended: set[int] = set()
    for page in writer.pages:
        fonts = _dictionary(_dictionary(page, "/Resources"), "/Font")
        for font in (each.get_object() for each in fonts.values()):
            stream = font.get("/ToUnicode") if isinstance(font, DictionaryObject) else None
            if isinstance(font, DictionaryObject) and isinstance(stream, IndirectObject) and stream.idnum not in mended:
                mended.add(stream.idnum)
                table = stream.get_object()
                if isinstance(table, StreamObject):
                    table.set_data(_mended(table.get_data()))
                _name_subset(font, len(mended))


def _name_subset(font: DictionaryObject, number: int) -> None:
    tag = "".join(chr(ord("A") + number // 26**place % 26) for place in range(5, -1, -1))
    plain = str(font["/BaseFont"]).removeprefix("/").partition("+")
    name = NameObject(f"/{tag}+{plain[2] or plain[0]}")
    font[NameObject("/BaseFont")] = name
    for descendant in (each.get_object() for each in _array(font, "/DescendantFonts")):
        if isinstance(descendant, DictionaryObject):
            descendant[NameObject("/BaseFont")] = name
            _dictionary(descendant, "/FontDescriptor")[NameObject("/FontName")] = name


def _dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    found = holder.get(key, DictionaryObject()).get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(holder: DictionaryObject, key: str) -> ArrayObject:
    found = holder.get(key, ArrayObject()).get_object()
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _mended(table: bytes) -> bytes:
    """The table of code points with each meant one in its place; glyph numbers before it stay."""

    def line(match: re.Match[bytes]) -> bytes:
        return match[1] + _CODE.sub(_meant, match[2])

    return _RANGE.sub(line, table)


def _meant(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 16)
    return b"<%04X>" % _MEANT.get(code, code)


def _describe(writer: PdfWriter, facts: Facts) -> None:
    offset = facts.made_at.strftime("%z") or "+0000"
    date = facts.made_at.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:5]}'"
    writer.metadata = {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Creator": facts.producer,
        "/Producer": facts.producer,
        "/CreationDate": date,
        "/ModDate": date,
    }
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("en")
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    digest = hashlib.sha256(f"{facts.title}\n{date}".encode())
    for page in writer.pages:
        contents = page.get_contents()
        digest.update(contents.get_data() if contents is not None else b"")
    identity = ByteStringObject(digest.digest()[:16])
    writer._ID = ArrayObject([identity, identity])
