"""A file that was made, as a tile that is dragged into webmail as a real file."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy

from assistant.language import _
from assistant.ui import icons, theme
from assistant.ui.words import size_words


class FileTile(QFrame):
    """Icon, name, a line about it, size and a grip. ``opened`` on a double click or Enter."""

    opened = Signal(str)

    def __init__(self, path: str, size: int, icon: str, about: str) -> None:
        super().__init__()
        self._path, self._size, self._icon, self._about = path, size, icon, about
        self._name = path.replace("\\", "/").rsplit("/", 1)[-1]
        self._pressed_at: QPoint | None = None
        self.setObjectName("readyFile")
        self.setAccessibleName(
            # Translators: accessible name of a file that was made; {name} and {size} of the file.
            _("{name}, {size}. Drag it into your reply.").format(name=self._name, size=size_words(size))
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme.theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """58 high."""
        return QSize(320, 58)

    def mime(self) -> QMimeData:
        """What is dragged: the file itself."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._path)])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Remembers where a drag may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Begins the drag once the mouse went far enough."""
        start = self._pressed_at
        if start is None:
            return
        if (event.position().toPoint() - start).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        drag = QDrag(self)
        drag.setMimeData(self.mime())
        drag.setPixmap(self.grab())
        drag.setHotSpot(start)
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """No drag any more."""
        super().mouseReleaseEvent(event)
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Opens the file."""
        self._pressed_at = None
        self.opened.emit(self._path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Space opens the file."""
        if event.key() == Qt.Key.Key_Space:
            self.opened.emit(self._path)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Card, icon, words, grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour
        line = QPen(colour("accent"), 2) if self.hasFocus() else QPen(colour("hairline"), 1)
        painter.setPen(line)
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        middle = self.height() / 2
        icons.paint_icon(painter, self._icon, QRectF(16, middle - 10, 20, 20), colour("accent"))
        icons.paint_icon(painter, "grip", QRectF(self.width() - 32, middle - 10, 20, 20), colour("quiet"))
        painter.setFont(theme.font(14))
        painter.setPen(colour("quiet"))
        size = size_words(self._size)
        size_width = painter.fontMetrics().horizontalAdvance(size)
        right = self.width() - 44
        painter.drawText(
            QRectF(right - size_width - 2, 0, size_width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, size
        )
        room = right - size_width - 16 - 48
        painter.setPen(colour("ink"))
        painter.setFont(theme.font(14, theme.MEDIUM))
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        first = QRectF(48, 9, room + 4, 20) if self._about else QRectF(48, 0, room + 4, self.height())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(colour("quiet"))
        painter.setFont(theme.font(12))
        about = painter.fontMetrics().elidedText(self._about, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(48, 30, room + 4, 18), Qt.AlignmentFlag.AlignVCenter, about)
        painter.end()
