"""Two pictures of any size: straight above each other first, then with columns between them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.imaging.joining.columns import moving_columns
from assistant.imaging.joining.evidence import Evidence, Pair, Picture
from assistant.imaging.joining.fingerprint import Keys
from assistant.imaging.joining.judging import Judgement, Known, judge
from assistant.imaging.joining.sideways import proposals
from assistant.imaging.joining.steps import Bands

_NOT_FOUND = ("nothing-shared", "no-detail", "rival", "differs")


@dataclass(frozen=True, slots=True)
class Match:
    """A judgement, the columns by which the second picture lies further right, and where the pictures' shared columns
    begin in each.
    """

    judgement: Judgement
    across: int = 0
    begin1: int = 0
    begin2: int = 0
    bands: Bands | None = None


def match(
    first: Picture, second: Picture, known: Known, known_step: int | None = None, repeated: Keys | None = None
) -> Match:
    """Judges two pictures, also where one lies some columns beside the other or is wider.

    ``repeated`` are the keys of cells that occurred twice in a frame before: they bear no shift.
    """
    width1, width2 = first.print_.width, second.print_.width
    straight = None
    if width1 == width2:
        pair = Pair.of(first, second, repeated)
        straight = Match(judge(pair, known, known_step))
        found = straight.judgement
        if found.shift is not None or found.code not in _NOT_FOUND or _speaks(found.found):
            return Match(found, bands=_bands(pair, found))
    for across, down in proposals(first.plain, second.plain):
        if not across and width1 == width2:
            continue
        begin1, begin2 = max(0, across), max(0, -across)
        shared = min(width1 - begin1, width2 - begin2)
        if shared * 2 < max(width1, width2):
            return Match(Judgement(None, "narrow-share"), across, begin1, begin2)
        cut1 = Picture.of(first.plain[:, begin1 : begin1 + shared])
        cut2 = Picture.of(second.plain[:, begin2 : begin2 + shared])
        pair = Pair.of(cut1, cut2)
        found = judge(pair, Known(known.header, known.footer))
        if found.shift == down:
            return Match(found, across, begin1, begin2, _bands(pair, found, begin2))
    if straight is not None:
        return straight
    return Match(Judgement(None, "size-differs"))


def _speaks(found: Evidence | None) -> bool:
    """Whether some shift straight up or down has much for it, so that none sideways need be looked for."""
    return found is not None and found.unique >= 40 and found.share >= 0.5


def _bands(pair: Pair, judged: Judgement, begin: int = 0) -> Bands | None:
    if not judged.shift or judged.found is None or judged.found.part is None:
        return None
    part = judged.found.part
    left, right = moving_columns(pair.first.plain, pair.second.plain, part)
    return Bands(part.header, part.footer, left + begin, right + begin)
