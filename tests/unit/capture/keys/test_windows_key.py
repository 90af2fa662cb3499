"""The thread of the Windows way against a system that this test plays; no Windows is needed."""

from __future__ import annotations

import queue
from typing import Any

import pytest

from assistant.capture.choose import Surroundings
from assistant.capture.keys import windows
from assistant.capture.keys.chord import parse
from assistant.capture.keys.windows import System, WindowsKey, code_of
from assistant.errors import CaptureError

HOTKEY, QUIT = 0x0312, 0x0012


class FakeUser32:
    """Holds hot keys, and a queue of messages that the listening thread waits on."""

    def __init__(self, *, error: int = 0, letters: dict[str, int] | None = None) -> None:
        self.error, self.letters = error, letters or {}
        self.has_queue = False
        self.held: list[tuple[int, int]] = []
        self.messages: queue.Queue[int] = queue.Queue()

    def RegisterHotKey(self, window: None, number: int, modifiers: int, key: int) -> int:  # noqa: N802  # Windows' name
        if not self.error:
            self.held.append((modifiers, key))
        return int(not self.error)

    def UnregisterHotKey(self, window: None, number: int) -> int:  # noqa: N802  # Windows' name
        self.held.clear()
        return 1

    def PeekMessageW(self, message: Any, window: None, first: int, last: int, remove: int) -> int:  # noqa: N802  # Windows' name
        self.has_queue = True
        return 0

    def GetMessageW(self, message: Any, window: None, first: int, last: int) -> int:  # noqa: N802  # Windows' name
        number = self.messages.get()
        message._obj.message = number
        return -1 if number < 0 else int(number != QUIT)

    def PostThreadMessageW(self, thread: int, message: int, word: int, long: int) -> int:  # noqa: N802  # Windows' name
        assert self.has_queue and thread == 77
        self.messages.put(message)
        return 1

    def VkKeyScanW(self, sign: str) -> int:  # noqa: N802  # Windows' name
        if sign in self.letters:
            return self.letters[sign]
        return ord(sign.upper()) if sign.isascii() and sign.isalnum() else -1


def system(user32: FakeUser32) -> System:
    return System(user32, lambda: 77, lambda: user32.error)


def nothing(error: CaptureError) -> None:
    raise error


def test_a_key_is_had_heard_and_given_back() -> None:
    # GIVEN a chord that Windows gives
    user32 = FakeUser32()
    heard: queue.Queue[None] = queue.Queue()
    key = WindowsKey(parse("Ctrl+Alt+S"), lambda: heard.put(None), nothing, system(user32))
    assert user32.held == [(0x4000 | 1 | 2, ord("S"))]

    # WHEN it is pressed twice, with another message between
    for message in (HOTKEY, 0x0400, HOTKEY):
        user32.messages.put(message)

    # THEN two presses are told, and closing gives it back, twice as well as once
    heard.get(timeout=10)
    heard.get(timeout=10)
    key.close()
    key.close()
    assert user32.held == []
    assert heard.empty()


@pytest.mark.parametrize(("number", "reference"), [(1409, "key-taken"), (5, "key-unknown")])
def test_a_refusal_is_told(number: int, reference: str) -> None:
    with pytest.raises(CaptureError) as told:
        WindowsKey(parse("Ctrl+Alt+S"), lambda: None, nothing, system(FakeUser32(error=number)))
    assert told.value.reference == reference


def test_a_queue_that_breaks_is_told() -> None:
    user32 = FakeUser32()
    lost: queue.Queue[CaptureError] = queue.Queue()
    key = WindowsKey(parse("F9"), lambda: None, lost.put, system(user32))
    user32.messages.put(-1)
    assert lost.get(timeout=10).reference == "key-unknown"
    key.close()


@pytest.mark.parametrize(
    ("chord", "code"), [("F9", 0x78), ("Print", 0x2C), ("Ctrl+PgUp", 0x21), ("Alt+7", ord("7")), ("Ctrl+,", 0xBC)]
)
def test_codes(chord: str, code: int) -> None:
    assert code_of(parse(chord), FakeUser32(letters={",": 0xBC})) == code


def test_a_letter_that_altgr_writes_is_not_taken_away() -> None:
    # GIVEN a Polish keyboard, on which AltGr with S writes ś
    polish = FakeUser32(letters={"ś": 0x600 | ord("S")})

    # WHEN Ctrl+Alt+S is asked for, which is the same to Windows
    with pytest.raises(CaptureError, match="writes ś") as told:
        code_of(parse("Ctrl+Alt+S"), polish)

    # THEN it is refused; with Shift, or for another letter, it isn't
    assert told.value.reference == "key-unknown"
    assert code_of(parse("Ctrl+Alt+Shift+S"), polish) == ord("S")
    assert code_of(parse("Ctrl+Alt+B"), polish) == ord("B")


def test_a_key_that_the_layout_lacks_is_told() -> None:
    with pytest.raises(CaptureError, match="no key Ы"):
        code_of(parse("Alt+Ы"), FakeUser32())


def test_it_serves_on_windows_alone() -> None:
    assert windows.why_not(Surroundings("win32", {})) is None
    assert windows.why_not(Surroundings("linux", {})) is not None
