"""The strip below: what is still missing at the left, the way on at the right."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assistant.ui.theme import colour, theme


class Footer(QWidget):
    """A row of 64 px with a hairline above; put widgets into ``row``."""

    def __init__(self, *, name: str = "footer") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(64)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 1, 24, 0)
        self.row.setSpacing(16)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws ground and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("ground"))
        painter.fillRect(0, 0, self.width(), 1, colour("hairline"))
        painter.end()
