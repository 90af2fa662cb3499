"""Compares files that were made with what they say of themselves, and with what the case kept. Changes nothing."""

from __future__ import annotations

from pathlib import Path

from assistant.bundle.verify import Verification, verify


def verify_bundle(untrusted_path: Path, case: Path | None = None) -> Verification:
    """Compares a zip, a folder or a case folder; ``case`` is a case folder whose kept exports are compared too.

    Raises InputError where there is nothing to compare, or an archive can't be read or isn't safe.
    """
    return verify(untrusted_path, case)
