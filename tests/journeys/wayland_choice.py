"""Frozen screens to choose on, for the tests on Wayland desktops: each screen's picture has its own colour, and a mark
in each corner. Nothing is chosen: the desktop's own eye looks at what is shown.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from assistant.core.ports import Frame, Rect
from assistant.ui import theme
from assistant.ui.capture import places
from assistant.ui.capture.choosing import Choosing, scenes

#: A screen's ground by its number, and the marks of 8 × 8 pixels in its upper left and lower right corners.
GROUNDS, MARK = ("#c0d0e0", "#e0d0c0"), "#20c040"


def main() -> int:
    app = QApplication(sys.argv)
    theme.install(app, "light")
    screens = places.screens()
    whole = Rect(0, 0, max(screen.area.right for screen in screens), max(screen.area.bottom for screen in screens))
    picture = QImage(whole.width, whole.height, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for screen in screens:
        area = screen.area
        painter.fillRect(area.x, area.y, area.width, area.height, QColor(GROUNDS[screen.number - 1]))
        painter.fillRect(area.x, area.y, 8, 8, QColor(MARK))
        painter.fillRect(area.right - 8, area.bottom - 8, 8, 8, QColor(MARK))
    painter.end()
    frame = Frame(whole.width, whole.height, bytes(picture.constBits()))
    choosing = Choosing(app)
    choosing.start(scenes(frame, whole, screens), (), windows_first=False)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
