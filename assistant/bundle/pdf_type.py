"""Type of the papers: styles, and texts broken into lines by Qt.

Lengths are millimetres outside and device units of 1/1200 inch inside, so that a PDF and a picture of the same page
break every line alike. Letters that the two typefaces lack are drawn by the system's fonts; letters that no font has
are collected, never silently dropped. Nothing here knows what a page says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QRawFont, QTextCharFormat, QTextLayout, QTextOption

from assistant.imaging.qt import SANS, SERIF, ensure_gui, font, other_font

DPI = 1200
UNIT = DPI / 25.4  # device units in a millimetre
INK, QUIET, HAIR, OUTLINE, ACCENT = "#000000", "#454C52", "#AEB4B9", "#7B8288", "#1F6470"
LEADING = 5.0
_BASELINE = 0.76  # of the leading, below the top of a line
_UNPRINTED = re.compile("[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]")
_FIGURES = re.compile("[0-9\u2007]+")
_ENDLESS = 1e7


@dataclass(frozen=True, slots=True)
class Style:
    """A typeface, its size in points, weight, colour, the height of a line in millimetres, figures of one width."""

    family: str
    points: float
    weight: int = 400
    colour: str = INK
    leading: float = LEADING
    tabular: bool = False

    def tinted(self, colour: str) -> Style:
        """The same style in another colour."""
        return replace(self, colour=colour)


TITLE = Style(SERIF, 20, 700, leading=10)
HEADING = Style(SERIF, 12, 700)
STRONG = Style(SERIF, 10, 700)
TEXT = Style(SERIF, 10)
LETTER = Style(SANS, 16, 700, ACCENT)
ROW = Style(SANS, 9, tabular=True)
FACT = Style(SANS, 10)
STRONG_FACT = Style(SANS, 10, 700)
LABEL = Style(SANS, 9, 700, ACCENT)
LINK = Style(SANS, 9, colour=ACCENT, tabular=True)
FIELD = Style(SANS, 8, colour=QUIET)
SMALL = Style(SANS, 8)
HASH = Style(SANS, 7.5, leading=3.75, tabular=True)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a page from 1, and the millimetre from its top that is shown first."""

    page: int
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, in characters, with a colour and weight of its own, and where it leads."""

    start: int
    length: int
    colour: str = ACCENT
    weight: int = 400
    target: Target | None = None


@dataclass(slots=True)
class Block:
    """A text in lines. ``width`` is that of its longest line, ``height`` that of all lines, in millimetres."""

    layout: QTextLayout
    style: Style
    width: float
    marks: Sequence[tuple[int, int, Target]] = field(default_factory=tuple)
    is_cut: bool = False

    @property
    def lines(self) -> int:
        """The number of lines."""
        return self.layout.lineCount()

    @property
    def height(self) -> float:
        """All lines together."""
        return self.lines * self.style.leading

    def draw(self, painter: QPainter, index: int, x: float, top: float) -> None:
        """Draws one line with its box's top left at (x, top), in millimetres of the page."""
        painter.setPen(QColor(self.style.colour))
        baseline = (top + self.style.leading * _BASELINE) * UNIT
        line = self.layout.lineAt(index)
        line.draw(painter, QPointF(x * UNIT, baseline - line.ascent()))

    def links(self, index: int) -> Iterable[tuple[float, float, Target]]:
        """The linked stretches of one line: (left, width, target), in millimetres from the line's start."""
        line = self.layout.lineAt(index)
        first, last = line.textStart(), line.textStart() + line.textLength()
        for start, end, target in self.marks:
            if start < last and end > first:
                edges = [_x(line.cursorToX(max(start, first))), _x(line.cursorToX(min(end, last)))]
                yield min(edges) / UNIT, abs(edges[1] - edges[0]) / UNIT, target


class Typesetter:
    """Breaks texts into lines. One belongs to one thread: Qt's fonts are not to be shared.

    ``missing`` collects the characters that no font here can draw.
    """

    def __init__(self) -> None:
        ensure_gui()
        self.missing: set[str] = set()
        self._fonts: dict[tuple[str, float, int, bool], tuple[QFont, QFont, QRawFont, QFontMetricsF]] = {}
        self._drawn: dict[str, set[str]] = {SANS: set(), SERIF: set()}

    def block(
        self,
        text: str,
        style: Style,
        width: float | None = None,
        *,
        most: int | None = None,
        marks: Sequence[Mark] = (),
        tail: str = "",
        tail_target: Target | None = None,
        from_right: bool = False,
    ) -> Block:
        """``text`` in lines of ``width`` millimetres, or in one line where that is None.

        With ``most`` lines the rest is cut at a word and ``…`` stands for it, followed by ``tail`` as a link.
        ``text`` is cleaned already where it has ``marks``, which count its characters. ``from_right`` puts a text
        that is read from the right at the right of its column.
        """
        if not marks:
            text = clean(text)
        text = text.replace("\n", "\u2028")
        block = self._laid(text, style, width, marks, from_right=from_right)
        if most is None or block.lines <= most:
            return block
        return self._cut(text, style, width, most, marks, block, (tail, tail_target))

    def width(self, text: str, style: Style) -> float:
        """The width of a text in one line, in millimetres."""
        return self.block(text, style).width

    def _cut(
        self,
        text: str,
        style: Style,
        width: float | None,
        most: int,
        marks: Sequence[Mark],
        block: Block,
        tail: tuple[str, Target | None],
    ) -> Block:
        line = block.layout.lineAt(most - 1)
        kept = _utf16_head(text, line.textStart() + line.textLength()).rstrip()
        begin = len(_utf16_head(text, line.textStart()))
        while True:
            end = len(kept)
            left = [replace(mark, length=min(mark.length, end - mark.start)) for mark in marks if mark.start < end]
            whole = f"{kept} …{tail[0]}"
            if tail[0]:
                left.append(Mark(end + 2, len(tail[0]), ACCENT, style.weight, tail[1]))
            block = self._laid(whole, style, width, left)
            block.is_cut = True
            if block.lines <= most or not kept:
                return block
            space = kept.rfind(" ", begin)
            kept = (kept[:space] if space > begin else kept[:-1]).rstrip(" ,;:(")

    def _laid(
        self, text: str, style: Style, width: float | None, marks: Sequence[Mark], *, from_right: bool = False
    ) -> Block:
        own, other, _raw, _metrics = self._font(style)
        layout = QTextLayout(text, own)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if from_right and _reads_from_right(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        formats = [self._format(text, mark, style) for mark in marks]
        if style.tabular:
            figures = self._font(style, tabular=True)[0]
            formats += [_range(text, *match.span(), figures) for match in _FIGURES.finditer(text)]
        formats += [_range(text, start, end, other) for start, end in self._foreign(text, style)]
        layout.setFormats(formats)
        layout.beginLayout()
        widest = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(_ENDLESS if width is None else width * UNIT)
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        targets = tuple(
            (_utf16(text, mark.start), _utf16(text, mark.start + mark.length), mark.target)
            for mark in marks
            if mark.target is not None
        )
        return Block(layout, style, widest / UNIT, targets)

    def _format(self, text: str, mark: Mark, style: Style) -> QTextLayout.FormatRange:
        marked = replace(style, weight=mark.weight, colour=mark.colour)
        made = _range(text, mark.start, mark.start + mark.length, self._font(marked)[0])
        form = made.format
        form.setForeground(QColor(mark.colour))
        made.format = form
        return made

    def _foreign(self, text: str, style: Style) -> list[tuple[int, int]]:
        """The stretches of letters that the style's typeface lacks; spaces between two such go with them."""
        drawn = self._drawn[style.family]
        unknown = set(text) - drawn
        if not unknown:
            return []
        _own, _other, raw, metrics = self._font(style)
        for character in list(unknown):
            if character.isspace() or unicodedata.category(character) == "Cf" or raw.supportsCharacter(ord(character)):
                drawn.add(character)
                unknown.discard(character)
            elif not metrics.inFontUcs4(ord(character)):
                self.missing.add(character)
        if not unknown:
            return []
        joined = re.compile(f"[{re.escape(''.join(sorted(unknown)))}](?:[\\s\u200c\u200d]*[{_set(unknown)}]+)*")
        return [match.span() for match in joined.finditer(text)]

    def _font(self, style: Style, *, tabular: bool = False) -> tuple[QFont, QFont, QRawFont, QFontMetricsF]:
        key = (style.family, style.points, style.weight, tabular)
        if key not in self._fonts:
            pixels = round(style.points * DPI / 72)
            own = font(style.family, style.points, style.weight, pixels=pixels, tabular=tabular)
            other = other_font(style.family, style.points, style.weight, pixels=pixels)
            self._fonts[key] = (own, other, QRawFont.fromFont(own), QFontMetricsF(other))
        return self._fonts[key]


def clean(untrusted_text: str) -> str:
    """A text without control and direction characters, its line ends all ``\\n``; half characters become ``\ufffd``."""
    text = untrusted_text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\u2028\u2029\u0085\u000b\u000c]", "\n", text)
    return _UNPRINTED.sub("", text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _set(characters: set[str]) -> str:
    return re.escape("".join(sorted(characters)))


def _range(text: str, start: int, end: int, used: QFont) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = _utf16(text, start)
    made.length = _utf16(text, end) - made.start
    form = QTextCharFormat()
    form.setFont(used)
    made.format = form
    return made


def _x(value: object) -> float:
    """The place that ``cursorToX`` gives; some versions give it with the cursor."""
    found = value[0] if isinstance(value, tuple) else value
    return found if isinstance(found, float) else float(str(found))


def _utf16(text: str, index: int) -> int:
    return index if text.isascii() else len(text[:index].encode("utf-16-le")) // 2


def _utf16_head(text: str, count: int) -> str:
    return text[:count] if text.isascii() else text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore")


def _reads_from_right(text: str) -> bool:
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
