"""One bundle against its own lists: SHA256SUMS.txt, manifest.json and the log's seals."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from assistant.bundle.log import log_holds
from assistant.bundle.papers import LOG, MANIFEST, SUMS
from assistant.bundle.sources import Source
from assistant.errors import InputError, msg

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


@dataclass(slots=True)
class Compared:
    """What was found so far; see ``Verification``."""

    checked: int = 0
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    chain: str = "absent"

    def add(self, other: Compared, before: str) -> None:
        """Takes in what was found elsewhere, with ``before`` in front of its names; the worse word on the chain."""
        self.checked += other.checked
        self.changed += [before + name for name in other.changed]
        self.missing += [before + name for name in other.missing]
        self.unexpected += [before + name for name in other.unexpected]
        self.unreadable += [before + name for name in other.unreadable]
        self.chain = max(self.chain, other.chain, key=("absent", "holds", "broken").index)


def compare(source: Source) -> Compared:
    """Every file against the lists of its bundle. Raises InputError (``no-bundle``) where it has neither list."""
    names = set(source.names())
    if SUMS not in names and MANIFEST not in names:
        raise _no_bundle()
    found = Compared()
    manifest = _manifest(source.read(MANIFEST))
    wanted, whole = _sums(source.read(SUMS))
    promised = _promised(manifest)
    for name in dict.fromkeys((*wanted, *promised)):
        if name not in names:
            found.missing.append(name)
            continue
        found.checked += 1
        digest = source.sha256(name)
        if digest != wanted.get(name, digest) or digest != promised.get(name, digest) or not digest:
            found.changed.append(name)
    if SUMS not in names:
        found.missing.append(SUMS)
    elif not whole:
        found.changed.append(SUMS)
    if manifest is None and MANIFEST in names and MANIFEST not in found.changed:
        found.changed.append(MANIFEST)
    found.unexpected += sorted(name for name in names if name not in wanted and name != SUMS)
    found.chain = _chain(source.read(LOG), manifest)
    return found


def _sums(untrusted: bytes | None) -> tuple[dict[str, str], bool]:
    """The hashes by name, and whether the list could be read whole."""
    wanted: dict[str, str] = {}
    if untrusted is None:
        return wanted, False
    lines = untrusted.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    whole = lines.pop() == ""
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[2] in wanted:
            whole = False
        else:
            wanted[match[2]] = match[1]
    return wanted, whole and bool(wanted)


def _manifest(untrusted: bytes | None) -> dict[str, object] | None:
    try:
        value = json.loads(untrusted or b"")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and isinstance(value.get("exhibits"), list) else None


def _promised(manifest: dict[str, object] | None) -> dict[str, str]:
    """The hashes of the attachments by path, as the manifest has them."""
    exhibits = (manifest or {}).get("exhibits")
    return {
        exhibit["file"]: exhibit["sha256"]
        for exhibit in (exhibits if isinstance(exhibits, list) else [])
        if isinstance(exhibit, dict) and isinstance(exhibit.get("file"), str) and isinstance(exhibit.get("sha256"), str)
    }


def _chain(log: bytes | None, manifest: dict[str, object] | None) -> str:
    told = (manifest or {}).get("log")
    head = told.get("head") if isinstance(told, dict) else None
    if log is None:
        return "broken" if head else "absent"
    if not log and not head:
        return "absent"
    return "holds" if isinstance(head, str) and log_holds(log, head) else "broken"


def _no_bundle() -> InputError:
    return InputError(
        "no-bundle",
        # Translators: error; a zip or folder that was given for checking.
        msg("There is nothing to compare these files with"),
        # Translators: reason for the error above; keep the file names.
        msg("neither SHA256SUMS.txt nor records/manifest.json is there"),
        # Translators: next step after the error above.
        msg("Choose a zip that this program made."),
    )
