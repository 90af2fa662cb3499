"""The chosen attachment below the tiles: when it was taken, and the form of what the person says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.dates import say_day
from assistant.ui.theme import STRONG
from assistant.ui.widgets.buttons import QUIET, Button, IconButton
from assistant.ui.widgets.describe import DescribeForm
from assistant.ui.widgets.surfaces import Card
from assistant.ui.widgets.text import Text


class AttachmentCard(Card):
    """One exhibit with its form."""

    changed = Signal(str, object)  # exhibit id, dict of Exhibit fields
    opened = Signal(str)
    removed = Signal(str)
    closed = Signal()
    menu_asked = Signal(str, object)  # exhibit id, global QPoint

    def __init__(self) -> None:
        super().__init__(name="attachmentCard")
        self._id = ""
        self._label = Text("", weight=STRONG, max_lines=1, name="attachmentLabel")
        self._taken = Text("", size=12, colour="quiet", name="attachmentTaken")
        # Translators: button: shows the attachment large.
        self._open = Button(_("Look at it"), name="openAttachment", kind=QUIET, key="Return", icon="eye")
        # Translators: button: takes the attachment away again.
        self._remove = Button(_("Remove"), name="removeAttachment", kind=QUIET, key="Del", icon="remove")
        # Translators: button that opens the menu of the attachment.
        says = _("More for this attachment")
        self._more = IconButton("more", name="attachmentMore", says=says, key="Alt+M").bound_to(self)
        # Translators: button: folds the form of the attachment.
        self._close = IconButton("close", name="closeAttachment", says=_("Close"), key="Esc")
        self.form = DescribeForm()
        self._lay_out()
        self.form.changed.connect(self.changed)
        self._open.clicked.connect(lambda: self.opened.emit(self._id))
        self._remove.clicked.connect(lambda: self.removed.emit(self._id))
        self._close.clicked.connect(self.closed)
        self._more.clicked.connect(self._on_more)
        # The tiles have the key as well, so it is the card's only while something in the card has the focus.
        leave = QShortcut(QKeySequence(self._close.key), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    def show_exhibit(self, exhibit: Exhibit, item: RequestedItem, questions: Sequence[RequestedItem] = ()) -> None:
        """Shows an exhibit of this item; ``questions`` are all of the case."""
        if self._id and self._id != exhibit.id:
            self.form.commit()
        self._id = exhibit.id
        # Translators: an attachment that has no label because it isn't sent.
        self._label.setText(exhibit.label or _("Kept here"))
        self._taken.setText(taken_words(exhibit))
        self.form.set_questions(questions)
        self.form.set_exhibit(exhibit, item)
        self._remove.setEnabled(exhibit.status is ExhibitStatus.ACTIVE)

    def commit(self) -> None:
        """Tells what was typed and not yet told."""
        if self.isVisible():
            self.form.commit()

    def _on_more(self) -> None:
        self.menu_asked.emit(self._id, self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._open)
        head.addWidget(self._remove)
        head.addWidget(self._more)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._taken)
        column.addWidget(self.form)


def taken_words(exhibit: Exhibit) -> str:
    """When this program took the picture, with offset and UTC; else when the file was added."""
    if exhibit.kind is ExhibitKind.JOINED and exhibit.captured_at is None:
        # Translators: of an attachment that was made of several overlapping pictures; {when} is a date and a time.
        return _("Joined from several pictures, {when}").format(when=_stamp(exhibit.added_at))
    if exhibit.captured_at is None:
        # Translators: {when} is a day and time with its offset from UTC.
        return _("Added {when}").format(when=_stamp(exhibit.added_at))
    utc = exhibit.captured_at.astimezone(dt.UTC)
    # Translators: {when} is a day and time with its offset from UTC; {utc} the same moment's time in UTC.
    return _("Taken {when} ({utc} UTC)").format(when=_stamp(exhibit.captured_at), utc=f"{utc:%H:%M}")


def _stamp(when: dt.datetime) -> str:
    offset = f"{when:%z}"
    return f"{say_day(when.date())}, {when:%H:%M} {offset[:3]}:{offset[3:5]}"
