"""Asks the desktop's Screenshot portal for a picture, over the session's message bus.

See https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Screenshot.html and, for requests,
doc-org.freedesktop.portal.Request.html. An answer may never come: every wait here ends, by itself or when told to.
The connection is this program's own, and it is a local one.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from contextlib import suppress
from typing import cast

from PySide6.QtCore import SLOT, QEventLoop, QObject, QTimer, Slot
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusServiceWatcher,
)

from assistant.capture.backends import portal_words as words
from assistant.capture.backends.portal_file import fetched
from assistant.capture.desktop_entry import APPLICATION_ID
from assistant.errors import CaptureError

PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SCREENSHOT = "org.freedesktop.portal.Screenshot"
_REQUEST = "org.freedesktop.portal.Request"
_BUS = "org.freedesktop.DBus"
_STORE = "org.freedesktop.impl.portal.PermissionStore"
#: The portal may have to be started first, and that may start others.
_START_MS = 10_000
_SHORT_MS = 3_000
_LOOK_MS = 50
#: What the bus says of one that hasn't answered yet, or isn't up yet.
_SLOW = tuple(f"org.freedesktop.DBus.Error.{name}" for name in ("NoReply", "Timeout", "TimedOut"))
#: PySide's stubs ask for bytes here; PySide itself takes nothing but this text.
_ON_RESPONSE = cast(bytes, SLOT("on_response(uint,QVariantMap)"))
#: GNOME from 46 on wants an identifier of the parent window; a Wayland program that can't name its window gives this.
_PARENTS = ("", "wayland:")
#: Answers: 0 is done.
_CANCELLED, _OTHER = 1, 2
#: So many requests that were not waited for are listened to.
_MOST_LATE = 4


class ScreenshotPortal:
    """A connection to the portal. One request at a time; ``give_up`` alone may come from another thread."""

    def __init__(self, address: str, current_desktop: str, patience_s: float) -> None:
        self._name = f"appeal-assistant-{secrets.token_hex(8)}"
        self._patience_s = patience_s
        self._stopped = threading.Event()
        self._parents = list(_PARENTS)
        self._late: deque[_Waiting] = deque(maxlen=_MOST_LATE)
        self._bus = QDBusConnection.connectToBus(address, self._name)
        self._owner = ""
        self.is_registered = False
        if not self._bus.isConnected():
            self.close()
            raise words.no_session_bus()
        # One that is slow to start may be there all the same; the wait for a picture will tell.
        if self._introduce():
            version = self._call("org.freedesktop.DBus.Properties", "Get", _SCREENSHOT, "version")
            if not _is_reply(version) and not _is_slow(version):
                self.close()
                raise words.not_installed(current_desktop)

    def picture(self) -> str:
        """Asks for a picture of all screens and waits; the (untrusted) address of its file.

        Raises CaptureError: ``capture-refused``, ``capture-cancelled``, ``capture-no-answer``, ``capture-no-picture``.
        """
        self._stopped.clear()
        self._introduce()
        for parent in tuple(self._parents):
            waiting = self._ask(parent)
            if waiting.code == 0:
                self._parents = [parent]
                return str(waiting.results.get("uri", ""))
            if waiting.code != _OTHER or self.permission() == "no":
                break
        raise self._why(waiting)

    def permission(self) -> str:
        """What the desktop remembers of this program: ``yes``, ``no``, or empty where it will ask or doesn't say."""
        name = words.settings_name(self.is_registered)
        message = QDBusMessage.createMethodCall(_STORE, f"/{_STORE.replace('.', '/')}", _STORE, "GetPermission")
        message.setArguments(["screenshot", "screenshot", name])
        answer = self._bus.call(message, QDBus.CallMode.Block, _SHORT_MS)
        told = answer.arguments()
        if not _is_reply(answer) or not told or not isinstance(told[0], list) or not told[0]:
            return ""
        return str(told[0][0])

    def give_up(self) -> None:
        """Ends the wait that is going on; from any thread."""
        self._stopped.set()

    def close(self) -> None:
        """Ends the connection; may be called twice."""
        QDBusConnection.disconnectFromBus(self._name)

    def _ask(self, parent: str) -> _Waiting:
        token = f"appeal_{secrets.token_hex(8)}"
        sender = self._bus.baseService().removeprefix(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
        waiting = _Waiting(self._stopped)
        # Heard before it is asked: an answer may come at once.
        self._bus.connect(PORTAL, path, _REQUEST, "Response", waiting, _ON_RESPONSE)
        left = QDBusServiceWatcher(PORTAL, self._bus, QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
        left.serviceUnregistered.connect(waiting.on_gone)
        message = QDBusMessage.createMethodCall(PORTAL, _PATH, _SCREENSHOT, "Screenshot")
        message.setArguments([parent, {"handle_token": token, "interactive": False, "modal": True}])
        patience_ms = int(self._patience_s * 1000)
        call = QDBusPendingCallWatcher(self._bus.asyncCall(message, patience_ms + _SHORT_MS))
        call.finished.connect(waiting.on_called)
        waiting.wait(patience_ms)
        if waiting.code is None and not waiting.is_gone:
            # It may still be answered: what that leaves behind is taken away when this thread next waits.
            waiting.is_late = True
            self._late.append(waiting)
            self._bus.send(QDBusMessage.createMethodCall(PORTAL, path, _REQUEST, "Close"))
        else:
            self._bus.disconnect(PORTAL, path, _REQUEST, "Response", waiting, _ON_RESPONSE)
        return waiting

    def _why(self, waiting: _Waiting) -> CaptureError:
        """Why there is no picture. Some desktops say less in their answer than what they remember."""
        if self._stopped.is_set():
            return words.given_up()
        if waiting.is_gone:
            return words.portal_gone()
        if self.permission() == "no":
            return words.refused(words.settings_name(self.is_registered))
        if waiting.code is None:
            return words.no_answer(self._patience_s)
        return words.cancelled() if waiting.code == _CANCELLED else words.failed()

    def _introduce(self) -> bool:
        """Tells the portal, and each one that takes its place, who is asking: it wants to hear it before all else.

        It knows the program only where its entry is installed; elsewhere, and where it is old, it asks all the same.
        Whether the portal answered in time.
        """
        if self._owner and self._owner == self._owner_now():
            return True
        registered = self._call("org.freedesktop.host.portal.Registry", "Register", APPLICATION_ID, {})
        self.is_registered = _is_reply(registered)
        if _is_slow(registered):
            return False
        self._owner = self._owner_now()
        return True

    def _owner_now(self) -> str:
        """The bus's name of the portal that runs now; empty where none does."""
        message = QDBusMessage.createMethodCall(_BUS, f"/{_BUS.replace('.', '/')}", _BUS, "GetNameOwner")
        message.setArguments([PORTAL])
        answer = self._bus.call(message, QDBus.CallMode.Block, _SHORT_MS)
        return str(answer.arguments()[0]) if _is_reply(answer) else ""

    def _call(self, interface: str, method: str, *arguments: object) -> QDBusMessage:
        message = QDBusMessage.createMethodCall(PORTAL, _PATH, interface, method)
        message.setArguments(list(arguments))
        return self._bus.call(message, QDBus.CallMode.Block, _START_MS)


def _is_reply(message: QDBusMessage) -> bool:
    return message.type() is QDBusMessage.MessageType.ReplyMessage


def _is_slow(message: QDBusMessage) -> bool:
    return message.errorName() in _SLOW


class _Waiting(QObject):
    """Receives one request's answer, in the thread that waits for it."""

    def __init__(self, stopped: threading.Event) -> None:
        super().__init__()
        self.code: int | None = None
        self.results: dict[str, object] = {}
        self.is_gone = False
        self.is_late = False
        self._is_over = False
        self._stopped = stopped
        self._loop = QEventLoop()

    def wait(self, patience_ms: int) -> None:
        """Waits for the answer, but no longer than that, nor after being told to stop.

        A loop of Python's own and not Qt's, so that Ctrl+C ends a command that waits.
        """
        last = time.monotonic() + patience_ms / 1000
        wake = QTimer()
        wake.start(_LOOK_MS)
        while not self._is_over and not self._stopped.is_set() and time.monotonic() < last:
            self._loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        wake.stop()

    @Slot("uint", "QVariantMap")
    def on_response(self, code: int, results: dict[str, object]) -> None:
        """The request's one signal. Of a picture that nobody waits for any more, nothing stays."""
        self.code, self.results = int(code), results
        self._is_over = True
        if self.is_late and self.code == 0:
            with suppress(CaptureError):
                fetched(str(results.get("uri", "")))

    def on_called(self, call: QDBusPendingCallWatcher) -> None:
        """The call itself failed, or the request was taken up."""
        if call.isError() and self.code is None:
            self.code = _OTHER
            self._is_over = True

    def on_gone(self, _service: str) -> None:
        """The portal ended."""
        self.is_gone = self.code is None
        self._is_over = True
