"""INDEX.pdf, written from the plan, and single pages of it as pictures for the window.

Both come from the same laid-out pages, so that what the window shows is what is sent. The same plan and the same
pictures give the same bytes. Nothing here may read the case, a clock or the system's language.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QImage

from assistant.core.plan import Plan


def write_pdf(
    plan: Plan,
    pictures: Mapping[str, Path],
    to: Path,
    *,
    report: Callable[[int, int], None] | None = None,
    cancelled: threading.Event | None = None,
) -> int:
    """Writes INDEX.pdf to ``to`` and returns its number of pages. Runs in any thread.

    ``pictures`` holds the file to show for the id of each picture exhibit (PNG, JPEG, WebP, GIF, BMP or TIFF, best
    the copy that is sent without its band). One that isn't in it is listed like a document. ``report(done, total)``
    counts pages. Where ``cancelled`` is set, nothing is left at ``to`` and 0 is returned.

    Raises ExportError (``pdf-picture``) when a picture can't be read, OSError when ``to`` can't be written.
    """
    raise NotImplementedError


def count_pages(plan: Plan, pictures: Mapping[str, Path]) -> int:
    """The number of pages that ``write_pdf`` writes."""
    raise NotImplementedError


def render_page(plan: Plan, pictures: Mapping[str, Path], page: int, width: int) -> QImage:
    """Page ``page`` (from 1) as a picture ``width`` pixels wide, in A4's proportion. Runs in any thread."""
    raise NotImplementedError


def pages_of(plan: Plan, pictures: Mapping[str, Path]) -> dict[str, tuple[int, int]]:
    """For each attachment's id its first and last page in the PDF; a withdrawn one has none."""
    raise NotImplementedError


def characters_without_font(plan: Plan) -> str:
    """The characters of the plan's texts that no font here can draw, each once; empty where all is well."""
    raise NotImplementedError
