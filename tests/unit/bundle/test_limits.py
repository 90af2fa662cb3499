"""Exports in processes of their own: the same bytes whatever the surroundings, a full disk, a huge file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.core.case import Round
from assistant.core.exhibits import ExhibitKind
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock
from assistant.storage.folder import CaseFolder

ROOT = Path(__file__).resolve().parents[3]
EXPORT = """
import json, resource, sys
from pathlib import Path
from assistant.bundle.bundle import write_bundle
from assistant.errors import AssistantError
from assistant.storage.clock import SystemClock
from assistant.storage.folder import CaseFolder

case, out, most, file_size = sys.argv[1:]
with CaseFolder.open(Path(case), SystemClock()) as folder:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if int(file_size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(file_size), resource.RLIM_INFINITY))
    try:
        report = write_bundle(folder, Path(out), max_bytes=int(most))
        said = {"files": [file.sha256 for file in report.files], "revision": report.revision}
    except AssistantError as error:
        said = {"error": error.reference}
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    said["grown"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps(said))
"""


def export(
    case: Path, out: Path, *, most: int = 14_000_000, file_size: int = 0, **surroundings: str
) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", EXPORT, str(case), str(out), str(most), str(file_size)],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | surroundings,
        timeout=200,
    )
    said = json.loads(done.stdout)
    assert isinstance(said, dict)
    return said


@pytest.fixture
def case(tmp_path: Path, clock: Clock) -> Path:
    """A case with a noisy picture, so that its copy has some size."""
    from PIL import Image  # the other tests of this module don't need it

    noise = tmp_path / "noise.png"
    Image.effect_noise((400, 300), 80).convert("RGB").save(noise)
    with CaseFolder.create(tmp_path / "case", clock, account="jdoe") as folder:
        folder.add_round(Round(1, "Who are you?", "upwork"), [RequestedItem("Who are you?")], b"Who are you?")
        folder.accept()
        folder.answer("A", "Ich bin’s. Это я.")
        folder.take_in_file(noise, item="A", kind=ExhibitKind.FILE, media_type="image/png", width=400, height=300)
    return tmp_path / "case"


def test_the_surroundings_change_no_byte(case: Path, tmp_path: Path) -> None:
    first = export(case, tmp_path / "1", TZ="Asia/Kathmandu", LANG="C", LC_ALL="C", PYTHONHASHSEED="1")
    second = export(
        case, tmp_path / "2", TZ="America/St_Johns", LANG="ru_RU.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="2"
    )
    assert first["files"] == second["files"]
    assert len(first["files"]) == 4  # type: ignore[arg-type]  # a list, as the script wrote it
    assert (first["revision"], second["revision"]) == (1, 1)


@pytest.mark.parametrize("file_size", [1_000, 60_000, 150_000, 400_000])
def test_a_full_disk_leaves_all_as_it_was(case: Path, tmp_path: Path, clock: Clock, file_size: int) -> None:
    # GIVEN a disk on which no file may grow past a size
    with CaseFolder.open(case, clock) as folder:
        before = folder.case(), folder.custody(), folder.exports()

    # WHEN the files are made
    said = export(case, tmp_path / "out", file_size=file_size)

    # THEN it is said, the folder isn't there and the case is as it was
    assert said["error"] in ("export-failed", "disk-full")
    assert not (tmp_path / "out").exists()
    with CaseFolder.open(case, clock) as folder:
        assert (folder.case(), folder.custody(), folder.exports()) == before


def test_a_huge_file_is_never_in_memory(case: Path, tmp_path: Path, clock: Clock) -> None:
    # GIVEN a document of 200 MB
    huge = tmp_path / "film.mp4"
    with huge.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom")
        file.truncate(200_000_000)
    with CaseFolder.open(case, clock) as folder:
        folder.take_in_file(huge, item="A", kind=ExhibitKind.FILE, media_type="video/mp4")
    huge.unlink()

    # WHEN it goes out
    said = export(case, tmp_path / "out", most=1_000_000_000)

    # THEN memory grew by what drawing needs, not by the file
    assert len(said["files"]) == 4  # type: ignore[arg-type]  # a list, as the script wrote it
    assert int(str(said["grown"])) < 150_000
