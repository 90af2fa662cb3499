"""Makes the files to send from a case: index, zip, reply and mail draft in a folder."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.bundle.bundle import MAIL_LIMIT, write_bundle
from assistant.bundle.report import ExportReport, Report
from assistant.storage.folder import CaseFolder


def export_case(
    folder: CaseFolder,
    out: Path,
    *,
    max_bytes: int = MAIL_LIMIT,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> ExportReport:
    """Writes the files into the folder ``out``, made where it is missing, and keeps their bytes in the case.

    ``max_bytes`` is for all attachments together. Where a finding blocks nothing is written (``written`` is False).
    Raises InputError (``out`` is no folder, or holds such files already), ExportError (``export-cancelled`` among
    them); neither changes anything.
    """
    return write_bundle(folder, out, max_bytes=max_bytes, report=report, cancelled=cancelled)
