"""The files of a zip, put together from a plan: what goes in, under which path, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.bundle import tables
from assistant.bundle.log import custody_log
from assistant.bundle.manifest import manifest_json
from assistant.bundle.page import Thumbnail, how_to_check, index_html
from assistant.core.plan import Plan

INDEX = "INDEX.pdf"
SUMS = "SHA256SUMS.txt"
MANIFEST = "records/manifest.json"
LOG = "records/custody-log.txt"


def entries(plan: Plan, sent: Mapping[str, Path], thumbnails: Mapping[str, Thumbnail]) -> dict[str, Path | bytes]:
    """Everything but INDEX.pdf and SHA256SUMS.txt, by path in the zip."""
    found: dict[str, Path | bytes] = {exhibit.file: sent[exhibit.id] for exhibit in plan.exhibits if exhibit.file}
    found["records/index.html"] = index_html(plan, thumbnails)
    found["records/exhibits.csv"] = tables.exhibits_csv(plan)
    found["records/timeline.csv"] = tables.timeline_csv(plan)
    found[MANIFEST] = manifest_json(plan)
    found[LOG] = custody_log(plan)
    found["records/how-to-check.txt"] = how_to_check(plan)
    return found


def sums(hashes: Mapping[str, str]) -> bytes:
    """SHA256SUMS.txt: the form of ``sha256sum``, sorted by path, lines ended by LF."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode("utf-8")
