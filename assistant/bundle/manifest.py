"""manifest.json: the plan for programs. Its form is ``resources/manifest.schema.json``.

It names what was sent, what is available on request and what was withdrawn after it was sent, and nothing else: no
name of a computer, no path of the person's, nothing that is kept here.
"""

from __future__ import annotations

import json

from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem

FORMAT = 1


def manifest_json(plan: Plan) -> bytes:
    """The manifest as UTF-8 JSON, indented, ending with a line feed."""
    return (json.dumps(manifest(plan), indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def manifest(plan: Plan) -> dict[str, object]:
    """The manifest as plain JSON values."""
    active = [exhibit for exhibit in plan.exhibits if exhibit.status is ExhibitStatus.ACTIVE]
    return {
        "format": FORMAT,
        "program": {"name": "Appeal Assistant", "version": plan.program_version},
        "prefix": plan.prefix,
        "account": plan.account,
        "platform": plan.platform,
        "platform_name": plan.platform_name,
        "round": plan.round_number,
        "letter_date": plan.letter_date.isoformat() if plan.letter_date else None,
        "made_at": plan.made_at.isoformat(timespec="seconds"),
        "references": list(plan.references),
        "linked_accounts": list(plan.linked_accounts),
        "money_held": plan.money_held,
        "items": [_item(item) for item in plan.items],
        "exhibits": [_exhibit(exhibit) for exhibit in active if exhibit.file],
        "on_request": [_on_request(exhibit) for exhibit in active if not exhibit.file],
        "withdrawn": [
            {"label": exhibit.label, "item": exhibit.item}
            for exhibit in plan.exhibits
            if exhibit.status is ExhibitStatus.WITHDRAWN
        ],
        "log": {"rows": len(plan.log), "head": plan.head},
    }


def _item(item: PlannedItem) -> dict[str, object]:
    return {
        "letter": item.letter,
        "text": item.text,
        "kind": item.kind,
        "answer": item.answer,
        "gap": item.gap,
        "answered": item.answered,
        "requirements": [{"part": part, "met": met} for part, met in item.met],
        "further_asks": list(item.further_asks),
        "exhibits": [exhibit.label for exhibit in item.exhibits],
    }


def _exhibit(exhibit: PlannedExhibit) -> dict[str, object]:
    return {
        "label": exhibit.label,
        "item": exhibit.item,
        "title": exhibit.title,
        "file": exhibit.file,
        "sha256": exhibit.sha256,
        "bytes": exhibit.bytes,
        "event_date": exhibit.event_date.as_json() if exhibit.event_date else None,
        "captured_at": exhibit.captured_at.isoformat(timespec="seconds") if exhibit.captured_at else None,
        "added_at": exhibit.added_at.isoformat(timespec="seconds"),
        "shows": list(exhibit.shows),
        "where": exhibit.where,
        "original_sha256": exhibit.original_sha256,
        "changes": list(exhibit.changes),
    }


def _on_request(exhibit: PlannedExhibit) -> dict[str, object]:
    return {
        "label": exhibit.label,
        "item": exhibit.item,
        "title": exhibit.title,
        "bytes": exhibit.bytes,
        "original_sha256": exhibit.original_sha256,
        "event_date": exhibit.event_date.as_json() if exhibit.event_date else None,
        "added_at": exhibit.added_at.isoformat(timespec="seconds"),
    }
