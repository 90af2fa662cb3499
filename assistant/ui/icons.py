"""The line icons, drawn from ``resources/icons`` in any of the theme's colours and sharp at any scale.

Icons never carry a meaning alone: a word or an accessible name stands beside each.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assistant.assets import asset
from assistant.ui.theme import colour


def paint_icon(painter: QPainter, name: str, rect: QRectF, tint: QColor) -> None:
    """Draws an icon into ``rect`` (logical px) in this colour, whole ``rect`` for its 20 × 20 field."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    width, height = max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio))
    painter.drawPixmap(rect, _drawn(name, width, height, tint.rgba()), QRectF(0, 0, width, height))


def pixmap(name: str, size: int, tint: QColor, ratio: float = 1.0) -> QPixmap:
    """An icon as a square of ``size`` logical px at this device pixel ratio."""
    result = QPixmap(_drawn(name, round(size * ratio), round(size * ratio), tint.rgba()))
    result.setDevicePixelRatio(ratio)
    return result


def icon(name: str, tone: str = "ink", size: int = 20) -> QIcon:
    """A QIcon in one of the theme's colours, for menus and window parts that take nothing else."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, size, colour(tone), ratio))
    return result


@cache
def _renderer(name: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(asset("icons", f"{name}.svg").read_bytes()))


@cache
def _drawn(name: str, width: int, height: int, rgba: int) -> QPixmap:
    result = QPixmap(width, height)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name).render(painter, QRectF(0, 0, width, height))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(result.rect(), QColor.fromRgba(rgba))
    painter.end()
    return result
