"""The bar, the controller and the case together: a picture goes to the question that the bar shows, or nowhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from assistant.capture.choose import Choice
from assistant.core.case import Round
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock, Frame, Rect
from assistant.errors import AssistantError
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Jobs
from assistant.ui.session.capturing import Capturing
from assistant.ui.session.open_case import OpenCase

Wait = Callable[[Callable[[], object]], None]


def make(path: Path, clock: Clock) -> CaseFolder:
    folder = CaseFolder.create(path, clock)
    folder.add_round(Round(0, "Who? What?", "upwork"), [RequestedItem("Who?"), RequestedItem("What?")], b"Who? What?")
    folder.accept()
    return folder


def test_a_picture_is_for_the_question_of_the_bar_and_none_is_kept_once_it_closed(
    app: QApplication, tmp_path: Path, clock: Clock, fake: Any, wait: Wait
) -> None:
    # GIVEN a case and the bar for its second question
    jobs = Jobs()
    open_case = OpenCase(jobs, clock)
    open_case.open(lambda: make(tmp_path / "case", clock))
    wait(lambda: open_case.case)
    capturing = Capturing(open_case)
    errors: list[AssistantError] = []
    capturing.failed.connect(errors.append)
    capturing.way.use(Choice(fake))
    capturing.open_bar("B")
    bar = capturing._bar
    assert bar is not None

    # WHEN a screen is taken THEN the picture is the second question's
    bar.screen_asked.emit(1)
    wait(lambda: open_case.case and open_case.case.exhibits)
    assert open_case.case is not None
    assert [exhibit.item for exhibit in open_case.case.exhibits] == ["B"]

    # WHEN another is under way and the bar is closed
    taking, go_on = threading.Event(), threading.Event()
    grab = fake.grab

    def slow(area: Rect) -> Frame:
        frame: Frame = grab(area)
        taking.set()
        go_on.wait()
        return frame

    fake.grab = slow
    bar.screen_asked.emit(1)
    wait(taking.is_set)
    capturing.close_bar()
    go_on.set()
    controller = capturing.way.controller
    assert controller is not None
    wait(lambda: not controller.is_busy)
    stored: list[None] = []
    jobs.captures.run(lambda _ticket: None, stored.append)
    wait(lambda: stored)

    # THEN it is kept for no question
    assert len(open_case.case.exhibits) == 1
    assert errors == []
    capturing.forget()
    open_case.close()
    assert jobs.long.finish(60)
    assert jobs.captures.finish(60)
    assert jobs.close()
