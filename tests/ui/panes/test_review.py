"""The review sheet: what counts is what the person went on with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QWidget

from assistant.core.case import Case, Round
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind, labelled
from assistant.core.items import RequestedItem
from assistant.ui.panes.review import ReviewPane

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def exhibit(number: int, item: str, *, date: str = "", was_sent: bool = False) -> Exhibit:
    return Exhibit(
        id=f"x{number}",
        item=item,
        kind=ExhibitKind.CAPTURE,
        sha256="0" * 64,
        bytes=1,
        media_type="image/png",
        added_at=NOON,
        captured_at=NOON,
        event_date=EventDate.parse(date, DateSource.SEEN) if date else None,
        was_sent=was_sent,
        label=f"{item}-{number}" if was_sent else "",
    )


def case_of(*exhibits: Exhibit) -> Case:
    items = (
        RequestedItem("Who is it", letter="A"),
        RequestedItem("What was agreed", letter="B", requirements=("answer", "screenshot", "dates", "scope", "rate")),
    )
    letter = Round(1, "body", "upwork", accepted=True)
    return Case("Title", "", (letter,), items, labelled(exhibits), NOON)


@pytest.fixture
def pane(qt_app: QApplication) -> ReviewPane:
    pane = ReviewPane()
    pane.resize(1366, 700)
    pane.show()
    return pane


def child(pane: ReviewPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def press(pane: ReviewPane, name: str) -> None:
    QTest.mouseClick(child(pane, name), Qt.MouseButton.LeftButton)


def test_review_begins_at_the_first_that_was_not_looked_through(pane: ReviewPane) -> None:
    # GIVEN a case whose first attachment was dated while it was taken
    # WHEN it is shown
    pane.set_case(case_of(exhibit(1, "A", date="2015-11-11"), exhibit(2, "B"), exhibit(3, "B")))
    # THEN the second one is chosen
    assert pane.chosen() == "x2"


def test_a_typed_date_counts_when_the_person_goes_on(pane: ReviewPane, qt_app: QApplication) -> None:
    # GIVEN an attachment in review
    confirmed: list[tuple[str, dict[str, object]]] = []
    pane.exhibit_confirmed.connect(lambda name, changes: confirmed.append((name, dict(changes))))
    pane.set_case(case_of(exhibit(1, "B"), exhibit(2, "B")))
    field = child(pane, "exhibitDate")
    # WHEN a date is typed
    QTest.keyClicks(field, "11 November 2015")
    # THEN nothing is told yet
    assert confirmed == []
    # WHEN the person goes on
    press(pane, "reviewOn")
    # THEN the date is told as seen in the picture, and the next one is shown
    assert confirmed[0] == ("x1", {"event_date": EventDate.parse("2015-11-11", DateSource.SEEN)})
    assert pane.chosen() == "x2"


def test_a_title_is_proposed_from_the_files_name_and_counts_when_confirmed(pane: ReviewPane) -> None:
    # GIVEN two files without a title
    told: list[tuple[str, dict[str, object]]] = []
    pane.exhibit_confirmed.connect(lambda name, changes: told.append((name, dict(changes))))
    first, second = (replace(exhibit(number, "B"), original_name=f"order_{number}.txt") for number in (1, 2))
    pane.set_case(case_of(first, second))
    title = child(pane, "exhibitTitle")
    assert isinstance(title, QLineEdit)
    # THEN the name is proposed, and said to be a proposal
    assert (title.text(), title.property("proposed")) == ("order 1", True)
    assert title.accessibleDescription() == "From the file’s name. Enter confirms it."
    # WHEN another one is chosen and the window closes
    pane.choose("x2")
    pane.flush()
    # THEN nothing was confirmed
    assert told == []
    # WHEN the person goes on from the first
    pane.choose("x1")
    press(pane, "reviewOn")
    # THEN its title is the proposed one
    assert told == [("x1", {"title": "order 1"})]


def test_a_proposed_title_that_was_emptied_is_not_proposed_again(pane: ReviewPane) -> None:
    # GIVEN a file without a title
    told: list[dict[str, object]] = []
    pane.exhibit_confirmed.connect(lambda _name, changes: told.append(dict(changes)))
    pane.set_case(case_of(replace(exhibit(1, "B"), original_name="private.txt"), exhibit(2, "B")))
    title = child(pane, "exhibitTitle")
    assert isinstance(title, QLineEdit)
    # WHEN the person empties the field and goes on
    title.selectAll()
    QTest.keyClick(title, Qt.Key.Key_Delete)
    press(pane, "reviewOn")
    pane.choose("x1")
    press(pane, "reviewOn")
    # THEN it has no title
    assert told == [{}, {}]
    assert title.text() == ""


def test_chips_pressed_one_after_the_other_are_all_told(pane: ReviewPane) -> None:
    # GIVEN an attachment of a question that asks for two parts
    confirmed: list[dict[str, object]] = []
    pane.exhibit_confirmed.connect(lambda _name, changes: confirmed.append(dict(changes)))
    pane.set_case(case_of(exhibit(1, "B")))
    # WHEN both chips are pressed and the person goes on
    press(pane, "shows-scope")
    press(pane, "shows-rate")
    press(pane, "reviewOn")
    # THEN both are told
    assert confirmed[0]["shows"] == ("scope", "rate")


def test_a_date_that_cannot_be_read_holds_the_person_back(pane: ReviewPane) -> None:
    # GIVEN a text that is no date
    confirmed: list[str] = []
    pane.exhibit_confirmed.connect(lambda name, _changes: confirmed.append(name))
    pane.set_case(case_of(exhibit(1, "B"), exhibit(2, "B")))
    QTest.keyClicks(child(pane, "exhibitDate"), "some day")
    # WHEN the person wants to go on
    press(pane, "reviewOn")
    # THEN the same one is still shown
    assert pane.chosen() == "x1"
    assert confirmed == []


def test_after_the_last_the_files_are_asked_for(pane: ReviewPane) -> None:
    # GIVEN the last attachment
    asked: list[bool] = []
    pane.files_asked.connect(lambda: asked.append(True))
    pane.set_case(case_of(exhibit(1, "A")))
    # WHEN the person goes on
    press(pane, "reviewOn")
    # THEN the files are asked for
    assert asked == [True]


def test_a_case_without_attachments_can_be_made_into_files(pane: ReviewPane) -> None:
    # GIVEN no attachment at all
    asked: list[bool] = []
    pane.files_asked.connect(lambda: asked.append(True))
    pane.set_case(case_of())
    # WHEN the person goes on
    press(pane, "reviewOn")
    # THEN the files are asked for
    assert asked == [True]


def test_one_date_is_given_to_all_that_are_chosen(pane: ReviewPane, qt_app: QApplication) -> None:
    # GIVEN three attachments, all chosen
    given: list[tuple[tuple[str, ...], EventDate]] = []
    pane.dates_given.connect(lambda names, date: given.append((tuple(names), date)))
    pane.set_case(case_of(exhibit(1, "B"), exhibit(2, "B"), exhibit(3, "B")))
    strip = child(pane, "reviewStrip")
    assert isinstance(strip, QListView)
    strip.selectAll()
    # WHEN a date is typed and given
    QTest.keyClicks(child(pane, "reviewManyDate"), "2015-11-09")
    press(pane, "reviewManyGive")
    # THEN all three get it
    assert given == [(("x1", "x2", "x3"), EventDate.parse("2015-11-09", DateSource.SEEN))]


def test_what_was_sent_is_withdrawn_and_what_was_not_is_erased(pane: ReviewPane) -> None:
    # GIVEN one that was sent and one that was not
    told: list[tuple[str, str, str]] = []
    pane.exhibit_withdrawn.connect(lambda name, why: told.append(("withdrawn", name, why)))
    pane.exhibit_erased.connect(lambda name, why: told.append(("erased", name, why)))
    pane.set_case(case_of(exhibit(1, "B", was_sent=True), exhibit(2, "B")))
    for name in ("x1", "x2"):
        pane.choose(name)
        # WHEN a reason is given through the menu
        pane._panel._ask_why()
        QTest.keyClicks(child(pane, "reviewReasonWhy"), "shows a password")
        press(pane, "reviewReasonGive")
    # THEN each is told in its own way
    assert told == [("withdrawn", "x1", "shows a password"), ("erased", "x2", "shows a password")]


def test_every_control_has_a_name_and_says_what_it_is(pane: ReviewPane) -> None:
    # GIVEN the pane with a case
    pane.set_case(case_of(exhibit(1, "B")))
    # WHEN its controls are looked at
    controls = [*pane.findChildren(QAbstractButton), *pane.findChildren(QLineEdit)]
    # THEN each has an object name and an accessible name
    assert [widget for widget in controls if not (widget.objectName() and widget.accessibleName())] == []
