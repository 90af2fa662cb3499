"""What an export says of itself: the files, the findings and the changes, as values for window and command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.core.plan import Plan
from assistant.errors import Message

#: ``report(done, total)``: how far the work is. May be called from any thread.
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to see to before sending. ``blocks``: nothing was written because of it.

    ``item`` is a letter and ``exhibit`` a label; empty where it concerns neither.
    """

    code: str
    blocks: bool
    what: Message
    why: Message
    next_step: Message
    item: str = ""
    exhibit: str = ""

    def as_json(self) -> dict[str, object]:
        """A finding as the commands print it, with English texts; ``item`` and ``exhibit`` are null where empty."""
        return {
            "code": self.code,
            "blocks": self.blocks,
            "what": str(self.what),
            "why": str(self.why),
            "next_step": str(self.next_step),
            "item": self.item or None,
            "exhibit": self.exhibit or None,
        }


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file in the folder that was made. ``role`` is ``index``, ``zip``, ``reply`` or ``draft``.

    ``attach``: it goes with the mail as an attachment.
    """

    path: Path
    role: str
    bytes: int
    sha256: str
    attach: bool = False

    def as_json(self) -> dict[str, object]:
        """``path`` (as given to the export), ``role``, ``bytes``, ``sha256``."""
        return {"path": str(self.path), "role": self.role, "bytes": self.bytes, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The result of one export.

    ``written`` is False where a finding blocks; then ``files`` is empty, ``revision`` 0 and ``pages`` may be 0.
    ``mail_bytes`` is the size of the mail on the wire: the attachments in base64, and the text.
    ``plan`` is the value from which all was written; ``reply`` the text to paste into the mail.
    """

    written: bool
    round: int
    revision: int
    files: tuple[ExportFile, ...]
    mail_bytes: int
    findings: tuple[Finding, ...]
    plan: Plan
    pages: int = 0
    reply: str = ""

    @property
    def complete(self) -> bool:
        """Written, and nothing that the platform asked for is missing: the command's exit status 0."""
        return self.written and not self.findings

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """What was done to each attachment, in English: ``(label, what)``."""
        return tuple((exhibit.label, what) for exhibit in self.plan.exhibits for what in exhibit.changes)

    def file(self, role: str) -> ExportFile | None:
        """The file with this role."""
        return next((file for file in self.files if file.role == role), None)

    def as_json(self) -> dict[str, object]:
        """What ``export --json`` prints; ``revision`` is null where nothing was written."""
        return {
            "written": self.written,
            "round": self.round,
            "revision": self.revision or None,
            "files": [file.as_json() for file in self.files],
            "mail_bytes": self.mail_bytes,
            "findings": [finding.as_json() for finding in self.findings],
            "changes": [{"exhibit": label, "what": what} for label, what in self.changes],
        }
