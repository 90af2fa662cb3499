"""The picture of a new attachment goes to its question; nothing moves where the system asks for stillness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QVariantAnimation
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from assistant.core.case import Case
from assistant.ui.panes.working import WorkingPane
from assistant.ui.widgets import motion
from assistant.ui.widgets.motion import Traveller, asks_for_stillness

Build = Callable[..., Case]


@pytest.fixture
def picture() -> QImage:
    image = QImage(150, 94, QImage.Format.Format_RGB32)
    image.fill(QColor("#557788"))
    return image


@pytest.fixture
def config(own_home: Path) -> Iterator[Path]:
    """The folder of the desktop's settings; what was looked up before is forgotten."""
    motion.is_still.cache_clear()
    yield own_home / ".config"
    motion.is_still.cache_clear()


@pytest.fixture
def pane(qt_app: QApplication, config: Path, case_with: Build) -> WorkingPane:
    pane = WorkingPane()
    pane.resize(1366, 700)
    pane.set_case(case_with())
    pane.choose("B")
    pane.show()
    qt_app.processEvents()
    return pane


def moving(pane: WorkingPane) -> list[object]:
    return [*pane.findChildren(Traveller), *pane.findChildren(QVariantAnimation, "motion")]


def test_a_new_picture_goes_to_its_question_and_the_ring_fills(
    qt_app: QApplication, pane: WorkingPane, case_with: Build, picture: QImage
) -> None:
    # GIVEN a question without attachments
    # WHEN one comes in, and its small picture with it
    pane.set_case(case_with(exhibits=1))
    pane.set_thumbnail("x0", picture)
    qt_app.processEvents()
    # THEN the picture is on its way and the ring fills, while the pane shows the case as it is
    assert len(pane.findChildren(Traveller)) == 1
    assert pane.form.model.rowCount() == 2
    assert not pane.grab().isNull()
    # AND soon both are over and nothing of them is left
    while moving(pane):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents(None, 0)
    # AND the same picture doesn't go again
    pane.set_thumbnail("x0", picture)
    assert moving(pane) == []


def test_another_case_moves_nothing(pane: WorkingPane, case_with: Build, picture: QImage) -> None:
    # GIVEN a screen that is opened with a case that has attachments
    other = WorkingPane()
    other.resize(1366, 700)
    other.show()
    # WHEN it is filled
    other.set_case(case_with(exhibits=3))
    other.choose("B")
    other.set_thumbnail("x0", picture)
    # THEN nothing moves
    assert moving(other) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gtk-3.0/settings.ini", b"[Settings]\ngtk-enable-animations=false\n"),
        ("gtk-4.0/settings.ini", b"[Settings]\ngtk-enable-animations = 0\n"),
        ("kdeglobals", b"[General]\nx=1\n\n[KDE]\nAnimationDurationFactor=0\n"),
        ("dconf/user", b"GVariant\x00\x00enable-animations\x00v"),
    ],
)
def test_nothing_moves_where_the_desktop_asks_for_stillness(
    pane: WorkingPane, config: Path, case_with: Build, picture: QImage, name: str, content: bytes
) -> None:
    # GIVEN a desktop that asks for less motion
    path = config / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    motion.is_still.cache_clear()
    # WHEN an attachment comes in
    pane.set_case(case_with(exhibits=1))
    pane.set_thumbnail("x0", picture)
    # THEN it is there and nothing moves
    assert pane.form.model.rowCount() == 2
    assert moving(pane) == []


def test_other_settings_ask_for_nothing(tmp_path: Path) -> None:
    assert not asks_for_stillness(tmp_path)
    (tmp_path / "gtk-3.0").mkdir()
    (tmp_path / "gtk-3.0" / "settings.ini").write_bytes(b"gtk-enable-animations=true without a section \xff")
    (tmp_path / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=1\n", encoding="utf-8")
    assert not asks_for_stillness(tmp_path)
