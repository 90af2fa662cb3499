"""How a frozen screen is drawn: the picture, dimmed but for what is marked, and on it cross, lens, sizes and words.

Plain values and painting; it takes no events and decides nothing. All places of ``Marks`` are in the picture's
pixels, all drawing in the widget's logical ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QMargins, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen, QRegion

from assistant.language import _
from assistant.ui.theme import LIGHT, MEDIUM, colour, font

_SHADE = QColor(16, 19, 22, 96)
_LENS, _ZOOM = 132, 6
_LINE = 32
_PILL = 32
_LONGEST_TITLE = 420


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies on the picture. ``size`` is the widget's, ``ratio`` the picture's pixels for each of its pixels."""

    size: QSize = field(default_factory=QSize)
    ratio: float = 1.0
    marked: QRect = field(default_factory=QRect)
    cross: QPoint | None = None
    place: str = ""
    lens: bool = False
    title: str = ""
    hint: str = ""

    def difference(self, other: Marks) -> QRegion:
        """The part of the widget that looks different with ``other``."""
        if self == other:
            return QRegion()
        if self.size != other.size:
            return QRegion(QRect(QPoint(), other.size))
        inside = QRegion(self._spot().toAlignedRect()).xored(QRegion(other._spot().toAlignedRect()))
        return inside.united(self._drawn()).united(other._drawn())

    def paint(self, painter: QPainter, picture: QImage) -> None:
        """Draws the marks."""
        if not self.marked.isEmpty():
            spot = self._spot()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour_of_line, width in ((QColor(255, 255, 255), 4), (QColor(LIGHT.accent), 2)):
                painter.setPen(QPen(colour_of_line, width))
                painter.drawRect(spot)
        if self.cross is not None:
            for colour_of_line, width in ((QColor(0, 0, 0, 130), 3), (QColor(255, 255, 255), 1)):
                painter.setPen(QPen(colour_of_line, width))
                x, y = self._cross()
                painter.drawLine(QPointF(x, 0), QPointF(x, self.size.height()))
                painter.drawLine(QPointF(0, y), QPointF(self.size.width(), y))
        for box, words in self._pills():
            _paint_pill(painter, box, words)
        if self.cross is not None and self.lens:
            self._paint_lens(painter, picture)

    def _spot(self) -> QRectF:
        """What is marked, in logical pixels."""
        marked, ratio = self.marked, self.ratio
        return QRectF(marked.x() / ratio, marked.y() / ratio, marked.width() / ratio, marked.height() / ratio)

    def _cross(self) -> tuple[float, float]:
        cross = self.cross or QPoint()
        return (cross.x() + 0.5) / self.ratio, (cross.y() + 0.5) / self.ratio

    def _drawn(self) -> QRegion:
        """Where something is drawn on the picture."""
        region = QRegion()
        if not self.marked.isEmpty():
            spot = self._spot().toAlignedRect()
            region = QRegion(spot.marginsAdded(_all_sides(4))).subtracted(QRegion(spot.marginsRemoved(_all_sides(4))))
        if self.cross is not None:
            x, y = (math.floor(value) for value in self._cross())
            region += QRegion(x - 2, 0, 5, self.size.height())
            region += QRegion(0, y - 2, self.size.width(), 5)
            if self.lens:
                region += QRegion(self._lens().toAlignedRect().marginsAdded(_all_sides(3)))
        for box, _words in self._pills():
            region += QRegion(box.toAlignedRect().marginsAdded(_all_sides(2)))
        return region

    def _pills(self) -> list[tuple[QRectF, str]]:
        pills = []
        if self.hint:
            # At the other edge where the cross or the marked window would lie below it.
            low = self.cross is not None and self._cross()[1] < 72
            pills.append((self._pill(self.hint, QPointF(-1, self.size.height() - 48 if low else 16)), self.hint))
        if not self.marked.isEmpty():
            words = size_words(self.marked.size())
            if self.title:
                metrics = QFontMetrics(font(14, MEDIUM))
                title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, _LONGEST_TITLE)
                words = f"{title} · {words}"
            if not self.lens:
                pills.append((self._pill(words, self._spot().bottomLeft() + QPointF(0, 10)), words))
        return pills

    def _pill(self, words: str, place: QPointF) -> QRectF:
        """The place of a line of words; ``place.x()`` below 0 centres it."""
        room = self.size.width() - 8
        width = min(room, QFontMetrics(font(14, MEDIUM)).horizontalAdvance(words) + 28)
        left = (self.size.width() - width) / 2 if place.x() < 0 else place.x()
        top = max(4.0, min(place.y(), self.size.height() - _PILL - 4))
        return QRectF(max(4.0, min(left, self.size.width() - width - 4)), top, width, _PILL)

    def _lens(self) -> QRectF:
        """The lens with its lines below, beside the cross where there is room."""
        height = _LENS + _LINE * (2 if not self.marked.isEmpty() else 1)
        x, y = self._cross()
        left = x + 24 if x + 24 + _LENS < self.size.width() else x - 24 - _LENS
        top = y + 24 if y + 24 + height < self.size.height() else y - 24 - height
        return QRectF(max(2.0, left), max(2.0, top), _LENS, height)

    def _paint_lens(self, painter: QPainter, picture: QImage) -> None:
        cross, box = self.cross or QPoint(), self._lens()
        side = _LENS // _ZOOM
        glass = QRectF(box.left(), box.top(), _LENS, _LENS)
        painter.fillRect(box, colour("paper"))
        source = QRect(cross.x() - side // 2, cross.y() - side // 2, side, side)
        painter.drawImage(glass, picture.copy(source))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QRectF(glass.left() + side // 2 * _ZOOM, glass.top() + side // 2 * _ZOOM, _ZOOM, _ZOOM)
        for colour_of_line, width in ((QColor(255, 255, 255), 3), (QColor(LIGHT.accent), 1)):
            painter.setPen(QPen(colour_of_line, width))
            painter.drawRect(middle)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRect(box)
        painter.setPen(colour("ink"))
        painter.setFont(font(14, MEDIUM))
        lines = [self.place] if self.marked.isEmpty() else [self.place, size_words(self.marked.size())]
        for number, words in enumerate(lines):
            line = QRectF(box.left(), glass.bottom() + number * _LINE, _LENS, _LINE)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)


def dimmed(picture: QImage) -> QImage:
    """The picture as it is drawn where nothing is marked. May be called on any thread; takes about 30 ms at 4K."""
    dark = picture.copy()
    painter = QPainter(dark)
    painter.fillRect(dark.rect(), _SHADE)
    painter.end()
    return dark


def paint_screen(painter: QPainter, region: QRegion, picture: QImage, dark: QImage, marked: QRect, width: int) -> None:
    """Draws the pixels of ``region`` (logical): those of ``picture`` inside ``marked``, those of ``dark`` elsewhere."""
    ratio = picture.width() / max(1, width)
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)  # one unit is one pixel of the picture, as a rule one of the screen as well
    whole = picture.rect()
    for part in region:  # type: ignore[attr-defined]  # the stubs don't know that it can be gone through
        left, top = math.floor(part.left() * ratio), math.floor(part.top() * ratio)
        right, bottom = math.ceil((part.right() + 1) * ratio), math.ceil((part.bottom() + 1) * ratio)
        pixels = QRect(left, top, right - left, bottom - top) & whole
        if not marked.contains(pixels):
            painter.drawImage(pixels.topLeft(), dark, pixels)
        bright = pixels & marked
        if not bright.isEmpty():
            painter.drawImage(bright.topLeft(), picture, bright)
    painter.restore()


def hint(*, windows: bool, has_last: bool, draws: bool) -> str:
    """What can be done now, in one line."""
    if windows:
        # Translators: on the frozen screen, at the top; one short line. W and Tab are keys.
        return _("Click the window, or draw a part of the screen · Tab next window · W list of windows · Esc back")
    if draws:
        # Translators: on the frozen screen, at the top, while a part of it is drawn; one short line.
        return _("Arrows move the corner, with Shift by ten, with Ctrl the whole · Enter takes it · Esc back")
    # Translators: on the frozen screen, at the top; one short line.
    words = _("Draw the part to take · arrows move, with Shift by ten · Enter sets a corner · Esc back")
    # Translators: on the frozen screen, behind the line on drawing; L is a key.
    return words + " · " + _("L last area") if has_last else words


def size_words(size: QSize) -> str:
    """Width and height in pixels."""
    return f"{size.width()} × {size.height()}"


def _paint_pill(painter: QPainter, box: QRectF, words: str) -> None:
    painter.setFont(font(14, MEDIUM))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("outline"), 1))
    painter.setBrush(colour("paper"))
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(colour("ink"))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) - 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _all_sides(width: int) -> QMargins:
    return QMargins(width, width, width, width)
