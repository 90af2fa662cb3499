"""Laws that hold for every control of the window: names, plain text, keys, the way of the Tab key, contrast."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from assistant.actions.sample_case import make_sample
from assistant.core.ports import Clock
from assistant.ui import theme
from assistant.ui.app import Program
from assistant.ui.capture.bar import CaptureBar
from assistant.ui.capture.scroll_panel import ScrollPanel
from assistant.ui.keys_sheet import KeysSheet, keys_in
from assistant.ui.panes.ready import MadeFile, MadeFiles
from assistant.ui.widgets.buttons import key_words
from assistant.ui.window import Screen
from assistant.ui.window_menu import sections

_CONTROLS = (QAbstractButton, QLineEdit, QTextEdit, QAbstractItemView, QComboBox)
#: The first visible parts of a screen; dialogs and the bar are windows of their own.
_SHOWN = ("first", "reading", "adding", "working", "attachment", "review", "many", "several", "ready", "error")
_WINDOWS = ("preferences", "keys", "importing", "refused", "bar", "scrolling")


class Stage:
    """The program with the sample case, brought to one screen after the other."""

    def __init__(self, app: QApplication, case: Path) -> None:
        self._app = app
        self.program = Program(app, str(case))
        self.window = self.program.window
        self.window.resize(1366, 768)
        self.window.show()
        self.until(lambda: self.program.jobs is not None and self.program.session.open_case.case is not None)
        self.window.activateWindow()
        self.settle()

    def until(self, condition: Any) -> None:
        while not condition():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        for _turn in range(5):
            self._app.processEvents()

    def bring(self, name: str) -> QWidget:
        """Shows one of the screens or windows; the widget that holds its controls."""
        shown = getattr(self, f"_{name}")()
        self.settle()
        return shown if isinstance(shown, QWidget) else self.window

    def _first(self) -> None:
        self.program.session.go_to_first_screen()
        self.until(lambda: not self.program.session.open_case.is_open and self.window.first_start.isVisible())
        self.until(lambda: self.window.findChild(QAbstractButton, "recent0") is not None)

    def _reading(self) -> None:
        self.window.show_screen(Screen.LETTER)

    def _adding(self) -> None:
        self.window.show_screen(Screen.LETTER)
        self.window.reading.column.write_new()
        self.window.reading.column.cards()[0].reword()

    def _working(self) -> None:
        self.window.show_screen(Screen.ANSWERS)

    def _attachment(self) -> None:
        self.window.show_screen(Screen.ANSWERS)
        self.window.working.show_exhibit(self.exhibits()[-1])
        self.window.working.form.gap_toggle.click()

    def _review(self) -> None:
        self.window.show_screen(Screen.REVIEW)

    def _many(self) -> None:
        self.window.show_screen(Screen.REVIEW)
        self.child(QAbstractItemView, "reviewStrip").selectAll()

    def _several(self) -> None:
        """Pictures of one question, of which one may be made."""
        case = self.program.session.open_case.case
        assert case is not None
        pictures = [exhibit.id for exhibit in case.exhibits_of("C") if exhibit.is_picture]
        assert len(pictures) > 1
        self.window.show_screen(Screen.REVIEW)
        strip = self.window.review._strip
        strip.choose(pictures[0])
        row = strip.strip.row(pictures[1])
        strip.selectionModel().select(strip.strip.index(row), QItemSelectionModel.SelectionFlag.Select)

    def _ready(self) -> None:
        file = MadeFile("/nowhere/jdoe_INDEX.pdf", 120_000, "document", "4 pages")
        made = MadeFiles("Upwork", (file,), 1, 200, 3, 8, 7_000_000, 14_000_000, missing=("a date",), has_draft=True)
        self.window.ready.set_made(made)
        self.window.show_screen(Screen.SEND)

    def _error(self) -> None:
        from assistant.errors import InputError, msg  # for this one screen
        from assistant.ui.messages import Way

        self.window.show_screen(Screen.ANSWERS)
        error = InputError("some", msg("What"), msg("why"), msg("Next step."))
        self.window.errors.show_error(error, Way("A way", lambda: None))
        self.window.told.tell("Three pictures became C-4.", Way("Undo", lambda: None))
        self.window.progress.begin("Adding", lambda: None)
        self.until(self.window.progress.isVisible)

    def _preferences(self) -> QWidget:
        self.program.show_preferences()
        dialog: QDialog = self.child(QDialog, "preferencesDialog")
        return dialog

    def _keys(self) -> QWidget:
        self.program.show_keys()
        sheet: QDialog = self.child(QDialog, "keysSheet")
        return sheet

    def _importing(self) -> QWidget:
        import datetime as dt  # for this one window

        from assistant.actions.look_in_folder import FolderLook, FoundPicture, LeftOut
        from assistant.ui.panes.import_folder import ImportSheet

        when = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
        pictures = tuple(FoundPicture(Path(f"/nowhere/{number}.png"), 10, when, 9, 9) for number in range(3))
        sheet = ImportSheet(FolderLook(Path("/nowhere"), pictures, {LeftOut.LINK: 1}), "B", self.window)
        sheet.model.choose_all(chosen=True)
        sheet.show()
        return sheet

    def _refused(self) -> QWidget:
        from assistant.errors import msg  # for this one window
        from assistant.imaging.joining import Step, Verdict
        from assistant.ui.panes.join_sheet import JoinSheet

        step = Step(0, 1, None, 0, Verdict.REFUSED, "some", msg("nothing is the same"), msg("Do this."))
        sheet = JoinSheet([step], ["C-1", "C-2"], self.window)
        sheet.show()
        return sheet

    def _bar(self) -> QWidget:
        import datetime as dt  # for this one window

        from assistant.ui.capture.saved_part import SavedCapture

        bar = CaptureBar(show_hint=False)
        bar.set_items([("A", "one"), ("B", "two"), ("C", "three")], "B")
        bar.set_can_repeat(True)
        bar.show_saved(
            SavedCapture("x1", "B-1", "Chat", dt.datetime(2026, 3, 4, tzinfo=dt.UTC), b"", ("A note.",), True)
        )
        bar.show()
        return bar

    def _scrolling(self) -> QWidget:
        from PySide6.QtGui import QImage  # for this one window

        panel = ScrollPanel()
        panel.add_picture(QImage(20, 20, QImage.Format.Format_RGB32), None)
        panel.show()
        return panel

    def child(self, kind: Any, name: str) -> Any:
        found = self.window.findChild(kind, name)
        assert found is not None
        return found

    def exhibits(self) -> list[str]:
        case = self.program.session.open_case.case
        assert case is not None
        return [exhibit.id for exhibit in case.exhibits_of("C")]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, made once."""
    from assistant.storage.clock import SystemClock  # a clock that lives as long as the module

    path = tmp_path_factory.mktemp("sample") / "sample-case"
    make_sample(path, SystemClock()).close()
    return path


@pytest.fixture
def stage(qt_app: QApplication, sample: Path, tmp_path: Path, clock: Clock) -> Iterator[Stage]:
    case = tmp_path / "case"
    shutil.copytree(sample, case)
    stage = Stage(qt_app, case)
    yield stage
    stage.program.end()
    stage.window.close()


def controls(root: QWidget) -> list[QWidget]:
    """What a person can press, type into or choose from, as far as it is shown."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        takes_focus = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if not (isinstance(widget, _CONTROLS) or takes_focus) or not widget.isVisible():
            continue
        if not isinstance(widget, QScrollBar) and widget.objectName() != "qt_scrollarea_viewport":
            found.append(widget)
    return found


def keyed(root: QWidget) -> list[Any]:
    """The buttons that show a key and can be pressed now."""
    return [
        widget
        for widget in root.findChildren(QAbstractButton)
        if getattr(widget, "key", "") and widget.isVisible() and widget.isEnabled()
    ]


@pytest.mark.parametrize("name", [*_SHOWN, *_WINDOWS])
def test_every_control_has_a_name_for_programs_and_one_for_people(stage: Stage, name: str) -> None:
    # GIVEN a screen
    root = stage.bring(name)
    # WHEN its controls are looked at
    nameless = [type(each).__name__ for each in controls(root) if not each.objectName()]
    silent = [f"{type(each).__name__} {each.objectName()}" for each in controls(root) if not each.accessibleName()]
    # THEN each has both names
    assert (nameless, silent) == ([], [])


@pytest.mark.parametrize("name", [*_SHOWN, *_WINDOWS])
def test_no_label_takes_its_words_for_markup(stage: Stage, name: str) -> None:
    root = stage.bring(name)
    rich = [each.objectName() for each in root.findChildren(QLabel) if each.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []


@pytest.mark.parametrize("name", [*_SHOWN, *_WINDOWS])
def test_tab_reaches_every_control(stage: Stage, name: str) -> None:
    # GIVEN a screen
    root = stage.bring(name)
    window = root.window()
    window.activateWindow()
    wanted = {each for each in controls(root) if each.isEnabled() and not _is_shown_only(each)}
    # WHEN Tab is pressed as often as it takes to come round twice
    reached: set[QWidget] = set()
    for _press in range(2 * len(wanted) + 40):
        focus = window.focusWidget() or window
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    # THEN the focus was on each of them
    assert sorted(each.objectName() for each in wanted - reached) == []


@pytest.mark.parametrize("name", [*_SHOWN, "bar"])
def test_a_key_belongs_to_one_thing_on_a_screen(stage: Stage, name: str) -> None:
    # GIVEN a screen
    root = stage.bring(name)
    # WHEN the keys that work on it are counted
    keys = Counter(
        each.key().toString()
        for each in root.window().findChildren(QShortcut)
        if each.context() is Qt.ShortcutContext.WindowShortcut and _shows(each.parent())
    )
    # THEN none is there twice: Qt would do neither thing
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", [*_SHOWN, "preferences", "bar"])
def test_every_key_that_a_button_shows_presses_it(stage: Stage, name: str) -> None:
    # GIVEN a screen, its keyboard in nobody's field
    root = stage.bring(name)
    window = root.window()
    window.activateWindow()
    dead = []
    for button in keyed(root):
        if button.objectName() in _WITH_THE_FOCUS or button.objectName().startswith("questionMore"):
            continue
        pressed: list[bool] = []
        if button.isCheckable():
            button.toggled.connect(lambda _on, pressed=pressed: pressed.append(True))
        else:
            button.clicked.disconnect()
            button.clicked.connect(lambda *_checked, pressed=pressed: pressed.append(True))
        # WHEN the key that it shows is pressed
        QTest.keySequence(window.focusWidget() or window, QKeySequence(button.key))
        # THEN it is the same as a click
        if not pressed:
            dead.append(f"{button.objectName()} {button.key}")
    assert dead == []


#: Buttons whose key works while what they belong to has the focus; each is pressed in its pane's own tests or below.
_WITH_THE_FOCUS = {
    "startButton",
    "keepWords",
    "splitWords",
    "leaveWords",
    "addNewQuestion",
    "leaveNewQuestion",
    "openAttachment",
    "removeAttachment",
    "closeAttachment",
    "preferencesClose",
}


def test_keys_of_a_tile(stage: Stage) -> None:
    # GIVEN an attachment that is chosen
    stage.bring("attachment")
    working, chosen = stage.window.working, stage.exhibits()[-1]
    told: list[tuple[str, str]] = []
    working.exhibit_opened.disconnect()
    working.exhibit_removed.disconnect()
    working.exhibit_opened.connect(lambda name: told.append(("opened", name)))
    working.exhibit_removed.connect(lambda name: told.append(("removed", name)))
    tiles = working.form.attachments
    # WHEN the keys that its card shows are pressed
    tiles.setFocus()
    QTest.keyClick(tiles, Qt.Key.Key_Return)
    QTest.keyClick(tiles, Qt.Key.Key_Delete)
    # THEN it is opened, and removed
    assert told == [("opened", chosen), ("removed", chosen)]
    # WHEN Esc is pressed in a field of the card
    title = working.form.detail.form.title
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Escape)
    # THEN the card closes
    assert not working.form.detail.isVisible()


def test_the_overview_names_every_key_that_a_screen_has(stage: Stage) -> None:
    # GIVEN the overview of keys
    told = {key_words(key) for _heading, lines in sections(stage.window, "Ctrl+Alt+S") for _does, key in lines}
    # WHEN every screen is gone through
    shown = set()
    for name in _SHOWN[1:]:
        root = stage.bring(name)
        shown |= {key_words(button.key) for button in keyed(root)}
        shown |= {key_words(each.key().toString()) for each in root.findChildren(QShortcut) if _shows(each.parent())}
    # THEN it names all that were shown or work, and those that are nobody's button
    assert shown - told - {"Enter", "Alt+1"} == set()  # a second Enter; the way beside an error comes with it
    for key in ("Alt+Up", "Alt+Down", "Ctrl+V", "F4", "F5", "Ctrl+J", "Alt+Shift+Up", "Alt+Shift+Down", "Del", "F7"):
        assert key_words(key) in told


def test_the_overview_says_each_line_once_for_each_screen(stage: Stage) -> None:
    for heading, lines in sections(stage.window, "Ctrl+Alt+S"):
        assert lines, heading
        assert len(set(lines)) == len(lines)
    stage.bring("reading")
    assert not any("question A" in does for does, _key in keys_in(stage.window.reading))
    assert isinstance(stage.bring("keys"), KeysSheet)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(colours: theme.Colours) -> None:
    # GIVEN the colours of one look, and the grounds on which each colour of words lies
    grounds = ("ground", "paper", "field", "chosen", "tint", "attention_tint")
    pairs = [(words, ground) for words in ("ink", "quiet", "accent", "attention", "damaged") for ground in grounds]
    pairs += [("on_accent", "accent"), ("ink", "strong_tint")]
    # WHEN their contrast is measured as WCAG 2 does
    poor = [pair for pair in pairs if _contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) < 4.5]
    # THEN it is 4.5:1 or better
    assert poor == []


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_shown_only(widget: QWidget) -> bool:
    """A chip that tells a state is a button to Qt and a word to people; a line may be the face of another field."""
    if widget.focusProxy() is not None:
        return True
    return isinstance(widget, QAbstractButton) and widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _shows(owner: object) -> bool:
    return isinstance(owner, QWidget) and owner.isVisible()
