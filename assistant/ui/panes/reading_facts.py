"""What the letter says besides its questions, and what it doesn't say: empty fields with a question, never a guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from assistant.core.case import Round, Span
from assistant.core.event_date import EventDate
from assistant.language import _
from assistant.ui.theme import colour, theme
from assistant.ui.widgets.dates import DateField
from assistant.ui.widgets.fields import TextField
from assistant.ui.widgets.text import SectionLabel, Text
from assistant.ui.words import capital

_STACK_BELOW = 440


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What stands beside the questions. ``received`` is None and the texts are empty where nobody said so."""

    received: dt.date | None = None
    money_held: str = ""
    account: str = ""


class FactsBox(QWidget):
    """Linked account, restricted; when it arrived, money on hold, account name."""

    changed = Signal(object)  # LetterFacts

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letterFacts")
        self._told = LetterFacts()
        # Translators: label above an account that the letter links to the person's.
        self._linked = _Fact(_("Linked account"), name="linkedAccount")
        # Translators: label above what the platform no longer lets the person do.
        self._restricted = _Fact(_("Restricted"), name="restricted")
        # Translators: label of the field for the day on which the letter arrived.
        self.received = DateField(name="receivedDate", says=_("When did it arrive?"), day_only=True)
        # Translators: inside the empty field for money that the platform holds.
        amount = _("Amount, or empty")
        # Translators: label of the field for money that the platform holds.
        self.money = TextField(name="moneyHeld", says=_("Money on hold?"), placeholder=amount)
        # Translators: inside the empty field for the person's account name on the platform.
        known_as = _("As they know you")
        # Translators: label of the field for the person's account name on the platform.
        self.account = TextField(name="accountName", says=_("Your account name"), placeholder=known_as)
        self._fields = [
            _labelled(self.received.field.accessibleName(), self.received),
            _labelled(self.money.accessibleName(), self.money),
            _labelled(self.account.accessibleName(), self.account),
        ]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(16)
        self._stacked: bool | None = None
        self._arrange(stacked=False)
        self.received.date_entered.connect(self._on_date)
        for field in (self.money, self.account):
            field.editingFinished.connect(self._tell)

    def set_facts(self, letter: Round, facts: LetterFacts) -> None:
        """Shows what the letter says and what is known besides."""
        self._told = facts
        self._linked.set_words(", ".join(" ".join(span.text.split()) for span in letter.linked_accounts))
        self._restricted.set_words(restriction_words(letter.restrictions))
        self.received.set_date(facts.received)
        self.money.setText(facts.money_held)
        self.account.setText(facts.account)

    def facts(self) -> LetterFacts:
        """The facts as they stand in the fields."""
        date = self.received.date()
        money, account = (" ".join(field.text().split()) for field in (self.money, self.account))
        return LetterFacts(date.start if date is not None else None, money, account)

    def commit(self) -> bool:
        """Takes what is still being typed; False where the date can't be read."""
        fine = self.received.commit()
        self._tell()
        return fine

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Stacks the fields where there is no room beside each other."""
        super().resizeEvent(event)
        self._arrange(stacked=self.width() < _STACK_BELOW)

    def _arrange(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        grid = self._grid
        grid.addWidget(self._linked, 0, 0, 1, 6 if stacked else 2)
        grid.addWidget(self._restricted, 1 if stacked else 0, 0 if stacked else 2, 1, 6 if stacked else 4)
        for number, field in enumerate(self._fields):
            if stacked:
                grid.addWidget(field, 2 + number, 0, 1, 6)
            else:
                grid.addWidget(field, 2, 2 * number, 1, 2)
        for column in range(6):
            grid.setColumnStretch(column, 1)

    def _on_date(self, _date: EventDate | None) -> None:
        self._tell()

    def _tell(self) -> None:
        facts = self.facts()
        if facts != self._told:
            self._told = facts
            self.changed.emit(facts)


class _Fact(QWidget):
    """A label with the small square of what the letter holds against the person, and the words below it."""

    def __init__(self, label: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Fact")
        self._words = Text("", name=name, max_lines=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = SectionLabel(label)
        head.setIndent(14)
        holder = QVBoxLayout()
        holder.setContentsMargins(14, 0, 0, 0)
        holder.addWidget(head)
        column.addLayout(holder)
        column.addWidget(self._words)
        theme().changed.connect(self.update)
        self.hide()

    def set_words(self, words: str) -> None:
        """Shows the words; nothing where there are none."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("attention"), 1))
        painter.setBrush(colour("attention_tint"))
        painter.drawRoundedRect(QRectF(0.5, 4.5, 7, 7), 1, 1)
        painter.end()


def _labelled(label: str, field: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(SectionLabel(label))
    column.addWidget(field)
    column.addStretch(1)
    return box


def restriction_words(spans: Sequence[Span]) -> str:
    """What is restricted, in a few words: “Jobs, applications, payments”; the letter's words where none is known."""
    text = " ".join(span.text for span in spans).casefold()
    found = [word for stems, word in _known_restrictions() if any(stem in text for stem in stems)]
    if not found:
        return "; ".join(" ".join(span.text.split()) for span in spans)
    listed = ", ".join(found)
    return capital(listed)


def _known_restrictions() -> tuple[tuple[tuple[str, ...], str], ...]:
    return (
        # Translators: something that the platform restricted, in a list; lower case.
        (("post jobs", "posting jobs", "new jobs", "post a job"), _("jobs")),
        # Translators: something that the platform restricted, in a list; lower case.
        (("application", "proposal", "bids", "bidding"), _("applications")),
        # Translators: something that the platform restricted, in a list; lower case.
        (("payment", "be paid", "pay or"), _("payments")),
        # Translators: something that the platform restricted, in a list; lower case.
        (("withdraw", "payout", "transfer"), _("withdrawals")),
        # Translators: something that the platform restricted, in a list; lower case.
        (("messag", "communicat"), _("messages")),
        # Translators: something that the platform restricted, in a list; lower case.
        (("selling", "to sell", "listing"), _("selling")),
        # Translators: something that the platform restricted, in a list; lower case.
        (("suspend", "deactivat", "log in", "access to your account"), _("the account")),
    )
