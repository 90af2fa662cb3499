"""The list of questions, the answers and the facts: what the person writes, on disk soon after it was typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assistant.actions.answer import answer_item, cannot_provide
from assistant.core.items import RequestedItem
from assistant.errors import AssistantError
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Ticket
from assistant.ui.panes.reading import LetterFacts
from assistant.ui.session.open_case import OpenCase


class Answers(QObject):
    """Writes what the panes tell. Each write is short and goes on the captures lane, so that no export holds it up."""

    saved = Signal(str)  # the letter of the question whose answer or reason is on disk
    not_saved = Signal(str)  # the letter of one whose answer or reason could not be stored
    list_was_accepted = Signal()

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case

    def save_answer(self, letter: str, text: str) -> None:
        """Stores an answer; one that still waits for the same question is replaced."""
        self._open_case.change(
            lambda folder, _ticket: answer_item(folder, letter, text),
            lambda _result: self.saved.emit(letter),
            lambda error: self._on_failed(letter, error),
            key=f"answer {letter}",
        )

    def save_gap(self, letter: str, reason: str) -> None:
        """Stores why a question can't be answered; empty takes it back."""

        def work(folder: CaseFolder, _ticket: Ticket) -> RequestedItem:
            return cannot_provide(folder, letter, reason) if reason else folder.record_gap(letter, "")

        self._open_case.change(
            work,
            lambda _result: self.saved.emit(letter),
            lambda error: self._on_failed(letter, error),
            key=f"gap {letter}",
        )

    def _on_failed(self, letter: str, error: AssistantError) -> None:
        self._open_case.failed.emit(error)
        self.not_saved.emit(letter)

    def add_question(self, text: str) -> None:
        """Adds a question after the list was accepted; it gets the next letter."""
        words = " ".join(text.split())
        if words:
            self._open_case.change(lambda folder, _ticket: folder.add_item(RequestedItem(words)))

    def propose(self, items: tuple[RequestedItem, ...]) -> None:
        """Stores the list as it stands before it is accepted, so that closing the window loses nothing of it."""
        self._open_case.change(lambda folder, _ticket: folder.propose(items), key="propose")

    def save_facts(self, facts: LetterFacts) -> None:
        """Stores the day of arrival, the money on hold and the account."""
        self._open_case.change(
            lambda folder, _ticket: folder.describe_case(
                received=facts.received, money_held=facts.money_held, account=facts.account
            ),
            key="facts",
        )

    def accept(self, items: tuple[RequestedItem, ...]) -> None:
        """Stores the list for good: each question gets its letter."""

        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            folder.propose(items)
            folder.accept()

        self._open_case.change(work, lambda _result: self.list_was_accepted.emit())
