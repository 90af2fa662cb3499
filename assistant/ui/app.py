"""Starts the window: application, theme, language, log, the last-resort hook; ends it with nothing lost.

The first screen is painted before anything that it doesn't need is loaded.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from assistant import language
from assistant.assets import asset
from assistant.capture.desktop_entry import APPLICATION_ID
from assistant.errors import StorageError
from assistant.ui import by_xwayland, theme
from assistant.ui.window import Window

if TYPE_CHECKING:
    from assistant.core.case import Case
    from assistant.ui.jobs import Jobs

#: The program's log is small and turns over: it is for faults, never for a person's words.
_LOG_BYTES = 200_000
#: What is written when the window closes may take so long; a disk that hangs must not hold the window for ever.
_PATIENCE_S = 20.0
#: Qt's own words in the language in use, kept alive here.
_translator: dict[str, QTranslator] = {}
#: As much room as a window's title may need, in px.
_FRAME = 48


def run_window(case_path: str | None = None) -> int:
    """Opens the window, with a case or letter where a path is given, and runs it; the process's exit status."""
    app = _application()
    program = Program(app, case_path)
    program.show()
    status = app.exec()
    program.end()
    return status


class Program(QObject):
    """The window and what lives as long as it: lanes, session, preferences, dialogs."""

    def __init__(self, app: QApplication, case_path: str | None = None) -> None:
        super().__init__()
        self._app = app
        self._case_path = case_path
        from assistant.storage import preferences  # light, but not needed to import this module

        self._preferences = preferences
        chosen = preferences.load()
        _use_language(app, chosen.language)
        self.theme = theme.install(app, chosen.look)
        self.window = Window()
        if chosen.window:
            self.window.restoreGeometry(QByteArray.fromBase64(chosen.window.encode("ascii", "ignore")))
        self.jobs: Jobs | None = None
        # What is pasted in the moment before the rest is there is kept and handed on.
        self._early: list[str] = []
        self.window.first_start.letter_pasted.connect(self._early.append)
        self.window.painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self.window.close_asked.connect(self._on_close)
        self._hook = sys.excepthook
        sys.excepthook = self._on_unexpected

    def show(self) -> None:
        """Shows the window as it was left; for the first time as large as it was drawn, or as the screen is."""
        if self._preferences.load().window:
            self.window.show()
            return
        room = self.window.screen().availableGeometry()
        if room.width() <= self.window.width() or room.height() <= self.window.height() + _FRAME:
            self.window.showMaximized()
        else:
            self.window.show()

    def end(self) -> None:
        """Ends the lanes: what was typed is on disk by then."""
        sys.excepthook = self._hook
        if self.jobs is not None:
            self._anywhere.close()
            self.session.close()
            self.jobs.long.finish(_PATIENCE_S)
            self.jobs.captures.finish(_PATIENCE_S)
            self.jobs.close()
            self.jobs = None

    def use_language(self, code: str) -> None:
        """Takes a language into use at once; empty means the system's."""
        self._remember(language=code)
        _use_language(self._app, code)
        self.session.flush()
        screen = self.window.screen_shown
        self.window.rebuild()
        self.session.connect_panes()
        self._connect_window()
        self.session.return_to(screen)
        self._recents.show()
        self._anywhere.connect_window()

    def use_look(self, look: str) -> None:
        """Takes ``system``, ``light`` or ``dark`` into use at once."""
        self._remember(look=look)
        self.theme.use(look)

    def _begin(self) -> None:
        """After the first paint: lanes, other panes, session, the path that was given."""
        from assistant.storage.clock import SystemClock
        from assistant.ui.from_anywhere import FromAnywhere
        from assistant.ui.jobs import Jobs
        from assistant.ui.recents import Recents
        from assistant.ui.session.open_case import OpenCase
        from assistant.ui.session.session import Session
        from assistant.ui.window_menu import PREFERENCES_KEY, QUIT_KEY

        _log_to_file()
        self.jobs = Jobs()
        self.window.complete()
        open_case = OpenCase(self.jobs, SystemClock())
        self.session = Session(
            self.window, open_case, self._preferences.cases_folder, self._preferences.thumbnail_folder
        )
        self._anywhere = FromAnywhere(self.session, self.window, self._preferences.load().capture_key)
        self._anywhere.key_chosen.connect(lambda chord: self._remember(capture_key=chord))
        self._recents = Recents(self.jobs, open_case.clock, self.window)
        self.session.case_worked_on.connect(self._on_case)
        self.session.first_screen_shown.connect(self._recents.show)
        self._connect_window()
        QShortcut(QKeySequence(PREFERENCES_KEY), self.window).activated.connect(self.show_preferences)
        QShortcut(QKeySequence(QUIT_KEY), self.window).activated.connect(self.window.close)
        self.window.first_start.letter_pasted.disconnect(self._early.append)
        if self._case_path is not None:
            self.session.open_path(self._case_path)
        elif self._early:
            self.window.first_start.letter_pasted.emit(self._early.pop())
        self._recents.show()

    def _connect_window(self) -> None:
        self.window.header.help_chosen.connect(self.show_keys)
        self.window.header.more_chosen.connect(self._show_menu)
        # The header isn't there on the first screen; its key is.
        QShortcut(QKeySequence("F1"), self.window.first_start).activated.connect(self.show_keys)

    def show_preferences(self) -> None:
        """Opens the preferences beside the window; other work goes on."""
        from assistant.ui.preferences_dialog import Choices, PreferencesDialog

        chosen = self._preferences.load()
        choices = Choices(chosen.language, chosen.look, str(self._preferences.cases_folder(chosen)))
        dialog = PreferencesDialog(choices, self._anywhere.preference_parts(), self.window)
        dialog.language_chosen.connect(self.use_language)
        dialog.look_chosen.connect(self.use_look)
        dialog.cases_folder_chosen.connect(lambda folder: self._remember(cases=folder))
        dialog.open()

    def show_keys(self) -> None:
        """Opens the overview of all keys."""
        from assistant.ui.keys_sheet import KeysSheet
        from assistant.ui.window_menu import sections

        KeysSheet(sections(self.window, self._anywhere.chord), self.window).open()

    def _show_menu(self) -> None:
        from assistant.ui.window_menu import show_menu

        show_menu(self.window, self.show_preferences, self.show_keys, self.session.go_to_first_screen)

    def _remember(self, **choices: str) -> None:
        from dataclasses import replace

        try:
            self._preferences.change(lambda before: replace(before, **choices))  # type: ignore[arg-type]  # by name
        except StorageError as error:
            self.window.errors.show_error(error)

    def _on_case(self, path: str, _case: Case) -> None:
        self._recents.note(path)

    def _on_close(self) -> None:
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode("ascii")
        self._remember(window=geometry)
        if self.jobs is not None:
            self.session.flush()
        self._app.quit()

    def _on_unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The last resort: nothing may end the program while somebody's work is open."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        from assistant.ui.jobs import unexpected

        self.window.errors.show_error(unexpected(error.with_traceback(trace)))


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("appeal-assistant")
    QApplication.setDesktopFileName(APPLICATION_ID)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    with by_xwayland.told_to_qt(os.environ):
        app = QApplication(sys.argv[:1])
    app.setWindowIcon(QIcon(str(asset("icons", "appeal-assistant.svg"))))
    app.setQuitOnLastWindowClosed(False)  # the capture bar may be the last window for a moment
    return app


def _use_language(app: QApplication, code: str) -> None:
    language.use(code or language.system_language())
    QLocale.setDefault(QLocale(language.current()))
    old = _translator.pop("qt", None)
    if old is not None:
        app.removeTranslator(old)
    if language.current() != "en":
        translator = QTranslator()  # Qt's own words, such as those of the file dialog
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language.current()}", folder):
            app.installTranslator(translator)
            _translator["qt"] = translator


def _log_to_file() -> None:
    """Sends the program's warnings to its log; without one, to nowhere. No message holds a person's words."""
    import logging.handlers

    from assistant.storage import preferences

    logger = logging.getLogger("assistant")
    if any(isinstance(handler, logging.handlers.RotatingFileHandler) for handler in logger.handlers):
        return
    folder = preferences.log_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "appeal-assistant.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
