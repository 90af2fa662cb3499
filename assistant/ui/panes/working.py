"""The questions at work: the list, the chosen question with answer and attachments, the letter beside it.

It shows a case and tells what the person did; it must never store anything itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assistant.core.case import Case
from assistant.core.coverage import Coverage, coverage
from assistant.language import _
from assistant.ui.panes.arrivals import Arrivals
from assistant.ui.panes.pasting import sort_out
from assistant.ui.panes.question_form import QuestionForm
from assistant.ui.panes.question_list import QuestionList
from assistant.ui.panes.working_parts import FOLDER_KEY, LetterPanel, MissingFooter, folder_words
from assistant.ui.widgets.buttons import key_words
from assistant.ui.widgets.drawer import Drawer
from assistant.ui.widgets.elsewhere import add_elsewhere_menu
from assistant.ui.widgets.letter import Mark
from assistant.ui.widgets.letter_sheet import Strip
from assistant.ui.widgets.tile_paint import PICTURE_HEIGHT, PICTURE_WIDTH

NARROW = 1200


class WorkingPane(QWidget):
    """Questions, answer, attachments, letter, and what is still missing.

    ``answer_edited`` and ``gap_edited`` come about 0.6 s after the last key, and at once on leaving the field,
    changing the question or ``flush()``. ``set_saved`` confirms.
    """

    question_chosen = Signal(str)  # the item's letter
    question_added = Signal(str)  # the words of a new question
    answer_edited = Signal(str, str)  # letter, text
    gap_edited = Signal(str, str)  # letter, reason ("" takes it back)
    capture_asked = Signal(str)  # letter
    files_added = Signal(str, object)  # letter, tuple[str, ...] of paths (dialog, dropped, pasted)
    folder_chosen = Signal(str, str)  # letter, a folder with screenshots to choose from
    picture_pasted = Signal(str, bytes)  # letter, a PNG as the clipboard holds it
    image_pasted = Signal(str, QImage)  # letter, where the clipboard holds no PNG: encode it in a lane
    exhibit_opened = Signal(str)  # exhibit id: show it large (review)
    exhibit_changed = Signal(str, object)  # exhibit id, dict of Exhibit fields: title, event_date, shows, send
    exhibit_removed = Signal(str)  # exhibit id: undo of taking it in, or withdrawing where it was sent
    thumbnail_wanted = Signal(str, int, int)  # exhibit id, width, height in physical px; answer by set_thumbnail
    review_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("workingPane")
        # Translators: accessible name of the screen on which questions are answered.
        self.setAccessibleName(_("Your answers"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._case: Case | None = None
        self._covers: dict[str, Coverage] = {}
        self._chosen = ""
        self.list = QuestionList()
        self.form = QuestionForm()
        self.letter = LetterPanel()
        # Translators: on the strip that opens the letter in a narrow window.
        self.strip = Strip(_("The letter"), name="letterStrip", key="F6")
        self.footer = MissingFooter()
        self._arrivals = Arrivals(self, self.list, self.form.attachments)
        self._lay_out()
        self._connect()

    def set_case(self, case: Case) -> None:
        """Shows the case; keeps the chosen question, the caret and what is being typed."""
        first = self._case is None or self._case.round.body != case.round.body
        self._arrivals.note(case, is_other=first)
        self._case = case
        covers = coverage(case)
        self._covers = {cover.item.letter: cover for cover in covers}
        self.list.show_case(case, covers)
        self.footer.show_covers(covers)
        if first:
            self.letter.view.set_letter(case.round.body)
        if self._chosen not in self._covers:
            self._chosen = next((cover.item.letter for cover in covers if not cover.answered), "")
            self._chosen = self._chosen or next(iter(self._covers), "")
            first = True
        self.list.choose(self._chosen)
        self._show_question()
        if first:
            self._show_in_letter()

    def choose(self, letter: str) -> None:
        """Chooses a question."""
        if letter not in self._covers or letter == self._chosen:
            return
        self.form.flush()
        self._chosen = letter
        self.list.choose(letter)
        self._show_question()
        self._show_in_letter()
        self.question_chosen.emit(letter)

    def chosen(self) -> str:
        """The letter of the chosen question; empty where there is none."""
        return self._chosen

    def set_saved(self, letter: str) -> None:
        """Tells that the last answer or reason of this question is on disk."""
        if letter == self._chosen:
            self.form.set_saved()

    def set_not_saved(self, letter: str) -> None:
        """Tells that what was written could not be stored: it stays in its field and is told again."""
        if letter == self._chosen:
            self.form.set_not_saved()

    def set_thumbnail(self, exhibit_id: str, image: QImage) -> None:
        """The picture for a tile."""
        self.form.model.set_thumbnail(exhibit_id, image)
        self._arrivals.show(exhibit_id, image)

    def set_capture_available(self, available: bool, why: str = "") -> None:
        """Shows or hides *Capture*; ``why`` is said in its place."""
        self.form.set_capture_available(available, why)

    def set_key_note(self, words: str) -> None:
        """How the key for capturing stands, in words."""
        self.form.capture_notes.set_key(words)

    def show_exhibit(self, exhibit_id: str) -> None:
        """Chooses the tile of an exhibit, and its question."""
        exhibit = self._case.exhibit(exhibit_id) if self._case is not None else None
        if exhibit is not None:
            self.choose(exhibit.item)
            self.form.attachments.choose(exhibit.id)

    def flush(self) -> None:
        """Emits what was typed and not yet told."""
        self.form.flush()

    def further_keys(self) -> tuple[tuple[str, str], ...]:
        """What keys do on this screen besides those of its buttons: (words, key)."""
        return (
            # Translators: in the overview of keys: goes to the question above in the list.
            (_("Question before"), "Alt+Up"),
            # Translators: in the overview of keys: goes to the question below in the list.
            (_("Next question"), "Alt+Down"),
            # Translators: in the overview of keys: attaches what is on the clipboard.
            (_("Paste a picture or files"), "Ctrl+V"),
            (folder_words(), FOLDER_KEY),
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A laptop's screen at 200 %."""
        return QSize(560, 240)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The keys of the screen work at once."""
        super().showEvent(event)
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nothing that was typed is left behind."""
        super().hideEvent(event)
        self.form.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Under 1200 px the letter is a drawer."""
        super().resizeEvent(event)
        self._drawer.set_narrow(self.width() < NARROW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Files and pictures may be dropped anywhere."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Attaches what was dropped to the chosen question."""
        event.acceptProposedAction()
        self._take(event.mimeData())

    def paste(self) -> None:
        """Attaches what the clipboard holds: files or a picture. Text alone goes into the answer."""
        untrusted = QGuiApplication.clipboard().mimeData()
        if not self._take(untrusted) and untrusted is not None and untrusted.hasText():
            self.form.answer.setFocus()
            self.form.answer.paste()

    def _take(self, untrusted: QMimeData | None) -> bool:
        pasted = sort_out(untrusted)
        if pasted.is_empty or not self._chosen:
            return False
        if pasted.paths:
            self.files_added.emit(self._chosen, pasted.paths)
        elif pasted.png:
            self.picture_pasted.emit(self._chosen, pasted.png)
        else:
            self.image_pasted.emit(self._chosen, pasted.image)
        return True

    def _lay_out(self) -> None:
        middle = QWidget()
        columns = QHBoxLayout(middle)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.list)
        columns.addWidget(self.form, 1)
        columns.addWidget(self.letter)
        columns.addWidget(self.strip)
        self._drawer = Drawer(middle, self.letter, self.strip, columns, place=2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(middle, 1)
        whole.addWidget(self.footer)

    def _connect(self) -> None:
        form = self.form
        self.list.chosen.connect(self.choose)
        self.list.added.connect(self.question_added)
        self.list.add_button.bound_to(self)
        self.footer.review.bound_to(self)
        self.footer.review.clicked.connect(self._on_review)
        form.answer_edited.connect(lambda text: self.answer_edited.emit(self._chosen, text))
        form.gap_edited.connect(lambda text: self.gap_edited.emit(self._chosen, text))
        form.capture_asked.connect(self._on_capture)
        form.files_chosen.connect(lambda paths: self.files_added.emit(self._chosen, paths))
        form.folder_chosen.connect(lambda path: self.folder_chosen.emit(self._chosen, path))
        form.other_pasted.connect(self.paste)
        form.menu_asked.connect(self._open_menu)
        form.model.thumbnail_wanted.connect(self._on_thumbnail_wanted)
        form.attachments.opened.connect(self.exhibit_opened)
        form.attachments.removed.connect(self.exhibit_removed)
        form.attachments.menu_asked.connect(self._open_attachment_menu)
        form.detail.menu_asked.connect(self._open_attachment_menu)
        form.detail.changed.connect(self.exhibit_changed)
        form.detail.opened.connect(self.exhibit_opened)
        form.detail.removed.connect(self.exhibit_removed)
        slots: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Alt+Up", lambda: self.choose(self.list.next_to(self._chosen, -1))),
            ("Alt+Down", lambda: self.choose(self.list.next_to(self._chosen, 1))),
            ("Ctrl+V", self.paste),
            (FOLDER_KEY, form.choose_folder),
        )
        for keys, slot in slots:
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _show_question(self) -> None:
        cover = self._covers.get(self._chosen)
        self.form.setEnabled(cover is not None)
        if cover is not None and self._case is not None:
            self.form.show_question(cover, self._case.exhibits_of(self._chosen), self._case.items)

    def _show_in_letter(self) -> None:
        cover = self._covers.get(self._chosen)
        item = cover.item if cover is not None else None
        newest = self._case.round.number if self._case is not None else 0
        if item is not None and item.end > item.start and item.round_number == newest:
            self.letter.show_marks((Mark(item.start, item.end, 0, "tint", bar=True),))
        else:
            self.letter.show_marks(())

    def _on_capture(self) -> None:
        self.form.flush()
        self.capture_asked.emit(self._chosen)

    def _on_review(self) -> None:
        self.form.flush()
        self.review_asked.emit()

    def _on_thumbnail_wanted(self, exhibit_id: str) -> None:
        ratio = self.devicePixelRatioF()
        self.thumbnail_wanted.emit(exhibit_id, round(PICTURE_WIDTH * ratio), round(PICTURE_HEIGHT * ratio))

    def _open_menu(self) -> None:
        cover = self._covers.get(self._chosen)
        if cover is None:
            return
        menu = QMenu(self)
        menu.setObjectName("questionMenu")
        self._entry(menu, folder_words(), FOLDER_KEY, self.form.choose_folder)
        # Translators: menu of the chosen question: copies the platform's words.
        self._entry(menu, _("Copy the question"), "", lambda: _copy(cover.item.text))
        # Translators: menu of the chosen question: opens the letter at the place.
        self._entry(menu, _("Show it in the letter"), self.strip.key, self._drawer.toggle)
        more = self.form.more
        self._pop_up(menu, more.mapToGlobal(QPoint(more.width() - menu.sizeHint().width(), more.height())))

    def _open_attachment_menu(self, exhibit_id: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("attachmentMenu")
        # Translators: menu of an attachment: shows it large.
        self._entry(menu, _("Look at it"), "Return", lambda: self.exhibit_opened.emit(exhibit_id))
        # Translators: menu of an attachment: takes it away again.
        self._entry(menu, _("Remove"), "Del", lambda: self.exhibit_removed.emit(exhibit_id))
        exhibit = self._case.exhibit(exhibit_id) if self._case is not None else None
        if exhibit is not None and self._case is not None:
            add_elsewhere_menu(
                menu, exhibit, self._case.items, lambda shows: self.exhibit_changed.emit(exhibit_id, {"shows": shows})
            )
        self._pop_up(menu, place)

    def _entry(self, menu: QMenu, text: str, key: str, slot: Callable[[], None]) -> None:
        action = QAction(f"{text}\t{key_words(key)}" if key else text, menu)
        action.triggered.connect(lambda _checked=False: slot())
        menu.addAction(action)

    def _pop_up(self, menu: QMenu, place: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
