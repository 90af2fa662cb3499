"""The tables open in a spreadsheet without running anything."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from assistant.bundle.tables import by_event, exhibits_csv, safe_cell, timeline_csv
from assistant.core.event_date import EventDate
from assistant.core.plan import Plan


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_exhibits_are_all_listed_in_a_form_that_spreadsheets_read(plan: Plan) -> None:
    data = exhibits_csv(plan)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 1 + len(plan.exhibits)
    assert all(line.startswith('"') and line.endswith('"') for line in data.decode("utf-8-sig").splitlines())
    found = rows(data)
    assert [row["label"] for row in found] == ["A-1", "B-1", "B-2", "C-1", "C-2"]
    assert [row["state"] for row in found] == ["sent", "sent", "on request", "sent", "withdrawn"]
    assert found[0]["captured_at"] == "2015-12-14T18:32:07+01:00"
    assert found[0]["captured_at_utc"] == "2015-12-14T17:32:07Z"


def test_a_formula_becomes_text(plan: Plan) -> None:
    assert rows(exhibits_csv(plan))[1]["title"].startswith("'=cmd")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_each_start_of_a_formula_is_kept_as_text(first: str) -> None:
    assert safe_cell(f"{first}1") == f"'{first}1"
    assert safe_cell(f"1{first}") == f"1{first}"


def test_the_timeline_is_in_the_order_of_events(plan: Plan) -> None:
    assert [row["label"] for row in rows(timeline_csv(plan))] == ["B-1", "A-1", "C-1", "B-2"]
    assert rows(timeline_csv(plan))[0] | {"title": ""} == {
        "from": "2015-11-01",
        "to": "2015-11-30",
        "precision": "month",
        "source": "seen",
        "label": "B-1",
        "item": "B",
        "title": "",
        "file": "B_communication/B-1.png",
    }


def test_what_has_no_date_is_not_on_the_timeline(plan: Plan) -> None:
    item = plan.items[0]
    exhibits = (replace(item.exhibits[0], event_date=None),)
    assert not by_event(replace(plan, items=(replace(item, exhibits=exhibits),)))
    dated = (replace(item.exhibits[0], event_date=EventDate.parse("2015")),)
    assert by_event(replace(plan, items=(replace(item, exhibits=dated),)))
