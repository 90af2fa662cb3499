"""The log that leaves can be followed from seal to seal, and a row that stays here tells nothing."""

from __future__ import annotations

from assistant.bundle.log import custody_log, log_holds
from assistant.core.plan import Plan


def test_the_log_holds_against_its_head(plan: Plan) -> None:
    assert log_holds(custody_log(plan), plan.head)


def test_a_withheld_row_is_only_a_seal(plan: Plan) -> None:
    lines = custody_log(plan).decode("utf-8").splitlines()
    assert lines[1] == f"{plan.log[1].row.hash} withheld"
    assert '"exhibit":"x1"' not in custody_log(plan).decode("utf-8")


def test_each_kind_of_tampering_shows(plan: Plan) -> None:
    good = custody_log(plan)
    lines = good.split(b"\n")
    tampered = {
        "a changed word": good.replace(b'"captured"', b'"painted"'),
        "a missing row": b"\n".join([lines[0], *lines[2:]]),
        "rows changed about": b"\n".join([lines[1], lines[0], *lines[2:]]),
        "a cut end": b"\n".join([*lines[:2], b""]),
        "half a line": good[:-10],
        "no text": b"\xff\xfe",
        "an empty log": b"",
    }
    assert {name for name, data in tampered.items() if log_holds(data, plan.head)} == set()
    assert not log_holds(good, "0" * 64)
