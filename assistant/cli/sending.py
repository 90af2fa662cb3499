"""The commands about what is sent: export, verify."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.actions.export_case import export_case
from assistant.actions.verify_bundle import verify_bundle
from assistant.bundle.bundle import MAIL_LIMIT
from assistant.cli.cases import opened
from assistant.cli.grammar import Call
from assistant.cli.plain import report_text, verification_text
from assistant.cli.usage import wrong_value
from assistant.cli.world import Done, World
from assistant.errors import msg

_SIZE = re.compile(r"\s*(\d{1,12}(?:\.\d{1,6})?)\s*(B|KB|MB|GB)?\s*", re.IGNORECASE | re.ASCII)
_UNITS = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


def run_export(call: Call, world: World) -> Done:
    """Makes the files to send; 1 where a finding blocks, or the files lack something that was asked for."""
    profile = call.values.get("--profile", "mail")
    if profile != "mail":
        # Translators: reason, in brackets; “mail” stays.
        raise wrong_value("--profile", profile, msg("the only profile is mail"))
    most = _bytes(call.values["--max-size"]) if "--max-size" in call.values else MAIL_LIMIT
    with opened(call, world) as folder:
        report = export_case(folder, Path(call.arguments[1]), max_bytes=most)
    return Done(report.as_json(), lambda: report_text(report), status=0 if report.complete else 1)


def run_verify(call: Call, world: World) -> Done:
    """Compares files with their manifest; 1 where something differs."""
    case = call.values.get("--case")
    found = verify_bundle(Path(call.arguments[0]), Path(case) if case is not None else None)
    return Done(found.as_json(), lambda: verification_text(found), status=0 if found.ok else 1)


def _bytes(untrusted: str) -> int:
    match = _SIZE.fullmatch(untrusted)
    size = int(float(match[1]) * _UNITS[(match[2] or "B").upper()]) if match else 0
    if size < 1:
        # Translators: reason, in brackets; 14MB is an example and stays.
        raise wrong_value("--max-size", untrusted, msg("it is a size such as 14MB"))
    return size
