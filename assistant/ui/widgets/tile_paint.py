"""How one attachment tile is drawn: picture, label and title, date and how it is known."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.core.event_date import DateSource
from assistant.core.exhibits import Exhibit, ExhibitStatus
from assistant.language import _
from assistant.storage.names import displayable
from assistant.ui.dates import say_date
from assistant.ui.icons import paint_icon
from assistant.ui.theme import STRONG, colour, font
from assistant.ui.widgets.buttons import key_words

PICTURE_WIDTH, PICTURE_HEIGHT, RADIUS = 150, 94, 6.0
TILE_WIDTH, GAP, ROW = 150, 8, 152


def date_words(exhibit: Exhibit) -> str:
    """The line below the title: ``3 Nov 2015 · seen``."""
    if exhibit.status is ExhibitStatus.WITHDRAWN:
        # Translators: below an attachment that was sent and then taken back.
        return _("Withdrawn")
    if not exhibit.send:
        # Translators: below an attachment that stays on this computer.
        return _("Kept here")
    if exhibit.event_date is None:
        # Translators: below an attachment whose date nobody gave yet.
        return _("No date yet")
    return f"{say_date(exhibit.event_date, short=True)} · {source_word(exhibit.event_date.source)}"


def source_word(source: DateSource) -> str:
    """How a date is known, in a word."""
    match source:
        case DateSource.SEEN:
            # Translators: after a date: it can be seen in the picture.
            return _("seen")
        case DateSource.FILE:
            # Translators: after a date: it stands in the file.
            return _("in the file")
        case DateSource.STATED:
            # Translators: after a date: the person says so.
            return _("stated")


def tile_says(exhibit: Exhibit | None) -> str:
    """A tile in words, for those who hear the window."""
    if exhibit is None:
        # Translators: the tile after the last attachment.
        return _("Drop a file here")
    title = exhibit.title or displayable(exhibit.original_name)
    return ", ".join(part for part in (exhibit.label, title, date_words(exhibit)) if part)


class TileDelegate(QStyledItemDelegate):
    """Draws the tiles of ``AttachmentsView``; ``thumbnail`` gives a picture or None and sees to getting it."""

    def __init__(self, thumbnail: Callable[[Exhibit], QImage | None], parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnail = thumbnail

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """All tiles are alike; the view's grid places them."""
        return QSize(TILE_WIDTH, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws one tile."""
        exhibit = index.data(int(Qt.ItemDataRole.UserRole))
        rect: QRectF = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = QRectF(rect.left() + 0.5, rect.top() + 1, PICTURE_WIDTH, PICTURE_HEIGHT)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if isinstance(exhibit, Exhibit):
            self._paint_exhibit(painter, picture, exhibit, chosen=chosen)
        else:
            _paint_drop_place(painter, picture, lit=bool(state & QStyle.StateFlag.State_MouseOver), focused=focused)
        painter.restore()

    def _paint_exhibit(self, painter: QPainter, picture: QRectF, exhibit: Exhibit, *, chosen: bool) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(picture, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("field"))
        painter.drawPath(shape)
        image = self._thumbnail(exhibit)
        if image is not None and not image.isNull():
            painter.save()
            painter.setClipPath(shape)
            painter.drawImage(_covering(picture, image.width(), image.height()), image)
            painter.restore()
        else:
            _paint_kind(painter, picture, exhibit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent" if chosen else "outline"), 2 if chosen else 1))
        painter.drawRoundedRect(picture, RADIUS, RADIUS)
        _paint_words(painter, picture, exhibit)


def _covering(box: QRectF, width: int, height: int) -> QRectF:
    """Where a picture is drawn so that it fills the box: cut at the bottom or the right."""
    scale = max(box.width() / max(1, width), box.height() / max(1, height))
    return QRectF(box.left(), box.top(), width * scale, height * scale)


def _paint_kind(painter: QPainter, box: QRectF, exhibit: Exhibit) -> None:
    name = "picture" if exhibit.is_picture else "document"
    middle = box.center()
    paint_icon(painter, name, QRectF(middle.x() - 14, middle.y() - 18, 28, 28), colour("quiet"))
    ending = exhibit.original_name.rpartition(".")[2] if "." in exhibit.original_name else ""
    if not exhibit.is_picture and 0 < len(ending) <= 5:
        painter.setFont(font(12))
        painter.setPen(colour("quiet"))
        painter.drawText(box.adjusted(0, 56, 0, -10), Qt.AlignmentFlag.AlignCenter, ending.upper())


def _paint_words(painter: QPainter, picture: QRectF, exhibit: Exhibit) -> None:
    top = picture.bottom() + 8
    left = picture.left()
    label_face, face, small = font(14, STRONG), font(14), font(12)
    painter.setFont(label_face)
    painter.setPen(colour("ink"))
    metrics = QFontMetricsF(label_face)
    base = top + 10 + metrics.capHeight() / 2
    if exhibit.label:
        painter.drawText(QPointF(left, base), exhibit.label)
        left += metrics.horizontalAdvance(exhibit.label) + 8
    title = " ".join(exhibit.title.split()) or displayable(exhibit.original_name)
    if not exhibit.title:  # the name of a file is no title: it is told quietly and goes nowhere
        painter.setPen(colour("quiet"))
    painter.setFont(face)
    room = picture.right() - left
    painter.drawText(QPointF(left, base), QFontMetricsF(face).elidedText(title, Qt.TextElideMode.ElideRight, room))
    painter.setFont(small)
    painter.setPen(colour("quiet"))
    metrics = QFontMetricsF(small)
    words = metrics.elidedText(date_words(exhibit), Qt.TextElideMode.ElideRight, picture.width())
    painter.drawText(QPointF(picture.left(), top + 30 + metrics.capHeight() / 2), words)


def _paint_drop_place(painter: QPainter, box: QRectF, *, lit: bool, focused: bool) -> None:
    pen = QPen(colour("accent" if lit or focused else "outline"), 2 if focused else 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    tint = colour("accent" if lit or focused else "quiet")
    words = box.adjusted(8, 42, -8, 0)
    paint_icon(painter, "plus", QRectF(box.center().x() - 10, box.top() + 16, 20, 20), tint)
    painter.setFont(font(12))
    painter.setPen(tint)
    wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(words, wrapped, f"{tile_says(None)}\n{key_words('Ctrl+V')}")
