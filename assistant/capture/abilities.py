"""What a grabber may be able to do besides grabbing; a fake or a poorer system needs none of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.errors import CaptureError


@runtime_checkable
class MovesWindows(Protocol):
    """Knows where windows are in the stack and can ask to change it."""

    def bring_forward(self, window: ScreenWindow) -> None:
        """Asks for the window to come in front of all others; what happens shows in ``windows`` a moment later."""
        ...

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        """Whether none of these windows of this program is on the screen any more, frames included."""
        ...

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these windows of this program is on the screen."""
        ...

    def is_composited(self) -> bool:
        """Whether the system keeps the pixels of covered windows; otherwise each must paint what is uncovered."""
        ...


@runtime_checkable
class TellsOwnWindows(Protocol):
    """Knows where windows of this program are on the screen, however they came there."""

    def own_windows(self) -> Sequence[Rect]:
        """Their places in physical pixels of the whole desktop; nothing where the system doesn't tell."""
        ...


@runtime_checkable
class TellsActive(Protocol):
    """Knows which window has the focus."""

    def active_window(self) -> ScreenWindow | None:
        """That window; None where it is one of this program, where none has it, or the system doesn't tell."""
        ...


@runtime_checkable
class TakesScales(Protocol):
    """Can be told of the screens' scales, and that their layout changed."""

    def use_scales(self, screens: Sequence[Screen]) -> None:
        """The screens as the window's toolkit knows them; whatever was remembered of the layout is forgotten."""
        ...


@runtime_checkable
class AsksFirst(Protocol):
    """Needs the person's permission, for which the system asks once (Wayland's portal, macOS).

    Call ``ask_permission`` on the captures lane before own windows are hidden: a desktop shows its question only to
    the program that has the focus. It costs nothing once the answer is known.
    """

    def ask_permission(self) -> None:
        """Lets the system ask the person, where it has to. CaptureError ``capture-refused`` with the way out."""
        ...


@runtime_checkable
class AsksTheSystem(AsksFirst, Protocol):
    """Asks the desktop for each picture instead of reading the screen (Wayland's Screenshot portal).

    The desktop may ask the person first, shows a flash, and doesn't tell where windows are. So whoever takes pictures

    - hides all own windows before a grab, wherever they seem to be, waits ``quiet_s`` and never grabs to see whether
      the screen stands still: each grab is a picture for the desktop, with its flash;
    - has a patience longer than ``longest_s``, and calls ``give_up`` where a person doesn't want to wait.
    """

    longest_s: float
    quiet_s: float

    def give_up(self) -> None:
        """Ends a grab that waits, with CaptureError ``capture-cancelled``. May be called from any thread."""
        ...


@runtime_checkable
class TellsSource(Protocol):
    """Takes its pixels out of a file that the system made, and removed it."""

    source_sha256: str  # of the file of the last picture, in lower-case hex


@runtime_checkable
class Scrolls(Protocol):
    """Can turn the wheel of the mouse. Places are physical pixels of the whole desktop; errors are CaptureError."""

    def why_no_wheel(self) -> CaptureError | None:
        """Why the wheel can't be turned here; None where it can."""
        ...

    def scroll(self, at: tuple[int, int], notches: int) -> None:
        """Puts the pointer at a place and turns the wheel there; more than 0 notches go down, less go up."""
        ...

    def place_pointer(self, at: tuple[int, int]) -> None:
        """Puts the pointer at a place."""
        ...

    def pointer(self) -> tuple[int, int]:
        """Where the pointer is."""
        ...

    def escape_is_down(self) -> bool:
        """Whether the key Esc is held down at this moment, whichever program has the focus."""
        ...

    def modifier_is_down(self) -> bool:
        """Whether Ctrl, Shift, Alt or the system's key is held: the wheel would then zoom, or go sideways."""
        ...
