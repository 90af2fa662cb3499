"""The questions at the left: state, letter, first words; below them what is known of the letter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.core.case import Case
from assistant.core.coverage import Coverage, ItemState
from assistant.language import _, ngettext
from assistant.ui.dates import say_day
from assistant.ui.theme import MEDIUM, STRONG, colour, font, theme
from assistant.ui.widgets.buttons import QUIET, Button, key_words
from assistant.ui.widgets.chips import clear
from assistant.ui.widgets.fields import TextField
from assistant.ui.widgets.marks import Hairline, paint_filling, paint_state, state_word
from assistant.ui.widgets.motion import animate, is_still
from assistant.ui.widgets.scroll import SlimScroll
from assistant.ui.widgets.text import SectionLabel, Text

WIDTH = 248
_RING = QRectF(12, 12, 20, 20)


class QuestionList(QWidget):
    """All questions of the case, and the way to add one."""

    chosen = Signal(str)  # the item's letter
    added = Signal(str)  # the words of a new question

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("questionList")
        # Translators: heading and accessible name of the list of questions.
        self.setAccessibleName(_("Questions"))
        self.setFixedWidth(WIDTH)
        self._rows: dict[str, QuestionRow] = {}
        self._chosen = ""
        # Translators: entry below the list of questions.
        self.add_button = Button(_("Add a question"), name="addQuestion", kind=QUIET, icon="plus", key="Ctrl+N")
        # Translators: inside and read aloud for the field of a new question.
        words = _("The platform’s words")
        self.new_words = TextField(name="addQuestionWords", says=words, placeholder=words, longest=1000)
        self._known = _Known()
        self._lay_out()
        self.add_button.clicked.connect(self._on_add)
        self.new_words.returnPressed.connect(self._on_written)
        self.new_words.left.connect(self._on_left)

    def show_case(self, case: Case, covers: Sequence[Coverage]) -> None:
        """Shows the questions and what is known of the letter; rows that stay keep the focus."""
        letters = [cover.item.letter for cover in covers]
        if letters != list(self._rows):
            clear(self._rows_column)
            self._rows = {}
            for cover in covers:
                row = QuestionRow(cover.item.letter)
                row.clicked.connect(lambda _checked=False, letter=cover.item.letter: self.chosen.emit(letter))
                self._rows[cover.item.letter] = row
                self._rows_column.addWidget(row)
        for cover in covers:
            self._rows[cover.item.letter].show_cover(cover)
        self.choose(self._chosen)
        self._known.show_case(case)

    def choose(self, letter: str) -> None:
        """Marks a question as chosen, without telling."""
        self._chosen = letter
        for known, row in self._rows.items():
            row.setChecked(known == letter)
        if letter in self._rows:
            self._scroll.ensureWidgetVisible(self._rows[letter], 0, 8)

    def ring(self, letter: str, other: QWidget) -> QRectF | None:
        """Where a question's ring stands, in the coordinates of ``other``; None where it can't be seen."""
        row = self._rows.get(letter)
        if row is None or row.visibleRegion().isEmpty():
            return None
        return row.ring(other)

    def next_to(self, letter: str, by: int) -> str:
        """The letter ``by`` places further; the last or first at the ends; empty where there is none."""
        letters = list(self._rows)
        if letter not in letters:
            return letters[0] if letters else ""
        return letters[max(0, min(len(letters) - 1, letters.index(letter) + by))]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the line at the right."""
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colour("hairline"))
        painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 24, 25, 12)
        head.addWidget(SectionLabel(self.accessibleName(), name="questionsLabel"), 1)
        keys = Text(f"{key_words('Alt+Up').split('+')[0]} ↑ ↓", size=12, colour="quiet", max_lines=1)
        keys.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.addWidget(keys)
        inner = QWidget()
        inner.setObjectName("questionRows")
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 0, 13, 8)
        column.setSpacing(4)
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(4)
        column.addLayout(self._rows_column)
        column.addSpacing(4)
        self.add_button.set_plain()
        self.add_button.set_padding(12, 10)
        column.addWidget(self.add_button)
        column.addWidget(self.new_words)
        self.new_words.hide()
        column.addStretch(1)
        column.addWidget(self._known)
        self._scroll = SlimScroll(name="questionScroll")
        self._scroll.set_content(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)

    def _on_add(self) -> None:
        self.add_button.hide()
        self.new_words.show()
        self.new_words.setFocus()

    def _on_written(self) -> None:
        text = " ".join(self.new_words.text().split())
        self._close_field()
        if text:
            self.added.emit(text)

    def _on_left(self) -> None:
        if not self.new_words.text().strip():
            self._close_field()

    def _close_field(self) -> None:
        self.new_words.clear()
        self.new_words.hide()
        self.add_button.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc leaves the field of a new question."""
        if event.key() == Qt.Key.Key_Escape and self.new_words.isVisible():
            self._close_field()
            self.add_button.setFocus()
        else:
            super().keyPressEvent(event)


class QuestionRow(QAbstractButton):
    """A question in the list: mark, letter, two lines of its words, state in words."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter
        self._state = ItemState.EMPTY
        self._state_words = ""
        self._before, self._share = ItemState.EMPTY, 1.0
        self.setObjectName(f"row{letter}")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = Text("", max_lines=2)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QVBoxLayout(self)
        row.setContentsMargins(62, 12, 16, 32)
        row.addWidget(self._words)
        row.addStretch(1)
        theme().changed.connect(self.update)

    def show_cover(self, cover: Coverage) -> None:
        """Shows the question and its state."""
        words = " ".join(cover.item.text.split())
        if cover.state is not self._state and self.isVisible() and not is_still():
            self._before, self._share = self._state, 0.0
            animate(self, self._fill, lambda: self._fill(1.0))
        self._state = cover.state
        missing = len(cover.missing)
        if cover.state is ItemState.STARTED and missing:
            # Translators: state of a question in the list: so many parts are missing.
            self._state_words = ngettext("{count} part missing", "{count} parts missing", missing).format(count=missing)
        else:
            self._state_words = state_word(cover.state)
        self._words.setText(words)
        self.setAccessibleName(f"{self._letter}: {words}. {self._state_words}")
        self.updateGeometry()
        self.update()

    def ring(self, other: QWidget) -> QRectF:
        """Where its ring stands, in the coordinates of ``other``."""
        return QRectF(QRect(self.mapTo(other, _RING.toRect().topLeft()), _RING.toRect().size()))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as its words: one or two lines."""
        return QSize(WIDTH - 25, 44 + self._words.heightForWidth(WIDTH - 25 - 78))

    def setChecked(self, checked: bool) -> None:  # noqa: N802  Qt's name
        """The chosen one has a ground and heavier words."""
        super().setChecked(checked)
        self._words.set_weight(MEDIUM if checked else 400)

    def _fill(self, share: float) -> None:
        self._share = share
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802  Qt's name
        """The list decides which is chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws ground, mark, letter and state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            ground = colour("chosen")
            if not self.isChecked():
                ground.setAlphaF(0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        if self._share < 1:
            paint_filling(painter, _RING, self._before, self._state, self._share)
        else:
            paint_state(painter, _RING, self._state)
        face = font(14, STRONG)
        painter.setFont(face)
        painter.setPen(colour("ink"))
        painter.drawText(QPointF(44, 22 + QFontMetricsF(face).capHeight() / 2), self._letter)
        small = font(12)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        painter.setPen(colour("quiet"))
        words = metrics.elidedText(self._state_words, Qt.TextElideMode.ElideRight, rect.width() - 74)
        painter.drawText(QPointF(62, rect.height() - 20 + metrics.capHeight() / 2), words)
        painter.end()


class _Known(QWidget):
    """What is known of the letter: arrived, money on hold, linked account."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("knownFacts")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 16, 12, 16)
        self._column.setSpacing(0)
        self._shown: tuple[tuple[str, str], ...] | None = None

    def show_case(self, case: Case) -> None:
        """Shows those that are known."""
        round_ = case.round
        linked = ", ".join(" ".join(span.text.split()) for span in round_.linked_accounts)
        facts = (
            # Translators: label above the day on which the letter arrived.
            (_("Arrived"), say_day(round_.received) if round_.received else ""),
            # Translators: label above the amount that the platform holds.
            (_("Money on hold"), case.money_held),
            # Translators: label above an account that the letter links to the person's.
            (_("Linked account"), linked),
        )
        known = tuple((label, words) for label, words in facts if words)
        if known == self._shown:
            return
        self._shown = known
        clear(self._column)
        if known:
            self._column.addWidget(Hairline())
        for label, words in known:
            box = QWidget()
            lines = QVBoxLayout(box)
            lines.setContentsMargins(0, 12 if label != known[0][0] else 16, 0, 0)
            lines.setSpacing(0)
            lines.addWidget(SectionLabel(label))
            lines.addWidget(Text(words, max_lines=2))
            self._column.addWidget(box)
