"""The first screen: paste, drop, recent cases."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from assistant.ui.panes.first_start import FirstStartPane, RecentCase


@pytest.fixture
def pane(qt_app: QApplication) -> FirstStartPane:
    pane = FirstStartPane()
    pane.resize(1366, 768)
    pane.show()
    pane.activateWindow()
    qt_app.processEvents()
    return pane


def test_ctrl_v_hands_over_the_text(pane: FirstStartPane) -> None:
    # GIVEN a letter on the clipboard
    told: list[str] = []
    pane.letter_pasted.connect(told.append)
    QGuiApplication.clipboard().setText("Hello jdoe,\nplease send …")
    # WHEN Ctrl+V is pressed
    QTest.keyClick(pane, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    # THEN the text is told as it is
    assert told == ["Hello jdoe,\nplease send …"]


def test_an_empty_clipboard_is_said_calmly(pane: FirstStartPane) -> None:
    QGuiApplication.clipboard().setText("  \n")
    told: list[str] = []
    pane.letter_pasted.connect(told.append)
    pane.paste()
    assert told == []
    message = pane.findChild(QWidget, "firstStartMessage")
    assert isinstance(message, QWidget)
    assert message.isVisible()


def test_a_pasted_file_is_a_file(pane: FirstStartPane) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/letters/mail.eml")])
    QGuiApplication.clipboard().setMimeData(mime)
    told: list[str] = []
    pane.file_chosen.connect(told.append)
    pane.paste()
    assert told == ["/letters/mail.eml"]


def test_recent_cases_say_state_and_day(pane: FirstStartPane) -> None:
    # GIVEN two cases
    today = dt.date(2015, 12, 3)
    pane.set_recents(
        [
            RecentCase("/a", "North\nwind", "Upwork", dt.date(2015, 12, 1), 2, 3, opened=dt.date(2015, 12, 2)),
            RecentCase("/b", "Blue Harbour", "Upwork", sent=True, opened=dt.date(2015, 11, 16)),
        ],
        today,
    )
    told: list[str] = []
    pane.recent_chosen.connect(told.append)
    first, second = (pane.findChild(QWidget, f"recent{number}") for number in (0, 1))
    # WHEN they are read aloud and the first is chosen by key
    assert isinstance(first, QWidget)
    assert isinstance(second, QWidget)
    QTest.keyClick(first, Qt.Key.Key_Space)
    # THEN words say all of it
    assert "2 of 3 answered, Yesterday" in first.accessibleName()
    assert second.accessibleName() == "Blue Harbour, Upwork, Sent, 16 Nov"
    assert told == ["/a"]


def test_the_sample_has_a_key(pane: FirstStartPane) -> None:
    told: list[bool] = []
    pane.sample_asked.connect(lambda: told.append(True))
    QTest.keyClick(pane, Qt.Key.Key_F2)
    assert told == [True]


def test_a_page_without_plain_text_is_handed_over(pane: FirstStartPane) -> None:
    # GIVEN a clipboard that holds nothing but a page
    told: list[str] = []
    pane.letter_pasted.connect(told.append)
    data = QMimeData()
    data.setHtml("<html><p>Please send us your invoice.</p></html>")
    QGuiApplication.clipboard().setMimeData(data)
    # WHEN it is pasted
    pane.paste()
    # THEN the page is the letter; its reader makes text of it
    assert told == ["<html><p>Please send us your invoice.</p></html>"]
