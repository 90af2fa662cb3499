"""Buttons, chips, fields, dates, tiles, theme: what they tell and what they say aloud."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from assistant import language
from assistant.core.coverage import ItemState
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.items import RequestedItem
from assistant.ui import icons, theme
from assistant.ui.dates import say_date, say_day_of_year
from assistant.ui.widgets.buttons import PRIMARY, Button
from assistant.ui.widgets.chips import Chip
from assistant.ui.widgets.dates import DateField
from assistant.ui.widgets.describe import DescribeForm
from assistant.ui.widgets.fields import AnswerEditor, TwoChoice
from assistant.ui.widgets.header import Header
from assistant.ui.widgets.marks import StateRing
from assistant.ui.widgets.text import Text
from assistant.ui.widgets.tiles import AttachmentsModel, AttachmentsView

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def exhibit(number: int, **changes: object) -> Exhibit:
    base = Exhibit(f"x{number}", "C", ExhibitKind.CAPTURE, "0" * 64, 1, "image/png", NOON, NOON, label=f"C-{number}")
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of Exhibit


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(colours: theme.Colours) -> None:
    grounds = (colours.ground, colours.paper, colours.field, colours.chosen)
    pairs = [(ink, ground) for ink in (colours.ink, colours.quiet, colours.accent) for ground in grounds]
    pairs += [(colours.ink, ground) for ground in (colours.tint, colours.strong_tint, colours.attention_tint)]
    pairs += [(colours.accent, colours.tint), (colours.on_accent, colours.accent), (colours.attention, colours.ground)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_the_look_changes_at_once(qt_app: QApplication) -> None:
    # GIVEN the light look
    told: list[bool] = []
    look = theme.theme()
    look.changed.connect(lambda: told.append(look.is_dark))
    # WHEN dark is chosen, then something unknown
    look.use("dark")
    assert theme.colour("ground") == QColor(theme.DARK.ground)
    look.use("light")
    # THEN every widget was told
    assert told == [True, False]


def test_the_style_sheet_has_no_gap() -> None:
    sheet = theme.style_sheet(theme.LIGHT)
    assert "$" not in sheet
    assert all(getattr(theme.LIGHT, field.name).startswith("#") for field in fields(theme.LIGHT))


def test_an_icon_takes_the_colour_and_the_scale(qt_app: QApplication) -> None:
    image = icons.pixmap("check", 20, QColor("#1F6470"), 2.0).toImage()
    assert (image.width(), image.height()) == (40, 40)
    inks = {image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 250}
    assert inks == {"#1f6470"}


def test_a_key_presses_its_button_only_while_it_is_seen(qt_app: QApplication) -> None:
    # GIVEN a window with a button and its key
    window = QWidget()
    pressed: list[str] = []
    button = Button("Review", name="review", kind=PRIMARY, key="Ctrl+R").bound_to(window)
    button.setParent(window)
    button.clicked.connect(lambda: pressed.append("review"))
    window.show()
    window.activateWindow()
    qt_app.processEvents()
    # WHEN the key is pressed, once while the button is off
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    button.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    # THEN it counted once
    assert pressed == ["review"]


def test_states_and_chips_say_what_they_are(qt_app: QApplication) -> None:
    assert StateRing(ItemState.GAP).accessibleName() == "Can’t be provided"
    chip = Chip("dates visible", name="dates", met=False)
    assert chip.accessibleName() == "dates visible: missing"
    chip.set_met(True)
    assert chip.accessibleName() == "dates visible: shown"


def test_words_that_do_not_fit_are_whole_in_the_tip_and_never_markup(qt_app: QApplication) -> None:
    text = Text("<b>bold</b> " * 30, max_lines=2)
    text.resize(200, 40)
    text.show()
    qt_app.processEvents()
    assert text.heightForWidth(200) == 40
    assert "&lt;b&gt;" in text.toolTip()


def test_the_answer_is_told_after_a_while_and_at_once_on_leaving(qt_app: QApplication) -> None:
    # GIVEN an answer that was loaded
    editor = AnswerEditor(name="answer", says="Your answer")
    told: list[str] = []
    editor.edited.connect(told.append)
    editor.set_text("One.")
    assert told == []
    # WHEN the person writes and leaves
    editor.show()
    QTest.keyClicks(editor, "x")
    assert editor.pending
    editor.flush()
    editor.flush()
    # THEN it is told once
    assert told == ["One.x"]


def test_the_answer_grows_with_its_words(qt_app: QApplication) -> None:
    editor = AnswerEditor(name="answer", says="Your answer", rows=2, most_rows=5)
    editor.resize(300, 100)
    editor.show()
    low = editor.height()
    editor.set_text("line\n" * 4)
    middle = editor.height()
    editor.set_text("line\n" * 50)
    assert low < middle <= editor.height() == 5 * 20 + 24


def test_a_choice_is_told_once(qt_app: QApplication) -> None:
    choice = TwoChoice(("a", "Send", ""), ("b", "Keep here", ""), name="choice", says="What happens")
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.choose("a")
    choice.show()
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.keyClick(choice, Qt.Key.Key_Right)
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(4, 10))
    assert told == ["b", "a"]
    assert choice.accessibleName() == "What happens: Send"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("11 November 2015", "2015-11-11"), ("2015-11", "2015-11"), ("9–27 November 2015", "2015-11-09..2015-11-27")],
)
def test_a_date_in_words_is_taken(qt_app: QApplication, written: str, kept: str) -> None:
    field = DateField(name="date", says="When?")
    told: list[EventDate] = []
    field.date_entered.connect(told.append)
    field.show()
    field.field.setText(written)
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert [date.text() for date in told] == [kept]


def test_a_date_that_can_be_two_days_is_asked_about(qt_app: QApplication) -> None:
    # GIVEN a date that can be read in two ways
    field = DateField(name="date", says="When?", day_only=True)
    told: list[EventDate] = []
    field.date_entered.connect(told.append)
    field.show()
    QTest.keyClicks(field.field, "01/02/2015")
    # WHEN Enter is pressed
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    # THEN nothing is taken before the person chose
    assert told == []
    button = field.findChild(Button, "dateChoice0")
    assert isinstance(button, Button)
    button.click()
    assert [date.text() for date in told] == ["2015-02-01"]


def test_no_date_is_guessed(qt_app: QApplication) -> None:
    field = DateField(name="date", says="When?", day_only=True)
    field.show()
    for written in ("last week", "November 2015"):
        field.field.setText(written)
        assert not field.commit()
        assert field.date() is None


def test_dates_are_said_in_the_language_of_the_person(qt_app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    date = EventDate.parse("2015-11-09..2015-11-27")
    assert say_date(date, short=True) == "9–27 Nov 2015"
    assert say_day_of_year(dt.date(2015, 11, 16), dt.date(2015, 12, 3)) == "16 Nov"
    assert say_day_of_year(dt.date(2014, 11, 16), dt.date(2015, 12, 3)) == "16 Nov 2014"
    monkeypatch.setitem(language._code, "code", "ru")
    assert say_date(EventDate.parse("2015-12-01")) == "1 декабря 2015"


def test_a_proposed_source_counts_with_the_date_only(qt_app: QApplication) -> None:
    # GIVEN a picture without a date
    form = DescribeForm()
    told: list[tuple[str, object]] = []
    form.changed.connect(lambda identity, changes: told.append((identity, changes)))
    item = RequestedItem("What?", requirements=("answer", "scope"), letter="C")
    form.set_exhibit(exhibit(1), item)
    form.show()
    # WHEN nothing is written, then a date
    form.commit()
    assert told == []
    QTest.keyClicks(form.date.field, "2015-11-11")
    QTest.keyClick(form.date.field, Qt.Key.Key_Return)
    # THEN the date is told as seen in the picture, and a chip tells what it shows
    assert told == [("x1", {"event_date": EventDate.parse("2015-11-11", DateSource.SEEN)})]
    chip = form.findChild(Chip, "shows-scope")
    assert isinstance(chip, Chip)
    chip.click()
    assert told[-1] == ("x1", {"shows": ("scope",)})


def test_tiles_ask_for_a_picture_once_and_only_when_seen(qt_app: QApplication) -> None:
    # GIVEN 5,000 attachments in a small view
    model = AttachmentsModel()
    wanted: list[str] = []
    model.thumbnail_wanted.connect(wanted.append)
    view = AttachmentsView(model)
    view.resize(640, 300)
    model.set_exhibits([exhibit(number) for number in range(5000)])
    # WHEN it is drawn twice, and a picture comes
    view.show()
    qt_app.processEvents()
    for _round in range(2):
        view.viewport().repaint()
    # THEN only what is seen was asked for, once
    assert 0 < len(wanted) < 40
    assert len(set(wanted)) == len(wanted)
    model.set_thumbnail("x0", QImage(150, 94, QImage.Format.Format_RGB32))
    assert model.thumbnail(exhibit(0)) is not None
    assert model.rowCount() == 5001


def test_tiles_choose_open_and_remove_by_key(qt_app: QApplication) -> None:
    model = AttachmentsModel()
    view = AttachmentsView(model)
    model.set_exhibits([exhibit(1), exhibit(2)])
    view.resize(640, 300)
    view.show()
    told: list[tuple[str, str]] = []
    view.chosen.connect(lambda identity: told.append(("chosen", identity)))
    view.opened.connect(lambda identity: told.append(("opened", identity)))
    view.removed.connect(lambda identity: told.append(("removed", identity)))
    view.choose("x1")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert told == [("chosen", "x1"), ("chosen", "x2"), ("opened", "x2"), ("removed", "x2")]


def test_the_header_says_which_step_it_is(qt_app: QApplication) -> None:
    header = Header()
    header.resize(1200, 56)
    header.set_case("Northwind", "Upwork · jdoe")
    header.set_steps(1, {0}, open_steps={0, 1})
    told: list[int] = []
    header.step_chosen.connect(told.append)
    for step in header.steps:
        step.click()
    assert told == [0, 1]
    assert [step.accessibleName() for step in header.steps] == ["Letter, done", "Answers, this step", "Review", "Send"]
