"""A window with known marks, for pictures of Wayland desktops: ``wayland_window.py COLOUR full|max|plain|bar``."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QRasterWindow


class Marked(QRasterWindow):
    """A ground, a red block from 100, 50 to 399, 249, a blue one near the lower right corner, a black pixel inside."""

    def __init__(self, ground: str, *, plain: bool) -> None:
        super().__init__()
        self._ground, self._plain = QColor(ground), plain

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter, width, height = QPainter(self), self.width(), self.height()
        painter.fillRect(0, 0, width, height, self._ground)
        if not self._plain:
            painter.fillRect(100, 50, 300, 200, QColor(200, 30, 40))
            painter.fillRect(width - 150, height - 90, 100, 60, QColor(10, 120, 230))
            painter.fillRect(width // 2, height // 2, 1, 1, QColor(0, 0, 0))
        painter.end()


def main() -> int:
    ground, shown = sys.argv[1:3]
    app = QGuiApplication(sys.argv)
    window = Marked(ground, plain=shown != "full")
    if shown == "bar":
        hints = Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.FramelessWindowHint
        window.setFlags(hints)
        window.setGeometry(600, 300, 360, 48)
    else:
        window.resize(1000, 700)
    {"full": window.showFullScreen, "max": window.showMaximized}.get(shown, window.show)()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
