"""Makes the files to send: from one plan to index, zip, reply and mail draft in a folder.

All is written inside the case, read back and compared, then kept in the case, and only then put into the folder
under its final names. A failure or a cancel leaves neither half files there nor a changed case.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path

from assistant.bundle import papers, preflight
from assistant.bundle.archive import BROKEN, file_sha256, will_be_stored, write_zip
from assistant.bundle.mail import Thread, write_draft
from assistant.bundle.out import check_out, failed, place
from assistant.bundle.planning import Prepared, build_plan
from assistant.bundle.progress import WHOLE, Progress
from assistant.bundle.report import ExportFile, ExportReport, Report
from assistant.core.exhibits import ExhibitStatus
from assistant.errors import ExportError, InputError, msg
from assistant.notice.letter import decode
from assistant.reply.reply import reply_text
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
    check_out(out, folder.path)
    progress = Progress(report, cancelled)
    try:
        with tempfile.TemporaryDirectory(prefix="export-", dir=folder.temporary()) as work:
            return _write(folder, out, Path(work), max_bytes, progress)
    except OSError as error:
        raise failed(error) from error


def _write(folder: CaseFolder, out: Path, work: Path, max_bytes: int, progress: Progress) -> ExportReport:
    prepared = build_plan(folder, work, progress)
    plan = prepared.plan
    stored = {exhibit.file: will_be_stored(exhibit.file, exhibit.bytes) for exhibit in plan.exhibits}
    at_least = preflight.sent_bytes_at_least(plan, stored)
    if at_least > max_bytes:  # known before the work of packing it
        prepared.findings.append(preflight.too_large(plan, at_least, max_bytes))
    if preflight.blocks(prepared.findings):
        return _blocked(prepared, 0, 0)
    index, archive = work / papers.INDEX, work / "evidence.zip"
    pages = _write_index(prepared, index, progress)
    _write_archive(prepared, index, archive, progress)
    size, index_size = archive.stat().st_size, index.stat().st_size
    if size > max_bytes:
        prepared.findings.append(preflight.too_large(plan, size, max_bytes))
        return _blocked(prepared, pages, size)
    files = {"zip": archive, "index": index}
    attached = ("index", "zip") if size + index_size <= max_bytes else ("zip",)
    names = {
        "index": f"{plan.prefix}_INDEX.pdf",
        "zip": f"{plan.prefix}_evidence.zip",
        "reply": f"{plan.prefix}_reply.txt",
        "draft": f"{plan.prefix}_reply.eml",
    }
    reply = reply_text(plan, [names[role] for role in attached])
    files["reply"], files["draft"] = work / "reply.txt", work / "reply.eml"
    files["reply"].write_bytes(reply.encode("utf-8"))
    write_draft(files["draft"], reply, [(names[role], files[role]) for role in attached], _thread(folder))
    progress.set(1, 1)
    made = {role: ExportFile(out / names[role], role, *_measured(files[role]), role in attached) for role in names}
    progress.stop_if_asked()
    labels = {exhibit.id: exhibit.label for exhibit in plan.exhibits if exhibit.status is ExhibitStatus.ACTIVE}
    number, revision = place(out, {names[role]: files[role] for role in names}, folder, labels)
    progress.stage(WHOLE, WHOLE, 1)
    return ExportReport(
        written=True,
        round=number,
        revision=revision,
        files=tuple(made[role] for role in names),
        mail_bytes=made["draft"].bytes,
        findings=tuple(prepared.findings),
        plan=plan,
        pages=pages,
        reply=reply,
    )


def _blocked(prepared: Prepared, pages: int, size: int) -> ExportReport:
    """The report of an export that wrote nothing; ``size`` is that of the zip where it was made."""
    return ExportReport(
        written=False,
        round=prepared.plan.round_number,
        revision=0,
        files=(),
        mail_bytes=-(-size // 57) * 78,  # base64 lines of 76 characters and CRLF
        findings=tuple(prepared.findings),
        plan=prepared.plan,
        pages=pages,
    )


def _write_index(prepared: Prepared, index: Path, progress: Progress) -> int:
    from assistant.bundle.pdf import write_pdf  # loads Qt, which only an export needs

    progress.stage(500, 750, 1)
    pages = write_pdf(
        prepared.plan,
        prepared.pictures,
        index,
        report=progress.set,
        cancelled=progress.cancelled,
        undrawn=lambda signs: prepared.findings.append(preflight.not_drawn(signs)),
    )
    progress.stop_if_asked()
    return pages


def _write_archive(prepared: Prepared, index: Path, archive: Path, progress: Progress) -> None:
    """Writes the zip and reads it back, every entry."""
    content = papers.entries(prepared.plan, prepared.sent, prepared.thumbnails)
    content[papers.INDEX] = index
    hashes = {name: _sha256(part) for name, part in content.items()}
    for exhibit in prepared.plan.exhibits:
        if exhibit.file and hashes[exhibit.file] != exhibit.sha256:
            raise _not_whole(exhibit.file)
    content[papers.SUMS] = papers.sums(hashes)
    hashes[papers.SUMS] = _sha256(content[papers.SUMS])
    ordered = {name: content[name] for name in sorted(content, key=lambda name: (name != papers.INDEX, name))}
    total = sum(len(part) if isinstance(part, bytes) else part.stat().st_size for part in ordered.values())
    progress.stage(750, 870, total)
    write_zip(ordered, archive, progress.step)
    progress.stage(870, 980, total)
    _read_back(archive, hashes, progress)


def _read_back(archive: Path, hashes: Mapping[str, str], progress: Progress) -> None:
    with zipfile.ZipFile(archive) as packed:
        if sorted(packed.namelist()) != sorted(hashes):
            raise _not_whole(archive.name)
        for name, wanted in hashes.items():
            try:
                with packed.open(name) as entry:
                    found = file_sha256(entry, progress.step)
            except BROKEN as error:
                raise _not_whole(name) from error
            if found != wanted:
                raise _not_whole(name)


def _thread(folder: CaseFolder) -> Thread:
    """The head of the letter that is answered, where it came as a mail."""
    try:
        letter = decode(folder.letter_bytes())
    except InputError:
        return Thread()
    return Thread(letter.subject, letter.sender, letter.message_id)


def _measured(path: Path) -> tuple[int, str]:
    return path.stat().st_size, _sha256(path)


def _sha256(content: Path | bytes) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as source:
        return file_sha256(source)


def _not_whole(name: str) -> ExportError:
    return ExportError(
        "export-not-whole",
        # Translators: error; {name} is a file inside the zip that was being made.
        msg("The zip is not what was to be written: {name} differs", name=name),
        # Translators: reason for the error above.
        msg("what was read back from the disk is not what was written"),
        # Translators: next step after the error above.
        msg("Make the files again; if it happens again, check the disk."),
    )
