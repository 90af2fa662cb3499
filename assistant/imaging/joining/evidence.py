"""What speaks for a shift and what against it, over the whole overlap of what travels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from assistant.core.ports import Rect
from assistant.imaging.joining.differences import NOISE_SHARE, grown, noisy, overlays, places_of, without_bar
from assistant.imaging.joining.fingerprint import Fingerprint, Keys, Marks, Plain, fingerprint
from assistant.imaging.joining.still import Laid, Part, area_overlap, laid, moving_part
from assistant.imaging.joining.votes import Singles, singles

#: Rows of a band: cells that bear a shift must lie in several.
_BAND_ROWS = 24
#: The greatest part of what is compared that things standing over the page may excuse.
_MOST_EXCUSED = 0.1
#: Single cells among the differences that agree on another shift: the page moved in two parts.
_TORN = 30


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A frame as it is compared: its pixels and its fingerprint."""

    plain: Plain
    print_: Fingerprint

    @classmethod
    def of(cls, plain: Plain) -> Picture:
        """Takes the fingerprint."""
        return cls(plain, fingerprint(plain))


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two pictures of the same width, and the cells that occur once in each (and never twice on this page so far)."""

    first: Picture
    second: Picture
    singles: Singles

    @classmethod
    def of(cls, first: Picture, second: Picture, repeated: Keys | None = None) -> Pair:
        """Finds the single cells; ``repeated`` are keys of cells that occurred twice in a frame before, sorted."""
        return cls(first, second, singles(first.print_, second.print_, repeated))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures for one shift; see ``steps.Step``. ``area`` is the height of the moving area, ``spread`` the number
    of bands of 24 rows with single cells, ``wrong`` the cells that differ, ``torn`` whether these moved otherwise.
    """

    shift: int
    overlap: int = 0
    area: int = 0
    compared: int = 0
    agreeing: int = 0
    noisy: int = 0
    wrong: int = 0
    unique: int = 0
    spread: int = 0
    torn: bool = False
    part: Part | None = None
    boxes: tuple[Rect, ...] = ()
    overlays: tuple[Rect, ...] = ()
    covered: Marks | None = field(default=None, compare=False, repr=False)

    @property
    def is_exact(self) -> bool:
        """Whether all that is compared agrees, with nothing left out because something stood over it."""
        return self.agreeing == self.compared

    @property
    def share(self) -> float:
        """How much of what is compared agrees."""
        return self.agreeing / (self.agreeing + self.wrong) if self.agreeing else 0.0


def evidence(pair: Pair, shift: int, known: tuple[int, int] = (0, 0)) -> Evidence:
    """Weighs a shift other than 0; ``known`` are the heights of header and footer in the step before."""
    first, second = pair.first.print_, pair.second.print_
    if not -second.height < shift < first.height:
        return Evidence(shift)
    over = laid(first, second, shift)
    part = moving_part(over, first, second, known)
    if part is None:
        return Evidence(shift)
    top, bottom = area_overlap(over, first.height, second.height, part.header, part.footer)
    area = min(first.height, second.height) - part.header - part.footer
    wrong = ~over.equal[top - over.low : bottom - over.low]
    detail = second.detail[top:bottom] | first.detail[top + shift : bottom + shift]
    asked = np.zeros(wrong.shape[1], dtype=np.bool_)
    asked[part.start : part.end] = True
    asked[list(part.loud)] = True
    wrong &= asked
    _leave_out_bars(pair, over, part, wrong, top)
    total = int(np.count_nonzero((detail & asked) | wrong))
    noise = _take_noise(pair, shift, wrong, top, total)
    before = wrong.copy()
    covered = _take_overlays(over, part, wrong, top, area, total)
    rows, strips = pair.singles.second, pair.singles.strips
    inside = (rows >= top) & (rows < bottom) & (strips >= part.start) & (strips < part.end)
    agreed = inside & (pair.singles.shifts == shift)
    left = int(np.count_nonzero(wrong))
    width = second.width
    excused = int(np.count_nonzero(before)) - left
    return Evidence(
        shift, bottom - top, area, total, total - left - excused, noise, left,
        unique=int(np.count_nonzero(agreed)),
        spread=int(np.unique(rows[agreed] // _BAND_ROWS).size),
        torn=_torn(pair, shift, inside, before, top),
        part=part,
        boxes=places_of(_in_frame(wrong, top, second), width) if left and left < 0.2 * total else (),
        overlays=places_of(covered, width) if covered is not None else (),
        covered=covered,
    )  # fmt: skip


def _leave_out_bars(pair: Pair, over: Laid, part: Part, wrong: Marks, top: int) -> None:
    """A scroll bar or the end of a side bar may share a strip with text: these are looked at column by column."""
    edges = {part.start, part.start + 1, part.end - 2, part.end - 1}
    for strip in sorted({*(edge for edge in edges if part.start <= edge < part.end), *part.loud}):
        without_bar(pair.first.plain, pair.second.plain, over, wrong, top, strip, strip in part.loud)


def _take_noise(pair: Pair, shift: int, wrong: Marks, top: int, total: int) -> int:
    """Takes back the marks of cells that differ by anti-aliasing only, unless these are too many; says how many."""
    rows, strips = np.nonzero(wrong)
    if not rows.size or rows.size > 0.25 * total:
        return 0
    slight = noisy(pair.first.plain, pair.second.plain, shift, rows + top, strips)
    count = int(np.count_nonzero(slight))
    if count > NOISE_SHARE * total:
        return 0
    wrong[rows[slight], strips[slight]] = False
    return count


def _take_overlays(over: Laid, part: Part, wrong: Marks, top: int, area: int, total: int) -> Marks | None:
    """Takes back the marks under things that stand over the page, unless these are too many; gives their place."""
    if not wrong.any():
        return None
    strips = slice(part.start, part.end)
    covered = overlays(over, wrong, top, strips, area * (part.end - part.start))
    if covered is None:
        return None
    rows = wrong.shape[0]
    excuse = grown(covered, over.same2.shape[0])[top : top + rows]
    excuse = excuse | grown(covered, over.same1.shape[0])[top + over.shift : top + over.shift + rows]
    if np.count_nonzero(wrong & excuse) > _MOST_EXCUSED * total:
        return None
    wrong &= ~excuse
    return covered


def _torn(pair: Pair, shift: int, inside: Marks, wrong: Marks, top: int) -> bool:
    """Whether single cells among the differences agree on another shift, as after an image that loaded late."""
    other = inside & (pair.singles.shifts != shift) & (pair.singles.shifts != 0)
    rows, strips = pair.singles.second[other] - top, pair.singles.strips[other]
    shifts = pair.singles.shifts[other][wrong[rows, strips]]
    return bool(shifts.size >= _TORN and np.unique(shifts, return_counts=True)[1].max() >= _TORN)


def _in_frame(marks: Marks, top: int, print_: Fingerprint) -> Marks:
    whole = np.zeros((print_.height, marks.shape[1]), dtype=np.bool_)
    whole[top : top + marks.shape[0]] = marks
    return whole
