"""A scroll area whose bar lies over the content, so that scrolling never moves the layout."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

_WIDTH = 8


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

    def _on_range(self, least: int, most: int) -> None:
        self._bar.setRange(least, most)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(40)
        self.verticalScrollBar().setSingleStep(40)
        self._bar.setVisible(most > least)
        self._bar.raise_()
