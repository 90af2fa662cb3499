"""Makes the files to send: from one plan to index, zip, reply and mail draft in a folder.

All is written inside the case, read back and compared, then kept in the case, and only then put into the folder
under its final names. A failure or a cancel leaves neither half files there nor a changed case.
"""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.bundle.report import ExportReport, Report
from assistant.storage.folder import CaseFolder

#: Bytes of all attachments together that the ``mail`` profile allows; fits the 20 MB that most mail servers take.
MAIL_LIMIT = 14_000_000


def write_bundle(
    folder: CaseFolder,
    out: Path,
    *,
    max_bytes: int = MAIL_LIMIT,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> ExportReport:
    """Writes ``<prefix>_INDEX.pdf``, ``_evidence.zip``, ``_reply.txt`` and ``_reply.eml`` into the folder ``out``.

    ``out`` is made where it is missing. With a finding that blocks nothing is written (``written`` is False).
    Raises InputError when ``out`` is no folder or holds such files already, ExportError when the files can't be
    written or ``cancelled`` is set (``export-cancelled``).
    """
    raise NotImplementedError
