"""The window's work on a real case folder: letter, list, answers, files, review, files to send, and back again."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from assistant.core.case import Case
from assistant.core.event_date import DateSource, EventDate
from assistant.core.ports import Clock
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Jobs
from assistant.ui.panes.reading import LetterFacts
from assistant.ui.session.open_case import OpenCase
from assistant.ui.session.session import Session
from assistant.ui.window import Screen, Window

LETTER = """Hello,

We have limited your account. To lift this, please send us the following:

- Who is the client you worked for
- Screenshots of your conversation with dates

Regards,
The Upwork team
"""


class Desk:
    """A window with its session, as the program makes them, on folders of the test."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.cases = home / "cases"
        self.clock = clock
        self.start()

    def start(self) -> None:
        self.jobs = Jobs()
        self.window = Window()
        self.window.complete()
        self.open_case = OpenCase(self.jobs, self.clock)
        self.session = Session(self.window, self.open_case, lambda: self.cases, lambda: self.cases.parent / "cache")
        self.window.show()

    def end(self) -> None:
        self.session.close()
        assert self.jobs.long.finish(60)
        assert self.jobs.captures.finish(60)
        assert self.jobs.close()
        self.window.hide()

    def until(self, condition: Callable[[], object]) -> None:
        while not condition():
            assert self.window.errors.isHidden(), self.window.errors.text()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def is_shown(self, screen: Screen) -> bool:
        return self.window.screen_shown is screen

    @property
    def case(self) -> Case:
        assert self.open_case.case is not None
        return self.open_case.case

    def accept_letter(self) -> None:
        self.window.first_start.letter_pasted.emit(LETTER)
        self.until(lambda: self.is_shown(Screen.LETTER))
        self.window.reading.list_accepted.emit(self.window.reading.items())
        self.until(lambda: self.is_shown(Screen.ANSWERS))


@pytest.fixture
def desk(qt_app: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    desk = Desk(tmp_path, clock)
    yield desk
    desk.end()


def picture(path: Path) -> Path:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#dde6e8"))
    assert image.save(str(path))
    return path


def test_a_pasted_letter_is_a_case_on_disk_before_anything_is_accepted(desk: Desk) -> None:
    # GIVEN the first screen
    # WHEN a letter is pasted
    desk.window.first_start.letter_pasted.emit(LETTER)
    desk.until(lambda: desk.is_shown(Screen.LETTER))
    # THEN a case folder holds it, with the list proposed
    folders = list(desk.cases.iterdir())
    assert len(folders) == 1
    assert (folders[0] / "case.db").is_file()
    assert len(desk.case.items) == 2
    assert not desk.case.round.accepted


def test_a_list_that_was_changed_and_not_accepted_is_there_tomorrow(desk: Desk) -> None:
    # GIVEN a pasted letter
    desk.window.first_start.letter_pasted.emit(LETTER)
    desk.until(lambda: desk.is_shown(Screen.LETTER))
    items = desk.window.reading.items()
    # WHEN one question is dropped and the day of arrival is said, and the window is closed
    desk.window.reading.items_changed.emit(items[1:])
    desk.window.reading.facts_changed.emit(LetterFacts(money_held="$320.00", account="jdoe"))
    path = desk.open_case.path
    desk.end()
    # THEN the case has both
    assert path is not None
    with CaseFolder.open(path, desk.clock, write=False) as folder:
        case = folder.case()
    assert [item.text for item in case.items] == [items[1].text]
    assert (case.money_held, case.account) == ("$320.00", "jdoe")
    desk.start()


def test_answers_and_files_are_kept_and_files_to_send_are_made(desk: Desk, tmp_path: Path) -> None:
    # GIVEN an accepted list
    desk.accept_letter()
    working, review = desk.window.working, desk.window.review
    # WHEN both questions are answered, a picture is added and dated in review
    working.answer_edited.emit("A", "A client from the marketplace.")
    working.answer_edited.emit("B", "We wrote there only.")
    working.files_added.emit("B", (str(picture(tmp_path / "chat.png")),))
    desk.until(lambda: desk.case.exhibits)
    name = desk.case.exhibits[0].id
    review.exhibit_confirmed.emit(name, {"event_date": EventDate.parse("2015-11-11", DateSource.SEEN), "title": "Chat"})
    desk.until(lambda: desk.case.exhibits[0].event_date)
    # AND the files are made
    review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    # THEN index, zip, reply and draft lie beside the case, and page 1 and the reply are at hand
    made = next(path for path in desk.cases.iterdir() if "to-send" in path.name)
    assert sorted(path.name.rpartition("_")[2] for path in made.iterdir()) == [
        "INDEX.pdf",
        "evidence.zip",
        "reply.eml",
        "reply.txt",
    ]
    desk.window.ready.reply_copied.emit()
    assert "We wrote there only." in QGuiApplication.clipboard().text()
    # WHEN the person says that it was sent
    desk.window.ready.sent_confirmed.emit()
    desk.until(lambda: desk.case.round.sent)
    # THEN the labels are fixed
    assert desk.case.exhibits[0].was_sent


def test_files_are_made_once_for_the_same_case(desk: Desk) -> None:
    # GIVEN a case of which files are being made
    desk.accept_letter()
    desk.window.working.answer_edited.emit("A", "A client from the marketplace.")
    desk.until(lambda: desk.case.items[0].answer)
    runs: list[str] = []
    desk.session._sending.began.connect(lambda words, _cancel: runs.append(words))
    desk.window.review.files_asked.emit()
    # WHEN Enter is pressed again meanwhile, again once they are there, and again after a restart
    desk.window.review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    assert len(runs) == 1
    desk.session._show(Screen.REVIEW)
    desk.window.review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    assert len(runs) == 1
    path = desk.open_case.path
    desk.session.go_to_first_screen()
    desk.window.first_start.recent_chosen.emit(str(path))
    desk.until(lambda: desk.is_shown(Screen.ANSWERS) and desk.open_case.is_open)
    desk.window.review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    # THEN there is one folder to send
    assert len(runs) == 2
    assert len([each for each in desk.cases.iterdir() if "to-send" in each.name]) == 1
    # WHEN something is changed
    desk.window.working.answer_edited.emit("A", "A client whom I found there.")
    desk.until(lambda: "found" in desk.case.items[0].answer)
    # THEN those files are no longer what would be sent, and other ones are made beside them
    assert not desk.session._sending.has_files
    desk.window.review.files_asked.emit()
    desk.until(lambda: len(runs) == 3 and desk.session._sending.has_files)
    assert len([each for each in desk.cases.iterdir() if "to-send" in each.name]) == 2


def test_a_file_that_cannot_be_added_says_why_and_the_others_are_added(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a file that is no picture though it says so, and a good one
    desk.accept_letter()
    bad = tmp_path / "bad.png"
    bad.symlink_to(tmp_path / "nowhere")
    good = picture(tmp_path / "good.png")
    # WHEN both are dropped
    desk.window.working.files_added.emit("A", (str(bad), str(good)))
    while not (desk.case.exhibits and not desk.window.errors.isHidden()):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # THEN the good one is there and the message has what, why and a next step
    assert len(desk.case.exhibits) == 1
    assert len(desk.window.errors.text().splitlines()) == 4


def test_an_empty_letter_is_refused_in_words_and_nothing_is_made(desk: Desk) -> None:
    # GIVEN the first screen
    # WHEN nothing but spaces is pasted
    desk.window.first_start.letter_pasted.emit("   \n ")
    while desk.window.errors.isHidden():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # THEN it says so, and no case was made
    assert not desk.cases.exists() or not list(desk.cases.iterdir())
    assert desk.is_shown(Screen.FIRST)


def test_a_case_that_another_window_holds_can_be_looked_at(desk: Desk) -> None:
    # GIVEN a case that another connection holds for writing
    desk.accept_letter()
    path = desk.open_case.path
    assert path is not None
    desk.session.go_to_first_screen()
    desk.jobs.long.finish(60)
    desk.jobs.captures.finish(60)
    with CaseFolder.open(path, desk.clock):
        # WHEN it is opened
        desk.window.first_start.recent_chosen.emit(str(path))
        while desk.window.errors.isHidden():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        # THEN looking at it only is offered, and does
        desk.window.errors._ways.itemAt(0).widget().click()  # type: ignore[union-attr]  # the button of the way
        desk.until(lambda: desk.is_shown(Screen.ANSWERS))
        assert desk.open_case.is_read_only
        # AND nothing can be typed that could not be stored
        assert desk.window.working.form.answer.isReadOnly()
        desk.session.go_to_first_screen()
        desk.jobs.long.finish(60)
        desk.jobs.captures.finish(60)


def test_going_back_and_opening_again_finds_what_was_typed(desk: Desk) -> None:
    # GIVEN an answer that was typed a moment ago
    desk.accept_letter()
    path = desk.open_case.path
    desk.window.working.answer_edited.emit("A", "From the marketplace.")
    # WHEN the person leaves the case at once and opens it again
    desk.session.go_to_first_screen()
    desk.window.first_start.recent_chosen.emit(str(path))
    desk.until(lambda: desk.is_shown(Screen.ANSWERS) and desk.open_case.is_open)
    # THEN the answer is there
    assert desk.case.items[0].answer == "From the marketplace."


def test_a_case_that_is_opened_twice_at_once_is_open_once(desk: Desk) -> None:
    # GIVEN a case that was left
    desk.accept_letter()
    path = desk.open_case.path
    desk.session.go_to_first_screen()
    # WHEN it is chosen twice before the first has come to its end
    desk.window.first_start.recent_chosen.emit(str(path))
    desk.window.first_start.recent_chosen.emit(str(path))
    desk.until(lambda: desk.open_case.is_open and not desk.open_case._turns)
    # THEN it can be worked on, and nobody else is said to hold it
    desk.window.working.answer_edited.emit("A", "From the marketplace.")
    desk.until(lambda: desk.case.items[0].answer)


def test_the_language_can_be_changed_in_the_middle_of_the_work(desk: Desk) -> None:
    # GIVEN a case at work
    desk.accept_letter()
    # WHEN the window is built anew, as another language does
    desk.window.rebuild()
    desk.session.connect_panes()
    desk.session.return_to(Screen.ANSWERS)
    # THEN the case is shown on the same screen and goes on being stored
    desk.window.working.answer_edited.emit("B", "Again.")
    desk.until(lambda: desk.case.items[1].answer == "Again.")
    assert desk.is_shown(Screen.ANSWERS)


def test_a_case_in_a_synchronised_folder_is_told_of_once(desk: Desk) -> None:
    # GIVEN that new cases go to a folder that a service copies
    desk.cases = desk.cases.parent / "Dropbox" / "cases"
    # WHEN a letter is pasted
    desk.window.first_start.letter_pasted.emit(LETTER)
    while desk.window.errors.isHidden():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # THEN it is said, with the service's name
    assert "a folder that Dropbox copies" in desk.window.errors.text()
    # WHEN the case is opened again
    path = str(next(desk.cases.iterdir()))
    desk.session.go_to_first_screen()
    desk.session.open_path(path)
    desk.until(lambda: desk.is_shown(Screen.LETTER))
    looked: list[None] = []
    desk.open_case.look(lambda _folder, _ticket: None, looked.append)
    desk.until(lambda: looked)
    # THEN it is not said again
    assert desk.window.errors.isHidden()


def test_a_files_name_is_not_its_title(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a case
    desk.accept_letter()
    file = tmp_path / "private name.txt"
    file.write_text("delivered", encoding="utf-8")
    # WHEN a file is added
    desk.window.working.files_added.emit("A", [str(file)])
    desk.until(lambda: desk.case.exhibits)
    # THEN its name is known and its title empty
    assert (desk.case.exhibits[0].original_name, desk.case.exhibits[0].title) == ("private name.txt", "")
    # WHEN it is confirmed in review
    desk.window.working.review_asked.emit()
    onward = desk.window.findChild(QWidget, "reviewOn")
    assert isinstance(onward, QWidget)
    QTest.mouseClick(onward, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.case.exhibits[0].title)
    # THEN the title is the name without its ending
    assert desk.case.exhibits[0].title == "private name"
    desk.until(lambda: desk.is_shown(Screen.SEND))


def test_one_date_for_several_is_in_the_file_of_files(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a picture and a file
    desk.accept_letter()
    (tmp_path / "order.txt").write_text("3 March 2021", encoding="utf-8")
    files = [str(picture(tmp_path / "chat.png")), str(tmp_path / "order.txt")]
    desk.window.working.files_added.emit("A", files)
    desk.until(lambda: len(desk.case.exhibits) == 2)
    # WHEN both get one date that is seen in them
    ids = tuple(exhibit.id for exhibit in desk.case.exhibits)
    desk.window.review.dates_given.emit(ids, EventDate.parse("2021-03-03", DateSource.SEEN))
    desk.until(lambda: all(exhibit.event_date for exhibit in desk.case.exhibits))
    # THEN each says it in its own way
    sources = [exhibit.event_date.source for exhibit in desk.case.exhibits if exhibit.event_date]
    assert sources == [DateSource.SEEN, DateSource.FILE]


def test_the_last_screen_is_whole_after_the_language_was_changed(desk: Desk) -> None:
    # GIVEN files that were made
    desk.accept_letter()
    desk.window.review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    # WHEN the window is built anew, as another language does
    desk.window.rebuild()
    desk.session.connect_panes()
    desk.session.return_to(Screen.SEND)
    # THEN the files are there to be dragged, and the header stands on the last step
    assert desk.is_shown(Screen.SEND)
    tiles = [tile for tile in desk.window.ready.findChildren(QWidget, "readyFile") if not tile.isHidden()]
    assert len(tiles) == 2
    # AND where the case changed meanwhile, review comes first
    desk.window.working.answer_edited.emit("A", "Another answer.")
    desk.until(lambda: desk.case.items[0].answer)
    desk.session.return_to(Screen.SEND)
    assert desk.is_shown(Screen.REVIEW)


def test_files_that_were_made_after_others_were_sent_can_be_sent_too(desk: Desk) -> None:
    # GIVEN files that were made and marked as sent
    desk.accept_letter()
    window = desk.window
    window.review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    window.ready.sent_confirmed.emit()
    desk.until(lambda: desk.case.round.sent)
    sent = window.ready.findChild(QWidget, "readySent")
    about = window.ready.findChild(QLabel, "readySentAbout")
    assert isinstance(sent, QWidget)
    assert isinstance(about, QLabel)
    assert sent.isHidden()
    # WHEN an answer is changed and files are made again
    window.working.answer_edited.emit("A", "From the marketplace.")
    desk.until(lambda: desk.case.items[0].answer)
    desk.session.return_to(Screen.REVIEW)
    window.review.files_asked.emit()
    desk.until(lambda: desk.is_shown(Screen.SEND))
    # THEN it is said that the platform doesn't have them, and they can be marked as sent
    assert about.text().endswith("These are newer, and the platform doesn’t have them yet.")
    assert not sent.isHidden()


def test_an_answer_that_could_not_be_stored_is_stored_when_the_disk_has_room(desk: Desk) -> None:
    # GIVEN an answer that is typed while files can't grow, as on a full disk
    desk.accept_letter()
    editor = desk.window.working.form.answer
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        QTest.keyClicks(editor, "We met at a fair.")
        desk.window.working.flush()
        while desk.window.errors.isHidden():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    # THEN the words are in the field still
    assert editor.text() == "We met at a fair."
    # WHEN there is room again and the person leaves the screen, with no key more
    desk.window.errors.clear()
    desk.session.flush()
    # THEN the words are on disk
    desk.until(lambda: desk.case.items[0].answer == "We met at a fair.")


def test_the_same_file_again_is_told_and_added_only_when_wanted(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a file that is attached
    desk.accept_letter()
    path = str(picture(tmp_path / "chat.png"))
    desk.window.working.files_added.emit("B", (path,))
    desk.until(lambda: len(desk.case.exhibits) == 1)
    # WHEN it is dropped again, with another one beside it
    other = tmp_path / "other.txt"
    other.write_text("Order 1", encoding="utf-8")
    desk.window.working.files_added.emit("B", (path, str(other)))
    desk.until(desk.window.told.isVisible)
    # THEN the other is added, and it is said what the first is called here
    assert [exhibit.original_name for exhibit in desk.case.exhibits] == ["chat.png", "other.txt"]
    words = desk.window.told.findChild(QLabel, "toldWords")
    assert isinstance(words, QLabel)
    assert words.text() == "“chat.png” is attached already: B-1. It was not added again."
    # WHEN it is wanted all the same
    way = desk.window.told.findChild(QWidget, "toldWay")
    assert isinstance(way, QWidget)
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    # THEN it is there twice
    desk.until(lambda: len(desk.case.exhibits) == 3)
    assert not desk.window.told.isVisible()


def test_the_same_picture_pasted_again_is_told(desk: Desk) -> None:
    # GIVEN a pasted picture
    desk.accept_letter()
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#dde6e8"))
    desk.window.working.image_pasted.emit("B", image)
    desk.until(lambda: len(desk.case.exhibits) == 1)
    # WHEN it is pasted again
    desk.window.working.image_pasted.emit("B", image)
    desk.until(desk.window.told.isVisible)
    # THEN it is there once
    assert len(desk.case.exhibits) == 1


def test_pictures_of_a_folder_are_offered_and_added_like_dropped_ones(desk: Desk, tmp_path: Path) -> None:
    # GIVEN a folder with two pictures
    from assistant.ui.panes.import_folder import ImportSheet  # as the window does, not before it is needed

    desk.accept_letter()
    folder = tmp_path / "Screenshots"
    folder.mkdir()
    for number in range(2):
        picture(folder / f"chat_{number}.png")
    # WHEN it is chosen for a question, and all its pictures are
    desk.window.working.folder_chosen.emit("B", str(folder))
    desk.until(lambda: desk.window.findChild(ImportSheet) is not None)
    sheet = desk.window.findChild(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    sheet.grab()  # small pictures are asked for as the rows are painted
    sheet.model.choose_all(chosen=True)
    QTest.keySequence(sheet, QKeySequence("Ctrl+Return"))
    # THEN they are attached to it, without a date and without a time of capture
    desk.until(lambda: len(desk.case.exhibits) == 2)
    assert {exhibit.item for exhibit in desk.case.exhibits} == {"B"}
    assert all(exhibit.event_date is None and exhibit.captured_at is None for exhibit in desk.case.exhibits)
    # AND a folder that is gone is told
    desk.window.working.folder_chosen.emit("B", str(tmp_path / "gone"))
    while desk.window.errors.isHidden():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert "folder-unreadable" in desk.window.errors.text()
