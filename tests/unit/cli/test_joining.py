"""The command join: what it prints for people and for programs, and its exit status."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from long_page import long_page, view
from PIL import Image

from assistant.imaging.png import encode
from assistant.storage.clock import SystemClock
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Three views of one page, in a folder whose name has a space and other letters."""
    folder = tmp_path / "снимки экрана"
    folder.mkdir()
    page = long_page(300, 800)
    paths = []
    for number, top in enumerate((0, 200, 400)):
        path = folder / f"{number} é.png"
        path.write_bytes(encode(view(page, top, 400)))
        paths.append(path)
    return paths


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    path = tmp_path / "stranger.png"
    path.write_bytes(encode(view(long_page(300, 400, seed=5), 0, 400)))
    return path


def test_pictures_are_joined(shell: Shell, case: Path, pictures: list[Path]) -> None:
    # WHEN they are joined
    done = shell("join", case, "c", *pictures, "--json")

    # THEN the attachment and each step are told, the files by the names that were given
    assert (done.status, done.err) == (0, "")
    assert list(done.json) == ["joined", "exhibit", "width", "height", "exhibits", "steps"]
    exhibit = done.json["exhibit"]
    assert (done.json["joined"], done.json["width"], done.json["height"]) == (True, 300, 800)
    assert (exhibit["kind"], exhibit["label"], exhibit["item"], exhibit["captured_at"]) == ("joined", "C-1", "C", None)
    assert done.json["exhibits"] == [exhibit]
    assert done.json["steps"][1] == {
        "first": str(pictures[1]),
        "second": str(pictures[2]),
        "shift": [0, 200],
        "overlap": 200,
        "verdict": "joined",
        "reason": "",
    }
    assert shell("status", case, "--json").json["exhibits"] == [exhibit]
    with (
        CaseFolder.open(case, SystemClock(), write=False) as folder,
        Image.open(folder.original(folder.case().exhibits[0])) as picture,
    ):
        assert picture.size == (300, 800)
    assert shell("verify", case).status == 0


def test_people_read_the_steps_in_words(shell: Shell, case: Path, pictures: list[Path], stranger: Path) -> None:
    done = shell("join", case, "C", *pictures[:2])
    assert done.status == 0
    first, second = done.out.splitlines()
    assert "moved by 0, 200 px, 200 rows in common." in first
    assert re.fullmatch(r"C-1 \[x1\]", second)
    done = shell("join", case, "C", pictures[0], stranger)
    assert done.status == 1
    assert re.search(r"stranger\.png: refused \(.+\)\. .+", done.out)
    assert done.out.endswith("Nothing was joined, and nothing was changed.\n")


def test_a_refused_join_makes_nothing(shell: Shell, case: Path, pictures: list[Path], stranger: Path) -> None:
    before = shell("status", case, "--json").json
    done = shell("join", case, "C", *pictures, stranger, "--json")
    assert (done.status, done.err) == (1, "")
    assert (done.json["joined"], done.json["exhibit"], done.json["exhibits"]) == (False, None, [])
    assert (done.json["width"], done.json["height"]) == (0, 0)
    step = done.json["steps"][2]
    assert (step["shift"], step["verdict"]) == (None, "refused")
    assert step["reason"]
    assert shell("status", case, "--json").json == before
    assert list((case / "originals").rglob("*.png")) == []


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        (["C"], "usage-missing"),
        (["C", "one.png"], "join-too-few"),
        (["Q", "one.png", "two.png"], "item-unknown"),
        (["C", "one.png", "gone.png"], "file-not-found"),
        (["C", "one.png", "text.png"], "picture-unreadable"),
        (["C", "one.png", "text.txt"], "join-not-a-picture"),
        (["C", "one.png", "two.png", "--title", "T"], "usage-option"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    shell: Shell, case: Path, pictures: list[Path], tmp_path: Path, words: list[str], reference: str
) -> None:
    names = {"one.png": pictures[0], "two.png": pictures[1]}
    for name in ("text.png", "text.txt"):
        (tmp_path / name).write_text("text")
    done = shell("join", case, *(names.get(word, tmp_path / word if "." in word else word) for word in words))
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith(f"[{reference}]\n")
    assert done.err.count("\n") == 1


def test_a_case_that_is_not_there(shell: Shell, tmp_path: Path, pictures: list[Path]) -> None:
    done = shell("join", tmp_path / "nowhere", "C", *pictures)
    assert done.status == 2
    assert done.err.endswith("[case-not-found]\n")


def test_the_help_says_what_the_names_in_the_json_are(shell: Shell) -> None:
    done = shell("join", "--help")
    for word in ("CASE ITEM FILE…", "“first”", "“exhibits”", "order given"):
        assert word in done.out
