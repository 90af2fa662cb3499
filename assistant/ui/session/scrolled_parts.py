"""Which attachments came of one scrolling capture: its parts are dated together and taken back together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui.jobs import Ticket
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.actions.join import JoinReport
    from assistant.storage.folder import CaseFolder


class ScrolledParts:
    """The scrolling captures of this run, by the id of their first part."""

    def __init__(self, open_case: OpenCase) -> None:
        self._open_case = open_case
        self._reports: dict[str, JoinReport] = {}

    def remember(self, report: JoinReport) -> None:
        """What one scrolling capture made; at least one attachment."""
        self._reports[report.exhibits[0].id] = report

    def forget(self) -> None:
        """Another case."""
        self._reports.clear()

    def of(self, exhibit_id: str) -> tuple[str, ...]:
        """All parts of the scrolling capture whose first part this is; the attachment alone where it is none."""
        report = self._reports.get(exhibit_id)
        return tuple(exhibit.id for exhibit in report.exhibits) if report is not None else (exhibit_id,)

    def take_back(self, exhibit_id: str) -> bool:
        """Erases the scrolling capture with its raw pictures; False where this is none."""
        report = self._reports.pop(exhibit_id, None)
        if report is None:
            return False

        # One picture alone became an ordinary capture, which knows the strip that it came from.
        strip = report.strip or str(report.exhibits[0].record.get("strip", ""))

        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            from assistant.actions.scroll import undo_scroll

            undo_scroll(folder, strip)

        self._open_case.change(work)
        return True
