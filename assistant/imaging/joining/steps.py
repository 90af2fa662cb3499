"""What is known of one step from a frame to the next: plain values, as they go into ``seams.json``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.core.ports import Rect
from assistant.errors import Message

#: Name and version of the rules by which frames are joined; raised when the same frames could be joined otherwise.
ALGORITHM = "cells-1"


class Verdict(StrEnum):
    """Joined: the whole overlap agrees. Flagged: the one possible place, but something differs there. Refused: not."""

    JOINED = "joined"
    FLAGGED = "flagged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Bands:
    """What stood still while the rest moved, in pixels of the frame: a header, a footer, columns at the sides.

    ``left`` and ``right`` are the first column of the moving part and the one past its last.
    """

    header: int
    footer: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Step:
    """The judgement on two frames that follow each other, and the figures that it rests on.

    ``first`` and ``second`` are positions among the frames that were added and not taken back. ``shift`` is (dx, dy),
    None where refused; (0, 0) says that nothing moved. ``overlap`` counts rows of the moving part that both show.
    ``code`` is a stable word for the reason, such as ``rival``; empty where there is nothing to say.
    ``compared`` cells had something on them and were looked at in both frames; ``agreeing`` of them were equal,
    ``noisy`` equal but for a trace of anti-aliasing. ``unique`` cells occur once in either frame and bear the shift.
    ``rival`` is the next best shift (dx, dy) and ``rival_share`` the part of its own overlap that it explains.
    ``boxes`` are the places that differ and ``overlays`` those that stood still over the moving part (date chips,
    floating buttons, spinners), both in pixels of the second frame.
    """

    first: int
    second: int
    shift: tuple[int, int] | None
    overlap: int
    verdict: Verdict
    code: str = ""
    reason: Message | None = None
    next_step: Message | None = None
    compared: int = 0
    agreeing: int = 0
    noisy: int = 0
    unique: int = 0
    rival: tuple[int, int] | None = None
    rival_share: float = 0.0
    boxes: tuple[Rect, ...] = ()
    overlays: tuple[Rect, ...] = ()
    bands: Bands | None = None
    prior_used: bool = False

    @property
    def unmoved(self) -> bool:
        """Whether the two frames provably show the same place."""
        return self.shift == (0, 0)
