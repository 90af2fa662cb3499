"""A case and its attachments as JSON values, in the form of the commands. English, whatever the person's language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from assistant.core.case import Case
from assistant.core.coverage import Coverage, coverage, is_ready, missing_texts
from assistant.core.exhibits import Exhibit


def status_json(case: Case, path: Path) -> dict[str, object]:
    """What ``status --json`` prints of the case in the folder ``path``."""
    covers = coverage(case)
    labels: dict[str, list[str]] = {}
    for exhibit in case.exhibits:
        if exhibit.label:
            labels.setdefault(exhibit.item, []).append(exhibit.label)
    return {
        "case": str(path),
        "title": case.title,
        "account": case.account,
        "platform": case.platform,
        "rounds": [
            {"number": each.number, "received": _day(each.received), "sent": _day(each.sent)} for each in case.rounds
        ],
        "ready": is_ready(covers),
        "items": [_item_json(cover, labels.get(cover.item.letter, [])) for cover in covers],
        "exhibits": [exhibit_json(exhibit) for exhibit in case.exhibits],
        "missing": [str(text) for text in missing_texts(covers)],
    }


def exhibit_json(exhibit: Exhibit) -> dict[str, object]:
    """EXHIBIT of the commands: no ``label`` where it is kept here, no capture times where it was not taken here."""
    taken = exhibit.captured_at
    return {
        "id": exhibit.id,
        "label": exhibit.label or None,
        "item": exhibit.item,
        "title": exhibit.title,
        "kind": exhibit.kind.value,
        "sha256": exhibit.sha256,
        "bytes": exhibit.bytes,
        "captured_at": taken.isoformat() if taken else None,
        "captured_at_utc": taken.astimezone(dt.UTC).isoformat() if taken else None,
        "added_at": exhibit.added_at.isoformat(),
        "event_date": exhibit.event_date.as_json() if exhibit.event_date else None,
        "shows": list(exhibit.shows),
        "send": exhibit.send,
        "status": exhibit.status.value,
        "original_name": exhibit.original_name,
    }


def _item_json(cover: Coverage, labels: list[str]) -> dict[str, object]:
    item = cover.item
    return {
        "letter": item.letter,
        "text": item.text,
        "kind": item.kind,
        "state": cover.state.value,
        "answer": item.answer,
        "gap": item.gap,
        "requirements": [{"part": part, "met": met} for part, met in cover.met],
        "exhibits": labels,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
