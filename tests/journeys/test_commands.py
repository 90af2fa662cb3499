"""The main job by commands alone: from a letter to a zip that other people's tools accept and that verifies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

LETTER = """Hello,

While looking after the marketplace we noticed that your Upwork account shares details with this account:

harbour_lights

For now you can't send proposals or withdraw money. So that we can go on with the review, please send us:

* How do you know this client
* What you have made for them, with examples and screenshots with dates of the work
* How you communicate with them, with screenshots of conversations with dates. Please include
a screenshot in which the scope and the rate of pay can be read

Thank you for your help.
Trust team
"""


class Typed:
    """Commands typed into a shell, one process each, in a folder whose name needs quoting."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str | Path, status: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, words), "--json"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            capture_output=True,
            check=False,
        )
        assert done.returncode == status, (words, done.stdout, done.stderr)
        if status == 2:
            assert done.stdout == b""
            assert done.stderr.startswith(b"error: ")
            assert done.stderr.count(b"\n") == 1
            return done.stderr.decode().rpartition("[")[2].rstrip("]\n")
        return json.loads(done.stdout)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    folder = tmp_path / "мои дела & co"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    for name, words in {"home": "tea shop", "talk": "2 March 2026: build a home page for $300"}.items():
        picture = Image.new("RGB", (320, 120), "white")
        ImageDraw.Draw(picture).text((10, 40), words, fill="black")
        picture.save(folder / f"{name} page.png")
    (folder / "notes.txt").write_text("delivered on 9 March 2026\n", encoding="utf-8")
    return Typed(folder)


def other(*words: str | Path, cwd: Path | None = None) -> str:
    """Another people's tool must be content."""
    done = subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture
def made(typed: Typed) -> Typed:
    """A whole case, and the files made of it in ``out``."""
    new = typed("new", "case", "--letter", "letter.txt", "--account", "jdoe")
    assert [[each["part"] for each in item["requirements"]] for item in new["items"]] == [
        ["answer"],
        ["answer", "screenshot", "dates"],
        ["answer", "screenshot", "dates", "scope", "rate"],
    ]
    typed("answer", "case", "A", "--text", "They found my profile and wrote to me.")
    typed("answer", "case", "B", "--text", "A home page.")
    typed("answer", "case", "C", "--text", "In the message room alone.")
    typed("add", "case", "B", "home page.png", "notes.txt", "--event-date", "2026-03-09")
    typed("add", "case", "C", "talk page.png")
    typed("set", "case", "B-1", "--date-source", "seen", "--title", "Home page")
    ready = typed(
        "set", "case", "C-1", "--event-date", "2026-03-02", "--date-source", "seen", "--shows", "scope", "rate"
    )
    assert ready["exhibits"][0]["event_date"]["source"] == "seen"
    assert typed("status", "case")["ready"] is True
    report = typed("export", "case", "out")
    assert report["written"] is True
    assert report["findings"] == []
    return typed


def test_the_files_are_what_other_tools_expect(made: Typed) -> None:
    # GIVEN the files that were made
    out, unpacked = made.folder / "out", made.folder / "unpacked"
    archive = out / "jdoe_upwork-letter-1_evidence.zip"
    assert sorted(path.name for path in out.iterdir()) == [
        "jdoe_upwork-letter-1_INDEX.pdf",
        "jdoe_upwork-letter-1_evidence.zip",
        "jdoe_upwork-letter-1_reply.eml",
        "jdoe_upwork-letter-1_reply.txt",
    ]

    # THEN unzip, sha256sum and qpdf are content
    other("unzip", "-t", archive)
    other("unzip", "-q", archive, "-d", unpacked)
    other("sha256sum", "--strict", "-c", "SHA256SUMS.txt", cwd=unpacked)
    other("qpdf", "--check", unpacked / "INDEX.pdf")
    assert (unpacked / "INDEX.pdf").read_bytes() == (out / "jdoe_upwork-letter-1_INDEX.pdf").read_bytes()

    # AND the same case gives the same bytes once more, and nothing is overwritten
    again = made("export", "case", "out again")
    assert again["revision"] == 1
    for path in out.iterdir():
        assert (made.folder / "out again" / path.name).read_bytes() == path.read_bytes()
    assert made("export", "case", "out", status=2) == "out-taken"


def test_what_changed_is_found(made: Typed) -> None:
    # GIVEN the zip as it was made, and unpacked
    archive = next((made.folder / "out").glob("*.zip"))
    unpacked = made.folder / "unpacked"
    good = made("verify", archive, "--case", "case")
    assert (good["ok"], good["chain"], good["against_case"]) == (True, "holds", "same")
    assert good["checked"] > 3
    assert made("verify", "out")["ok"] is True
    assert made("verify", "case")["ok"] is True
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(unpacked)
    assert made("verify", unpacked)["ok"] is True

    # WHEN one byte is another, a file is gone, and one is too many THEN each is named
    changed = next(unpacked.glob("C_*/*.png"))
    data = bytearray(changed.read_bytes())
    data[-20] ^= 1
    changed.write_bytes(data)
    gone = next(unpacked.glob("B_*/*.txt"))
    gone.unlink()
    (unpacked / "more.txt").write_text("more", encoding="utf-8")
    found = made("verify", unpacked, status=1)
    assert found["ok"] is False
    assert found["changed"] == [changed.relative_to(unpacked).as_posix()]
    assert found["missing"] == [gone.relative_to(unpacked).as_posix()]
    assert found["unexpected"] == ["more.txt"]

    # AND an archive that is cut short can't be read
    archive.write_bytes(archive.read_bytes()[:2000])
    assert made("verify", archive, status=2) == "archive-unreadable"


def test_a_zip_made_anew_differs_from_the_case(made: Typed) -> None:
    # GIVEN a zip whose answer was changed, with sums that fit
    archive = next((made.folder / "out").glob("*.zip"))
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    name = next(name for name in files if name.startswith("C_"))
    with zipfile.ZipFile(archive, "w") as packed:
        for each, data in files.items():
            packed.writestr(each, data + b" " if each == name else data)

    # WHEN it is compared THEN it differs from itself and from what the case kept
    found = made("verify", archive, "--case", "case", status=1)
    assert found["changed"] == [name]
    assert found["against_case"] == "differs"


def test_what_is_missing_is_named_and_written_all_the_same(typed: Typed) -> None:
    # GIVEN a case with one answer
    typed("new", "case", "--letter", "letter.txt")
    typed("answer", "case", "A", "--text", "They wrote to me.")
    typed("answer", "case", "B", "--cannot", "The client took the page down")

    # WHEN files are made THEN they are written, and the status says that something is missing
    report = typed("export", "case", "out", status=1)
    assert report["written"] is True
    assert {finding["item"] for finding in report["findings"]} == {"C"}
    assert not any(finding["blocks"] for finding in report["findings"])

    # AND where they would be too large, nothing is
    blocked = typed("export", "case", "small", "--max-size", "1KB", status=1)
    assert (blocked["written"], blocked["files"]) == (False, [])
    assert not (typed.folder / "small").exists() or not list((typed.folder / "small").iterdir())
