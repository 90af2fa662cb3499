"""The first screen: a place to paste the letter, and the cases that were worked on before.

It hands over what was pasted or chosen and must never read a file or a letter itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A line of *Recent*. ``path`` is the case folder; ``opened`` the day it was last worked on."""

    path: str
    title: str
    platform_name: str
    letter_date: dt.date | None = None
    answered: int = 0
    total: int = 0
    sent: bool = False
    opened: dt.date | None = None


class FirstStartPane(QWidget):
    """Paste, drop, open, sample, recent."""

    letter_pasted = Signal(str)  # the clipboard's text, as it is
    file_chosen = Signal(str)  # a path: from the dialog, dropped, or pasted as a file
    sample_asked = Signal()
    recent_chosen = Signal(str)  # RecentCase.path

    def set_recents(self, recents: Sequence[RecentCase], today: dt.date) -> None:
        """Shows the cases, newest first as given; ``today`` decides between “Yesterday” and a date."""

    def show_message(self, text: str) -> None:
        """A calm line under the paper, such as why nothing could be pasted; empty hides it."""
