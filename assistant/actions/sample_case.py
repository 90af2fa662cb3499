"""Makes the sample case: a whole case to look at and to try things with. Its pictures are files, not captures."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from assistant.actions.add_files import add_file
from assistant.actions.describe import Description
from assistant.actions.read_notice import read_notice
from assistant.actions.start_case import start_case
from assistant.assets import asset
from assistant.core.event_date import DateSource
from assistant.core.ports import Clock
from assistant.storage.folder import CaseFolder


def make_sample(path: Path, clock: Clock) -> CaseFolder:
    """The sample case in the new folder ``path``, open for writing. Raises InputError ``case-exists``."""
    told: dict[str, Any] = json.loads(asset("sample", "case.json").read_text(encoding="utf-8"))
    raw = asset("sample", "letter.txt").read_bytes()
    letter, notice = read_notice(raw, "letter.txt")
    folder = start_case(path, letter, notice, raw, clock, account=told["account"], title=told["title"])
    try:
        folder.describe_case(received=dt.date.fromisoformat(told["received"]), money_held=told["money_held"])
        for item, text in told["answers"].items():
            folder.answer(item, text)
        for each in told["exhibits"]:
            said = Description(
                untrusted_event_date=each["event_date"],
                date_source=DateSource(each["date_source"]),
                title=each["title"],
                untrusted_shows=each.get("shows", []),
                where=each.get("where"),
            )
            add_file(folder, each["item"], asset("sample", each["file"]), said=said)
    except BaseException:
        folder.close()
        raise
    return folder
