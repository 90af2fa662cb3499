"""INDEX.pdf, written from the plan, and single pages of it as pictures for the window.

Both come from the same laid-out pages, so that what the window shows is what is sent. The same plan and the same
pictures give the same bytes. Nothing here may read the case, a clock or the system's language.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from assistant.bundle.pdf_finish import Facts, finish
from assistant.bundle.pdf_layout import Book, lay_out
from assistant.bundle.pdf_page import HEIGHT, WIDTH
from assistant.bundle.pdf_type import DPI, UNIT
from assistant.core.plan import Plan
from assistant.errors import ExportError, msg
from assistant.reply import english


def write_pdf(
    plan: Plan,
    pictures: Mapping[str, Path],
    to: Path,
    *,
    report: Callable[[int, int], None] | None = None,
    cancelled: threading.Event | None = None,
    undrawn: Callable[[str], None] | None = None,
) -> int:
    """Writes INDEX.pdf to ``to`` and returns its number of pages. Runs in any thread.

    ``pictures`` holds the file to show for the id of each picture exhibit (PNG, JPEG, WebP, GIF, BMP or TIFF, best
    the copy that is sent without its band). One that isn't in it is listed like a document. ``report(done, total)``
    counts pages. Where ``cancelled`` is set, nothing is left at ``to`` and 0 is returned. ``undrawn`` is told the
    characters that no font here can draw, each once, where there are any.

    Raises ExportError (``pdf-picture``) when a picture can't be read, OSError when ``to`` can't be written.
    """
    book = lay_out(plan, pictures)
    if book.missing and undrawn is not None:
        undrawn(book.missing)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".pdf-") as folder:
        painted, finished = Path(folder, "painted.pdf"), Path(folder, "finished.pdf")
        if not _paint(book, painted, report, cancelled):
            return 0
        finish(painted, finished, book.pages, _facts(plan, book))
        if cancelled is not None and cancelled.is_set():
            return 0
        finished.replace(to)
    return len(book.pages)


def render_page(plan: Plan, pictures: Mapping[str, Path], page: int, width: int) -> QImage:
    """Page ``page`` (from 1) as a picture ``width`` pixels wide, in A4's proportion. Runs in any thread.

    A page beyond the last gives the last. Errors as of ``write_pdf``.
    """
    book = lay_out(plan, pictures)
    image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scale = width / (WIDTH * UNIT)
        painter.scale(scale, scale)
        book.pages[min(max(page, 1), len(book.pages)) - 1].paint(painter)
    finally:
        painter.end()
    return image


def _paint(book: Book, to: Path, report: Callable[[int, int], None] | None, cancelled: threading.Event | None) -> bool:
    """Paints all pages; False where that was cancelled."""
    writer = QPdfWriter(str(to))
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(DPI)
    painter = QPainter()
    if not painter.begin(writer):
        raise _not_written()
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for number, page in enumerate(book.pages):
            if cancelled is not None and cancelled.is_set():
                return False
            if number and not writer.newPage():
                raise _not_written()
            page.paint(painter)
            if report is not None:
                report(number + 1, len(book.pages))
    finally:
        is_written = painter.end()
    if not is_written:
        raise _not_written()
    return True


def _facts(plan: Plan, book: Book) -> Facts:
    title = book.pages[0].bookmarks[0][0]
    return Facts(title, english.plain(plan.account), f"Appeal Assistant {plan.program_version}", plan.made_at)


def _not_written() -> ExportError:
    return ExportError(
        "pdf-not-written",
        # Translators: error; INDEX.pdf is a file's name.
        msg("INDEX.pdf can't be written"),
        # Translators: reason for the error above.
        msg("the disk took only a part of it"),
        # Translators: next step after the error above.
        msg("Make room on the disk and make the files again."),
    )
