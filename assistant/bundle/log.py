"""custody-log.txt: the log that leaves, and its check.

One line a row, ``HASH CANONICAL-JSON``; a row that speaks of something that was not sent leaves only as its seal,
``HASH withheld``, so that the chain can still be followed and nothing is told.
"""

from __future__ import annotations

import hashlib
import json
import re

from assistant.core.custody import FIRST, canonical
from assistant.core.plan import Plan

WITHHELD = "withheld"
_LINE = re.compile(r"([0-9a-f]{64}) (.+)")


def custody_log(plan: Plan) -> bytes:
    """The log of a plan, UTF-8, lines ended by LF."""
    lines = (f"{line.row.hash} {canonical(line.row.row) if line.whole else WITHHELD}\n" for line in plan.log)
    return "".join(lines).encode("utf-8")


def log_holds(untrusted: bytes, head: str) -> bool:
    """Whether every row that is told fits its seal and the seal before, in order, and the last seal is ``head``."""
    try:
        lines = untrusted.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return False
    if lines.pop() != "":
        return False
    previous = FIRST
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            return False
        seal, told = match.groups()
        if told != WITHHELD and not _fits(previous, told, seal, number):
            return False
        previous = seal
    return previous == (head or FIRST)


def _fits(previous: str, told: str, seal: str, number: int) -> bool:
    if hashlib.sha256((previous + told).encode("utf-8")).hexdigest() != seal:
        return False
    try:
        row = json.loads(told)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and row.get("seq") == number
