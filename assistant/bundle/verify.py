"""Compares files that were made with what they say of themselves, and with what the case kept.

Nothing is ever extracted: entries are read as a stream with limits on count, size and ratio. It can show that a file
is the one that was made; it can't show that what a picture shows is genuine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verification:
    """What a comparison found. ``chain`` is ``holds``, ``broken`` or ``absent``.

    ``against_case`` is ``same``, ``differs`` or ``not compared``. Names are paths within what was compared.
    """

    checked: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    chain: str
    against_case: str = "not compared"

    @property
    def ok(self) -> bool:
        """Nothing changed, missing or unexpected, no break in the log, no difference from the case."""
        named = self.changed or self.missing or self.unexpected
        return not named and self.chain != "broken" and self.against_case != "differs" and self.checked > 0

    def as_json(self) -> dict[str, object]:
        """The form of INTERFACE.md for ``verify``."""
        return {
            "ok": self.ok,
            "checked": self.checked,
            "changed": list(self.changed),
            "missing": list(self.missing),
            "unexpected": list(self.unexpected),
            "chain": self.chain,
            "against_case": self.against_case,
        }


def verify(untrusted_path: Path, case: Path | None = None) -> Verification:
    """Compares a zip, a folder (one that an export wrote, or an unpacked zip) or a case folder.

    ``case`` is the case folder whose kept exports are compared too; a case needs none. Reading needs no lock.
    Raises InputError when the path holds nothing that can be compared or an archive can't be read or isn't safe.
    """
    raise NotImplementedError
