"""One capture as a chain of steps: work on the lane, waits, and what follows on the screen's thread.

Nothing here waits in a loop. What is still on its way when a capture ends counts no more, a step that gets no answer
ends the capture after a while, and whatever goes wrong in a step is told once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.errors import AssistantError, CaptureError, msg
from assistant.ui.jobs import Lane

T = TypeVar("T")
#: If the lane gives no answer for so long while own windows are hidden, they come back and the capture failed.
LONGEST_STEP_MS = 20_000


class Steps(QObject):
    """One chain at a time. ``failed(AssistantError)``: a step failed; ``broken()``: it raised what nobody foresaw."""

    failed = Signal(object)
    broken = Signal()

    def __init__(self, lane: Lane, parent: QObject, *, patience_ms: int = LONGEST_STEP_MS) -> None:
        super().__init__(parent)
        self._lane = lane
        self._number = 0
        self._is_running = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(lambda: self.failed.emit(_no_answer()))

    @property
    def is_running(self) -> bool:
        """Whether a chain is under way."""
        return self._is_running

    def begin(self) -> bool:
        """Begins a chain; False where one is under way."""
        if self._is_running:
            return False
        self._is_running = True
        self._number += 1
        return True

    def end(self) -> bool:
        """Ends the chain; False where none was under way."""
        if not self._is_running:
            return False
        self._is_running = False
        self._number += 1  # answers that are still on their way count no more
        self._patience.stop()
        return True

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Runs one step on the lane; what it gives after the chain ended is dropped."""
        number = self._number
        self._patience.start()

        def on_done(result: T) -> None:
            if number == self._number:
                self._patience.stop()
                self.guard(lambda: done(result))

        def on_failed(error: AssistantError) -> None:
            if number == self._number:
                self.failed.emit(error)

        self._lane.run(lambda _ticket: work(), on_done, on_failed)

    def later(self, pause_ms: int, then: Callable[[], None]) -> None:
        """Goes on after a pause, unless the chain has ended by then."""
        number = self._number

        def on_time() -> None:
            if number == self._number:
                self.guard(then)

        QTimer.singleShot(pause_ms, self, on_time)

    def wait(self) -> None:
        """What follows is waited for elsewhere, and no longer than the patience."""
        self._patience.start()

    def rest(self) -> None:
        """What follows may take as long as a person needs."""
        self._patience.stop()

    def guard(self, step: Callable[[], None]) -> None:
        """Whatever goes wrong in a step, the chain ends and the next one can begin."""
        try:
            step()
        except AssistantError as error:
            self.failed.emit(error)
        except BaseException:
            self.broken.emit()
            raise


def _no_answer() -> CaptureError:
    return CaptureError(
        "capture-no-answer",
        # Translators: error; the program asked the system for the screen's pixels.
        msg("The screen gave no picture"),
        # Translators: reason for the error above.
        msg("the system did not answer in time"),
        # Translators: next step after the error above.
        msg("Try again; if it stays so, start the program again."),
    )
