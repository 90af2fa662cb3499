"""Pictures of a folder: looked through off the screen's thread, offered on a sheet, and added like files that were
dropped.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assistant.errors import AssistantError
from assistant.language import _
from assistant.ui.jobs import Ticket
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.actions.look_in_folder import FolderLook
    from assistant.ui.panes.import_folder import ImportSheet

#: More wishes than rows in sight are from rows that were scrolled past.
_MOST_WANTED = 60


class Importing(QObject):
    """Offers the pictures of one folder at a time."""

    began = Signal(str, object)  # words, a callable that cancels
    reported = Signal(int, int)
    ended = Signal()
    chosen = Signal(str, object)  # letter, tuple[str, ...] of paths
    failed = Signal(object)  # AssistantError

    def __init__(self, open_case: OpenCase, window: QWidget) -> None:
        super().__init__()
        self._open_case, self._window = open_case, window
        self._sheet: ImportSheet | None = None
        self._wanted: list[tuple[str, int, int]] = []  # the newest wish is the last: it is in sight
        self._is_making = False

    def offer(self, letter: str, untrusted_folder: str) -> None:
        """Looks through a folder and offers its pictures for the question with this letter."""

        def work(ticket: Ticket) -> FolderLook:
            from assistant.actions.look_in_folder import look_in_folder  # Pillow, not before it is needed

            return look_in_folder(Path(untrusted_folder), ticket.report, ticket.cancelled)

        job = self._open_case.jobs.long.run(
            work,
            lambda look: self._show(letter, look),
            self.failed.emit,
            report=self.reported.emit,
            ended=self.ended.emit,
        )
        # Translators: while the files of a folder are looked at.
        self.began.emit(_("Looking through the folder"), job.cancel)

    def _show(self, letter: str, look: FolderLook) -> None:
        from assistant.ui.panes.import_folder import ImportSheet  # not before it is needed

        if not self._open_case.is_open:
            return
        if self._sheet is not None:
            self._sheet.close()
        self._sheet = sheet = ImportSheet(look, letter, self._window)
        sheet.added.connect(lambda paths: self.chosen.emit(letter, paths))
        sheet.thumbnail_wanted.connect(self._on_thumbnail_wanted)
        sheet.finished.connect(self._on_finished)
        sheet.show()

    def _on_thumbnail_wanted(self, path: str, width: int, height: int) -> None:
        self._wanted.append((path, width, height))
        while len(self._wanted) > _MOST_WANTED:
            gone, _width, _height = self._wanted.pop(0)
            if self._sheet is not None:
                self._sheet.model.forget(gone)  # asked for again when it comes into sight again
        self._make_next()

    def _make_next(self) -> None:
        if self._is_making or not self._wanted:
            return
        path, width, height = self._wanted.pop()
        self._is_making = True
        self._open_case.jobs.long.run(
            lambda _ticket: _small(Path(path), width, height),
            lambda image: self._on_thumbnail(path, image),
            _without_picture,
            ended=self._on_made,
            later=True,
        )

    def _on_made(self) -> None:
        self._is_making = False
        self._make_next()

    def _on_thumbnail(self, path: str, image: QImage) -> None:
        if self._sheet is not None:
            self._sheet.set_thumbnail(path, image)

    def _on_finished(self, _result: int) -> None:
        self._sheet = None
        self._wanted.clear()


def _without_picture(_error: AssistantError) -> None:
    """A row without its small picture still has its name; adding the file says what is wrong with it."""


def _small(path: Path, width: int, height: int) -> QImage:
    from assistant.imaging.thumbnails import thumbnail  # Pillow, not before it is needed

    return QImage.fromData(thumbnail(path, width, height))
