"""The parts of the first screen: envelope, paper to paste on, lines of *Recent*."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assistant.core.coverage import ItemState
from assistant.language import _, ngettext
from assistant.ui.dates import say_day, say_day_of_year
from assistant.ui.icons import paint_icon
from assistant.ui.theme import MEDIUM, colour, font, theme
from assistant.ui.widgets.buttons import KeyCap
from assistant.ui.widgets.marks import paint_state
from assistant.ui.widgets.surfaces import SHADOW, paint_paper

SHEET_HEIGHT = 216
_ABOVE = 16


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

    @property
    def state(self) -> ItemState:
        """How far it is."""
        if self.sent or (self.total and self.answered >= self.total):
            return ItemState.READY
        return ItemState.STARTED if self.answered else ItemState.EMPTY

    def state_words(self) -> str:
        """How far it is, in words."""
        if self.sent:
            # Translators: state of a case in the list of recent ones.
            return _("Sent")
        if not self.total:
            # Translators: state of a case in the list of recent ones: its questions were not accepted yet.
            return _("Letter read")
        # Translators: state of a case in the list of recent ones: so many of {count} questions.
        text = ngettext("{answered} of {count} answered", "{answered} of {count} answered", self.total)
        return text.format(answered=self.answered, count=self.total)

    def letter_words(self) -> str:
        """Which platform's letter of which day."""
        platform = "" if self.platform_name == self.title else self.platform_name  # said already
        if self.letter_date is None:
            return platform
        # Translators: which letter a case is about; {date} is a day such as 1 December 2015.
        letter = _("letter of {date}").format(date=say_day(self.letter_date))
        return f"{platform} · {letter}" if platform else letter


class Envelope(QWidget):
    """The small line drawing on top."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("envelope")
        self.setFixedSize(68, 64)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws it."""
        painter = QPainter(self)
        paint_icon(painter, "envelope", QRectF(self.rect()), colour("accent"))
        painter.end()


class Lock(QWidget):
    """The lock before the promise."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("promiseLock")
        self.setFixedSize(16, 16)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws it."""
        painter = QPainter(self)
        paint_icon(painter, "lock", QRectF(self.rect()), colour("quiet"))
        painter.end()


class PasteArea(QWidget):
    """A sheet with a blinking caret: it says what to do and takes the focus; the pane takes the paste."""

    middle_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pasteArea")
        # Translators: read aloud for the large paper of the first screen.
        self.setAccessibleName(_("Paper: paste the letter here, or drop a saved e-mail"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFixedHeight(_ABOVE + SHEET_HEIGHT + 16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._caret = True
        self._blink = QTimer(self)
        self._blink.setInterval(530)
        self._blink.timeout.connect(self._on_blink)
        self._keys = KeyCap("Ctrl+V", name="pasteKeys", apart=True)
        self._keys.setParent(self)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """640 wide."""
        return QSize(640 + SHADOW[0] + SHADOW[2], _ABOVE + SHEET_HEIGHT + 16)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The caret blinks."""
        super().focusInEvent(event)
        self._caret = True
        self._blink.start()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The caret rests."""
        super().focusOutEvent(event)
        self._blink.stop()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A middle press pastes what is selected elsewhere, where the system does that."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self.middle_pressed.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Keeps the keys in the corner."""
        self._keys.move(self.width() - self._keys.width() - SHADOW[2] - 24, _ABOVE + SHEET_HEIGHT - 40)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws sheet, caret, words and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(SHADOW[0], _ABOVE, self.width() - SHADOW[0] - SHADOW[2], SHEET_HEIGHT)
        paint_paper(painter, sheet)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("outline"), 1))
            painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inset = 40.0 if sheet.width() > 420 else 24.0
        left, room = sheet.left() + inset, sheet.width() - 2 * inset
        face = font(18, serif=True)
        metrics = QFontMetricsF(face)
        painter.setFont(face)
        painter.setPen(colour("quiet"))
        # Translators: on the large paper of the first screen.
        words = metrics.elidedText(_("Paste here, or drop a saved e-mail"), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left + 6, sheet.top() + 46 + metrics.xHeight() / 2 + 1), words)
        if self.hasFocus() and self._caret:
            painter.fillRect(QRectF(left, sheet.top() + 34, 2, 24), colour("accent"))
        for number, share in enumerate((1.0, 1.0, 0.607)):
            painter.fillRect(QRectF(left, sheet.top() + 88 + 28 * number, room * share, 1), colour("hairline"))
        painter.end()

    def _on_blink(self) -> None:
        self._caret = not self._caret
        self.update()


class RecentRow(QAbstractButton):
    """A case in *Recent*: mark, title, letter, state, day."""

    def __init__(self, recent: RecentCase, today: dt.date, number: int) -> None:
        super().__init__()
        self._recent = recent
        self._day = _day_words(recent.opened, today)
        self.setObjectName(f"recent{number}")
        said = (recent.title, recent.letter_words(), recent.state_words(), self._day)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setFixedHeight(57)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """57 high."""
        return QSize(400, 57)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("chosen"))
            painter.drawRoundedRect(QRectF(-8, 2, self.width() + 16, 52), 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -3), 8, 8)
        paint_state(painter, QRectF(0, 18, 20, 20), self._recent.state)
        wide = self.width() > 480
        right = float(self.width())
        for words, width in ((self._day, 104.0 if wide else 84.0), (self._recent.state_words(), 140.0)):
            self._word(painter, words, QRectF(right - width, 18, width, 20), 14, "quiet", end=True)
            right -= width
        room = right - 36 - 8
        self._word(painter, self._recent.title, QRectF(36, 10, room, 20), 14, "ink", weight=MEDIUM)
        self._word(painter, self._recent.letter_words(), QRectF(36, 30, room, 16), 12, "quiet")
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour("hairline"))
        painter.end()

    def _word(
        self, painter: QPainter, words: str, box: QRectF, size: int, tone: str, *, weight: int = 400, end: bool = False
    ) -> None:
        face = font(size, weight)
        metrics = QFontMetricsF(face)
        painter.setFont(face)
        painter.setPen(colour(tone))
        text = metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, box.width())
        left = box.right() - metrics.horizontalAdvance(text) if end else box.left()
        painter.drawText(QPointF(left, box.center().y() + metrics.capHeight() / 2), text)


def _day_words(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return ""
    match (today - day).days:
        case 0:
            # Translators: when a case was last worked on.
            return _("Today")
        case 1:
            # Translators: when a case was last worked on.
            return _("Yesterday")
        case _:
            return say_day_of_year(day, today)
