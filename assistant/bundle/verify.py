"""Compares files that were made with what they say of themselves, and with what the case kept.

Nothing is ever extracted: entries are read as a stream with limits on count, size and ratio. It can show that a file
is the one that was made; it can't show that what a picture shows is genuine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.bundle.archive import untrusted_zip
from assistant.bundle.compared import Compared, compare
from assistant.bundle.kept import against, kept_exports, verify_case
from assistant.bundle.papers import INDEX, SUMS
from assistant.bundle.sources import FolderSource, ZipSource, path_sha256
from assistant.errors import InputError, msg
from assistant.storage.exports import KeptExport
from assistant.storage.names import displayable


@dataclass(frozen=True, slots=True)
class Verification:
    """What a comparison found. ``chain`` is ``holds``, ``broken`` or ``absent``.

    ``against_case`` is ``same``, ``differs`` or ``not compared``. What may not be read was not checked and is
    ``unreadable``, not changed. Names are paths within what was compared.
    """

    checked: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    chain: str
    against_case: str = "not compared"
    unreadable: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing changed, missing or unexpected, no break in the log, no difference from the case."""
        named = self.changed or self.missing or self.unexpected or self.unreadable
        return not named and self.chain != "broken" and self.against_case != "differs" and self.checked > 0

    def as_json(self) -> dict[str, object]:
        """What ``verify --json`` prints."""
        return {
            "ok": self.ok,
            "checked": self.checked,
            "changed": list(self.changed),
            "missing": [*self.missing, *self.unreadable],  # neither is there to be compared
            "unexpected": list(self.unexpected),
            "chain": self.chain,
            "against_case": self.against_case,
        }


def verify(untrusted_path: Path, case: Path | None = None) -> Verification:
    """Compares a zip, a folder (one that an export wrote, or an unpacked zip) or a case folder.

    ``case`` is the case folder whose kept exports are compared too; a case needs none. Reading needs no lock.
    Raises InputError when the path holds nothing that can be compared or an archive can't be read or isn't safe.
    """
    if untrusted_path.is_dir():
        if (untrusted_path / "case.db").is_file():
            return _said(verify_case(untrusted_path))
        if (untrusted_path / SUMS).is_file() or (untrusted_path / "records").is_dir():
            return _unpacked(untrusted_path, case)
        return _written(untrusted_path, case)
    with untrusted_zip(untrusted_path) as archive:
        found = compare(ZipSource(archive))
    names = {untrusted_path.name: path_sha256(untrusted_path)}
    return _said(found, against(names, case) if case else "not compared")


def _unpacked(folder: Path, case: Path | None) -> Verification:
    source = FolderSource(folder)
    found = compare(source)
    if case is None:
        return _said(found)
    own = source.read(SUMS)
    kept = kept_exports(case)
    if not kept:
        return _said(found)
    whole = not (found.changed or found.missing or found.unexpected) and own is not None
    return _said(found, "same" if whole and any(own in _sums_of(export) for export in kept) else "differs")


def _sums_of(export: KeptExport) -> list[bytes | None]:
    """SHA256SUMS.txt of each zip of an export that is kept."""
    found = []
    for file in export.files:
        if file.name.endswith(".zip") and (export.path / file.name).is_file():
            with untrusted_zip(export.path / file.name) as archive:
                found.append(ZipSource(archive).read(SUMS))
    return found


def _written(folder: Path, case: Path | None) -> Verification:
    """A folder as an export writes it: each zip, and the loose index beside it, which must be the one in the zip."""
    archives = sorted(path for path in folder.iterdir() if path.name.endswith("_evidence.zip") and path.is_file())
    if not archives:
        raise _nothing(folder)
    found = Compared()
    for path in archives:
        with untrusted_zip(path) as archive:
            source = ZipSource(archive)
            inner = compare(source)
            index = source.sha256(INDEX)
        prefix = path.name.removesuffix("_evidence.zip")
        found.add(inner, f"{path.name}/" if len(archives) > 1 else "")
        for ending in ("_INDEX.pdf", "_reply.txt", "_reply.eml"):
            if not (folder / f"{prefix}{ending}").is_file():
                found.missing.append(f"{prefix}{ending}")
        loose = folder / f"{prefix}_INDEX.pdf"
        if loose.is_file():
            found.checked += 1
            if path_sha256(loose) != index:
                found.changed.append(loose.name)
    if case is None:
        return _said(found)
    own = [path for path in folder.iterdir() if path.is_file() and _is_ours(path.name, archives)]
    return _said(found, against({path.name: path_sha256(path) for path in own}, case))


def _is_ours(name: str, archives: list[Path]) -> bool:
    return any(name.startswith(path.name.removesuffix("evidence.zip")) for path in archives)


def _said(found: Compared, against_case: str = "not compared") -> Verification:
    return Verification(
        found.checked,
        tuple(found.changed),
        tuple(found.missing),
        tuple(found.unexpected),
        found.chain,
        against_case,
        tuple(found.unreadable),
    )


def _nothing(folder: Path) -> InputError:
    return InputError(
        "nothing-to-compare",
        # Translators: error; {name} is the name of a folder.
        msg("There is nothing to check in “{name}”", name=displayable(folder.name or str(folder))),
        # Translators: reason for the error above.
        msg("it is no case folder and holds no zip that this program made"),
        # Translators: next step after the error above.
        msg("Choose the zip, the folder with the files that were made, or the case folder."),
    )
