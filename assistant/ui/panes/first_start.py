"""The first screen: a place to paste the letter, and the cases that were worked on before.

It hands over what was pasted or chosen and must never read a file or a letter itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.panes.first_start_parts import Envelope, Lock, PasteArea, RecentCase, RecentRow
from assistant.ui.widgets.buttons import QUIET, Button
from assistant.ui.widgets.chips import clear
from assistant.ui.widgets.marks import Hairline
from assistant.ui.widgets.scroll import SlimScroll
from assistant.ui.widgets.surfaces import SHADOW
from assistant.ui.widgets.text import SectionLabel, Text, Title

__all__ = ["FirstStartPane", "RecentCase"]
WIDTH = 640
_LOW = 520
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class FirstStartPane(QWidget):
    """Paste, drop, open, sample, recent."""

    letter_pasted = Signal(str)  # the clipboard's text, as it is
    file_chosen = Signal(str)  # a path: from the dialog, dropped, or pasted as a file
    sample_asked = Signal()
    recent_chosen = Signal(str)  # RecentCase.path

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstStartPane")
        # Translators: accessible name of the first screen.
        self.setAccessibleName(_("First screen"))
        self.setAcceptDrops(True)
        self.paper = PasteArea()
        # Translators: link on the first screen; opens a dialog for a saved letter.
        self.open_file = Button(_("Open a file"), name="openFileButton", kind=QUIET, key="Ctrl+O", icon="file")
        # Translators: link on the first screen; opens an invented case to look around in.
        self.sample = Button(_("Try the sample case"), name="sampleButton", kind=QUIET, key="F2", icon="play")
        self._message = Text("", colour="attention", name="firstStartMessage")
        self._message.setAlignment(_CENTRE)
        self._message.hide()
        self._recent = QWidget()
        self._recent.setObjectName("recentCases")
        self._lay_out()
        self._connect()
        self.set_recents((), dt.date.min)

    def set_recents(self, recents: Sequence[RecentCase], today: dt.date) -> None:
        """Shows the cases, newest first as given; ``today`` decides between “Yesterday” and a date."""
        clear(self._rows)
        for number, recent in enumerate(recents):
            row = RecentRow(recent, today, number)
            row.clicked.connect(lambda _checked=False, path=recent.path: self.recent_chosen.emit(path))
            self._rows.addWidget(row)
        self._recent.setVisible(bool(recents))
        self._fit()

    def show_message(self, text: str) -> None:
        """A calm line under the paper, such as why nothing could be pasted; empty hides it."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def paste(self) -> None:
        """Hands over what the clipboard holds: a file, else its text."""
        self._take(QGuiApplication.clipboard().mimeData())

    def further_keys(self) -> tuple[tuple[str, str], ...]:
        """What keys do on this screen besides those of its buttons: (words, key)."""
        # Translators: in the overview of keys: on the first screen.
        return ((_("Paste the letter"), "Ctrl+V"),)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The paper waits for the letter."""
        super().showEvent(event)
        self.paper.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Files and text may be dropped anywhere."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Takes a file or text."""
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _take(self, untrusted: QMimeData | None) -> None:
        self.show_message("")
        paths = [url.toLocalFile() for url in untrusted.urls() if url.isLocalFile()] if untrusted is not None else []
        if paths:
            self.file_chosen.emit(paths[0])
        elif untrusted is not None and untrusted.hasText() and untrusted.text().strip():
            self.letter_pasted.emit(untrusted.text())
        elif untrusted is not None and untrusted.hasHtml() and untrusted.html().strip():
            self.letter_pasted.emit(untrusted.html())  # some mail programs give no plain text; it is read as a file is
        else:
            # Translators: shown after Ctrl+V when the clipboard holds no text.
            self.show_message(_("There is no text on the clipboard. Open the letter, select all of it and copy it."))

    def _choose_file(self) -> None:
        # Translators: title of the dialog for a saved letter.
        title = _("Open a letter")
        # Translators: the kinds of files in that dialog; keep what stands in brackets, and ;;
        kinds = _("Letters (*.txt *.eml *.html *.htm);;All files (*)")
        path, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if path:
            self.file_chosen.emit(path)

    def _connect(self) -> None:
        for button in (self.open_file, self.sample):
            button.bound_to(self)
        self.open_file.clicked.connect(self._choose_file)
        self.sample.clicked.connect(self.sample_asked)
        self.paper.middle_pressed.connect(self._paste_selection)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        shortcut.setObjectName("pasteKey")
        shortcut.activated.connect(self.paste)

    def _paste_selection(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection():
            self._take(clipboard.mimeData(clipboard.Mode.Selection))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Where there is little height the paper moves up: it is what this screen is for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_low = self.height() < _LOW
        self._envelope.setVisible(not is_low)
        self._top.setFixedHeight(4 if is_low else 104 if self._recent.isHidden() else 56)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("firstStartColumn")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        self._top = QWidget()
        column.addWidget(self._top)
        self._envelope = Envelope()
        column.addWidget(self._envelope, 0, _CENTRE)
        column.addSpacing(20)
        # Translators: the large words of the first screen.
        title = Title(_("Paste the letter you received"), name="firstStartTitle")
        # Translators: below the large words of the first screen.
        promise = Text(_("I’ll find what they ask for. You then answer one question at a time."), colour="quiet")
        for text in (title, promise):
            text.setAlignment(_CENTRE)
            column.addWidget(text)
            column.addSpacing(4)
        column.addSpacing(4)
        column.addWidget(self.paper)
        column.addWidget(self._message)
        column.addLayout(self._links())
        column.addSpacing(32)
        below = QHBoxLayout()
        below.setContentsMargins(SHADOW[0], 0, SHADOW[2], 0)
        below.addWidget(self._recent)
        column.addLayout(below)
        column.addStretch(1)
        self._lay_out_recents()
        inner.setMaximumWidth(WIDTH + SHADOW[0] + SHADOW[2])
        self._scroll(inner)

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(28)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.open_file)
        row.addWidget(self.sample)
        row.addStretch(1)
        return row

    def _lay_out_recents(self) -> None:
        below = QVBoxLayout(self._recent)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        # Translators: heading of the list of cases that were worked on before.
        below.addWidget(SectionLabel(_("Recent"), name="recentLabel"))
        below.addSpacing(8)
        below.addWidget(Hairline())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        below.addLayout(self._rows)

    def _scroll(self, inner: QWidget) -> None:
        scroll = SlimScroll(name="firstStartScroll")
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        scroll.set_content(centre)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(_promise_line())


def _promise_line() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(24, 8, 24, 22)
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(Lock())
    # Translators: at the bottom of the first screen, beside a lock.
    row.addWidget(Text(_("Nothing leaves this computer."), size=12, colour="quiet", name="promise", max_lines=1))
    row.addStretch(1)
    return row
