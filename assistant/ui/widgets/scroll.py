"""A scroll area whose bar lies over the content, and is seen while the pointer is near or something moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

_WIDTH = 8
_SEEN_MS = 1200


class SlimScroll(QScrollArea):
    """Scrolls vertically. ``inset`` is how far the bar lies from the right edge."""

    def __init__(self, *, name: str, inset: int = 2) -> None:
        super().__init__()
        self._inset = inset
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setObjectName(f"{name}Bar")
        inner = self.verticalScrollBar()
        inner.rangeChanged.connect(self._on_range)
        inner.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(inner.setValue)
        self._bar.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SEEN_MS)
        self._rest.timeout.connect(self._hide_bar)
        inner.valueChanged.connect(self._show_bar)

    def set_content(self, widget: QWidget) -> None:
        """What is scrolled; lies on the area's own ground."""
        self.setWidget(widget)
        widget.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Small: it scrolls."""
        return QSize(120, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keeps the bar at the right."""
        super().resizeEvent(event)
        self._bar.setGeometry(self.width() - _WIDTH - self._inset, 2, _WIDTH, self.height() - 4)
        self._bar.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Shows the bar while the pointer is near."""
        super().enterEvent(event)
        self._show_bar()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Hides it again."""
        super().leaveEvent(event)
        self._rest.start()

    def _show_bar(self) -> None:
        if self._bar.maximum() > self._bar.minimum():
            self._bar.show()
            self._bar.raise_()
            self._rest.start()

    def _hide_bar(self) -> None:
        if self.underMouse() or self._bar.isSliderDown():
            self._rest.start()
        else:
            self._bar.hide()

    def _on_range(self, least: int, most: int) -> None:
        self._bar.setRange(least, most)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(40)
        self.verticalScrollBar().setSingleStep(40)
        if most <= least:
            self._bar.hide()
