"""The last screen: page 1 as the platform will see it, and three steps to send it.

It shows files that were made and tells what the person did with them; it must never make or open one itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.language import _, ngettext
from assistant.ui.panes.file_tile import FileTile
from assistant.ui.panes.page_view import PageView
from assistant.ui.panes.ready_parts import Confirm, Lock, step
from assistant.ui.widgets.buttons import Button, IconButton
from assistant.ui.widgets.chips import FlowLayout
from assistant.ui.widgets.footer import Footer
from assistant.ui.widgets.text import Text, Title
from assistant.ui.words import day_words, decimal

NARROW = 900


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file to attach: its path, its size, and a line about it."""

    path: str
    bytes: int
    icon: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """What was made and is ready to send.

    ``missing`` are the sentences about what the platform asked for and is not there. ``mail_bytes`` of
    ``most_bytes`` is the size of the mail. ``sent`` is the day these files were marked as sent, None before;
    ``sent_before`` the day on which others were, which these are to follow.
    """

    platform_name: str
    files: tuple[MadeFile, ...]
    pages: int
    words: int
    answered: int
    attachments: int
    mail_bytes: int
    most_bytes: int
    missing: tuple[str, ...] = ()
    has_draft: bool = False
    sent: dt.date | None = None
    sent_before: dt.date | None = None


class ReadyPane(QWidget):
    """The page at the left, the three steps at the right."""

    page_wanted = Signal(int, int)  # page from 1, width in physical px; answer by set_page
    reply_copied = Signal()
    file_opened = Signal(str)  # path
    folder_opened = Signal()
    draft_opened = Signal()
    sent_confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readyPane")
        self._made: MadeFiles | None = None
        self._page = 1
        self._page_view = PageView()
        self._title = Title(name="readyTitle")
        self._summary = Text(colour="quiet", name="readySummary")
        self._missing = Text(colour="attention", name="readyMissing")
        # Translators: button that copies the reply to the clipboard.
        self._copy = Button(_("Copy"), name="readyCopy", kind="primary", key="Ctrl+C", icon="copy").bound_to(self)
        self._copy_about = Text(colour="quiet", name="readyCopyAbout")
        self._size = Text(colour="quiet", max_lines=1, name="readySize")
        self._tiles = QVBoxLayout()
        self._tiles.setSpacing(8)
        # Translators: button that shows the folder with the files.
        self._folder = Button(_("Open the folder"), name="readyFolder", kind="quiet", key="Ctrl+E", icon="folder")
        # Translators: button that opens the prepared mail in the mail program.
        self._draft = Button(_("Open as a mail draft"), name="readyDraft", kind="quiet", key="Ctrl+D", icon="mail")
        # Translators: button; the person has sent the mail.
        self._sent = Button(_("I have sent it"), name="readySent", key="Ctrl+Return", icon="check").bound_to(self)
        self._confirm = Confirm()
        self._sent_about = Text(colour="quiet", name="readySentAbout")
        # Translators: buttons that turn the pages of the index.
        self._before = IconButton("back", name="readyPageBefore", says=_("Page before"), key="PgUp").bound_to(self)
        # Translators: buttons that turn the pages of the index.
        self._after = IconButton("next", name="readyPageAfter", says=_("Next page"), key="PgDown").bound_to(self)
        self._page_words = Text(max_lines=1, colour="quiet", name="readyPageWords")
        self._lay_out()
        self._connect()

    def set_made(self, made: MadeFiles) -> None:
        """Shows what was made; the page shown starts at 1 where the files are other ones."""
        if self._made is None or self._made.files != made.files:
            self._page = 1
        self._made = made
        self._say_summary(made)
        while (entry := self._tiles.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for file in made.files:
            tile = FileTile(file.path, file.bytes, file.icon, file.about)
            tile.opened.connect(self.file_opened)
            self._tiles.addWidget(tile)
        self._draft.setVisible(made.has_draft)
        self._confirm.hide()
        self._say_sent(made.sent, made.sent_before)
        self._turn_to(self._page)

    def page(self) -> int:
        """The page shown, from 1."""
        return self._page

    def set_page(self, page: int, image: QImage) -> None:
        """The picture of a page; ignored where another is shown by now."""
        if page == self._page:
            self._page_view.show_page(page, image)

    def set_copied(self) -> None:
        """Tells that the reply lies in the clipboard."""
        # Translators: on the button, after the reply was copied.
        self._copy.set_words(_("Copied"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Asks for the page once its width is known."""
        super().showEvent(event)
        self._ask_for_page()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Where there is little room the steps get more of it: they are what has to be done."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        self._columns.setSpacing(8 if is_narrow else 56)
        self._columns.setStretch(0, 40 if is_narrow else 54)
        self._columns.setStretch(1, 60 if is_narrow else 46)

    def _steps(self) -> QWidget:
        right = QWidget()
        right.setObjectName("readySteps")
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 24, 24, 24)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._summary)
        column.addSpacing(6)
        column.addWidget(self._missing)
        column.addSpacing(20)
        # Translators: a heading: the first of three steps.
        column.addLayout(step("1", _("Copy the reply"), self._copy, [self._copy_about]))
        links = FlowLayout(gap=16, row_gap=4)
        links.addWidget(self._folder.bound_to(self))
        links.addWidget(self._draft.bound_to(self))
        # Translators: under the heading “Attach these files”.
        about = Text(_("Drag them into your reply."), colour="quiet", name="readyDragAbout")
        # Translators: a heading: the second of three steps.
        column.addLayout(step("2", _("Attach these files"), self._size, [about, self._tiles, links]))
        # Translators: a heading: the third of three steps.
        column.addLayout(step("3", _("Send it, then say so"), self._sent, [self._sent_about, self._confirm], last=True))
        column.addStretch(1)
        return right

    def _lay_out(self) -> None:
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("readyScroll")
        # Translators: read aloud for the right side of the last screen, which can be scrolled.
        scroll.setAccessibleName(_("Three steps"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._steps())
        self._columns = row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._page_view)
        row.addWidget(scroll)
        footer = Footer()
        turn = QHBoxLayout()
        turn.addStretch(1)
        for widget in (self._before, self._page_words, self._after):
            turn.addWidget(widget)
        turn.addStretch(1)
        footer.row.addLayout(turn, 1)
        # Translators: at the foot of the window.
        calm = Text(_("Nothing leaves this computer until you send it."), colour="quiet", max_lines=1, name="readyCalm")
        calm_row = QHBoxLayout()
        calm_row.addStretch(1)
        calm_row.addWidget(Lock())
        calm_row.addWidget(calm)
        footer.row.addLayout(calm_row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addWidget(footer)

    def _connect(self) -> None:
        self._copy.clicked.connect(self.reply_copied)
        self._folder.clicked.connect(self.folder_opened)
        self._draft.clicked.connect(self.draft_opened)
        self._sent.clicked.connect(self._on_sent)
        self._confirm.confirmed.connect(self.sent_confirmed)
        self._confirm.left.connect(self._confirm.hide)
        self._before.clicked.connect(lambda: self._turn_to(self._page - 1))
        self._after.clicked.connect(lambda: self._turn_to(self._page + 1))
        self._page_view.width_changed.connect(self._ask_for_page)

    def _say_summary(self, made: MadeFiles) -> None:
        # Translators: heading of the last screen.
        self._title.setText(_("Your answer is ready"))
        # Translators: first part of the line below the heading; {count} is how many questions have an answer.
        answered = ngettext("{count} question answered", "{count} questions answered", made.answered)
        # Translators: second part of that line; {count} is the number of attachments.
        attached = ngettext("{count} attachment", "{count} attachments", made.attachments)
        # Translators: {answered} is “3 questions answered”, {attached} is “8 attachments”.
        summary = _("{answered}, {attached}. Do these three things in your mail.")
        self._summary.setText(
            summary.format(
                answered=answered.format(count=made.answered), attached=attached.format(count=made.attachments)
            )
        )
        self._missing.setVisible(bool(made.missing))
        # Translators: {missing} is a list of what is missing, in words.
        self._missing.setText(_("Made with things still missing: {missing}.").format(missing="; ".join(made.missing)))
        # Translators: the word on the button that copies the reply.
        self._copy.set_words(_("Copy"))
        # Translators: how long the reply is; {count} is its number of words.
        words = ngettext("{count} word", "{count} words", made.words).format(count=made.words)
        # Translators: {platform} is a name such as Upwork, {words} is “214 words”.
        about = _("Open {platform}’s letter, press Reply, and paste. {words}.")
        # Translators: as above, where the platform isn't known.
        unnamed = _("Open the letter, press Reply, and paste. {words}.")
        text = about if made.platform_name else unnamed
        self._copy_about.setText(text.format(platform=made.platform_name, words=words))
        # Translators: the size of a mail and the most it may have, in megabytes, such as “7.2 of 14 MB”.
        size = _("{size} of {most} MB")
        most = decimal(made.most_bytes / 1_000_000)
        self._size.setText(
            size.format(size=decimal(made.mail_bytes / 1_000_000), most=most.removesuffix(".0").removesuffix(",0"))
        )

    def _say_sent(self, sent: dt.date | None, before: dt.date | None) -> None:
        self._sent.setVisible(sent is None)
        if sent is None and before is not None:
            # Translators: files were sent on a {day}, and newer ones were made since.
            words = _("You sent files on {day}. These are newer, and the platform doesn’t have them yet.")
            self._sent_about.setText(words.format(day=day_words(before)))
        elif sent is None:
            # Translators: under the heading “Send it, then say so”.
            self._sent_about.setText(_("Attachment names are then fixed."))
        else:
            # Translators: {day} is a date such as “4 December 2015”.
            self._sent_about.setText(_("Sent {day}. Attachment names are now fixed.").format(day=day_words(sent)))

    def _turn_to(self, page: int) -> None:
        pages = self._made.pages if self._made else 1
        self._page = max(1, min(page, pages))
        self._before.setEnabled(self._page > 1)
        self._after.setEnabled(self._page < pages)
        # Translators: which page of the index is shown.
        self._page_words.setText(_("Page {page} of {pages}").format(page=self._page, pages=pages))
        self._ask_for_page()

    def _ask_for_page(self) -> None:
        if self._made is not None and self.isVisible():
            self.page_wanted.emit(self._page, self._page_view.wanted_width())

    def _on_sent(self) -> None:
        self._confirm.ask()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._confirm, 0, 24))
