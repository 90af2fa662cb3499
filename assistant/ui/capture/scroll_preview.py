"""The picture that grows while a page is scrolled: each taken picture small, where it belongs.

It is for the eye alone: pictures lie over each other as they came. What is made in the end is joined elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assistant.language import _
from assistant.ui.theme import colour, theme

_GAP = 12.0
_RADIUS = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lengths are in widths, so that the preview may have any width."""

    image: QImage
    origin: float  # where the whole picture starts
    lead: float  # what is left out above the image
    high: float
    is_after_gap: bool

    @property
    def top(self) -> float:
        return self.origin + self.lead


class ScrollPreview(QWidget):
    """The pictures so far; the newest can always be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrollPreview")
        # Translators: the small picture that grows while a page is scrolled; for screen readers.
        self.setAccessibleName(_("What was taken so far"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pieces: list[_Piece] = []
        theme().changed.connect(self.update)

    def count(self) -> int:
        """How many pictures are shown."""
        return len(self._pieces)

    def add(self, image: QImage, shift: float | None, lead: float = 0.0) -> None:
        """One more picture. ``shift``: how far below the one before it starts, in widths; None where that isn't known.

        The first has none; a later one without begins anew below what there is. ``lead``: how much ``image`` leaves
        out at its top, in widths.
        """
        high = image.height() / max(1, image.width())
        if not self._pieces:
            origin, is_after_gap = 0.0, False
        elif shift is None:
            origin, is_after_gap = max(piece.top + piece.high for piece in self._pieces), True
        else:
            origin, is_after_gap = self._pieces[-1].origin + shift, False
        self._pieces.append(_Piece(image, origin, lead, high, is_after_gap))
        self.update()

    def take_back(self) -> None:
        """The newest picture goes."""
        if self._pieces:
            self._pieces.pop()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As large as it may be."""
        return QSize(240, 240)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Something can be seen at this size."""
        return QSize(96, 48)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the pictures at the preview's width, the newest in sight, with a line where a gap is."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.fillPath(path, colour("ground"))
        if self._pieces:
            painter.setClipPath(path)
            self._draw(painter, box)
            painter.setClipping(False)
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()

    def _draw(self, painter: QPainter, box: QRectF) -> None:
        wide, gaps, tops = box.width(), 0, []
        for piece in self._pieces:
            gaps += piece.is_after_gap
            tops.append(piece.top * wide + gaps * _GAP)
        newest, first = self._pieces[-1], min(tops)
        last = max(top + piece.high * wide for top, piece in zip(tops, self._pieces, strict=True))
        end = tops[-1] + newest.high * wide
        start = tops[-1] if tops[-1] < tops[0] else end - box.height()  # going up its top is new, else its bottom
        start = max(first, min(start, last - box.height()))
        for top, piece in zip(tops, self._pieces, strict=True):
            place = QRectF(box.left(), box.top() + top - start, wide, piece.high * wide)
            if place.intersects(box):
                painter.drawImage(place, piece.image)
            if piece.is_after_gap:
                painter.setPen(QPen(colour("attention"), 1.5, Qt.PenStyle.DashLine))
                level = place.top() - _GAP / 2
                painter.drawLine(QPointF(box.left(), level), QPointF(box.right(), level))
