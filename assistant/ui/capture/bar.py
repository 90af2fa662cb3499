"""The capture bar: a small window on top of all others with the question, *Capture* and *Same window*.

It takes nothing and stores nothing: it asks by signals and shows what it is told. It never covers a capture for long,
since the controller takes it out of the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.core.ports import Screen
from assistant.errors import AssistantError
from assistant.language import _, render
from assistant.ui.capture.bar_parts import Note
from assistant.ui.capture.bar_row import HEIGHT, BarRow
from assistant.ui.capture.countdown import CountdownPart
from assistant.ui.capture.floating import FloatingWindow, inside, rooms
from assistant.ui.capture.saved_part import SavedCapture, SavedPart
from assistant.ui.widgets.marks import Hairline
from assistant.ui.words import capital

WIDTH = 360


class CaptureBar(FloatingWindow):
    """The bar.

    Signals: ``capture_asked()`` (a window is pointed at), ``same_asked()``, ``window_list_asked()``,
    ``region_asked()``, ``screen_asked(int)``, ``all_screens_asked()``, ``scrolling_asked(bool)`` (whether the program
    scrolls), ``delay_chosen(int)`` in seconds, ``item_chosen(str)`` with a question's letter, ``undo_asked(str)`` and
    ``retake_asked(str)`` with the exhibit's id, ``date_entered(str, EventDate | None)`` with the exhibit's id,
    ``cancel_asked()`` while seconds are counted, ``hint_seen()`` once, ``moved(int, int)`` when it closes in another
    place than it was given, ``closed()``.
    """

    capture_asked = Signal()
    same_asked = Signal()
    window_list_asked = Signal()
    region_asked = Signal()
    screen_asked = Signal(int)
    all_screens_asked = Signal()
    scrolling_asked = Signal(bool)
    delay_chosen = Signal(int)
    item_chosen = Signal(str)
    undo_asked = Signal(str)
    retake_asked = Signal(str)
    date_entered = Signal(str, object)
    cancel_asked = Signal()
    hint_seen = Signal()
    moved = Signal(int, int)
    closed = Signal()

    def __init__(self, *, show_hint: bool = True, place: tuple[int, int] | None = None) -> None:
        """``place`` is where it was left, in logical pixels of the desktop; None puts it at the right of the screen."""
        # Translators: title of the small window with the Capture button.
        super().__init__(name="captureBar", title=_("Capture"))
        self._hint_due = show_hint
        self._wanted = QPoint(*place) if place else None
        self._given: QPoint | None = None
        self._row = BarRow()
        self._count = CountdownPart()
        self._note = Note()
        self._saved = SavedPart()
        self._line = Hairline(name="captureBarLine")
        self._lay_out()
        self._connect()
        if show_hint:
            self._show_hint()
        self._fit()

    # --- what it is told -----------------------------------------------------------------------------------------

    def set_items(self, items: Sequence[tuple[str, str]], current: str) -> None:
        """The questions as (letter, the platform's words), and the letter of the one that captures go to."""
        self._row.set_items(items, current)

    def set_current(self, letter: str) -> None:
        """The question that captures go to."""
        self._row.set_current(letter)

    def current(self) -> str:
        """The letter of the question that captures go to."""
        return self._row.current()

    def set_screens(self, screens: Sequence[Screen]) -> None:
        """The screens that the menu offers."""
        self._row.set_screens(screens)

    def set_scrolls_alone(self, scrolls: bool) -> None:
        """Whether the program can scroll by itself here."""
        self._row.set_scrolls_alone(scrolls)

    def set_delay(self, seconds: int) -> None:
        """The delay before each picture; 0 shows none."""
        self._row.set_delay(seconds)

    def set_can_repeat(self, can: bool) -> None:
        """Whether *Same window* can be pressed."""
        self._row.set_can_repeat(can)

    def set_busy(self, busy: bool) -> None:
        """While a capture is under way nothing can be pressed twice."""
        self._row.set_busy(busy)
        self._saved.set_busy(busy)

    def show_count(self, seconds: int) -> None:
        """The seconds before the picture is taken; 0 ends the count."""
        self._count.show_left(seconds)
        self._count.setVisible(bool(seconds))
        self._fit()

    def show_saved(self, saved: SavedCapture) -> None:
        """A capture is on disk: its small picture, its label, the time, and the field for its date."""
        self._note.hide()
        self._end_hint()
        self._saved.show_saved(saved)
        self._saved.show()
        self._fit()
        if self.isActiveWindow():
            self._saved.date.setFocus()

    def shown_exhibit(self) -> str:
        """The id of the attachment that is shown as saved; empty where none is."""
        return "" if self._saved.isHidden() else self._saved.exhibit_id()

    def set_label(self, label: str) -> None:
        """The label of the attachment that is shown."""
        self._saved.set_label(label)

    def show_removed(self) -> None:
        """The last capture was taken back."""
        # Translators: in the capture bar after Undo.
        self._say(_("The picture was taken back"), "")

    def show_words(self, what: str, words: str) -> None:
        """A few words, such as what works here."""
        self._say(what, words)

    def show_error(self, error: AssistantError) -> None:
        """A capture failed: what, why and what next."""
        # Translators: in the capture bar; {why} is a reason without full stop, {next} a sentence.
        words = _("{why}. {next}").format(why=capital(render(error.why)), next=render(error.next_step))
        self._say(render(error.what), words, attention=True)

    # --- Qt ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """At least 360 wide (a longer language needs more), 48 high; higher with what stands below the row."""
        return QSize(self._wide(), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc ends a count, else it closes the bar."""
        if event.key() == Qt.Key.Key_Escape and not self._count.isHidden():
            self.cancel_asked.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Tells what was typed last and where it stands, then that it closed."""
        self._saved.commit()
        if self._given is not None and self.pos() != self._given:
            self.moved.emit(self.x(), self.y())
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The first time: where it was left, else at the right edge of the screen, a little below its top."""
        super().showEvent(event)
        if self._given is None:
            self._row.focus_first()
            room = self.screen().availableGeometry()
            usual = QPoint(room.right() - self._wide() - 40, room.top() + min(144, room.height() // 6))
            kept = inside(self._wanted, QSize(self._wide(), HEIGHT), rooms()) if self._wanted is not None else None
            self._given = kept or usual
            self.move(self._given)
        self._fit()

    # --- below ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        hidden: tuple[QWidget, ...] = (self._line, self._count, self._note, self._saved)
        for widget in hidden:
            column.addWidget(widget)
            widget.hide()

    def _connect(self) -> None:
        row, saved = self._row, self._saved
        for asked, tells in (
            (row.capture_asked, self.capture_asked),
            (row.same_asked, self.same_asked),
            (row.window_list_asked, self.window_list_asked),
            (row.region_asked, self.region_asked),
            (row.all_screens_asked, self.all_screens_asked),
        ):
            asked.connect(saved.commit)  # what is typed belongs to the picture before
            asked.connect(tells)
        row.screen_asked.connect(self._on_screen)
        row.scrolling_asked.connect(self._on_scrolling)
        row.delay_chosen.connect(self.delay_chosen)
        row.item_chosen.connect(self.item_chosen)
        row.close_asked.connect(self.close)
        row.width_changed.connect(self._fit)
        saved.undo_asked.connect(self.undo_asked)
        saved.retake_asked.connect(self.retake_asked)
        saved.date_entered.connect(self.date_entered)
        saved.done.connect(lambda: row.focus_first(repeat=True))
        saved.height_changed.connect(self._fit)
        self._count.cancelled.connect(self.cancel_asked)

    def _on_screen(self, number: int) -> None:
        self._saved.commit()
        self.screen_asked.emit(number)

    def _on_scrolling(self, program_scrolls: bool) -> None:
        self._saved.commit()
        self.scrolling_asked.emit(program_scrolls)

    def _show_hint(self) -> None:
        # Translators: heading of a hint in the capture bar.
        what = _("The whole window will be taken")
        # Translators: hint in the capture bar, seen once.
        why = _("With the address, both names and the date. Reviewers trust a whole window more.")
        self._say(what, why)

    def _end_hint(self) -> None:
        if self._hint_due:
            self._hint_due = False
            self.hint_seen.emit()

    def _say(self, what: str, words: str, *, attention: bool = False) -> None:
        self._saved.hide()
        self._note.say(what, words, attention=attention)
        self._note.show()
        self._fit()

    def _fit(self) -> None:
        below = (self._count, self._note, self._saved)
        self._line.setVisible(any(not part.isHidden() for part in below))
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        wide = self._wide()
        height = layout.heightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        if self.size() != QSize(wide, height):
            self.setFixedSize(wide, height)

    def _wide(self) -> int:
        parts = [part for part in (self._row, self._saved) if not part.isHidden()]
        return max(WIDTH, *(part.minimumSizeHint().width() for part in parts))
