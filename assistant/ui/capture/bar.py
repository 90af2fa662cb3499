"""The capture bar: a small window on top of all others with the question, *Capture* and *Same window*.

It takes nothing and stores nothing: it asks by signals and shows what it is told. It never covers a capture for long,
since the controller takes it out of the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBitmap,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core.ports import Screen
from assistant.errors import AssistantError
from assistant.language import _, render
from assistant.ui.capture.bar_keys import CAPTURE_KEY, SAME_KEY
from assistant.ui.capture.bar_menu import MoreMenu
from assistant.ui.capture.bar_parts import Note, QuestionChip, SavedCapture, SavedPart
from assistant.ui.icons import paint_icon
from assistant.ui.theme import colour, theme
from assistant.ui.widgets.buttons import PRIMARY, QUIET, Button, IconButton, bind_key
from assistant.ui.widgets.marks import Hairline
from assistant.ui.words import capital

WIDTH, HEIGHT, RADIUS = 362, 48, 10
_STEP = 16


class CaptureBar(QWidget):
    """The bar.

    Signals: ``capture_asked()`` (a window is pointed at), ``same_asked()``, ``window_list_asked()``,
    ``region_asked()``, ``screen_asked(int)``, ``all_screens_asked()``, ``item_chosen(str)`` with a question's letter,
    ``undo_asked(str)`` with the exhibit's id, ``date_entered(str, EventDate | None)`` with the exhibit's id,
    ``hint_seen()`` once, ``closed()``.
    """

    capture_asked = Signal()
    same_asked = Signal()
    window_list_asked = Signal()
    region_asked = Signal()
    screen_asked = Signal(int)
    all_screens_asked = Signal()
    item_chosen = Signal(str)
    undo_asked = Signal(str)
    date_entered = Signal(str, object)
    hint_seen = Signal()
    closed = Signal()

    def __init__(self, *, show_hint: bool = True) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setObjectName("captureBar")
        # Translators: title of the small window with the Capture button.
        self.setWindowTitle(_("Capture"))
        self.setAccessibleName(self.windowTitle())
        self._screens: tuple[Screen, ...] = ()
        self._items: tuple[tuple[str, str], ...] = ()
        self._hint_due = show_hint
        self._was_placed = False
        self._make_buttons()
        self._note = Note()
        self._saved = SavedPart()
        self._line = Hairline(name="captureBarLine")
        self._lay_out()
        self._connect()
        theme().changed.connect(self.update)
        self.set_can_repeat(False)
        if show_hint:
            self._show_hint()
        self._fit()

    # --- what it is told -----------------------------------------------------------------------------------------

    def set_items(self, items: Sequence[tuple[str, str]], current: str) -> None:
        """The questions as (letter, the platform's words), and the letter of the one that captures go to."""
        self._items = tuple(items)
        self.set_current(current)

    def set_current(self, letter: str) -> None:
        """The question that captures go to."""
        words = dict(self._items).get(letter, "")
        self._chip.set_question(letter, words)
        index = self._index()
        self._before.setEnabled(index > 0)
        self._after.setEnabled(0 <= index < len(self._items) - 1)

    def current(self) -> str:
        """The letter of the question that captures go to."""
        return self._chip.letter()

    def set_screens(self, screens: Sequence[Screen]) -> None:
        """The screens that the menu offers."""
        self._screens = tuple(screens)

    def set_can_repeat(self, can: bool) -> None:
        """Whether *Same window* can be pressed."""
        self._same.setEnabled(can)

    def set_busy(self, busy: bool) -> None:
        """While a capture is under way nothing can be pressed twice."""
        self._capture.setEnabled(not busy)
        self._more.setEnabled(not busy)

    def show_saved(self, saved: SavedCapture) -> None:
        """A capture is on disk: its small picture, its label, the time, and the field for its date."""
        self._note.hide()
        self._end_hint()
        self._saved.show_saved(saved)
        self._saved.show()
        self._fit()
        if self.isActiveWindow():
            self._saved.date.setFocus()

    def show_removed(self) -> None:
        """The last capture was taken back."""
        # Translators: in the capture bar after Undo.
        self._say(_("The picture was taken back"), "")

    def show_error(self, error: AssistantError) -> None:
        """A capture failed: what, why and what next."""
        # Translators: in the capture bar; {why} is a reason without full stop, {next} a sentence.
        words = _("{why}. {next}").format(why=capital(render(error.why)), next=render(error.next_step))
        self._say(render(error.what), words, attention=True)

    # --- Qt ------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """At least 362 wide (a longer language needs more), 48 high; higher with a note or a saved capture."""
        return QSize(self._wide(), super().sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Anywhere that is no button moves the bar."""
        handle = self.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes; Ctrl with an arrow moves the bar."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x, y = steps[key]
            self.move(self.pos() + QPoint(x, y) * _STEP)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Tells what was typed last, then that it closed."""
        self._saved.commit()
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The first time: at the right edge of the screen, a little below its top."""
        super().showEvent(event)
        if not self._was_placed:
            self._was_placed = True
            room = self.screen().availableGeometry()
            self._capture.setFocus()
            self.move(room.right() - self._wide() - 40, room.top() + min(144, room.height() // 6))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keeps the corners round without a compositor."""
        super().resizeEvent(event)
        mask = QBitmap(self.size())
        mask.clear()
        painter = QPainter(mask)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.setPen(Qt.GlobalColor.color1)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()
        self.setMask(mask)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paper with an outline, and the grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("outline"))
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        paint_icon(painter, "grip", QRectF(6, 14, 20, 20), colour("quiet"))
        painter.end()

    # --- below ---------------------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        # Translators: in the capture bar: the question before the one shown.
        self._before = IconButton("back", name="captureBarBefore", says=_("Question before"), key="Alt+Left")
        # Translators: in the capture bar: the question after the one shown.
        self._after = IconButton("next", name="captureBarAfter", says=_("Next question"), key="Alt+Right")
        self._chip = QuestionChip()
        # Translators: button that takes a picture of a window.
        self._capture = Button(_("Capture"), name="captureBarCapture", kind=PRIMARY, icon="capture")
        self._capture.setFixedHeight(32)
        # Translators: button that takes a picture of the same window as before; at most about 12 letters.
        self._same = Button(_("Same window"), name="captureBarSame", kind=QUIET)
        # Translators: button with further ways of taking a picture, for screen readers.
        self._more = IconButton("more", name="captureBarMore", says=_("More ways to capture"), key="F10", tone="ink")
        for button in (self._before, self._after):
            button.setFixedSize(24, 32)
            button.bound_to(self)
        self._more.bound_to(self)
        bind_key(self, CAPTURE_KEY, self._capture)
        bind_key(self, SAME_KEY, self._same)
        for words in (self._capture, self._same):
            words.setMinimumWidth(words.sizeHint().width())
        self._capture.setToolTip(CAPTURE_KEY)
        self._same.setToolTip(SAME_KEY)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(26, 0, 6, 0)
        row.setSpacing(0)
        row.addWidget(self._before)
        row.addWidget(self._chip)
        row.addWidget(self._after)
        row.addSpacing(8)
        row.addWidget(self._capture)
        row.addSpacing(6)
        row.addWidget(self._same)
        row.addStretch(1)
        row.addSpacing(2)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = top = QWidget()
        top.setObjectName("captureBarTop")
        top.setFixedHeight(HEIGHT)
        top.setLayout(row)
        column.addWidget(top)
        hidden: tuple[QWidget, ...] = (self._line, self._note, self._saved)
        for widget in hidden:
            column.addWidget(widget)
            widget.hide()

    def _connect(self) -> None:
        self._capture.clicked.connect(self._on_capture)
        self._same.clicked.connect(self._on_same)
        self._more.clicked.connect(self._on_more)
        self._before.clicked.connect(lambda: self._on_step(-1))
        self._after.clicked.connect(lambda: self._on_step(1))
        self._saved.undo_asked.connect(self.undo_asked)
        self._saved.date_entered.connect(self.date_entered)
        self._saved.done.connect(self._on_date_done)
        self._saved.height_changed.connect(self._fit)

    def _on_capture(self) -> None:
        self._saved.commit()
        self.capture_asked.emit()

    def _on_same(self) -> None:
        self._saved.commit()
        self.same_asked.emit()

    def _on_date_done(self) -> None:
        (self._same if self._same.isEnabled() else self._capture).setFocus()

    def _on_step(self, step: int) -> None:
        index = self._index() + step
        if 0 <= index < len(self._items):
            self.set_current(self._items[index][0])
            self.item_chosen.emit(self._items[index][0])

    def _index(self) -> int:
        letters = [letter for letter, _words in self._items]
        return letters.index(self.current()) if self.current() in letters else -1

    def _on_more(self) -> None:
        menu = MoreMenu(self, self._screens)
        menu.window_list_asked.connect(self.window_list_asked)
        menu.region_asked.connect(self.region_asked)
        menu.screen_asked.connect(self.screen_asked)
        menu.all_screens_asked.connect(self.all_screens_asked)
        menu.close_asked.connect(self.close)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

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
        self._line.setVisible(not self._note.isHidden() or not self._saved.isHidden())
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        wide = self._wide()
        height = layout.heightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        if self.size() != QSize(wide, height):
            self.setFixedSize(wide, height)

    def _wide(self) -> int:
        parts = [part for part in (self._top, self._saved) if not part.isHidden()]
        return max(WIDTH, *(part.minimumSizeHint().width() for part in parts))
