"""The record of how frames were joined, as JSON values: enough to check every step and to make the pages again."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.ports import Rect
from assistant.imaging.joining.joining import Joining
from assistant.imaging.joining.plan import PagePlan
from assistant.imaging.joining.steps import ALGORITHM, Bands, Step


def seams(joining: Joining, sha256: Sequence[str]) -> dict[str, object]:
    """What goes into ``seams.json``; ``sha256`` are the files of the frames, one each, in their order.

    Keys: ``algorithm``; ``frames``: ``sha256``, ``width``, ``height``, ``part`` and ``place`` (x, y from the part's
    first frame); ``steps``, one for each pair, with the names of ``steps.Step`` (``reason`` in English); ``pages``: the
    plan, which ``plan_of`` reads. Raises ValueError where the number of hashes is not the number of frames.
    """
    placed = joining.placed
    if len(sha256) != len(placed):
        raise ValueError("one hash for each frame")
    frames = [
        {"sha256": digest, "width": each.width, "height": each.height, "part": each.part, "place": [each.x, each.y]}
        for digest, each in zip(sha256, placed, strict=True)
    ]
    return {
        "algorithm": ALGORITHM,
        "frames": frames,
        "steps": [_step(each) for each in joining.steps],
        "pages": [_page(each) for each in joining.plan()],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "first": step.first,
        "second": step.second,
        "shift": None if step.shift is None else list(step.shift),
        "overlap": step.overlap,
        "verdict": step.verdict.value,
        "code": step.code,
        "reason": "" if step.reason is None else str(step.reason),
        "compared": step.compared,
        "agreeing": step.agreeing,
        "noisy": step.noisy,
        "unique": step.unique,
        "rival": None if step.rival is None else list(step.rival),
        "rival_share": step.rival_share,
        "boxes": [_box(each) for each in step.boxes],
        "overlays": [_box(each) for each in step.overlays],
        "bands": None if step.bands is None else _bands(step.bands),
        "prior_used": step.prior_used,
    }


def _box(box: Rect) -> list[int]:
    return [box.x, box.y, box.width, box.height]


def _bands(bands: Bands) -> dict[str, int]:
    return {"header": bands.header, "footer": bands.footer, "left": bands.left, "right": bands.right}


def _page(page: PagePlan) -> dict[str, object]:
    return {
        "width": page.width,
        "height": page.height,
        "frames": list(page.frames),
        "gap_after": page.gap_after,
        "continues": page.continues,
        "is_window": page.is_window,
        "runs": [
            {"top": run.top, "rows": run.rows, "frame": run.frame, "row": run.row, "column": run.column}
            for run in page.runs
        ],
    }
