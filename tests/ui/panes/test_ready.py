"""The last screen: what was made, page by page, and the one question before it is marked as sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from assistant.ui.panes.file_tile import FileTile
from assistant.ui.panes.ready import MadeFile, MadeFiles, ReadyPane

MADE = MadeFiles(
    platform_name="Upwork",
    files=(MadeFile("/cases/out/a_INDEX.pdf", 400_000, "document"), MadeFile("/cases/out/a_evidence.zip", 90, "zip")),
    pages=3,
    words=214,
    answered=3,
    attachments=8,
    mail_bytes=7_200_000,
    most_bytes=14_000_000,
)


@pytest.fixture
def pane(qt_app: QApplication) -> ReadyPane:
    pane = ReadyPane()
    pane.resize(1366, 700)
    pane.show()
    return pane


def child(pane: ReadyPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def press(pane: ReadyPane, name: str) -> None:
    QTest.mouseClick(child(pane, name), Qt.MouseButton.LeftButton)


def words(pane: ReadyPane, name: str) -> str:
    return child(pane, name).accessibleName()


def test_pages_are_turned_within_the_index(pane: ReadyPane) -> None:
    # GIVEN an index of three pages
    wanted: list[int] = []
    pane.page_wanted.connect(lambda page, _width: wanted.append(page))
    pane.set_made(MADE)
    # WHEN the person turns the pages to the end and back
    for name in ("readyPageAfter", "readyPageAfter", "readyPageAfter", "readyPageBefore"):
        press(pane, name)
    # THEN no page beyond the last was asked for
    assert wanted == [1, 2, 3, 2]
    assert words(pane, "readyPageWords") == "Page 2 of 3"


def test_a_page_that_comes_late_is_not_shown_over_another(pane: ReadyPane) -> None:
    # GIVEN that page 2 is shown
    pane.set_made(MADE)
    press(pane, "readyPageAfter")
    image = QImage(10, 14, QImage.Format.Format_RGB32)
    image.fill(0)
    # WHEN the picture of page 1 comes
    pane.set_page(1, image)
    # THEN it is dropped
    assert child(pane, "readySheet").accessibleName() != "Page 1 of the index"


def test_sent_is_asked_once_more_and_told_once(pane: ReadyPane) -> None:
    # GIVEN files that were made
    told: list[bool] = []
    pane.sent_confirmed.connect(lambda: told.append(True))
    pane.set_made(MADE)
    # WHEN the person says that they were sent, but then not yet
    press(pane, "readySent")
    press(pane, "readyConfirmNo")
    # THEN nothing is told
    assert told == []
    # WHEN the person confirms
    press(pane, "readySent")
    press(pane, "readyConfirmYes")
    # THEN it is told, and the pane says the day once it is on disk
    assert told == [True]
    pane.set_made(replace(MADE, sent=dt.date(2015, 12, 4)))
    assert words(pane, "readySentAbout") == "Sent 4 December 2015. Attachment names are now fixed."
    assert not child(pane, "readySent").isVisible()


def test_what_is_missing_is_said_in_words(pane: ReadyPane) -> None:
    # GIVEN files that were made with something missing
    # WHEN they are shown
    pane.set_made(replace(MADE, missing=("in C, your answer",)))
    # THEN it is said
    assert words(pane, "readyMissing") == "Made with things still missing: in C, your answer."


def test_a_tile_is_dragged_as_the_real_file(qt_app: QApplication, tmp_path: Path) -> None:
    # GIVEN a tile of a file
    path = tmp_path / "a b.zip"
    tile = FileTile(str(path), 90, "zip", "")
    # WHEN it is dragged
    urls = tile.mime().urls()
    # THEN what is dragged is the file
    assert [url.toLocalFile() for url in urls] == [str(path)]
    tile.deleteLater()
