"""The record of how frames were joined, as JSON values: enough to check every step and to make the pages again."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.imaging.joining.joining import Joining


def seams(joining: Joining, sha256: Sequence[str]) -> dict[str, object]:
    """What goes into ``seams.json``; ``sha256`` are the files of the frames, one each, in their order.

    Keys: ``algorithm``, ``frames`` (sha256, width, height, offset, bands), ``steps`` (one per pair), ``pages`` (the
    plan, see ``plan_of``). Raises ValueError where the number of hashes is not the number of frames.
    """
    return {}
