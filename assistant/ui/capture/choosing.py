"""The choice on frozen screens: an overlay for each, one answer, and always a way out.

However it ends (a choice, Esc, another button, a screen that comes or goes, two minutes without a key or a move), the
overlays are gone from the screen before anyone is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QImage, QScreen

from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg
from assistant.imaging.frames import crop
from assistant.ui.capture.overlay import ScreenOverlay, Spot
from assistant.ui.capture.overlay_paint import dimmed
from assistant.ui.capture.places import qt_screen_of
from assistant.ui.capture.window_list import WindowPanel

WATCHDOG_MS = 120_000


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen of the frozen picture: the part ``area`` of the desktop, as it was and dimmed.

    ``ratio`` is the picture's pixels for each of the desktop's: 1, but on a Mac, whose pictures are finer.
    """

    screen: Screen
    area: Rect
    picture: QImage
    dark: QImage
    ratio: float = 1.0


def scenes(frame: Frame, origin: Rect, screens: Sequence[Screen]) -> tuple[Scene, ...]:
    """What is shown of a frozen ``frame`` whose place is ``origin``: one for each screen that it holds.

    Takes some 50 ms for each 4K screen: call it on a lane.
    """
    made = []
    ratio = frame.width / max(1, origin.width)
    for screen in screens:
        area = screen.area.clamped(origin)
        if area.width < 1 or area.height < 1:
            continue
        left, top = round((area.x - origin.x) * ratio), round((area.y - origin.y) * ratio)
        picture = image_of(crop(frame, Rect(left, top, round(area.width * ratio), round(area.height * ratio))))
        made.append(Scene(screen, area, picture, dimmed(picture), ratio))
    return tuple(made)


class Choosing(QObject):
    """One choice.

    Signals: ``region_chosen(Rect)`` in physical pixels of the desktop, ``window_chosen(ScreenWindow)``,
    ``cancelled()``, ``failed(CaptureError)`` where a screen came or went meanwhile; exactly one of them, once.
    """

    region_chosen = Signal(object)
    window_chosen = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject, *, watchdog_ms: int = WATCHDOG_MS) -> None:
        super().__init__(parent)
        self._overlays: list[tuple[ScreenOverlay, Scene]] = []
        self._windows: tuple[ScreenWindow, ...] = ()
        self._panel: WindowPanel | None = None
        self._watched: list[QScreen] = []
        self._is_over = False
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.setInterval(watchdog_ms)
        self._watchdog.timeout.connect(self.cancel)

    def start(
        self,
        frozen: Sequence[Scene],
        windows: Sequence[ScreenWindow],
        *,
        windows_first: bool,
        last: Rect | None = None,
    ) -> None:
        """Shows the frozen screens; ``windows`` are topmost first, ``last`` is the region that L marks."""
        self._windows = tuple(windows)
        for scene in frozen:
            qt_screen = qt_screen_of(scene.screen)
            if qt_screen is not None:
                self._show(scene, qt_screen, windows_first=windows_first, last=last)
        self._watch_screens()
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
        return tuple(overlay for overlay, _scene in self._overlays)

    def _show(self, scene: Scene, qt_screen: QScreen, *, windows_first: bool, last: Rect | None) -> None:
        overlay = ScreenOverlay(
            scene.picture,
            _spots(self._windows, scene),
            windows_first=windows_first,
            number=scene.screen.number,
            origin=QPoint(scene.area.x, scene.area.y),
            last=_inside(last, scene),
            dark=scene.dark,
        )
        overlay.region_chosen.connect(lambda area: self._on_region(area, scene))
        overlay.window_chosen.connect(lambda index: self._on_window(self._windows[index]))
        overlay.cancelled.connect(self.cancel)
        overlay.next_screen_asked.connect(lambda step: self._on_next(overlay, step))
        overlay.screen_asked.connect(self._on_screen_asked)
        overlay.window_list_asked.connect(lambda: self._on_window_list(overlay))
        overlay.last_asked.connect(self._on_last_asked)
        overlay.entered.connect(lambda: self._focus(overlay))
        overlay.used.connect(self._watchdog.start)
        _fill(overlay, qt_screen)
        self._overlays.append((overlay, scene))

    def _overlay_under_pointer(self) -> ScreenOverlay:
        place = QCursor.pos()
        found = [overlay for overlay, _scene in self._overlays if overlay.geometry().contains(place)]
        return found[0] if found else self._overlays[0][0]

    def _focus(self, overlay: ScreenOverlay) -> None:
        overlay.raise_()
        overlay.activateWindow()
        overlay.setFocus()

    def _on_next(self, overlay: ScreenOverlay, step: int) -> None:
        shown = list(self.overlays())
        self._focus(shown[(shown.index(overlay) + step) % len(shown)])

    def _on_screen_asked(self, number: int) -> None:
        for overlay, scene in self._overlays:
            if scene.screen.number == number:
                self._focus(overlay)

    def _on_last_asked(self) -> None:
        for overlay in self.overlays():
            if overlay.has_last:
                self._focus(overlay)
                overlay.show_last()
                return

    def _on_window_list(self, overlay: ScreenOverlay) -> None:
        if self._panel is not None or not self._windows:
            return
        self._panel = panel = WindowPanel(self._windows, overlay)
        panel.window_chosen.connect(self._on_window)
        panel.left.connect(lambda: self._on_list_left(overlay))
        panel.used.connect(self._watchdog.start)
        panel.open()

    def _on_list_left(self, overlay: ScreenOverlay) -> None:
        if self._panel is not None:
            self._panel.deleteLater()
            self._panel = None
            self._focus(overlay)

    def _on_region(self, area: QRect, scene: Scene) -> None:
        ratio = scene.ratio
        left, top = int(area.x() / ratio), int(area.y() / ratio)
        right, bottom = -int(-(area.right() + 1) // ratio), -int(-(area.bottom() + 1) // ratio)
        if self._end():
            self.region_chosen.emit(Rect(scene.area.x + left, scene.area.y + top, right - left, bottom - top))

    def _on_window(self, window: ScreenWindow) -> None:
        if self._end():
            self.window_chosen.emit(window)

    def _on_screens_changed(self) -> None:
        if self._end():
            self.failed.emit(_screens_changed())

    def _watch_screens(self) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens_changed)
            app.screenRemoved.connect(self._on_screens_changed)
        self._watched = list(QGuiApplication.screens())
        for screen in self._watched:
            screen.geometryChanged.connect(self._on_screens_changed)

    def _unwatch_screens(self) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.disconnect(self._on_screens_changed)
            app.screenRemoved.disconnect(self._on_screens_changed)
        there = QGuiApplication.screens()
        for screen in self._watched:
            if screen in there:
                screen.geometryChanged.disconnect(self._on_screens_changed)
        self._watched = []

    def _end(self) -> bool:
        """Takes the overlays away; False where that was done before."""
        if self._is_over:
            return False
        self._is_over = True
        self._watchdog.stop()
        if self._watched:
            self._unwatch_screens()
        for overlay, _scene in self._overlays:
            overlay.hide()
            overlay.deleteLater()
        self._overlays.clear()
        QGuiApplication.sync()
        return True


def image_of(frame: Frame) -> QImage:
    """A frame as Qt's picture, with its own copy of the pixels."""
    return QImage(frame.bgrx, frame.width, frame.height, frame.width * 4, QImage.Format.Format_RGB32).copy()


def _fill(overlay: ScreenOverlay, qt_screen: QScreen) -> None:
    """Shows an overlay over the whole of a screen."""
    overlay.setScreen(qt_screen)
    if QGuiApplication.platformName().startswith("wayland"):
        # A program can't choose a place there, only which screen it fills. The window's handle has to know that screen
        # before it is shown: told later, sway shows it with the pixels of the screen it was on.
        overlay.winId()
        handle = overlay.windowHandle()
        if handle is not None:
            handle.setScreen(qt_screen)
        overlay.showFullScreen()
        return
    overlay.setGeometry(qt_screen.geometry())
    overlay.showFullScreen()
    overlay.raise_()


def _spots(windows: Sequence[ScreenWindow], scene: Scene) -> list[Spot]:
    spots = []
    for index, window in enumerate(windows):
        part = _inside(window.area.clamped(scene.area), scene)
        if part is not None:
            spots.append(Spot(index, part, window.untrusted_title))
    return spots


def _inside(area: Rect | None, scene: Scene) -> QRect | None:
    """An area of the desktop in pixels of one screen's picture; None unless all of it is on that screen."""
    if area is None or area.width < 1 or area.height < 1 or area.clamped(scene.area) != area:
        return None
    left, top = area.x - scene.area.x, area.y - scene.area.y
    ratio = scene.ratio
    return QRect(round(left * ratio), round(top * ratio), round(area.width * ratio), round(area.height * ratio))


def _screens_changed() -> CaptureError:
    return CaptureError(
        "capture-screens-changed",
        # Translators: error; no picture was taken.
        msg("No picture was taken"),
        # Translators: reason for the error above: a monitor was plugged in, unplugged, or changed its size.
        msg("the screens changed while you were choosing"),
        # Translators: next step after the error above.
        msg("Choose once more."),
    )
