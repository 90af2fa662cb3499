"""One page of the index as a picture on the width there is; it asks for the picture and never makes it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from assistant.language import _
from assistant.ui import theme
from assistant.ui.widgets.surfaces import paint_paper

_MARGIN = 24
_A4 = 297 / 210


class PageView(QScrollArea):
    """A sheet as wide as the place, scrolled where it is higher. ``width_changed`` asks for a sharper picture."""

    width_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readyPage")
        # Translators: read aloud for the picture of the index, which can be scrolled.
        self.setAccessibleName(_("The index as the platform will see it"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)

    def wanted_width(self) -> int:
        """The width in physical pixels of the picture that fills the sheet."""
        return max(1, round((self.viewport().width() - 2 * _MARGIN) * self.devicePixelRatioF()))

    def show_page(self, page: int, image: QImage) -> None:
        """Shows a page from its top; an empty picture is a blank sheet."""
        # Translators: accessible name of the picture of a page of the index.
        self._sheet.setAccessibleName(_("Page {page} of the index").format(page=page))
        if page != self._sheet.page:
            self.verticalScrollBar().setValue(0)
        self._sheet.page, self._sheet.image = page, image
        self._sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keeps the sheet's proportion and asks for a picture of the new width."""
        super().resizeEvent(event)
        width = self.viewport().width() - 2 * _MARGIN
        self._sheet.setMinimumHeight(round(width * _A4) + 2 * _MARGIN)
        self.width_changed.emit()


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readySheet")
        self.page = 0
        self.image = QImage()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The scroll area decides."""
        return QSize(560, 800)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The sheet with its shadow, white in the dark too: it is a picture of what is sent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = self.width() - 2 * _MARGIN
        sheet = QRectF(_MARGIN, _MARGIN, width, width * _A4)
        paint_paper(painter, sheet)
        if not self.image.isNull():
            painter.drawImage(sheet.adjusted(1, 1, -1, -1), self.image)
            if theme.theme().is_dark:  # a little less bright than paper in daylight
                shade = theme.colour("ground")
                shade.setAlpha(20)
                painter.fillRect(sheet.adjusted(1, 1, -1, -1), shade)
        painter.end()
