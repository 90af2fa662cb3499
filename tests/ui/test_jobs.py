"""The lanes: results come back on the screen's thread, cancelled work is silent, closing leaves no thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from assistant.errors import AssistantError, InputError, msg
from assistant.ui.jobs import Lane, Ticket


@pytest.fixture
def lane(qt_app: QApplication) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    assert lane.close()


def wait_for(condition: Callable[[], bool]) -> None:
    """Runs the event loop until ``condition`` holds; the test's own time limit ends a wait that never does."""
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def test_work_runs_off_the_screens_thread_and_its_result_comes_back_on_it(lane: Lane) -> None:
    # GIVEN work that tells its thread
    seen: list[threading.Thread] = []

    def work(_ticket: Ticket) -> threading.Thread:
        return threading.current_thread()

    def done(worker: threading.Thread) -> None:
        seen.extend([worker, threading.current_thread()])

    # WHEN it runs
    lane.run(work, done)
    wait_for(lambda: bool(seen))
    # THEN it ran elsewhere and was told here
    assert seen[0] is not threading.main_thread()
    assert seen[1] is threading.main_thread()


def test_an_error_reaches_failed_and_the_lane_goes_on(lane: Lane) -> None:
    # GIVEN work that fails with an error for people
    errors: list[AssistantError] = []
    ended: list[str] = []
    results: list[int] = []

    def work(_ticket: Ticket) -> int:
        raise InputError("letter-empty", msg("What"), msg("why"), msg("Next."))

    # WHEN it runs, and other work after it
    lane.run(work, results.append, errors.append, ended=lambda: ended.append("first"))
    lane.run(lambda _ticket: 7, results.append)
    wait_for(lambda: bool(results))
    # THEN both were told, in order
    assert [error.reference for error in errors] == ["letter-empty"]
    assert ended == ["first"]
    assert results == [7]


def test_an_unforeseen_error_is_told_in_words_and_its_text_stays_out_of_the_log(
    lane: Lane, caplog: pytest.LogCaptureFixture
) -> None:
    # GIVEN work that fails with somebody else's error, whose text is private
    errors: list[AssistantError] = []

    def work(_ticket: Ticket) -> None:
        raise KeyError("/home/jdoe/secret")

    # WHEN it runs
    with caplog.at_level(logging.ERROR, "assistant.jobs"):
        lane.run(work, None, errors.append)
        wait_for(lambda: bool(errors))
    # THEN what, why and the next step are there, and the log holds the place alone
    assert errors[0].reference == "unexpected"
    assert "KeyError" in str(errors[0].why)
    assert "secret" not in caplog.text + str(errors[0])
    assert "work" in caplog.text
    caplog.clear()


def test_cancelled_work_says_nothing_but_that_it_ended(lane: Lane) -> None:
    # GIVEN work that waits until it is cancelled
    started = threading.Event()
    told: list[str] = []

    def work(ticket: Ticket) -> None:
        started.set()
        ticket.cancelled.wait()

    job = lane.run(work, lambda _result: told.append("done"), ended=lambda: told.append("ended"))
    started.wait()
    # WHEN it is cancelled
    job.cancel()
    wait_for(lambda: job.is_over)
    # THEN only the end is told
    assert told == ["ended"]


def test_progress_is_told_on_the_screens_thread(lane: Lane) -> None:
    # GIVEN work that reports
    reports: list[tuple[int, int, bool]] = []
    over: list[None] = []

    def work(ticket: Ticket) -> None:
        ticket.report(1, 2)
        ticket.report(2, 2)

    def report(done: int, total: int) -> None:
        reports.append((done, total, threading.current_thread() is threading.main_thread()))

    # WHEN it runs
    lane.run(work, over.append, report=report)
    wait_for(lambda: bool(over))
    # THEN the numbers came, before the result
    assert reports == [(1, 2, True), (2, 2, True)]


def test_later_work_lets_other_work_go_first_and_a_key_replaces_what_waits(lane: Lane) -> None:
    # GIVEN a lane that is held up
    gate = threading.Event()
    order: list[str] = []
    lane.run(lambda _ticket: gate.wait())
    # WHEN work is queued behind it
    lane.run(lambda _ticket: "thumbnail", order.append, later=True)
    lane.run(lambda _ticket: "old answer", order.append, key="answer")
    lane.run(lambda _ticket: "new answer", order.append, key="answer")
    gate.set()
    wait_for(lambda: len(order) == 2)
    # THEN the newest answer went first, and the old one never ran
    assert order == ["new answer", "thumbnail"]


def test_finish_waits_for_what_must_not_be_lost(lane: Lane) -> None:
    # GIVEN an answer that is being written
    written: list[str] = []
    lane.run(lambda _ticket: written.append("answer"))
    # WHEN the window closes
    finished = lane.finish(30)
    # THEN the answer is there
    assert finished
    assert written == ["answer"]


def test_after_closing_nothing_is_told_and_nothing_is_run(qt_app: QApplication) -> None:
    # GIVEN a closed lane
    told: list[int] = []
    lane = Lane("closed")
    lane.run(lambda _ticket: 1, told.append)
    lane.finish(30)
    assert lane.close()
    # WHEN more work comes
    job = lane.run(lambda _ticket: 2, told.append)
    QCoreApplication.processEvents()
    # THEN it is cancelled, and the earlier result isn't told to a window that is gone
    assert job.is_over
    assert told == []
