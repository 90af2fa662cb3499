"""The window's only motion: 160 ms in which something new goes to where it belongs. It never delays anything.

Where the system asks for less motion there is none. Qt tells that from 6.12 on, which this Python can't use yet; its
``isEffectEnabled`` answers on Windows alone and is always False on X11 and Wayland. So the desktops' own settings
files are read: GTK's, KDE's, and GNOME's, which without D-Bus tells only that the setting was touched.
"""

from __future__ import annotations

import configparser
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QRectF, QStandardPaths, Qt, QVariantAnimation
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from assistant.ui.theme import colour

MOTION_MS = 160
_RADIUS = 6.0
_MOST_BYTES = 4_000_000
_OFF = ("false", "0", "no", "off")


@cache
def is_still() -> bool:
    """Whether the system asks for less motion; looked up once."""
    if sys.platform == "win32":
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    if sys.platform == "darwin":
        return True  # it can't be asked from here, and nothing is lost without
    return asks_for_stillness(
        Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    )


def asks_for_stillness(config: Path) -> bool:
    """Whether the settings of GTK, KDE or GNOME in a configuration folder ask for less motion."""
    for name in ("gtk-4.0", "gtk-3.0"):
        if _setting(config / name / "settings.ini", "Settings", "gtk-enable-animations").lower() in _OFF:
            return True
    if _setting(config / "kdeglobals", "KDE", "AnimationDurationFactor") in ("0", "0.0"):
        return True
    # GNOME's file holds what differs from the default alone, and the default is motion.
    return b"enable-animations" in _bytes(config / "dconf" / "user")


def animate(owner: QObject, step: Callable[[float], None], over: Callable[[], None]) -> QVariantAnimation:
    """Calls ``step`` with 0 to 1 for 160 ms, then ``over``. It ends with its owner and deletes itself."""
    motion = QVariantAnimation(owner)
    motion.setObjectName("motion")
    motion.setDuration(MOTION_MS)
    motion.setStartValue(0.0)
    motion.setEndValue(1.0)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    motion.valueChanged.connect(step)
    motion.finished.connect(over)
    motion.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
    return motion


class Traveller(QWidget):
    """A picture that goes from one place of ``ground`` to another and is gone. In nobody's way, heard by nobody."""

    def __init__(self, ground: QWidget, image: QImage, start: QRectF, end: QRectF) -> None:
        super().__init__(ground)
        self.setObjectName("traveller")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._image, self._start, self._end = image, start, end
        self._place = start
        self._share = 0.0
        self.setGeometry(ground.rect())
        self.show()
        self.raise_()
        animate(self, self._go, self._arrive)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the picture where it is by now, fading at the end."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(1.0 - 0.6 * self._share)
        shape = QPainterPath()
        radius = min(_RADIUS, self._place.height() / 2)
        shape.addRoundedRect(self._place, radius, radius)
        painter.setClipPath(shape)
        painter.drawImage(self._place, self._image)
        painter.setClipping(False)
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawPath(shape)
        painter.end()

    def _go(self, share: float) -> None:
        self._share = share
        start, end = self._start, self._end
        self._place = QRectF(
            start.x() + (end.x() - start.x()) * share,
            start.y() + (end.y() - start.y()) * share,
            start.width() + (end.width() - start.width()) * share,
            start.height() + (end.height() - start.height()) * share,
        )
        self.update()

    def _arrive(self) -> None:
        self.hide()
        self.deleteLater()


def _setting(path: Path, section: str, name: str) -> str:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(_bytes(path).decode("utf-8", "replace"))
        return parser.get(section, name, fallback="").strip()
    except configparser.Error:
        return ""  # a settings file that can't be read asks for nothing


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return source.read(_MOST_BYTES)
    except OSError:
        return b""
