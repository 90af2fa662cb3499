"""The chosen question: the platform's words, what they mean, what must be seen, answer, attachments, gap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.core.coverage import Coverage
from assistant.core.exhibits import Exhibit
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.panes.attachment_card import AttachmentCard
from assistant.ui.panes.capture_notes import CaptureNotes
from assistant.ui.panes.meaning import meaning
from assistant.ui.theme import MEDIUM, colour, theme
from assistant.ui.widgets.buttons import PRIMARY, QUIET, Button, IconButton
from assistant.ui.widgets.chips import Chip, FlowLayout, clear, part_word
from assistant.ui.widgets.fields import AnswerEditor
from assistant.ui.widgets.scroll import SlimScroll
from assistant.ui.widgets.text import SectionLabel, Text
from assistant.ui.widgets.tiles import AttachmentsModel, AttachmentsView

_WIDEST_WORDS = 640
_FIT = QSizePolicy.Policy


class QuestionForm(QWidget):
    """One question at a time. Signals carry no letter: the pane knows which question is chosen."""

    answer_edited = Signal(str)
    gap_edited = Signal(str)
    capture_asked = Signal()
    files_chosen = Signal(object)  # tuple[str, ...]
    folder_chosen = Signal(str)  # a folder with screenshots to choose from
    other_pasted = Signal()  # a picture or file was pasted into a field for text
    menu_asked = Signal()  # ⋯ of the question

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("questionForm")
        self._cover: Coverage | None = None
        self._questions: tuple[RequestedItem, ...] = ()
        self._label = SectionLabel("", name="questionLabel")
        # Translators: button on the chosen question that opens its menu.
        self.more = IconButton("more", name="questionMenuButton", says=_("More for this question"), key="F9")
        self.words = Text("", size=18, serif=True, name="questionWords")
        self.meaning = Text("", colour="quiet", name="questionMeaning")
        self._chips_box = QWidget()
        self._chips_box.setObjectName("questionParts")
        self._chips = FlowLayout(gap=6, row_gap=6)
        self._chips_box.setLayout(self._chips)
        self._make_answer()
        self._make_attachments()
        self._make_gap()
        self._lay_out()
        self._connect()

    def show_question(
        self, cover: Coverage, exhibits: Sequence[Exhibit], questions: Sequence[RequestedItem] = ()
    ) -> None:
        """Shows a question with all its exhibits; what is being typed for the same question stays.

        ``questions`` are all of the case: an attachment may show something for another one.
        """
        self._questions = tuple(questions)
        other = self._cover is None or self._cover.item.letter != cover.item.letter
        item = cover.item
        if self._cover is None or other or self._cover.met != cover.met or self._cover.item != item:
            self._show_head(cover)
        before = None if other or self._cover is None else self._cover.item
        self._cover = cover
        if other:
            self.attachments.choose("")
            self.saved.setText("")
        # A case in which the old words stand still comes from before what was told and is on its way to the disk.
        if before is None or (item.answer != before.answer and not self.answer.pending):
            self.answer.set_text(item.answer)
        if before is None or (item.gap != before.gap and not self.gap.pending):
            self.gap.set_text(item.gap)
        if before is None or (item.gap and item.gap != before.gap):
            self.gap_toggle.setChecked(bool(item.gap))
        self.model.set_exhibits(exhibits)
        self._show_chosen(self.attachments.current_id())
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def set_saved(self) -> None:
        """Says that what was written is on disk."""
        if not self.answer.pending:
            # Translators: beside the answer: it is on disk.
            self.saved.setText(_("Saved"))

    def set_not_saved(self) -> None:
        """What was written is not on disk: it counts as not told yet."""
        if self._cover is not None:
            self.answer.take_back_told(self._cover.item.answer)
            self.gap.take_back_told(self._cover.item.gap)

    def set_capture_available(self, available: bool, why: str) -> None:
        """Shows *Capture*, or why there is none."""
        self.capture.setVisible(available)
        self.capture_notes.set_no_capture("" if available else why)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the fields take typing; a case that is open to look at stores nothing."""
        for field in (self.answer, self.gap):
            field.setReadOnly(read_only)

    def flush(self) -> None:
        """Tells what was typed and not yet told."""
        self.answer.flush()
        self.gap.flush()
        self.detail.commit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the paper-coloured ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("paper"))
        painter.end()

    def _show_head(self, cover: Coverage) -> None:
        item = cover.item
        # Translators: above the platform's words; {letter} is the question's letter.
        self._label.setText(_("Question {letter}").format(letter=item.letter))
        self.words.setText(item.text)
        said = meaning(item.kind)
        self.meaning.setText(said)
        self.meaning.setVisible(bool(said))
        clear(self._chips)
        for part, met in cover.met:
            self._chips.addWidget(Chip(part_word(item, part), name=f"part-{part}", met=met))
        # Translators: read aloud for the field of the answer; {text} is the platform's question.
        self.answer.setAccessibleName(_("Your answer to: {text}").format(text=item.text))

    def _make_answer(self) -> None:
        self.answer = AnswerEditor(
            name="answer",
            # Translators: label above, and read aloud for, the field of the answer.
            says=_("Your answer"),
            # Translators: inside the empty field of the answer.
            placeholder=_("Answer in your own words: who, what, when."),
            rows=2,
        )
        self.saved = Text("", size=12, colour="quiet", max_lines=1, name="savedMark")
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.saved.setSizePolicy(_FIT.Maximum, _FIT.Fixed)

    def _make_attachments(self) -> None:
        # Translators: button: opens a dialog for files that answer the question.
        self.add_files = Button(_("Add files"), name="addFilesButton", kind=QUIET, key="Ctrl+O", icon="clip")
        # Translators: the main button: take a picture of the screen for this question.
        self.capture = Button(_("Capture"), name="captureButton", kind=PRIMARY, key="F8", icon="capture")
        self.capture_notes = CaptureNotes()
        self.model = AttachmentsModel()
        self.attachments = AttachmentsView(self.model)
        self.detail = AttachmentCard()
        self.detail.hide()

    def _make_gap(self) -> None:
        # Translators: button below the attachments: opens a field for the reason. Keep the dots.
        words = _("I can’t provide this, because …")
        self.gap_toggle = Button(words, name="gapButton", kind=QUIET, key="Ctrl+G", icon="next").set_plain()
        self.gap_toggle.set_padding(-8, 2)
        self.gap_toggle.setCheckable(True)
        self.gap = AnswerEditor(
            name="gapReason",
            # Translators: read aloud for the field of the reason why something can't be provided.
            says=_("Why you can’t provide this"),
            # Translators: inside the empty field of the reason why something can't be provided.
            placeholder=_("Say why, and what you can show instead."),
            rows=2,
        )
        self.gap.hide()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("questionFormInner")
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 0, 32, 24)
        column.setSpacing(0)
        self.words.setMaximumWidth(_WIDEST_WORDS)
        self.meaning.setMaximumWidth(_WIDEST_WORDS)
        for widget, gap in ((self.words, 12), (self.meaning, 16), (self._chips_box, 28)):
            column.addWidget(widget)
            column.addSpacing(gap)
        above = QHBoxLayout()
        # Translators: label above the field of the answer.
        above.addWidget(Text(_("Your answer"), weight=MEDIUM, max_lines=1, name="answerLabel"), 1)
        above.addWidget(self.saved)
        column.addLayout(above)
        column.addSpacing(8)
        column.addWidget(self.answer)
        column.addSpacing(24)
        column.addLayout(self._attachments_row())
        column.addWidget(self.capture_notes)
        column.addSpacing(11)
        column.addWidget(self.attachments)
        column.addWidget(self.detail)
        column.addSpacing(8)
        column.addWidget(self.gap_toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self.gap)
        column.addStretch(1)
        self._scroll = SlimScroll(name="questionFormScroll")
        outer = QWidget()
        whole = QVBoxLayout(outer)
        whole.setContentsMargins(0, 16, 0, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(32, 0, 26, 0)
        head.addWidget(self._label, 1)
        head.addWidget(self.more)
        whole.addLayout(head)
        whole.addWidget(inner, 1)
        self._scroll.set_content(outer)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._scroll)
        theme().changed.connect(self.update)

    def _attachments_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        # Translators: heading above the attachments of a question.
        row.addWidget(Text(_("Attachments"), weight=MEDIUM, max_lines=1, name="attachmentsLabel"), 1)
        row.addWidget(self.add_files)
        row.addWidget(self.capture)
        return row

    def _connect(self) -> None:
        for button in (self.more, self.add_files, self.capture, self.gap_toggle):
            button.bound_to(self)
        self.more.clicked.connect(self.menu_asked)
        self.answer.edited.connect(self.answer_edited)
        self.answer.typed.connect(lambda: self.saved.setText(""))
        self.gap.edited.connect(self._on_gap_edited)
        for field in (self.answer, self.gap):
            field.other_pasted.connect(self.other_pasted)
        self.capture.clicked.connect(self.capture_asked)
        self.add_files.clicked.connect(self._choose_files)
        self.attachments.drop_place_pressed.connect(self._choose_files)
        self.attachments.chosen.connect(self._show_chosen)
        self.detail.closed.connect(lambda: self.attachments.choose(""))
        self.gap_toggle.toggled.connect(self._on_gap_toggled)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_gap_in_sight)

    def _choose_files(self) -> None:
        # Translators: title of the dialog for files that answer a question.
        title = _("Add files")
        # Translators: the kinds of files in the dialog; keep (*).
        paths, _kind = QFileDialog.getOpenFileNames(self, title, "", _("All files (*)"))
        if paths:
            self.files_chosen.emit(tuple(paths))

    def choose_folder(self) -> None:
        """Asks for a folder with screenshots."""
        # Translators: title of the dialog for a folder with pictures to choose from.
        folder = QFileDialog.getExistingDirectory(self, _("Folder of screenshots"))
        if folder:
            self.folder_chosen.emit(folder)

    def _show_chosen(self, exhibit_id: str) -> None:
        row = self.model.row_of(exhibit_id)
        exhibit = self.model.exhibit(self.model.index(row, 0)) if row is not None else None
        if exhibit is not None and self._cover is not None:
            self.detail.show_exhibit(exhibit, self._cover.item, self._questions)
        self.detail.setVisible(exhibit is not None)

    def _on_gap_toggled(self, shown: bool) -> None:
        self.gap_toggle.set_icon("down" if shown else "next")
        self.gap_toggle.set_padding(*((-4, -2) if shown else (-8, 2)))  # the two marks stand in differently
        self.gap.setVisible(shown)
        if shown and self.isVisible() and not self.gap.text():
            self.gap.setFocus()
        elif not shown and self.gap.text():
            self.gap.set_text("")
            self.gap_edited.emit("")

    def _keep_gap_in_sight(self) -> None:
        """The reason is the last on the screen: as it opens and grows it must not be below the edge."""
        if self.gap.hasFocus():
            QTimer.singleShot(0, self, self._show_end_of_gap)  # a turn later its place is final

    def _show_end_of_gap(self) -> None:
        # Not ensureWidgetVisible: of a field with a caret that looks at the caret's line alone.
        content = self._scroll.widget()
        if content is not None:
            self._scroll.ensureVisible(0, self.gap.mapTo(content, QPoint(0, self.gap.height())).y(), 0, 20)

    def _on_gap_edited(self, text: str) -> None:
        self.gap_edited.emit(" ".join(text.split()))
