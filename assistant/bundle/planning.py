"""Builds the plan of one bundle from a case, and the copies that will be sent.

The copies are made first, in a temporary folder inside the case, because the plan holds their hashes. Originals are
read only. What is kept here or was erased is named nowhere in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import assistant
from assistant.bundle import preflight
from assistant.bundle.copies import PicturePaths, copy_picture, is_plain
from assistant.bundle.joined import made_again
from assistant.bundle.kinds import is_refused
from assistant.bundle.page import Thumbnail
from assistant.bundle.progress import Progress
from assistant.bundle.report import Finding
from assistant.bundle.told import log_lines
from assistant.core import naming
from assistant.core.case import Case
from assistant.core.coverage import Coverage, coverage
from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus, label_key
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.core.strips import JoinedFrom
from assistant.errors import DamagedError, InputError
from assistant.notice.platforms import display_name
from assistant.reply import english
from assistant.storage.folder import CaseFolder


@dataclass(slots=True)
class Prepared:
    """A plan and where its bytes lie.

    ``sent`` holds the file as it is sent and ``pictures`` the picture without its band, both by exhibit id; ``sent``
    of a document is the original itself. ``findings`` are all that can be said before the files are written.
    """

    plan: Plan
    sent: dict[str, Path] = field(default_factory=dict)
    pictures: dict[str, Path] = field(default_factory=dict)
    thumbnails: dict[str, Thumbnail] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def build_plan(folder: CaseFolder, work: Path, progress: Progress) -> Prepared:
    """The plan for the case's newest round, its copies made in ``work``, an empty folder inside the case.

    The cost grows with the bytes that are sent, and no file is held in memory whole but a picture being re-made.
    Raises ExportError when it is asked to stop, OSError when a copy can't be written.
    """
    case = folder.case()
    covers = [cover for cover in coverage(case) if cover.item.letter and cover.item.round_number == case.round.number]
    prepared = Prepared(_plan(case, (), folder), findings=preflight.questions(case))
    own = _exhibits(case)
    exhibits = [exhibit for cover in covers for exhibit in own.get(cover.item.letter, ())]
    for name in ("sent", "plain", "thumbnails"):
        (work / name).mkdir()
    progress.stage(0, 500, sum(exhibit.bytes for exhibit in exhibits))
    planned = {}
    for exhibit in exhibits:
        planned[exhibit.id] = _exhibit(exhibit, folder, work, prepared)
        progress.step(exhibit.bytes)
    items = tuple(_item(cover, [planned[exhibit.id] for exhibit in own.get(cover.item.letter, ())]) for cover in covers)
    prepared.plan = _plan(case, items, folder)
    prepared.findings += preflight.missing(covers)
    return prepared


def _exhibits(case: Case) -> Mapping[str, Sequence[Exhibit]]:
    """What the papers name, by item, in the order of the labels: what goes out, and what was sent and withdrawn."""
    found: dict[str, list[Exhibit]] = {}
    for exhibit in case.exhibits:
        if exhibit.label and (exhibit.goes_out or exhibit.status is ExhibitStatus.WITHDRAWN):
            found.setdefault(exhibit.item, []).append(exhibit)
    return {letter: sorted(own, key=lambda exhibit: label_key(exhibit.label)) for letter, own in found.items()}


def _plan(case: Case, items: tuple[PlannedItem, ...], folder: CaseFolder) -> Plan:
    platform = case.round.platform if case.round.platform != "unknown" else case.platform
    named = {exhibit.id for item in items for exhibit in item.exhibits}
    named |= {exhibit.id for exhibit in case.exhibits if exhibit.was_sent}
    return Plan(
        prefix=naming.prefix(case.account, "" if platform == "unknown" else platform, case.round.number),
        account=english.plain(case.account),
        platform=platform,
        platform_name=english.plain(display_name(platform)),
        round_number=case.round.number,
        letter_date=case.round.received,
        made_at=case.changed_at,
        references=_plain(case.round.references),
        linked_accounts=_plain(span.text for span in case.round.linked_accounts),
        money_held=english.plain(case.money_held),
        items=items,
        log=log_lines(folder.custody(), named) if items else (),
        program_version=assistant.__version__,
    )


def _item(cover: Coverage, exhibits: Sequence[PlannedExhibit]) -> PlannedItem:
    item = cover.item
    return PlannedItem(
        letter=item.letter,
        text=english.plain(item.text),
        kind=item.kind,
        answer=english.clean(item.answer),
        gap=english.clean(item.gap),
        folder=naming.folder_name(item),
        met=cover.met,
        further_asks=_plain(item.further_asks),
        exhibits=tuple(replace(exhibit, file=_path(exhibit, naming.folder_name(item))) for exhibit in exhibits),
    )


def _exhibit(exhibit: Exhibit, folder: CaseFolder, work: Path, prepared: Prepared) -> PlannedExhibit:
    """An exhibit with its copy made; ``file`` is its name without the folder. What goes wrong becomes a finding."""
    is_intact = exhibit.status is ExhibitStatus.WITHDRAWN or folder.original_is_intact(exhibit)
    if not is_intact and exhibit.kind is ExhibitKind.JOINED:
        with suppress(DamagedError):  # said below, like any other that is lost
            exhibit = made_again(folder, exhibit)
            is_intact = True
    planned = _planned(exhibit)
    if exhibit.status is ExhibitStatus.WITHDRAWN:
        return planned
    original = folder.original(exhibit)
    if not is_intact:
        prepared.findings.append(preflight.original_lost(exhibit, original))
        return planned
    if exhibit.is_picture:
        return _picture(planned, exhibit, original, prepared, work)
    if is_refused(original, exhibit.media_type, exhibit.original_name):
        prepared.findings.append(preflight.on_request(exhibit))
        return planned
    prepared.sent[exhibit.id] = original
    extension = naming.extension_of(exhibit.media_type, exhibit.original_name)
    return replace(planned, file=naming.exhibit_name(replace(exhibit, title=planned.title), extension))


def _picture(
    planned: PlannedExhibit, exhibit: Exhibit, original: Path, prepared: Prepared, work: Path
) -> PlannedExhibit:
    paths = PicturePaths(
        work / "sent" / f"{exhibit.id}.png",
        original if is_plain(exhibit) else work / "plain" / f"{exhibit.id}.png",
        work / "thumbnails" / f"{exhibit.id}.jpg",
    )
    plan = prepared.plan
    subject = " · ".join(filter(None, (plan.account, plan.platform_name, f"letter {plan.round_number}")))
    try:
        made = copy_picture(original, exhibit, subject, paths)
    except InputError as error:
        prepared.findings.append(preflight.not_a_picture(exhibit, error))
        return planned
    prepared.sent[exhibit.id] = paths.sent
    prepared.pictures[exhibit.id] = paths.plain
    prepared.thumbnails[exhibit.id] = Thumbnail(paths.thumbnail, *made.thumbnail)
    return replace(
        planned,
        file=naming.exhibit_name(exhibit, ".png"),
        sha256=made.sha256,
        bytes=made.bytes,
        changes=made.changes,
    )


def _planned(exhibit: Exhibit) -> PlannedExhibit:
    return PlannedExhibit(
        id=exhibit.id,
        label=exhibit.label,
        item=exhibit.item,
        title=english.plain(exhibit.title),  # never the file's name: nobody said that it may leave
        kind=exhibit.kind,
        media_type=exhibit.media_type,
        is_picture=exhibit.is_picture,
        file="",
        sha256=exhibit.sha256,
        bytes=exhibit.bytes,
        original_sha256=exhibit.sha256,
        added_at=exhibit.added_at,
        captured_at=exhibit.captured_at,
        event_date=exhibit.event_date,
        shows=exhibit.shows,
        where=english.plain(exhibit.where),
        changes=(),
        width=exhibit.width,
        height=exhibit.height,
        status=exhibit.status,
        joined=JoinedFrom.of(exhibit.record),
    )


def _path(exhibit: PlannedExhibit, folder: str) -> str:
    return f"{folder}/{exhibit.file}" if exhibit.file else ""


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(english.plain(text) for text in texts)
