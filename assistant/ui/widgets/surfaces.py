"""Grounds that things lie on: the card and the paper. The paper's is the only shadow in a window."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from assistant.ui.theme import colour, theme

RADIUS = 8.0
#: How far a paper's shadow reaches beyond it: left, top, right, bottom.
SHADOW = (24, 16, 24, 32)


class Card(QFrame):
    """Paper-coloured ground with a hairline; shows a focus ring when it has the focus."""

    def __init__(self, *, name: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._dashed = False
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws ground, line and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour("paper"))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        else:
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()


def paint_paper(painter: QPainter, paper: QRectF, *, shadow: bool = True) -> None:
    """Draws a sheet: shadow 0/8/24 at 8 %, ground, hairline, radius 8."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shadow:
        _paint_shadow(painter, paper)
    painter.setPen(QPen(colour("hairline"), 1))
    painter.setBrush(colour("paper"))
    painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.restore()


def _paint_shadow(painter: QPainter, paper: QRectF) -> None:
    """A nine-patch of one blurred square, so that a long letter costs no more than a short one."""
    patch = _shadow_patch(theme().is_dark)
    reach, core = 24, 8 + 24
    target = paper.translated(0, 8).adjusted(-reach, -reach, reach, reach)
    side = patch.width()
    edge = min(float(core), target.width() / 2, target.height() / 2)
    xs = ((target.left(), edge, 0.0, core), (target.left() + edge, target.width() - 2 * edge, core, side - 2 * core))
    xs += ((target.right() - edge, edge, side - core, core),)  # type: ignore[assignment]  # grows to three columns
    ys = ((target.top(), edge, 0.0, core), (target.top() + edge, target.height() - 2 * edge, core, side - 2 * core))
    ys += ((target.bottom() - edge, edge, side - core, core),)  # type: ignore[assignment]  # grows to three rows
    for x, width, source_x, source_width in xs:
        for y, height, source_y, source_height in ys:
            painter.drawPixmap(
                QRectF(x, y, width, height), patch, QRectF(source_x, source_y, source_width, source_height)
            )


@cache
def _shadow_patch(dark: bool) -> QPixmap:
    """A blurred black square of 72 px: 24 px of blur around a core."""
    side, reach = 72, 24
    alpha = 0.45 if dark else 0.08
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    profile = [_soft((index + 0.5) / (2 * reach)) for index in range(2 * reach)]
    for y in range(side):
        for x in range(side):
            across = profile[min(x, side - 1 - x)] if min(x, side - 1 - x) < 2 * reach else 1.0
            down = profile[min(y, side - 1 - y)] if min(y, side - 1 - y) < 2 * reach else 1.0
            image.setPixelColor(x, y, QColor.fromRgbF(0.12, 0.14, 0.16, alpha * across * down))
    return QPixmap.fromImage(image)


def _soft(t: float) -> float:
    return t * t * (3 - 2 * t)


def paint_field(painter: QPainter, rect: QRectF, *, focused: bool) -> None:
    """The ground of a field: outline of 1, or 2 in the accent where it has the focus."""
    width = 2 if focused else 1
    painter.setBrush(colour("field"))
    painter.setPen(QPen(colour("accent" if focused else "outline"), width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 8 - half, 8 - half)


class Paper(QFrame):
    """A sheet with its shadow inside the widget's own margins (``SHADOW``): lay out inside ``contentsRect``."""

    def __init__(self, *, name: str = "paper", shadow: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._shadow = shadow
        if shadow:
            self.setContentsMargins(*SHADOW)
        theme().changed.connect(self.update)

    def sheet(self) -> QRectF:
        """The sheet itself, without its shadow."""
        return QRectF(self.contentsRect())

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As its layout asks."""
        return super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the sheet."""
        painter = QPainter(self)
        paint_paper(painter, self.sheet(), shadow=self._shadow)
        painter.end()
