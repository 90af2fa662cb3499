"""Changes of a case from both lanes: nothing older is shown over something newer, nothing erased comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from assistant.core.case import Case, Round
from assistant.core.exhibits import ExhibitKind
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock
from assistant.errors import AssistantError
from assistant.storage import preferences
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Job, Jobs, Ticket
from assistant.ui.session.answers import Answers
from assistant.ui.session.attachments import Attachments
from assistant.ui.session.open_case import OpenCase

Until = Callable[[Callable[[], object]], None]


def make(path: Path, clock: Clock) -> CaseFolder:
    folder = CaseFolder.create(path, clock)
    folder.add_round(Round(0, "Who is it?", "upwork"), [RequestedItem("Who is it?")], b"Who is it?")
    folder.accept()
    return folder


@pytest.fixture
def errors() -> list[AssistantError]:
    return []


@pytest.fixture
def until(errors: list[AssistantError]) -> Until:
    """Runs the event loop until the condition holds; the test's own time limit ends a wait that never does."""

    def wait(condition: Callable[[], object]) -> None:
        while not condition():
            assert errors == []
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    return wait


@pytest.fixture
def open_case(
    qt_app: QApplication, tmp_path: Path, clock: Clock, errors: list[AssistantError], until: Until
) -> Iterator[OpenCase]:
    jobs = Jobs()
    opened = OpenCase(jobs, clock)
    opened.failed.connect(errors.append)
    opened.open(lambda: make(tmp_path / "case", clock))
    until(lambda: opened.case is not None)
    yield opened
    opened.close()
    assert jobs.long.finish(60)
    assert jobs.captures.finish(60)
    assert jobs.close()


def the_case(open_case: OpenCase) -> Case:
    assert open_case.case is not None
    return open_case.case


def test_what_one_lane_read_earlier_is_not_shown_over_what_the_other_read_later(
    open_case: OpenCase, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN long work that has read the case and is held up before it can tell
    has_read, go_on = threading.Event(), threading.Event()
    run = open_case.jobs.long.run

    def held_up(work: Callable[[Ticket], object], *after: Any, **more: Any) -> Job:
        def slow(ticket: Ticket) -> object:
            made = work(ticket)
            has_read.set()
            go_on.wait()
            return made

        return run(slow, *after, **more)

    monkeypatch.setattr(open_case.jobs.long, "run", held_up)
    over: list[None] = []
    open_case.change(lambda folder, _ticket: folder.add_item(RequestedItem("And who else?")), is_long=True)
    run(lambda _ticket: None, over.append)
    has_read.wait()

    # WHEN an answer is stored and shown meanwhile, and the long work tells then
    shown: list[str] = []
    open_case.changed.connect(lambda case: shown.append(case.items[0].answer))
    open_case.change(lambda folder, _ticket: folder.answer("A", "A client."))
    until(lambda: the_case(open_case).items[0].answer)
    go_on.set()
    until(lambda: over)

    # THEN the answer never goes away
    assert "" not in shown
    assert the_case(open_case).items[0].answer == "A client."
    assert [item.letter for item in the_case(open_case).items] == ["A", "B"]


def test_a_small_picture_under_way_does_not_outlive_what_is_erased(open_case: OpenCase, until: Until) -> None:
    # GIVEN an attachment whose small picture is being made on the long lane
    attachments = Attachments(open_case)
    open_case.change(
        lambda folder, _ticket: folder.take_in_bytes(
            b"hunter2", item="A", kind=ExhibitKind.FILE, media_type="image/png"
        )
    )
    until(lambda: the_case(open_case).exhibits)
    exhibit = the_case(open_case).exhibits[0]
    small = preferences.thumbnail_folder() / exhibit.sha256[:2] / f"{exhibit.sha256}-300x188.png"
    begun, go_on = threading.Event(), threading.Event()

    def make_small() -> None:
        begun.set()
        go_on.wait()
        small.parent.mkdir(parents=True)
        small.write_bytes(b"small")

    made: list[None] = []
    open_case.jobs.long.run(lambda _ticket: make_small(), made.append)
    begun.wait()

    # WHEN it is erased before that ends
    attachments.erase(exhibit.id, "my password")
    until(lambda: not the_case(open_case).exhibits)
    go_on.set()
    until(lambda: made and open_case.jobs.long.is_idle)

    # THEN nothing of it is in the cache
    assert not small.exists()


def test_a_reason_can_be_taken_back(open_case: OpenCase, until: Until) -> None:
    # GIVEN a reason why a question can't be answered
    answers = Answers(open_case)
    answers.save_gap("A", "I never met them.")
    until(lambda: the_case(open_case).items[0].gap)

    # WHEN the person takes it back THEN there is none, and no error is told
    answers.save_gap("A", "")
    until(lambda: not the_case(open_case).items[0].gap)
