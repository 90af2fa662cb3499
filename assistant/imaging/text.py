"""Text on pictures: the band below a loose picture that says what it is and when it happened.

Only Qt shapes every script, so the band is drawn by Qt; the picture itself is never touched: its pixels are copied
into the result unchanged, and the band is added below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRawFont, QTextCharFormat, QTextLayout

from assistant.imaging.qt import SANS, SERIF, ensure_gui, font, other_font

_HEIGHT, _DATE, _TITLE, _SMALL, _EDGE = 0.107, 0.033, 0.0165, 0.0145, 0.028  # of the picture's width
_ACCENT, _INK, _QUIET = "#1F6470", "#000000", "#454C52"
_LINE = 2
_LEAST, _MOST = 640, 4000  # widths for which the band's letters are sized: never unreadable, never a poster
_HIDDEN = re.compile("[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LABEL_GAP = 0.042


@dataclass(frozen=True, slots=True)
class _Type:
    """A typeface, its height in pixels, weight and colour."""

    family: str
    pixels: int
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and where its baseline starts, in pixels of the band; ``right`` counts from the right edge."""

    text: str
    type: _Type
    x: float
    baseline: float
    room: float
    right: bool = False


def with_band(picture: Image.Image, label: str, date_text: str, title: str, lines: Sequence[str]) -> Image.Image:
    """A new RGB picture: ``picture`` unchanged on top, below it a white band of its width with the texts.

    ``date_text`` is the event date in words, empty where nobody gave one; ``lines`` (capture time and the like) stand
    small at the right, or below on a narrow picture. What is too long is cut with ``…``. Parts of ``picture`` that
    can be seen through become white. Safe in any thread.
    """
    ensure_gui()
    texts, height = _laid(picture.width, label, date_text, title, lines)
    band = QImage(picture.width, height, QImage.Format.Format_RGB888)
    band.fill(Qt.GlobalColor.white)
    painter = QPainter(band)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(0, 0, picture.width, _LINE), QColor(_INK))
        for text in texts:
            _draw(painter, picture.width, text)
    finally:
        painter.end()
    made = Image.new("RGB", (picture.width, picture.height + height), "white")
    made.paste(picture.convert("RGB"), (0, 0), picture.getchannel("A") if "A" in picture.getbands() else None)
    made.paste(_as_picture(band), (0, picture.height))
    return made


def _laid(width: int, label: str, date_text: str, title: str, lines: Sequence[str]) -> tuple[list[_Text], int]:
    """The texts in their places and the band's height."""
    base = min(max(width, _LEAST), _MOST)
    edge = min(_EDGE * base, width * 0.06)
    large = _Type(SERIF, round(_DATE * base), 700, _INK)
    name = _Type(SANS, round(_DATE * base), 700, _ACCENT)
    middle = _Type(SERIF, round(_TITLE * base), 400, _INK)
    small = _Type(SANS, max(9, round(_SMALL * base)), 400, _QUIET)
    left = edge + _width(label, name) + _LABEL_GAP * base
    shown = [line for line in map(_plain, lines) if line]
    need = max((_width(line, small) for line in shown), default=0.0)
    baseline = 0.0465 * base + _LINE
    if left + max(_width(date_text, large), 0.2 * base) + need + 2 * edge <= width:
        room = width - left - need - 2 * edge - (edge if need else 0)
        texts = [
            _Text(label, name, edge, baseline, left - edge),
            _Text(_plain(date_text) or "no date given", large, left, baseline, room),
            _Text(_plain(title), middle, left, baseline + 0.033 * base, room),
        ]
        first = 0.036 * base + _LINE
        texts += [
            _Text(line, small, edge, first + index * 0.0225 * base, need, right=True)
            for index, line in enumerate(shown)
        ]
        height = max(_HEIGHT * base, first + (len(shown) - 0.4) * 0.0225 * base)
        return texts, round(height)
    return _stacked(width, [(label, name), (date_text or "no date given", large), (title, middle)], shown, small)


def _stacked(
    width: int, heads: Sequence[tuple[str, _Type]], lines: Sequence[str], small: _Type
) -> tuple[list[_Text], int]:
    """One below the other, for pictures too narrow for two columns; letters shrink a little before they are cut."""
    edge = min(_EDGE * _LEAST, width * 0.06)
    room = width - 2 * edge
    texts: list[_Text] = []
    y = _LINE + edge * 0.6
    for text, style in [*heads, *((line, small) for line in lines)]:
        plain = _plain(text)
        if not plain:
            continue
        fitting = style
        while fitting.pixels > max(9, style.pixels * 0.75) and _width(plain, fitting) > room:
            fitting = _Type(style.family, fitting.pixels - 1, style.weight, style.colour)
        for part in _wrapped(plain, fitting, room):
            y += fitting.pixels * 1.38
            texts.append(_Text(part, fitting, edge, y, room))
    return texts, round(y + max(edge, 6))


def _wrapped(text: str, style: _Type, room: float) -> list[str]:
    """At most three lines that break at spaces; the last may still be too long."""
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and len(found) < 2 and _width(longer, style) > room:
            found.append(line)
            line = word
        else:
            line = longer
    return [*found, line]


def _draw(painter: QPainter, width: int, text: _Text) -> None:
    layout = _layout(_elided(text.text, text.type, text.room), text.type)
    line = layout.lineAt(0)
    x = width - text.x - line.naturalTextWidth() if text.right else text.x
    painter.setPen(QColor(text.type.colour))
    line.draw(painter, QPointF(x, text.baseline - line.ascent()))


def _elided(text: str, style: _Type, room: float) -> str:
    if _width(text, style) <= room:
        return text
    low, high = 0, min(len(text), 2000)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(text[:middle].rstrip() + " …", style) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + " …"


def _width(text: str, style: _Type) -> float:
    layout = _layout(_plain(text)[:2000], style)  # kept by name: its line dies with it
    return layout.lineAt(0).naturalTextWidth()


def _layout(text: str, style: _Type) -> QTextLayout:
    points = style.pixels * 0.75
    own = font(style.family, points, style.weight, pixels=style.pixels)
    layout = QTextLayout(text, own)
    foreign = _foreign(text, own)
    if foreign:
        form = QTextCharFormat()
        form.setFont(other_font(style.family, points, style.weight, pixels=style.pixels))
        ranges = []
        for start, end in foreign:
            one = QTextLayout.FormatRange()
            one.start, one.length = _utf16(text[:start]), _utf16(text[start:end])
            one.format = form
            ranges.append(one)
        layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e7)
    layout.endLayout()
    return layout


def _foreign(text: str, own: QFont) -> list[tuple[int, int]]:
    """The stretches of letters that the typeface lacks."""
    if text.isascii():
        return []
    raw = QRawFont.fromFont(own)
    lacking = "".join(sorted(each for each in set(text) if not each.isspace() and not raw.supportsCharacter(ord(each))))
    if not lacking:
        return []
    return [
        match.span()
        for match in re.finditer(f"[{re.escape(lacking)}](?:[{re.escape(lacking)}\\s]*[{re.escape(lacking)}])?", text)
    ]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _plain(untrusted_text: str) -> str:
    text = _HIDDEN.sub(" ", untrusted_text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(text.split())


def _as_picture(band: QImage) -> Image.Image:
    data = bytes(band.constBits())
    return Image.frombuffer("RGB", (band.width(), band.height()), data, "raw", "RGB", band.bytesPerLine(), 1)
