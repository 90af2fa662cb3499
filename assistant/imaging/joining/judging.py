"""Decides about two frames: one shift that everything bears out, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.imaging.joining.evidence import Evidence, Pair, evidence
from assistant.imaging.joining.standing import LEAST_DETAIL, Standing, standing
from assistant.imaging.joining.votes import by_rows, by_singles

#: The least overlap: rows, and part of the moving area.
_LEAST_ROWS = 24
_LEAST_OVERLAP = 0.15
_LEAST_OVERLAP_OPEN = 0.3
#: The least height of the moving area, as a part of the frame.
_LEAST_AREA = 0.25
#: Single cells that must bear a shift, and bands of 24 rows in which they must lie.
_LEAST_UNIQUE = 150
_LEAST_SPREAD = 4
#: The least agreement of what is compared, and in how many places it may differ: messages from one template, each
#: with its own time, differ in many.
_LEAST_SHARE = 0.8
_MOST_BOXES = 3
#: A shift that explains so much of its own overlap is a rival of one that does not explain everything.
_RIVAL_SHARE = 0.6
_RIVAL_CELLS = 100
#: Single cells that make another shift a rival whatever else speaks against it. Each speaks for one shift alone, so
#: they lie outside the overlap of the first: the page shows the same in two places.
_RIVAL_UNIQUE = 60
_RIVAL_PART = 0.3
#: Cells that moved inside what stood still in the steps before.
_HEADER_MOVED = 30
#: What the page moves by may differ from what it was told by so many pixels (scaled screens round).
_PRIOR = 2
#: The least agreement of a place that fits as well, where a known step has to decide.
_TIED = 0.97
_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What the steps before told: heights of header and footer in the last one that moved, and the strips that moved up
    to then (None: none yet).
    """

    header: int = 0
    footer: int = 0
    strips: tuple[int, int] | None = None

    @property
    def bands(self) -> tuple[int, int]:
        """Header and footer."""
        return self.header, self.footer


@dataclass(frozen=True, slots=True)
class Judgement:
    """``shift`` is None where refused, 0 where nothing moved. ``found``: its figures, or those of the best refused."""

    shift: int | None
    code: str
    found: Evidence | None = None
    rival: Evidence | None = None
    standing: Standing | None = None
    prior_used: bool = False


def judge(pair: Pair, known: Known, known_step: int | None = None) -> Judgement:
    """Judges two pictures of the same width."""
    first, second = pair.first.print_, pair.second.print_
    if min(first.height, second.height) < 2 * _LEAST_ROWS or first.cells.shape[1] < 2:
        return Judgement(None, "too-small")
    least = max(_LEAST_ROWS, int(0.1 * min(first.height, second.height)))
    shifts = [shift for shift, _ in by_singles(pair.singles, _CANDIDATES)]
    shifts += by_rows(first, second, least, _CANDIDATES)
    weighed = [evidence(pair, shift, known.bands) for shift in dict.fromkeys(shifts)]
    weighed.sort(
        key=lambda each: (not each.wrong and each.unique >= _LEAST_UNIQUE, each.unique, each.share), reverse=True
    )
    best = weighed[0] if weighed else None
    if best is not None and not _objection(best, pair):
        others = [each for each in weighed[1:] if _is_rival(each, best)]
        rival = max(others, key=lambda each: each.share) if others else _rival_by_singles(pair, best, known)
        if rival is not None:
            return Judgement(None, "rival", best, rival)
        return Judgement(best.shift, "some-differ" if best.wrong else "", best, _next_best(weighed[1:]))
    still = standing(pair, known.bands, known.strips)
    if still is not None and still.proved:
        return Judgement(0, still.code, standing=still)
    if known_step and still is None:
        told = _told(pair, known, known_step, weighed)
        if told is not None:
            return Judgement(
                told.shift, "", told, _next_best([each for each in weighed if each is not told]), None, True
            )
    if still is not None:
        return Judgement(None, still.code, best, standing=still)
    return Judgement(None, _why_not(weighed, pair), best, _next_best(weighed[1:]))


def _objection(found: Evidence, pair: Pair) -> str:
    """Why a shift can't be accepted by what is known of it alone; empty where it can."""
    part = found.part
    if part is None:
        return "nothing-shared"
    if part.moved_header >= _HEADER_MOVED:
        return "header-moved"
    if not _overlaps_enough(found):
        return "little-overlap"
    if found.share < _LEAST_SHARE or len(found.boxes) > _MOST_BOXES:
        return "differs"
    if found.torn:
        return "torn"
    if found.unique < _LEAST_UNIQUE or found.spread < _LEAST_SPREAD:
        return "rival" if found.compared >= LEAST_DETAIL else "no-detail"
    if found.area < _LEAST_AREA * min(pair.first.print_.height, pair.second.print_.height):
        return "small-part"
    return ""


def _is_rival(other: Evidence, best: Evidence) -> bool:
    """Beside a shift that explains everything, only another that does so too is a rival, even if it rests on nothing
    that occurs once. Beside one that leaves something open, whatever explains most of its own overlap is.
    """
    if best.is_exact:
        return other.share >= _TIED and other.compared >= LEAST_DETAIL and _overlaps_enough(other)
    return other.share >= _RIVAL_SHARE and other.compared >= _RIVAL_CELLS


def _rival_by_singles(pair: Pair, best: Evidence, known: Known) -> Evidence | None:
    """Another shift that many single cells speak for, or that explains much of its own overlap, however little that is.

    Where neither holds, something that occurs twice (a message) has moved out at one end while its like came in.
    """
    for shift, cells in by_singles(pair.singles, 2):
        if shift != best.shift and cells >= _RIVAL_UNIQUE:
            found = evidence(pair, shift, known.bands)
            is_strong = cells >= _RIVAL_PART * best.unique or found.share >= _RIVAL_PART
            if is_strong or found.compared < _RIVAL_CELLS:
                return found
    return None


def _next_best(others: list[Evidence]) -> Evidence | None:
    counted = [each for each in others if each.compared >= _RIVAL_CELLS]
    return max(counted, key=lambda each: each.share) if counted else None


def _told(pair: Pair, known: Known, known_step: int, weighed: list[Evidence]) -> Evidence | None:
    """The place that the sent step speaks for, where several fit equally well.

    The page may have moved by less than it was told (at its end), never by more: so every place up to the step is
    looked at, and only where the step's own is the only one that fits is it taken.
    """
    sign = 1 if known_step > 0 else -1
    near = [each for each in weighed if abs(each.shift - known_step) <= _PRIOR and _ties(each) and not each.wrong]
    if len(near) != 1:
        return None
    for shift in range(1, abs(known_step) + _PRIOR + 1):
        if sign * shift != near[0].shift and _ties(evidence(pair, sign * shift, known.bands)):
            return None
    return near[0]


def _ties(found: Evidence) -> bool:
    return found.compared >= LEAST_DETAIL and _overlaps_enough(found) and not found.torn and found.share >= _TIED


def _overlaps_enough(found: Evidence) -> bool:
    """More is asked where something in the overlap differs or is covered."""
    least = _LEAST_OVERLAP if found.is_exact else _LEAST_OVERLAP_OPEN
    return found.overlap >= max(_LEAST_ROWS, least * found.area)


def _why_not(weighed: list[Evidence], pair: Pair) -> str:
    details = [int(picture.print_.detail.sum()) for picture in (pair.first, pair.second)]
    if min(details) < LEAST_DETAIL:
        return "no-detail"
    for found in weighed:
        if found.unique >= _LEAST_UNIQUE or (found.share >= _LEAST_SHARE and found.compared >= _RIVAL_CELLS):
            return _objection(found, pair) or "rival"
    return "nothing-shared"
