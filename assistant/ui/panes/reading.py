"""The letter as paper, and what it asks as cards joined to it by wires; the person decides what is right.

The list changes here, in memory, with undo; nothing is stored before ``list_accepted``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assistant.core.case import Round
from assistant.core.items import RequestedItem


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What stands beside the questions. ``received`` is None and the texts are empty where nobody said so."""

    received: dt.date | None = None
    money_held: str = ""
    account: str = ""


class ReadingPane(QWidget):
    """The letter and its questions before they are accepted."""

    items_changed = Signal(object)  # tuple[RequestedItem, ...]: after each change, undo and redo included
    facts_changed = Signal(object)  # LetterFacts
    list_accepted = Signal(object)  # tuple[RequestedItem, ...]: “These are right, start”

    def set_letter(
        self,
        letter: Round,
        items: Sequence[RequestedItem],
        *,
        platform_name: str = "",
        facts: LetterFacts | None = None,
    ) -> None:
        """Shows a letter with its proposed items; forgets what could be undone."""

    def items(self) -> tuple[RequestedItem, ...]:
        """The list as it stands."""
        return ()

    def facts(self) -> LetterFacts:
        """The facts as they stand."""
        return LetterFacts()
