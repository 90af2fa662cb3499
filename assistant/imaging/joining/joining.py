"""Frames come in one by one; each is judged against the one before."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.ports import Frame
from assistant.imaging.joining.plan import PagePlan
from assistant.imaging.joining.steps import Step


class Joining:
    """Judges each frame against the one before it; holds the pixels of the last few frames and figures of the rest.

    ``load(position)`` gives an earlier frame again; it is asked only after more frames in a row were taken back than
    are held (three). Without it, the frame after that is refused with the code ``frame-before-gone``.
    Not for several threads at once.
    """

    def __init__(self, load: Callable[[int], Frame] | None = None) -> None:
        self._load = load
        self._steps: list[Step] = []
        self._count = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """One for each frame after the first, those that were refused as well."""
        return tuple(self._steps)

    @property
    def frames(self) -> int:
        """How many frames were added and not taken back."""
        return self._count

    def compare(self, frame: Frame, known_step: int | None = None) -> Step | None:
        """What ``add`` would say of this frame, without adding it; None where it would be the first.

        An ``add`` of the same frame object right after it does not look again. ``known_step`` is the number of pixels
        that the page was told to scroll (automatic mode; down is positive); it may decide between places that fit
        equally well, and is noted where it did.
        """
        return None

    def add(self, frame: Frame, known_step: int | None = None) -> Step | None:
        """Adds a frame, whatever is said of it, and says how it joins to the one before; None for the first.

        A refused step is a gap: what follows becomes a page of its own.
        """
        return None

    def take_back(self) -> None:
        """Forgets the last frame and its step. Raises ValueError where there is none."""

    def plan(self) -> tuple[PagePlan, ...]:
        """Which rows make up the joined pages; one page at least where there is a frame."""
        return ()
