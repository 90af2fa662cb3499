from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from assistant.ui import preferences_key
from assistant.ui.capture.global_key import KeyState, KeyStatus
from assistant.ui.from_anywhere import command_line
from assistant.ui.preferences_entry import EntryPart
from assistant.ui.preferences_key import KeyPart
from assistant.ui.widgets.buttons import Button, IconButton
from assistant.ui.widgets.text import Text

WORKS = KeyStatus(KeyState.WORKS, "It is had.", "Ctrl+Alt+S")
COMMAND = "appeal-assistant capture '/home/ana/Мой случай' B --again"


def shown(part: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    found = part.findChild(kind, name)
    assert found is not None
    return found


def says(part: QWidget) -> str:
    label = part.findChild(Text, "preferencesKeyState")
    assert label is not None
    return label.text()


def click(part: QWidget, name: str) -> None:
    button = part.findChild(Button, name) or part.findChild(IconButton, name)
    assert button is not None
    button.click()


@pytest.fixture
def part(qt_app: QApplication) -> KeyPart:
    made = KeyPart("F9", "Ctrl+Alt+S", COMMAND)
    made.show()
    return made


def test_a_pressed_key_is_chosen_once(part: KeyPart) -> None:
    chosen: list[str] = []
    part.key_chosen.connect(chosen.append)
    field = shown(part, "preferencesKey")

    # WHEN keys are pressed: one for writing, one that programs need, one that can be had, and one to empty the field
    QTest.keyClick(field, Qt.Key.Key_S)
    assert "F9 stays as it was" in says(part)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "F9 stays as it was" in says(part)
    QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    click(part, "preferencesKeyReset")
    click(part, "preferencesKeyReset")
    click(part, "preferencesKeyNone")

    # THEN what can be had was told, each once
    assert chosen == ["Ctrl+Alt+K", "", "Ctrl+Alt+S", ""]


def test_a_try_says_whether_the_key_arrived(part: KeyPart) -> None:
    trials: list[bool] = []
    part.set_status(WORKS)
    part.trial_changed.connect(trials.append)
    click(part, "preferencesKeyTry")
    assert says(part) == "Press F9 now."
    assert trials[-1]
    part.set_tried()
    assert says(part) == "It works: the key arrived."
    assert not trials[-1]

    # AND a press that nobody waits for changes nothing
    part.set_status(WORKS)
    part.set_tried()
    assert says(part) == "It is had."


def test_a_try_in_vain_says_what_to_do(qt_app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences_key, "TRY_MS", 10)
    part = KeyPart("F9", "Ctrl+Alt+S", "")
    part.set_status(WORKS)
    click(part, "preferencesKeyTry")
    while "Nothing came" not in says(part):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    part.deleteLater()


@pytest.mark.parametrize(
    ("status", "visible"),
    [
        (WORKS, set()),
        (KeyStatus(KeyState.FAILED, "No.", "F9", "key-taken"), set()),
        (KeyStatus(KeyState.FAILED, "No.", "F9", "key-not-allowed", can_ask=True), {"preferencesKeyAsk"}),
        (KeyStatus(KeyState.FAILED, "No.", "F9", "key-not-here", needs_command=True), {"preferencesKeyCopy"}),
    ],
)
def test_each_state_offers_what_helps(part: KeyPart, status: KeyStatus, visible: set[str]) -> None:
    part.set_status(status)
    ways = ("preferencesKeyAsk", "preferencesKeyCopy")
    assert {name for name in ways if shown(part, name).isVisible()} == visible
    assert shown(part, "preferencesKeyTry").isEnabled() is (status is WORKS)
    assert says(part) == status.words


def test_the_command_is_shown_whole_and_copied(part: KeyPart) -> None:
    copied: list[str] = []
    part.command_copied.connect(copied.append)
    line = part.findChild(QLineEdit, "preferencesKeyCommand")
    assert line is not None
    assert line.text() == COMMAND
    assert line.isReadOnly()
    click(part, "preferencesKeyCopy")
    assert copied == [COMMAND]


def test_the_command_is_quoted_for_a_shell() -> None:
    line = command_line(Path("/home/ana/it's; rm -rf"), "B")
    assert line.endswith("""capture '/home/ana/it'"'"'s; rm -rf' B --again""")


def test_the_entry_is_added_and_removed_by_a_click(qt_app: QApplication) -> None:
    part = EntryPart()
    asked: list[bool] = []
    part.change_asked.connect(asked.append)
    own = Path("/home/ana/.local/share/applications/x.desktop")
    state = part.findChild(Text, "preferencesEntryState")
    assert state is not None
    part.set_state(own, is_own=False, is_there=False)
    assert str(own) in state.text()
    click(part, "preferencesEntry")
    part.set_state(own, is_own=True, is_there=True)
    click(part, "preferencesEntry")
    assert asked == [True, False]

    # AND one that came with a package can't be removed from here
    part.set_state(own, is_own=False, is_there=True)
    assert shown(part, "preferencesEntry").isHidden()
    part.deleteLater()
