"""The choice on frozen screens: an overlay for each, one answer, and always a way out.

However it ends (a choice, Esc, another button, a screen that goes, two minutes without an answer), the overlays are
gone from the screen before anyone is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QImage

from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.imaging.frames import crop
from assistant.ui.capture.overlay import ScreenOverlay, Target
from assistant.ui.capture.places import qt_screen_of

WATCHDOG_MS = 120_000


class Choosing(QObject):
    """One choice.

    Signals: ``region_chosen(Rect)`` in physical pixels of the desktop, ``window_chosen(ScreenWindow)``,
    ``cancelled()``; exactly one of them, once.
    """

    region_chosen = Signal(object)
    window_chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject, *, watchdog_ms: int = WATCHDOG_MS) -> None:
        super().__init__(parent)
        self._overlays: list[tuple[ScreenOverlay, Screen]] = []
        self._windows: tuple[ScreenWindow, ...] = ()
        self._is_over = False
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.setInterval(watchdog_ms)
        self._watchdog.timeout.connect(self.cancel)

    def start(
        self,
        frame: Frame,
        origin: Rect,
        screens: Sequence[Screen],
        windows: Sequence[ScreenWindow],
        *,
        windows_first: bool,
    ) -> None:
        """Shows the frozen ``frame``, whose top left is that of ``origin``; ``windows`` are topmost first."""
        self._windows = tuple(windows)
        for screen in screens:
            qt_screen = qt_screen_of(screen)
            inside = screen.area.clamped(origin)
            if qt_screen is None or inside.width < 1 or inside.height < 1:
                continue
            part = crop(frame, Rect(inside.x - origin.x, inside.y - origin.y, inside.width, inside.height))
            overlay = ScreenOverlay(
                image_of(part), _targets(windows, inside), windows_first=windows_first, number=screen.number
            )
            overlay.region_chosen.connect(lambda area, screen=screen: self._on_region(area, screen))
            overlay.window_chosen.connect(self._on_window)
            overlay.cancelled.connect(self.cancel)
            overlay.next_screen_asked.connect(lambda step, overlay=overlay: self._on_next(overlay, step))
            overlay.setScreen(qt_screen)
            overlay.setGeometry(qt_screen.geometry())
            overlay.showFullScreen()
            overlay.raise_()
            self._overlays.append((overlay, screen))
        QGuiApplication.instance().screenRemoved.connect(self.cancel)  # type: ignore[union-attr]  # there is one: a widget lives
        self._watchdog.start()
        if self._overlays:
            self._focus(self._overlay_under_pointer())
        else:
            QTimer.singleShot(0, self, self.cancel)

    def cancel(self) -> None:
        """Ends without a choice."""
        if self._end():
            self.cancelled.emit()

    def overlays(self) -> tuple[ScreenOverlay, ...]:
        """The overlays that are shown."""
        return tuple(overlay for overlay, _screen in self._overlays)

    def _overlay_under_pointer(self) -> ScreenOverlay:
        place = QCursor.pos()
        found = [overlay for overlay, _screen in self._overlays if overlay.geometry().contains(place)]
        return found[0] if found else self._overlays[0][0]

    def _focus(self, overlay: ScreenOverlay) -> None:
        overlay.raise_()
        overlay.activateWindow()
        overlay.setFocus()

    def _on_next(self, overlay: ScreenOverlay, step: int) -> None:
        shown = list(self.overlays())
        self._focus(shown[(shown.index(overlay) + step) % len(shown)])

    def _on_region(self, area: QRect, screen: Screen) -> None:
        if self._end():
            self.region_chosen.emit(
                Rect(screen.area.x + area.x(), screen.area.y + area.y(), area.width(), area.height())
            )

    def _on_window(self, index: int) -> None:
        if self._end():
            self.window_chosen.emit(self._windows[index])

    def _end(self) -> bool:
        """Takes the overlays away; False where that was done before."""
        if self._is_over:
            return False
        self._is_over = True
        self._watchdog.stop()
        QGuiApplication.instance().screenRemoved.disconnect(self.cancel)  # type: ignore[union-attr]  # as above
        for overlay, _screen in self._overlays:
            overlay.hide()
            overlay.deleteLater()
        self._overlays.clear()
        QGuiApplication.sync()
        return True


def image_of(frame: Frame) -> QImage:
    """A frame as Qt's picture, with its own copy of the pixels."""
    return QImage(frame.bgrx, frame.width, frame.height, frame.width * 4, QImage.Format.Format_RGB32).copy()


def _targets(windows: Sequence[ScreenWindow], inside: Rect) -> list[Target]:
    targets = []
    for index, window in enumerate(windows):
        part = window.area.clamped(inside)
        if part.width > 0 and part.height > 0:
            targets.append(Target(index, QRect(part.x - inside.x, part.y - inside.y, part.width, part.height)))
    return targets
