"""An attachment that shows something for another question: the menu, the chip, and what is told."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from assistant.core.case import Case, Round
from assistant.core.coverage import coverage
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind, labelled
from assistant.core.items import RequestedItem
from assistant.ui.panes.review import ReviewPane
from assistant.ui.panes.working import WorkingPane
from assistant.ui.widgets.chips import Chip
from assistant.ui.widgets.describe import DescribeForm
from assistant.ui.widgets.elsewhere import add_elsewhere_menu, with_part

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
ITEMS = (
    RequestedItem("Who is it", letter="A"),
    RequestedItem("What was agreed", letter="B", requirements=("answer", "dates", "scope")),
    RequestedItem("What else", letter="C", requirements=("answer", "other:1"), further_asks=("terms & <b>more</b>",)),
)


def exhibit(*shows: str) -> Exhibit:
    date = EventDate.parse("2015-11-03", DateSource.SEEN)
    picture = Exhibit("x1", "A", ExhibitKind.CAPTURE, "0" * 64, 1, "image/png", NOON, NOON, "Chat", date, shows)
    return labelled([picture])[0]


def case(*shows: str) -> Case:
    return Case("Title", "", (Round(1, "body", "upwork", accepted=True),), ITEMS, (exhibit(*shows),), NOON)


def entries(menu: QMenu) -> dict[str, QAction]:
    found = menu.findChild(QMenu, "elsewhereMenu")
    return {action.objectName(): action for action in found.actions()} if isinstance(found, QMenu) else {}


def test_the_parts_of_other_questions_can_be_chosen(qt_app: QApplication) -> None:
    # GIVEN an attachment of question A that shows B's dates
    told: list[tuple[str, ...]] = []
    menu = QMenu()
    add_elsewhere_menu(menu, exhibit("scope", "B:dates"), ITEMS, told.append)
    # WHEN what work it shows is chosen for B, and the dates are taken back
    offered = entries(menu)
    offered["elsewhere-B:scope"].trigger()
    offered["elsewhere-B:dates"].trigger()
    # THEN the parts of other questions were offered with their state, and each choice is told as a whole
    assert sorted(offered) == ["elsewhere-B:dates", "elsewhere-B:scope", "elsewhere-C:other:1"]
    assert offered["elsewhere-C:other:1"].text() == "C: terms && <b>more</b>"
    assert told == [("scope", "B:dates", "B:scope"), ("scope",)]


def test_a_case_with_one_question_offers_nothing(qt_app: QApplication) -> None:
    menu = QMenu()
    add_elsewhere_menu(menu, exhibit(), ITEMS[:1], lambda _shows: None)
    assert not menu.actions()


def test_what_it_shows_elsewhere_counts_there(qt_app: QApplication) -> None:
    assert ("dates", False) in coverage(case())[1].met
    assert ("dates", True) in coverage(case(*with_part(exhibit(), "B:dates", shown=True)))[1].met


def test_the_form_shows_it_as_a_chip_that_takes_it_back(qt_app: QApplication) -> None:
    # GIVEN the form of an attachment that shows B's dates
    form = DescribeForm()
    told: list[object] = []
    form.changed.connect(lambda _id, changes: told.append(changes))
    form.set_questions(ITEMS)
    form.set_exhibit(exhibit("B:dates"), ITEMS[0])
    # WHEN its chip is pressed
    chip = form.findChild(Chip, "shows-B:dates")
    assert isinstance(chip, Chip)
    chip.click()
    # THEN it is taken back
    assert (chip.text(), told) == ("B: dates visible", [{"shows": ()}])


@pytest.mark.parametrize("screen", ["working", "review"])
def test_both_screens_offer_it(qt_app: QApplication, screen: str) -> None:
    # GIVEN a case on a screen
    told: list[tuple[str, object]] = []
    if screen == "working":
        working = WorkingPane()
        working.set_case(case())
        working.exhibit_changed.connect(lambda *said: told.append(said))
        working.show()
        working._open_attachment_menu("x1", QPoint(0, 0))
        menu = working.findChild(QMenu, "attachmentMenu")
    else:
        review = ReviewPane()
        review.set_case(case())
        review.exhibit_confirmed.connect(lambda *said: told.append(said))
        review.show()
        review._panel._on_more()
        menu = review.findChild(QMenu, "reviewMenu")
    # WHEN B's dates are chosen in the attachment's menu
    assert isinstance(menu, QMenu)
    entries(menu)["elsewhere-B:dates"].trigger()
    if screen == "review":
        review.flush()
    # THEN it is told
    assert told == [("x1", {"shows": ("B:dates",)})]
    menu.close()
