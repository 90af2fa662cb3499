from __future__ import annotations

from pathlib import Path

import pytest

from assistant.storage.handover import Door, ask_window
from assistant.storage.preferences import handover_folder


class Waiting:
    """Time for the one that asks: at each look the window may do something."""

    def __init__(self, window: Door | None = None) -> None:
        self.window = window
        self.heard: list[str] = []

    def sleep(self, seconds: float) -> None:
        if self.window is not None:
            self.heard.append(self.window.taken())


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "Мой случай"
    path.mkdir()
    return path


def test_a_window_hears_which_question_is_meant(case: Path) -> None:
    door = Door(case)
    door.open()
    waiting = Waiting(door)
    assert ask_window(case, "C", waiting.sleep)
    assert waiting.heard == ["C"]
    assert door.taken() == ""
    assert oct(handover_folder().stat().st_mode)[-3:] == "700"


def test_the_same_case_by_another_way_is_the_same(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "link"
    other.symlink_to(case)
    door = Door(case)
    door.open()
    assert ask_window(other, "A", Waiting(door).sleep)


def test_without_a_window_nobody_is_asked(case: Path, tmp_path: Path) -> None:
    assert not ask_window(case, "A", Waiting().sleep)
    door = Door(tmp_path)
    door.open()
    assert not ask_window(case, "A", Waiting(door).sleep)


def test_a_window_that_was_killed_is_not_waited_for_twice(case: Path) -> None:
    # GIVEN the mark of a window that is gone
    Door(case).open()
    # WHEN it is asked, THEN nobody answers, nothing is left for the next window, and nobody is asked again
    assert not ask_window(case, "A", Waiting().sleep)
    assert list(handover_folder().iterdir()) == []


def test_after_closing_nobody_is_asked(case: Path) -> None:
    door = Door(case)
    door.open()
    door.close()
    door.close()
    assert not ask_window(case, "A", Waiting(door).sleep)


@pytest.mark.parametrize("request_bytes", [b"", b"../..", b"A" * 9, b"\xff", b"A1"])
def test_what_is_no_letter_is_not_heard(case: Path, request_bytes: bytes) -> None:
    door = Door(case)
    door.open()
    (request,) = [mark.with_suffix(".request") for mark in handover_folder().iterdir()]
    request.write_bytes(request_bytes)
    assert door.taken() == ""
    assert not request.exists()


def test_a_new_window_forgets_what_was_asked_before(case: Path) -> None:
    Door(case).open()
    (mark,) = handover_folder().iterdir()
    mark.with_suffix(".request").write_bytes(b"A")
    door = Door(case)
    door.open()
    assert door.taken() == ""
