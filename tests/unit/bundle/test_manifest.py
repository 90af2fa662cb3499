"""The manifest has the form of its schema and names nothing that was not sent."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema  # type: ignore[import-untyped]  # it comes without types

from assistant.assets import asset
from assistant.bundle.manifest import manifest_json
from assistant.core.plan import Plan


def schema() -> dict[str, object]:
    loaded = json.loads(asset("manifest.schema.json").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_manifest_fits_its_schema(plan: Plan) -> None:
    for each in (plan, replace(plan, items=(), log=(), letter_date=None, account="")):
        jsonschema.validate(json.loads(manifest_json(each)), schema(), jsonschema.Draft202012Validator)


def test_it_lists_what_is_sent_apart_from_what_is_not(plan: Plan) -> None:
    data = json.loads(manifest_json(plan))
    assert [exhibit["label"] for exhibit in data["exhibits"]] == ["A-1", "B-1", "C-1"]
    assert [exhibit["label"] for exhibit in data["on_request"]] == ["B-2"]
    assert data["withdrawn"] == [{"label": "C-2", "item": "C"}]
    assert data["log"] == {"rows": 3, "head": plan.head}
    assert data["exhibits"][1]["event_date"] == {
        "start": "2015-11-01",
        "end": "2015-11-30",
        "precision": "month",
        "source": "seen",
    }
