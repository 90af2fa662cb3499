"""A bundle against its own lists: what was changed, is missing or was added is named."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bundle import papers
from assistant.bundle.archive import write_zip
from assistant.bundle.verify import Verification, verify
from assistant.core.plan import Plan
from assistant.errors import InputError

Files = dict[str, bytes]


@pytest.fixture
def files(plan: Plan, tmp_path: Path) -> Files:
    """The files of a bundle whose attachments hold their own label."""
    sent = {}
    for exhibit in plan.exhibits:
        sent[exhibit.id] = tmp_path / exhibit.label
        sent[exhibit.id].write_bytes(exhibit.label.encode())
    found: Files = {"INDEX.pdf": b"%PDF-1.7 index"}
    for name, content in papers.entries(plan, sent, {}).items():
        found[name] = content if isinstance(content, bytes) else content.read_bytes()
    found[papers.SUMS] = papers.sums({name: hashlib.sha256(data).hexdigest() for name, data in found.items()})
    return found


def zipped(files: Files, path: Path) -> Path:
    write_zip(dict(files), path, lambda _units: None)
    return path


def test_a_whole_bundle_is_whole(files: Files, tmp_path: Path) -> None:
    assert verify(zipped(files, tmp_path / "x.zip")) == Verification(len(files) - 1, (), (), (), "holds")


def test_the_same_unpacked(files: Files, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert verify(folder).ok
    (folder / "A_communication/A-1.png").unlink()
    (folder / "A_communication/A-1.png").symlink_to(tmp_path / "A-1")
    assert verify(folder).changed == ("A_communication/A-1.png",)


def _flip(files: Files) -> None:
    files["A_communication/A-1.png"] = b"A-2"


def _drop(files: Files) -> None:
    del files["C_communication/C-1.png"]


def _add(files: Files) -> None:
    files["A_communication/A-9.png"] = b"more"


def _rename(files: Files) -> None:
    files["A_communication/a-one.png"] = files.pop("A_communication/A-1.png")


def _unseal(files: Files) -> None:
    files[papers.LOG] = files[papers.LOG].replace(b'"captured"', b'"painted"')


def _unlist(files: Files) -> None:
    del files[papers.SUMS]


def _garble(files: Files) -> None:
    files[papers.SUMS] += b"not a line"


def _forge(files: Files) -> None:
    """A picture changed together with the list of hashes, but not in the manifest."""
    files["A_communication/A-1.png"] = b"A-2"
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != papers.SUMS}
    files[papers.SUMS] = papers.sums(hashes)


@pytest.mark.parametrize(
    ("change", "changed", "missing", "unexpected"),
    [
        (_flip, ["A_communication/A-1.png"], [], []),
        (_drop, [], ["C_communication/C-1.png"], []),
        (_add, [], [], ["A_communication/A-9.png"]),
        (_rename, [], ["A_communication/A-1.png"], ["A_communication/a-one.png"]),
        (_unseal, [papers.LOG], [], []),
        (_garble, [papers.SUMS], [], []),
        (_forge, ["A_communication/A-1.png"], [], []),
    ],
)
def test_each_difference_is_named(
    files: Files,
    tmp_path: Path,
    change: Callable[[Files], None],
    changed: list[str],
    missing: list[str],
    unexpected: list[str],
) -> None:
    change(files)
    found = verify(zipped(files, tmp_path / "x.zip"))
    assert not found.ok
    assert (list(found.changed), list(found.missing), list(found.unexpected)) == (changed, missing, unexpected)
    assert found.chain == ("broken" if change is _unseal else "holds")


def test_without_the_list_the_manifest_still_tells(files: Files, tmp_path: Path) -> None:
    _unlist(files)
    found = verify(zipped(files, tmp_path / "x.zip"))
    assert not found.ok
    assert papers.SUMS in found.missing
    assert found.checked == 3


def test_a_manifest_that_lies_about_its_form_does_no_harm(files: Files, tmp_path: Path) -> None:
    for number, data in enumerate((b"[]", b"{", b"[" * 100_000, json.dumps({"exhibits": [1, {"file": 2}]}).encode())):
        files[papers.MANIFEST] = data
        found = verify(zipped(files, tmp_path / f"{number}.zip"))
        assert papers.MANIFEST in found.changed
        assert found.chain == "broken"


def test_a_flipped_byte_in_the_zip_is_named(files: Files, tmp_path: Path) -> None:
    path = zipped(files, tmp_path / "x.zip")
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("INDEX.pdf")
    data = bytearray(path.read_bytes())
    data[entry.header_offset + 30 + len("INDEX.pdf") + 3] ^= 1
    path.write_bytes(data)
    assert verify(path).changed == ("INDEX.pdf",)


def test_what_holds_nothing_to_compare_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    references = {}
    for path in (tmp_path / "empty", tmp_path / "text.zip", zipped({"a.txt": b"a"}, tmp_path / "other.zip")):
        with pytest.raises(InputError) as error:
            verify(path)
        references[path.name] = error.value.reference
    assert references == {"empty": "nothing-to-compare", "text.zip": "archive-unreadable", "other.zip": "no-bundle"}
