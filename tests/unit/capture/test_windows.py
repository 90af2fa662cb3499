"""Finding a window again, and what lies in front of it."""

from __future__ import annotations

import pytest

from assistant.capture.windows import compound_text, find_again, find_by_text, in_front_of
from assistant.core.ports import Rect, ScreenWindow
from assistant.errors import CaptureError

AREA = Rect(0, 0, 100, 100)


def window(number: int, title: str = "Chat", kind: str = "Browser", area: Rect = AREA) -> ScreenWindow:
    return ScreenWindow(number, title, area, kind)


def test_the_same_id_is_the_same_window_whatever_its_title() -> None:
    other_tab = window(5, "Contract")
    assert find_again(window(5, "Chat"), [window(6, "Chat"), other_tab]) == other_tab


def test_an_id_that_another_program_got_is_not_taken() -> None:
    assert find_again(window(5), [window(5, kind="Terminal")]) is None


def test_after_a_restart_class_and_title_tell() -> None:
    assert find_again(window(5), [window(8, "Mail"), window(9)]) == window(9)


def test_the_only_window_of_a_class_will_do() -> None:
    assert find_again(window(5, "Chat"), [window(8, "Contract")]) == window(8, "Contract")
    assert find_again(window(5, "Chat"), [window(8, "Contract"), window(9, "Mail")]) is None
    assert find_again(window(5, "Chat", kind=""), [window(8, "Contract", kind="")]) is None


def test_windows_in_front_that_cover_a_part() -> None:
    # GIVEN a stack, topmost first
    aside, over = window(1, area=Rect(500, 0, 10, 10)), window(2, area=Rect(90, 90, 50, 50))
    target, below = window(3), window(4)

    # THEN only the one above that shares a pixel counts
    assert in_front_of(target, [aside, over, target, below]) == (over,)


def test_a_window_by_words_of_its_title() -> None:
    stack = [window(1, "Messages · Browser"), window(2, "messages")]
    assert find_by_text("MESSAGES", stack) == stack[0]
    assert find_by_text("messages", stack) == stack[1]
    for text in ("absent", ""):
        with pytest.raises(CaptureError) as caught:
            find_by_text(text, stack)
        assert caught.value.reference == "capture-window-gone"
        assert "capture --list" in str(caught.value.next_step)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (b"Messages", "Messages"),
        (b"Caf\xe9", "Café"),
        (b"Messages \x1b%G\xe2\x80\x93\x1b%@ Acme", "Messages – Acme"),
        (b"\x1b%G\xd0\xa7\xd0\xb0\xd1\x82", "Чат"),
        (b"\x1b-ACaf\xe9", "Café"),
        (b"\x1b%G\xff\x1b%@", "\ufffd"),
        (b"", ""),
    ],
)
def test_a_title_of_an_old_program(told: bytes, title: str) -> None:
    assert compound_text(told) == title
