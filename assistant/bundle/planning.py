"""Builds the plan of one bundle from a case, and the copies that will be sent.

The copies are made first, in a temporary folder inside the case, because the plan holds their hashes. Originals are
read only. What is kept here or was erased is named nowhere in the plan.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.bundle.report import Finding, Report
from assistant.core.plan import Plan
from assistant.storage.folder import CaseFolder


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan and where its bytes lie.

    ``sent`` holds the file as it is sent and ``pictures`` the picture without its band, both by exhibit id; ``sent``
    of a document is the original itself. ``findings`` are those that come up while copies are made: a changed or
    missing original, a kind of file that is not put in.
    """

    plan: Plan
    sent: Mapping[str, Path]
    pictures: Mapping[str, Path]
    findings: tuple[Finding, ...]


def build_plan(
    folder: CaseFolder, work: Path, *, report: Report | None = None, cancelled: threading.Event | None = None
) -> Prepared:
    """The plan for the case's newest round, its copies made in ``work``, an empty folder inside the case.

    The cost grows with the bytes that are sent, and no file is held in memory whole but a picture being re-made.
    Raises ExportError when a copy can't be made or ``cancelled`` is set.
    """
    raise NotImplementedError
