"""Below the capture bar: the picture that was saved last, what is odd about it, *Undo*, *Retake* and its date."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core.coverage import ItemState
from assistant.core.event_date import DateSource, EventDate
from assistant.language import _
from assistant.storage.names import displayable
from assistant.ui.capture.bar_keys import RETAKE_KEY
from assistant.ui.theme import MEDIUM, colour, theme
from assistant.ui.widgets.buttons import QUIET, Button, KeyCap
from assistant.ui.widgets.chips import Chip
from assistant.ui.widgets.dates import DateField
from assistant.ui.widgets.marks import StateRing
from assistant.ui.widgets.text import SectionLabel, Text

_PICTURE = (112, 70)


@dataclass(frozen=True, slots=True)
class SavedCapture:
    """A capture that is on disk. ``thumbnail`` is a PNG; ``title`` comes from a window; ``saved_at`` is local.

    ``notes`` are lines such as “Hardly anything can be seen on it.”, none where there is nothing to say.
    ``can_retake``: taking it once more may put right what the notes say.
    """

    exhibit_id: str
    label: str
    untrusted_title: str
    saved_at: dt.datetime
    thumbnail: bytes
    notes: tuple[str, ...] = ()
    can_retake: bool = False


class SavedPart(QWidget):
    """The capture that was saved last, with *Undo* and the date of what it shows.

    Signals: ``undo_asked(str)``, ``retake_asked(str)``, ``date_entered(str, EventDate | None)``, all with the
    exhibit's id; ``done()`` on Enter in the date field; ``height_changed()``.
    """

    undo_asked = Signal(str)
    retake_asked = Signal(str)
    date_entered = Signal(str, object)
    done = Signal()
    height_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureBarSaved")
        self._id = ""
        self._picture = _Picture()
        self._ring = StateRing(ItemState.READY, name="captureBarCheck")
        self._saved = Text("", weight=MEDIUM, max_lines=1, name="captureBarSavedAt")
        # Translators: button that takes the last capture back.
        self._undo = Button(_("Undo"), name="captureBarUndo", kind=QUIET, key="Ctrl+Z").bound_to(self)
        self._undo.setFixedSize(self._undo.sizeHint().width(), 24)
        self._label = Text("", max_lines=1, name="captureBarLabel")
        self._title = Text("", size=12, colour="quiet", max_lines=1, name="captureBarTitle")
        self._note = Text("", size=12, colour="attention", name="captureBarWarning")
        # Translators: button in the capture bar: takes the same picture once more in place of an odd one.
        self._retake = Button(_("Retake"), name="captureBarRetake", key=RETAKE_KEY).bound_to(self)
        self._retake.setFixedHeight(32)
        # Translators: above the field for the date of what a picture shows, such as a chat.
        asks = _("When was this written?")
        self._asks = SectionLabel(asks, name="captureBarDateLabel")
        self.date = DateField(name="captureBarDate", says=asks)
        # Translators: chip: the date can be seen in the picture itself.
        self._seen = Chip(_("Seen in the picture"), name="captureBarSeen", met=True, small=True, pressable=True)
        self._lay_out()
        self._undo.clicked.connect(lambda: self.undo_asked.emit(self._id))
        self._retake.clicked.connect(lambda: self.retake_asked.emit(self._id))
        self.date.date_entered.connect(self._on_date)
        self.date.entered.connect(self.done)
        self._seen.toggled.connect(self._on_seen)

    def exhibit_id(self) -> str:
        """The attachment that is shown; empty before the first."""
        return self._id

    def set_busy(self, busy: bool) -> None:
        """While a capture is under way no other can be asked for."""
        self._retake.setEnabled(not busy)

    def set_label(self, label: str) -> None:
        """The attachment's label is another now, since one before it went."""
        # Translators: in the capture bar; {label} is an attachment's label such as C-2.
        self._label.setText(_("Attachment {label}").format(label=label))

    def show_saved(self, saved: SavedCapture) -> None:
        """Another capture; what stands in the date field is told for the one before first."""
        self.commit()
        self._id = saved.exhibit_id
        self._picture.set_png(saved.thumbnail)
        # Translators: in the capture bar; {time} is hours and minutes.
        self._saved.setText(_("Saved {time}").format(time=f"{saved.saved_at:%H:%M}"))
        # That it is saved is what the person looks for: it is never shortened, the bar is wider instead.
        self._saved.setMinimumWidth(math.ceil(QFontMetricsF(self._saved.font()).horizontalAdvance(self._saved.text())))
        self.set_label(saved.label)
        self._title.setText(displayable(saved.untrusted_title))
        self._note.setText("\n".join(saved.notes))
        self._odd.setVisible(bool(saved.notes))
        self._retake.setVisible(saved.can_retake)
        self.date.set_date(None)

    def commit(self) -> None:
        """Tells a date that was typed and not yet confirmed, where it can be read."""
        if self._id and not self.isHidden():
            self.date.commit()

    def event(self, event: QEvent) -> bool:
        """Tells when a line below the date field came or went."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return super().event(event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._ring)
        first.addWidget(self._saved, 1)
        first.addWidget(self._undo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self._label)
        words.addWidget(self._title)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self._odd = QWidget()
        self._odd.setObjectName("captureBarOdd")
        odd = QHBoxLayout(self._odd)
        odd.setContentsMargins(0, 4, 0, 4)
        odd.setSpacing(12)
        odd.addWidget(self._note, 1)
        odd.addWidget(self._retake, 0, Qt.AlignmentFlag.AlignTop)
        last = QHBoxLayout()
        last.addWidget(self._seen)
        last.addStretch(1)
        last.addWidget(KeyCap("Return", name="captureBarEnter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 11, 12, 11)
        column.setSpacing(6)
        column.addLayout(top)
        for widget in (self._odd, self._asks, self.date):
            column.addWidget(widget)
        column.addLayout(last)
        self._odd.hide()

    def _on_date(self, date: EventDate | None) -> None:
        if self._id:
            self.date_entered.emit(self._id, date.with_source(self._source()) if date else None)

    def _on_seen(self, _checked: bool) -> None:
        date = self.date.date()
        if date is not None:
            self._on_date(date)

    def _source(self) -> DateSource:
        return DateSource.SEEN if self._seen.isChecked() else DateSource.STATED


class _Picture(QWidget):
    """The small picture with round corners."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureBarThumbnail")
        # Translators: the small picture of the capture that was saved last; for screen readers.
        self.setAccessibleName(_("The picture that was saved"))
        self.setFixedSize(*_PICTURE)
        self._pixmap = QPixmap()
        theme().changed.connect(self.update)

    def set_png(self, data: bytes) -> None:
        """Another picture; nothing where the bytes are none."""
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(data, "PNG")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the picture filling the place, from its top."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        painter.fillPath(path, colour("field"))
        if not self._pixmap.isNull():
            painter.setClipPath(path)
            share = min(self._pixmap.width() / box.width(), self._pixmap.height() / box.height())
            width, height = box.width() * share, box.height() * share
            left = (self._pixmap.width() - width) / 2
            painter.drawPixmap(box, self._pixmap, QRectF(left, 0, width, height))
            painter.setClipping(False)
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()
