"""One application for all tests of the window, off the screen; no widget and no Qt message outlives a test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from assistant.ui import theme

#: What Qt says of the platform without a screen, not of the program.
_OF_THE_PLATFORM = ("This plugin does not support",)
_app: list[QApplication] = []


@pytest.fixture
def qt_app() -> Iterator[QApplication]:
    """The application in the light look. Every window that a test leaves open is closed and deleted."""
    if not _app:
        existing = QApplication.instance()
        _app.append(existing if isinstance(existing, QApplication) else QApplication(["test"]))
    app = _app[0]
    theme.install(app, "light")
    said: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(_OF_THE_PLATFORM):
            said.append(text)

    before = qInstallMessageHandler(note)
    yield app
    for widget in app.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    qInstallMessageHandler(before)
    assert not said, f"unexpected Qt messages: {said}"
