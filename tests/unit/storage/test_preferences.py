from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.storage import preferences
from assistant.storage.preferences import Preferences


def file_of(home: Path) -> Path:
    return home / ".config" / "appeal-assistant" / "preferences.json"


def test_preferences_are_kept(own_home: Path) -> None:
    kept = Preferences("ru", "dark", "/cases", ("/a", "/b"), "geometry", {"seen": "yes"}, "F9", (-40, 12))
    preferences.save(kept)
    assert preferences.load() == kept
    assert oct(file_of(own_home).stat().st_mode)[-3:] == "600"
    assert preferences.change(lambda before: before.with_recent(Path("/b"))).recent == ("/b", "/a")


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00",
        "[" * 100_000,
        json.dumps({"language": 5, "recent": [1, ""], "more": [], "capture_key": 1, "bar_place": [1, "2"]}),
    ],
)
def test_a_damaged_file_means_defaults(own_home: Path, damage: str) -> None:
    file_of(own_home).parent.mkdir(parents=True)
    file_of(own_home).write_text(damage)
    assert preferences.load() == Preferences()
    preferences.save(Preferences(language="ru"))
    assert preferences.load().language == "ru"


def test_changes_of_two_threads_are_both_kept(own_home: Path) -> None:
    # GIVEN a change that is under way in another thread
    began, go_on = threading.Event(), threading.Event()

    def slow(before: Preferences) -> Preferences:
        began.set()
        go_on.wait()
        return replace(before, look="dark")

    other = threading.Thread(target=preferences.change, args=(slow,))
    other.start()
    began.wait()

    # WHEN a second one is asked for before the first ends
    second = threading.Thread(target=preferences.change, args=(lambda before: replace(before, language="ru"),))
    second.start()
    go_on.set()
    other.join()
    second.join()

    # THEN neither undoes the other
    assert preferences.load() == Preferences(language="ru", look="dark")


def test_no_file_means_defaults(own_home: Path) -> None:
    assert preferences.load() == Preferences()
    assert not file_of(own_home).exists()


def test_only_the_newest_cases_are_remembered() -> None:
    kept = Preferences()
    for number in range(20):
        kept = kept.with_recent(Path(f"/cases/{number}"))
    assert kept.recent[0] == "/cases/19"
    assert len(kept.recent) == 12


@pytest.mark.parametrize(
    ("line", "documents"),
    [
        ('XDG_DOCUMENTS_DIR="$HOME/Документы"', "Документы"),
        ('XDG_DOCUMENTS_DIR="$HOME/"', "Documents"),
        ("nonsense", "Documents"),
    ],
)
def test_cases_lie_in_the_persons_documents(own_home: Path, line: str, documents: str) -> None:
    (own_home / ".config").mkdir()
    (own_home / ".config" / "user-dirs.dirs").write_text(f"# by xdg\n{line}\n", encoding="utf-8")
    assert preferences.cases_folder() == own_home / documents / "Appeal Assistant"
    assert preferences.cases_folder(Preferences(cases="/mine")) == Path("/mine")


def test_caches_and_logs_lie_under_the_cache_folder(own_home: Path) -> None:
    assert preferences.thumbnail_folder() == own_home / ".cache" / "appeal-assistant" / "thumbnails"
    assert own_home in preferences.log_folder().parents
