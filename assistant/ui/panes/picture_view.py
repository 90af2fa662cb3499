"""One attachment, large: the picture fitted into the space there is, or the name of a file that is no picture.

It never reads a file: the picture is handed in, already small enough.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assistant.core.exhibits import Exhibit
from assistant.language import _
from assistant.storage.names import displayable
from assistant.ui import icons, theme

_MARGIN = 16


class PictureView(QWidget):
    """Fits a picture, never larger than its own pixels. ``size_changed`` asks for a picture of another size."""

    size_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self._image = QImage()
        self._exhibit: Exhibit | None = None

    def wanted(self) -> QSize:
        """The size in physical pixels that fills the place."""
        ratio = self.devicePixelRatioF()
        return QSize(
            max(1, round((self.width() - 2 * _MARGIN) * ratio)), max(1, round((self.height() - 2 * _MARGIN) * ratio))
        )

    def show_exhibit(self, exhibit: Exhibit | None) -> None:
        """Empties the place for this one; ``show_image`` follows for a picture."""
        self._exhibit = exhibit
        self._image = QImage()
        # Translators: accessible name of the large picture; {label} is an attachment's label such as C-2.
        self.setAccessibleName(_("Picture of {label}").format(label=exhibit.label) if exhibit else "")
        self.update()

    def show_image(self, image: QImage) -> None:
        """The picture of the exhibit shown."""
        self._image = image
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Asks for a picture that fits the new size."""
        super().resizeEvent(event)
        self.size_changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """The picture with a hairline, or the file's name."""
        if self._exhibit is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._exhibit.is_picture:
            self._paint_picture(painter)
        else:
            self._paint_file(painter, self._exhibit)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        room = QSize(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        exhibit = self._exhibit
        if exhibit is None or room.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        if exhibit.width and exhibit.height:
            natural = QSize(max(1, round(exhibit.width / ratio)), max(1, round(exhibit.height / ratio)))
        else:
            natural = QSize(max(1, self._image.width()), max(1, self._image.height()))
        size = natural if room.width() >= natural.width() and room.height() >= natural.height() else None
        size = size or natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF((self.width() - size.width()) / 2, _MARGIN, size.width(), size.height())
        shadow = QColor(theme.colour("ink"))
        for spread, alpha in ((8, 4), (5, 6), (2, 10)):
            shadow.setAlpha(alpha)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shadow)
            painter.drawRoundedRect(box.adjusted(-spread, 2 - spread, spread, 4 + spread), 8 + spread, 8 + spread)
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, theme.colour("field"))
        painter.save()
        painter.setClipPath(path)
        if not self._image.isNull():
            painter.drawImage(box, self._image)
        painter.restore()
        painter.setPen(QPen(theme.colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)

    def _paint_file(self, painter: QPainter, exhibit: Exhibit) -> None:
        middle = self.rect().center()
        icons.paint_icon(painter, "file", QRectF(middle.x() - 24, middle.y() - 64, 48, 48), theme.colour("accent"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(14, theme.MEDIUM))
        area = self.rect().adjusted(48, 0, -48, 0)
        area.setTop(middle.y())
        name = painter.fontMetrics().elidedText(
            displayable(exhibit.original_name) or exhibit.title, Qt.TextElideMode.ElideMiddle, area.width()
        )
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(area, centre, name)
        painter.setPen(theme.colour("quiet"))
        painter.setFont(theme.font(12))
        # Translators: under the name of an attached file that the program can't show.
        painter.drawText(area.adjusted(0, 24, 0, 0), centre, _("This file is sent as it is."))
