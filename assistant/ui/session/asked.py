"""Hears when a command asks for a picture in the case that the window has open, such as from a system shortcut."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from assistant.storage.handover import Door
from assistant.ui.session.open_case import OpenCase


class AskedByCommand(QObject):
    """Listens while a case is open for writing. ``asked(letter)`` names the question that the picture is for."""

    asked = Signal(str)

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case
        self._door: Door | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        open_case.opened.connect(self._on_opened)
        open_case.closed.connect(self.close)

    def close(self) -> None:
        """Listens no more."""
        door, self._door = self._door, None
        if door is not None:
            self._watcher.removePath(str(door.folder))
            with contextlib.suppress(OSError):  # a cache that is gone holds no mark
                door.close()

    def _on_opened(self, _case: object) -> None:
        self.close()
        path = self._open_case.path
        if path is not None and not self._open_case.is_read_only:
            self._door = Door(path)
            with contextlib.suppress(OSError):  # then no command can ask; the window works as ever
                self._door.open()
                self._watcher.addPath(str(self._door.folder))

    def _on_changed(self, _folder: str) -> None:
        with contextlib.suppress(OSError):
            letter = self._door.taken() if self._door is not None else ""
            if letter:
                self.asked.emit(letter)
