"""Joining in the window: chosen pictures of the review become one, or it is said of each step why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget

from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Clock
from assistant.core.strips import StripSource
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Jobs
from assistant.ui.panes.join_sheet import JoinSheet
from assistant.ui.session.open_case import OpenCase
from assistant.ui.session.session import Session
from assistant.ui.window import Screen, Window

LETTER = """Hello,

We have limited your account. To lift this, please send us the following:

- Who is the client you worked for
- Screenshots of your conversation with dates
"""
WORDS = ("draft", "friday", "invoice", "please", "page", "logo", "client", "week", "order", "send", "paid", "thanks")


def conversation(height: int) -> Image.Image:
    """A tall page of lines that are all different."""
    page = Image.new("RGB", (600, height), "white")
    draw = ImageDraw.Draw(page)
    for line, y in enumerate(range(10, height - 20, 22)):
        words = " ".join(WORDS[(line * step + line // 3) % len(WORDS)] for step in (1, 5, 7, 11, 3))
        draw.text((10 + line * 7 % 50, y), f"{line * 37} {words}", fill="black")
    return page


class Desk:
    """A window with a case that has two questions."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.jobs = Jobs()
        self.window = Window()
        self.window.complete()
        self.open_case = OpenCase(self.jobs, clock)
        self.session = Session(self.window, self.open_case, lambda: home / "cases", lambda: home / "cache")
        self.window.show()
        self.window.first_start.letter_pasted.emit(LETTER)
        self.until(lambda: self.window.screen_shown is Screen.LETTER)
        self.window.reading.list_accepted.emit(self.window.reading.items())
        self.until(lambda: self.window.screen_shown is Screen.ANSWERS)

    def until(self, condition: Callable[[], object]) -> None:
        while not condition():
            assert self.window.errors.isHidden(), self.window.errors.text()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

    def exhibits(self) -> tuple[Exhibit, ...]:
        assert self.open_case.case is not None
        return self.open_case.case.exhibits

    def add(self, letter: str, *paths: Path) -> None:
        count = len(self.exhibits()) + len(paths)
        self.window.working.files_added.emit(letter, tuple(str(path) for path in paths))
        self.until(lambda: len(self.exhibits()) == count)

    def choose_all(self) -> None:
        self.window.working.review_asked.emit()
        self.until(lambda: self.window.screen_shown is Screen.REVIEW)
        strip = self.child("reviewStrip")
        assert isinstance(strip, QListView)
        strip.setFocus()
        strip.selectAll()

    def child(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def press(self, name: str) -> None:
        QTest.mouseClick(self.child(name), Qt.MouseButton.LeftButton)

    def end(self) -> None:
        self.session.close()
        assert self.jobs.long.finish(60)
        assert self.jobs.captures.finish(60)
        assert self.jobs.close()
        self.window.hide()


@pytest.fixture
def desk(qt_app: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    desk = Desk(tmp_path, clock)
    yield desk
    desk.end()


def parts(folder: Path, *tops: int) -> list[Path]:
    """Pictures of the page, 400 rows each, from these rows on."""
    page = conversation(1200)
    paths = []
    for number, top in enumerate(tops, 1):
        path = folder / f"part {number}.png"
        page.crop((0, top, 600, top + 400)).save(path)
        paths.append(path)
    return paths


def test_pictures_become_one_by_a_key_and_it_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    # GIVEN three pictures of one page that were dropped in, all chosen in review
    desk.add("B", *parts(tmp_path, 0, 200, 390))
    single = [exhibit.id for exhibit in desk.exhibits()]
    desk.choose_all()
    assert desk.child("reviewJoin").isVisible()
    # WHEN the key of Join is pressed
    desk.window.activateWindow()
    QTest.keySequence(desk.window.focusWidget() or desk.window, QKeySequence("Alt+J"))
    desk.until(lambda: desk.child("toldLine").isVisible())
    # THEN there is one more, with every row of the page, and the others are kept here
    joined = next(exhibit for exhibit in desk.exhibits() if exhibit.id not in single)
    assert (joined.kind, joined.width, joined.height) == (ExhibitKind.JOINED, 600, 790)
    assert [exhibit.send for exhibit in desk.exhibits() if exhibit.id in single] == [False] * 3
    assert desk.window.review.chosen() == joined.id
    words = desk.child("toldWords")
    assert isinstance(words, QLabel)
    assert words.text() == "3 pictures became B-1. The single ones are kept here and not sent."
    # WHEN it is taken back
    desk.press("toldWay")
    desk.until(lambda: len(desk.exhibits()) == 3)
    # THEN all is as it was
    assert [exhibit.send for exhibit in desk.exhibits()] == [True] * 3
    assert desk.child("toldLine").isHidden()


def test_pictures_that_do_not_overlap_stay_as_they_are_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    # GIVEN two that fit, and one from further down
    desk.add("B", *parts(tmp_path, 0, 200, 790))
    before = desk.exhibits()
    desk.choose_all()
    # WHEN they are to be joined
    desk.press("reviewJoin")
    desk.until(lambda: desk.window.findChild(JoinSheet) is not None)
    # THEN each step is told, and what to do
    sheet = desk.window.findChild(JoinSheet)
    assert isinstance(sheet, JoinSheet)
    pairs = [label.text() for label in sheet.findChildren(QLabel, "joinPair")]
    assert pairs == ["B-1 and B-2", "B-2 and B-3"]
    reasons = [label.text() for label in sheet.findChildren(QLabel, "joinReason")]
    assert reasons[0] == "They fit: both show 200 rows."
    assert len(reasons) == 3
    assert all(words.endswith(".") for words in reasons)
    # AND nothing was made
    assert desk.exhibits() == before
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.findChild(JoinSheet) is None)


def test_joining_is_offered_for_pictures_of_one_question_alone(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a picture of each question
    first, second = parts(tmp_path, 0, 200)
    desk.add("A", first)
    desk.add("B", second)
    # WHEN both are chosen THEN joining isn't offered
    desk.choose_all()
    assert desk.child("reviewMany").isVisible()
    assert not desk.child("reviewJoin").isVisible()
    # WHEN a text is chosen beside a picture THEN neither
    desk.press("reviewBack")
    text = tmp_path / "order.txt"
    text.write_text("Order 1", encoding="utf-8")
    desk.window.show_screen(Screen.ANSWERS)
    desk.add("B", text)
    desk.choose_all()
    assert not desk.child("reviewJoin").isVisible()


def unfinished(desk: Desk, folder: Path, *tops: int) -> None:
    """The program ends during a scrolling capture, and the case is opened again."""
    path = desk.open_case.path
    assert path is not None
    closed: list[bool] = []
    desk.open_case.close(lambda: closed.append(True))
    desk.until(lambda: closed)
    with CaseFolder.open(path, desk.open_case.clock) as case:
        strip = case.begin_strip("B", StripSource.SCROLL)
        for part in parts(folder, *tops):
            case.add_frame(strip, part.read_bytes(), desk.open_case.clock.now(), 600, 400)
    desk.session.open_path(str(path))
    while desk.window.errors.isHidden():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)


def test_an_unfinished_scrolling_capture_is_offered_and_joined(desk: Desk, tmp_path: Path) -> None:
    # GIVEN three pictures of a scrolling capture that was not finished
    unfinished(desk, tmp_path, 0, 200, 390)
    # THEN it is said how many, and from when
    words = desk.child("errorWhat")
    assert isinstance(words, QLabel)
    assert words.text() == "A scrolling capture was not finished: 3 pictures from 14:32."
    # WHEN they are to be joined
    desk.press("errorWay0")
    desk.until(lambda: desk.child("toldLine").isVisible())
    # THEN they are one attachment, which is shown, and nothing is offered any more
    desk.session.return_to(Screen.REVIEW)
    assert desk.window.errors.isHidden()
    (joined,) = desk.exhibits()
    assert (joined.kind, joined.item, joined.height) == (ExhibitKind.JOINED, "B", 790)
    assert desk.window.review.chosen() == joined.id
    assert told(desk) == "The pictures became B-1."


def test_parts_between_which_something_is_missing_are_told_as_such(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a scrolling capture with a gap
    unfinished(desk, tmp_path, 0, 200, 790)
    # WHEN its pictures are joined
    desk.press("errorWay0")
    desk.until(lambda: desk.child("toldLine").isVisible())
    # THEN there are two parts, and it is said that something is missing
    assert [exhibit.height for exhibit in desk.exhibits()] == [600, 400]
    assert told(desk) == "The pictures became 2 parts, B-1 and on: between them something is missing."


def test_an_unfinished_scrolling_capture_is_set_aside(desk: Desk, tmp_path: Path) -> None:
    # GIVEN one that was not finished
    unfinished(desk, tmp_path, 0, 200)
    path = desk.open_case.path
    assert path is not None
    # AND the panes were made anew, such as for another language
    desk.window.errors.clear()
    desk.session.return_to(Screen.ANSWERS)
    assert desk.window.errors.isVisible()
    # WHEN it is set aside
    desk.press("errorWay1")
    desk.until(lambda: desk.child("toldLine").isVisible())
    # THEN nothing is attached, and its pictures are in the case folder
    assert desk.exhibits() == ()
    assert len(list((path / "set-aside").rglob("*.png"))) == 2


def told(desk: Desk) -> str:
    words = desk.child("toldWords")
    assert isinstance(words, QLabel)
    return words.text()
