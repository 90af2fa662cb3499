"""The choice on a frozen picture of the screens: own windows away, freeze, overlays, and what was chosen.

The picture that is chosen from is the one that is cut: what is on the screen later may be something else.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assistant.capture import target as targets
from assistant.capture.target import Frozen, Target
from assistant.core.ports import Clock, Grabber, Rect
from assistant.ui.capture.choosing import Choosing, Scene, scenes
from assistant.ui.capture.clearing import Clearing
from assistant.ui.capture.steps import Steps


class FrozenChoice(QObject):
    """One choice at a time. ``chosen(Frozen, Target)`` or ``cancelled()``; the overlays are gone by then."""

    chosen = Signal(object, object)
    cancelled = Signal()

    def __init__(self, grabber: Grabber, clock: Clock, steps: Steps, clearing: Clearing, parent: QObject) -> None:
        super().__init__(parent)
        self._grabber, self._clock, self._steps, self._clearing = grabber, clock, steps, clearing
        self._choosing: Choosing | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person is choosing."""
        return self._choosing is not None

    def start(self, *, windows_first: bool, last: Rect | None = None) -> None:
        """Lets the person point at a window, or draw a region; ``last`` is the region that was taken last."""
        self._clearing.clear_all(lambda: self._freeze(windows_first, last))

    def drop(self) -> None:
        """Takes the overlays away; nothing is told."""
        if self._choosing is not None:
            choosing, self._choosing = self._choosing, None
            choosing.cancel()
            choosing.deleteLater()

    def _freeze(self, windows_first: bool, last: Rect | None) -> None:
        def work() -> tuple[Frozen, tuple[Scene, ...]]:
            frozen = targets.freeze(self._grabber, self._clock)
            return frozen, scenes(frozen.frame, frozen.area, frozen.screens)

        self._steps.run(work, lambda made: self._on_frozen(*made, windows_first=windows_first, last=last))

    def _on_frozen(self, frozen: Frozen, shown: tuple[Scene, ...], *, windows_first: bool, last: Rect | None) -> None:
        self._choosing = choosing = Choosing(self)
        choosing.region_chosen.connect(lambda area: self._on_chosen(frozen, Target("region", area=area)))
        choosing.window_chosen.connect(lambda window: self._on_chosen(frozen, Target("window", window=window)))
        choosing.cancelled.connect(self._on_cancelled)
        choosing.failed.connect(self._steps.failed)
        choosing.start(shown, frozen.windows, windows_first=windows_first, last=last)

    def _on_chosen(self, frozen: Frozen, target: Target) -> None:
        self.drop()
        self.chosen.emit(frozen, target)

    def _on_cancelled(self) -> None:
        if self._choosing is not None:
            self.cancelled.emit()
