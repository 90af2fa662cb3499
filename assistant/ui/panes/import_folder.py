"""The sheet on which pictures of a folder are chosen for a question.

It shows what was found and tells what was chosen; it reads no file and stores nothing. A file's time is shown as what
it is, and never becomes a date of an attachment by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from assistant.actions.look_in_folder import LeftOut
from assistant.language import _, ngettext
from assistant.storage.names import displayable
from assistant.ui.panes.import_list import PICTURE, ImportModel, ImportView
from assistant.ui.widgets.buttons import OUTLINED, PRIMARY, QUIET, Button
from assistant.ui.widgets.text import Text, Title

if TYPE_CHECKING:
    from assistant.actions.look_in_folder import FolderLook


class ImportSheet(QDialog):
    """``added(tuple[str, ...])``: the paths of the chosen pictures, in the order of the list."""

    added = Signal(object)
    thumbnail_wanted = Signal(str, int, int)  # path, width and height in physical px; answered by set_thumbnail

    def __init__(self, look: FolderLook, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importSheet")
        # Translators: title of the sheet on which pictures of a folder are chosen; {letter} is the question's letter.
        self.setWindowTitle(_("Add pictures to question {letter}").format(letter=letter))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry()
        self.resize(min(760, room.width() - 48), min(640, room.height() - 72))
        self.model = ImportModel(look.pictures, self)
        self.list = ImportView(self.model)
        # Translators: button that gives a check to all pictures of the list, or to none.
        self._all = Button(_("Choose all"), name="importAll", kind=QUIET, key="Ctrl+Shift+A")
        self._all.key_says = self._all.text()
        # Translators: button that closes the sheet; nothing is added.
        self._leave = Button(_("Close"), name="importLeave", kind=OUTLINED, key="Esc")
        self._add = Button("", name="importAdd", kind=PRIMARY, key="Ctrl+Return")
        for button in (self._all, self._add):
            button.bound_to(self)
        self._lay_out(look)
        self._connect()
        self._show_count()
        self.list.setFocus()

    def set_thumbnail(self, path: str, image: QImage) -> None:
        """The small picture of a file."""
        self.model.set_thumbnail(path, image)

    def _lay_out(self, look: FolderLook) -> None:
        count = len(look.pictures)
        # Translators: heading; {count} is how many pictures lie in the folder {name}.
        words = ngettext("{count} picture in “{name}”", "{count} pictures in “{name}”", count)
        name = displayable(look.folder.name or str(look.folder))
        heading = Title(words.format(count=count, name=name), name="importHeading")
        # Translators: below the heading: what can be done with the list.
        hint = _("Space or a click chooses. A file’s time says when the file was written, not when it was taken.")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self._all)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(24, 12, 24, 20)
        bottom.setSpacing(8)
        bottom.addStretch(1)
        bottom.addWidget(self._leave)
        bottom.addWidget(self._add)
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(6)
        head.addLayout(top)
        head.addWidget(Text(hint, colour="quiet", name="importHint"))
        left_out = left_out_words(look)
        if left_out:
            head.addWidget(Text(left_out, colour="quiet", name="importLeftOut"))
        # Translators: in place of the list, where a folder holds no picture.
        none = Text(_("No picture lies in this folder itself. Choose another one."), name="importNone")
        none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        none.setVisible(not count)
        for widget in (self.list, self._all):
            widget.setVisible(bool(count))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(none, 1)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self._all.clicked.connect(self._on_all)
        self._leave.clicked.connect(self.reject)
        self._add.clicked.connect(self._on_add)
        self.model.chosen_changed.connect(self._show_count)
        self.model.thumbnail_wanted.connect(self._on_thumbnail_wanted, Qt.ConnectionType.QueuedConnection)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.list.toggle_marked)

    def _show_count(self) -> None:
        count = self.model.count_chosen()
        # Translators: main button of the sheet; {count} is how many pictures are chosen.
        words = ngettext("Add {count} picture", "Add {count} pictures", count).format(count=count)
        self._add.set_words(words)
        self._add.setEnabled(count > 0)
        are_all = 0 < count == self.model.rowCount()
        # Translators: button that takes the check from all pictures of the list.
        self._all.set_words(_("Choose none") if are_all else _("Choose all"))

    def _on_all(self) -> None:
        self.model.choose_all(chosen=self.model.count_chosen() < self.model.rowCount())

    def _on_add(self) -> None:
        self.added.emit(tuple(str(path) for path in self.model.chosen()))
        self.accept()

    def _on_thumbnail_wanted(self, path: str) -> None:
        ratio = self.devicePixelRatioF()
        self.thumbnail_wanted.emit(path, round(PICTURE.width() * ratio), round(PICTURE.height() * ratio))


def left_out_words(look: FolderLook) -> str:
    """What lies in the folder and isn't offered, and why; empty where nothing was left out."""
    parts = []
    for reason, count in look.left_out.items():
        match reason:
            case LeftOut.LINK:
                # Translators: files of a folder that are not offered: links to files elsewhere.
                words = ngettext("{count} link", "{count} links", count)
            case LeftOut.TOO_LARGE:
                # Translators: files of a folder that are not offered: the program doesn't take such large ones.
                words = ngettext("{count} picture that is too large", "{count} pictures that are too large", count)
            case LeftOut.UNREADABLE:
                # Translators: files of a folder that are not offered.
                words = ngettext("{count} file that can’t be read", "{count} files that can’t be read", count)
            case _:
                # Translators: files of a folder that are not offered.
                words = ngettext("{count} file that is no picture", "{count} files that are no pictures", count)
        parts.append(words.format(count=count))
    # Translators: {what} is a list such as “2 links, 1 file that can’t be read”.
    return _("Left out: {what}.").format(what=", ".join(parts)) if parts else ""
