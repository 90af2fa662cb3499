"""Strips in the catalogue: raw pictures as originals, one by one, and the joined pictures that are made of them.

A raw picture is acknowledged like any original. A joined picture and ``seams.json`` come in together with the rows
that name them; what a cut-short making leaves of them is made again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.storage.exhibits import Details


@dataclass(frozen=True, slots=True)
class NewPage:
    """A joined picture to be kept: its PNG, the digest of its pixels, and the positions of the frames it is made of.

    ``first`` and ``last`` are positions in the strip; ``details`` is what is said of the exhibit.
    """

    png: bytes
    pixel_sha256: str
    first: int
    last: int
    details: Details
    captured_at: dt.datetime | None = None
