"""Frames come in one by one; each is judged against the one before.

Of frames that are past, only figures are kept: the memory does not grow with the pixels of a long page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from assistant.core.ports import Frame, Rect
from assistant.imaging.joining.evidence import Picture
from assistant.imaging.joining.fingerprint import Keys, plain_pixels
from assistant.imaging.joining.judging import Judgement, Known
from assistant.imaging.joining.matching import Match, match
from assistant.imaging.joining.placing import Laying, Placed, Rows, leave_no_hole, plan_pages, share_enough
from assistant.imaging.joining.plan import PagePlan
from assistant.imaging.joining.reasons import reason
from assistant.imaging.joining.steps import Step, Verdict

#: Frames whose pixels are held.
_HELD = 3
_NO_KEYS: Keys = np.zeros(0, dtype=np.uint64)


@dataclass(slots=True)
class _Past:
    """What is kept of a frame. ``covered``: rows over which something stood in the step to it. ``repeated``: keys of
    cells that occur twice in it, and did not in a frame before.
    """

    placed: Placed
    scale: float
    known: Known
    quiet: Rows
    covered: Rows
    repeated: Keys


@dataclass(frozen=True, slots=True)
class _Outcome:
    frame: Frame
    known_step: int | None
    picture: Picture
    past: _Past
    step: Step | None


class Joining:
    """Judges each frame against the one before it; holds the pixels of the last three frames and figures of the rest.

    ``load(position)`` gives an earlier frame again; it is asked only after more frames in a row were taken back than
    are held. Without it, the frame after that is refused with the code ``frame-before-gone``.
    Not for several threads at once.
    """

    def __init__(self, load: Callable[[int], Frame] | None = None) -> None:
        self._load = load
        self._past: list[_Past] = []
        self._steps: list[Step] = []
        self._pictures: dict[int, Picture] = {}
        self._looked: _Outcome | None = None
        self._repeated = _NO_KEYS

    @property
    def steps(self) -> tuple[Step, ...]:
        """One for each frame after the first, those that were refused as well."""
        return tuple(self._steps)

    @property
    def frames(self) -> int:
        """How many frames were added and not taken back."""
        return len(self._past)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Size and place of each frame."""
        return tuple(each.placed for each in self._past)

    def compare(self, frame: Frame, known_step: int | None = None) -> Step | None:
        """What ``add`` would say of this frame, without adding it; None where it would be the first.

        An ``add`` of the same frame object right after it does not look again. ``known_step`` is the number of pixels
        that the page was told to scroll (automatic mode; down is positive); it may decide between places that fit
        equally well, and is noted where it did.
        """
        looked = self._looked
        if looked is None or looked.frame is not frame or looked.known_step != known_step:
            self._looked = self._look(frame, known_step)
            return self._looked.step
        return looked.step

    def add(self, frame: Frame, known_step: int | None = None) -> Step | None:
        """Adds a frame, whatever is said of it, and says how it joins to the one before; None for the first.

        A refused step is a gap: what follows becomes a page of its own.
        """
        step = self.compare(frame, known_step)
        looked = self._looked
        assert looked is not None  # noqa: S101  # compare has set it
        self._looked = None
        at = len(self._past)
        self._past.append(looked.past)
        self._repeated = np.union1d(self._repeated, looked.past.repeated)
        self._pictures[at] = looked.picture
        self._pictures.pop(at - _HELD, None)
        if step is not None:
            self._steps.append(step)
        return step

    def take_back(self) -> None:
        """Forgets the last frame and its step. Raises ValueError where there is none."""
        if not self._past:
            raise ValueError("no frame to take back")
        self._past.pop()
        self._repeated = np.unique(np.concatenate([_NO_KEYS, *(each.repeated for each in self._past)]))
        self._pictures.pop(len(self._past), None)
        self._looked = None
        if self._steps and len(self._steps) >= max(1, len(self._past)):
            self._steps.pop()

    def plan(self) -> tuple[PagePlan, ...]:
        """Which rows make up the joined pages; one page at least where there is a frame."""
        frames = []
        for number, each in enumerate(self._past):
            covered = each.covered.copy()
            if number + 1 < len(self._past):
                after = self._past[number + 1].covered[: covered.size]
                covered[: after.size] |= after
            frames.append(Laying(each.placed, each.quiet, covered))
        return plan_pages(frames, self._steps)

    def _look(self, frame: Frame, known_step: int | None) -> _Outcome:
        picture = Picture.of(plain_pixels(frame))
        quiet = np.logical_not(picture.print_.detail.any(axis=1))
        bare = np.zeros(frame.height, dtype=np.bool_)
        repeated = np.setdiff1d(picture.print_.repeated, self._repeated, assume_unique=True)
        at = len(self._past)
        alone = _Past(Placed(frame.width, frame.height, 0, 0, 0), frame.scale, Known(), quiet, bare, repeated)
        if not at:
            return _Outcome(frame, known_step, picture, alone, None)
        past = self._past[-1]
        alone = replace(alone, placed=replace(alone.placed, part=past.placed.part + 1))
        found = self._match(picture, frame.scale, known_step)
        step = _step(at, found)
        if step.shift is not None:
            placed, known = self._continued(frame, found, step)
            trouble = self._trouble(placed, step)
            if not trouble:
                evidence = found.judgement.found
                if evidence is not None and evidence.covered is not None:
                    bare[: evidence.covered.shape[0]] = evidence.covered.any(axis=1)
                past = _Past(placed, frame.scale, known, quiet, bare, repeated)
                return _Outcome(frame, known_step, picture, past, step)
            step = _refused(step, trouble)
        return _Outcome(frame, known_step, picture, alone, step)

    def _match(self, picture: Picture, scale: float, known_step: int | None) -> Match:
        past = self._past[-1]
        before = self._picture(len(self._past) - 1)
        if before is None:
            return Match(Judgement(None, "frame-before-gone"))
        if past.scale != scale:
            return Match(Judgement(None, "scale-differs"))
        return match(before, picture, past.known, known_step, self._repeated)

    def _picture(self, at: int) -> Picture | None:
        if at not in self._pictures and self._load is not None:
            self._pictures[at] = Picture.of(plain_pixels(self._load(at)))
        return self._pictures.get(at)

    def _continued(self, frame: Frame, found: Match, step: Step) -> tuple[Placed, Known]:
        """The place of a frame in the part of the one before, and what is known then."""
        past = self._past[-1]
        assert step.shift is not None  # noqa: S101  # asked only then
        x, y = past.placed.x + step.shift[0], past.placed.y + step.shift[1]
        placed = Placed(frame.width, frame.height, x, y, past.placed.part)
        known = past.known
        evidence = found.judgement.found
        if step.bands is not None and evidence is not None and evidence.part is not None:
            strips = known.strips or (evidence.part.start, evidence.part.end)
            strips = min(strips[0], evidence.part.start), max(strips[1], evidence.part.end)
            known = Known(step.bands.header, step.bands.footer, None if found.across else strips)
        return placed, known

    def _trouble(self, placed: Placed, step: Step) -> str:
        """Why a frame can't follow in the part of the one before, although the two of them fit; empty where it can."""
        part = [each.placed for each in self._past if each.placed.part == placed.part]
        if not share_enough([*part, placed]):
            return "narrow-share"
        steps = [*self._steps[len(self._past) - len(part) :], step]
        return "" if leave_no_hole([*part, placed], steps) else "little-overlap"


def _refused(step: Step, code: str) -> Step:
    what, then = reason(code)
    return replace(step, shift=None, verdict=Verdict.REFUSED, code=code, reason=what, next_step=then)


def _step(at: int, found: Match) -> Step:
    judged = found.judgement
    what, then = reason(judged.code)
    verdict = Verdict.REFUSED if judged.shift is None else Verdict.FLAGGED if judged.code else Verdict.JOINED
    shift = None if judged.shift is None else (found.across, judged.shift)
    step = Step(at - 1, at, shift, 0, verdict, judged.code, what, then, prior_used=judged.prior_used)
    if judged.standing is not None and judged.shift == 0:
        still = judged.standing
        return replace(step, overlap=still.rows, compared=still.compared, agreeing=still.agreeing, boxes=still.boxes)
    if judged.rival is not None:
        rival = (found.across, judged.rival.shift)
        step = replace(step, rival=rival, rival_share=round(judged.rival.share, 4))
    weighed = judged.found
    if weighed is None:
        return step
    return replace(
        step, overlap=weighed.overlap, compared=weighed.compared, agreeing=weighed.agreeing, noisy=weighed.noisy,
        unique=weighed.unique, bands=found.bands,
        boxes=_moved(weighed.boxes, found.begin2), overlays=_moved(weighed.overlays, found.begin2),
    )  # fmt: skip


def _moved(boxes: tuple[Rect, ...], across: int) -> tuple[Rect, ...]:
    return tuple(Rect(box.x + across, box.y, box.width, box.height) for box in boxes)
