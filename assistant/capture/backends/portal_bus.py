"""Asks the desktop's Screenshot portal for a picture, over the session's message bus.

See https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Screenshot.html and, for requests,
doc-org.freedesktop.portal.Request.html. An answer may never come: every wait here ends, by itself or when told to.
The connection is this program's own, and it is a local one.
"""

from __future__ import annotations

import secrets
import threading
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
from assistant.capture.desktop_entry import APPLICATION_ID

PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SCREENSHOT = "org.freedesktop.portal.Screenshot"
_REQUEST = "org.freedesktop.portal.Request"
_STORE = "org.freedesktop.impl.portal.PermissionStore"
#: The portal may have to be started first, and that may start others.
_START_MS = 10_000
_SHORT_MS = 3_000
_LOOK_MS = 50
#: PySide's stubs ask for bytes here; PySide itself takes nothing but this text.
_ON_RESPONSE = cast(bytes, SLOT("on_response(uint,QVariantMap)"))
#: GNOME from 46 on wants an identifier of the parent window; a Wayland program that can't name its window gives this.
_PARENTS = ("", "wayland:")


class ScreenshotPortal:
    """A connection to the portal. One request at a time; ``give_up`` alone may come from another thread."""

    def __init__(self, address: str, current_desktop: str, patience_s: float) -> None:
        self._name = f"appeal-assistant-{secrets.token_hex(8)}"
        self._patience_s = patience_s
        self._stopped = threading.Event()
        self._parents = list(_PARENTS)
        self._bus = QDBusConnection.connectToBus(address, self._name)
        self.is_registered = False
        if not self._bus.isConnected():
            self.close()
            raise words.no_session_bus()
        # The desktop wants to hear it before anything else; it knows the name only where the entry is installed.
        registered = self._call("org.freedesktop.host.portal.Registry", "Register", APPLICATION_ID, {}, wait=_START_MS)
        self.is_registered = registered.type() is QDBusMessage.MessageType.ReplyMessage
        version = self._call("org.freedesktop.DBus.Properties", "Get", _SCREENSHOT, "version", wait=_START_MS)
        if version.type() is not QDBusMessage.MessageType.ReplyMessage:
            self.close()
            raise words.not_installed(current_desktop)

    def picture(self) -> str:
        """Asks for a picture of all screens and waits; the (untrusted) address of its file.

        Raises CaptureError: ``capture-refused``, ``capture-cancelled``, ``capture-no-answer``, ``capture-no-picture``.
        """
        self._stopped.clear()
        for parent in tuple(self._parents):
            waiting = self._ask(parent)
            if waiting.code == 0:
                self._parents = [parent]
                return str(waiting.results.get("uri", ""))
            if waiting.code == 1 or self.permission() == "no":
                break
        if self.permission() == "no":
            raise words.refused(words.settings_name(self.is_registered))
        raise words.cancelled() if waiting.code == 1 else words.failed()

    def permission(self) -> str:
        """What the desktop remembers of this program: ``yes``, ``no``, or empty where it will ask or doesn't say."""
        name = words.settings_name(self.is_registered)
        message = QDBusMessage.createMethodCall(_STORE, f"/{_STORE.replace('.', '/')}", _STORE, "GetPermission")
        message.setArguments(["screenshot", "screenshot", name])
        answer = self._bus.call(message, QDBus.CallMode.Block, _SHORT_MS)
        told = answer.arguments()
        if answer.type() is not QDBusMessage.MessageType.ReplyMessage or not told or not isinstance(told[0], list):
            return ""
        return str(told[0][0]) if told[0] else ""

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
        call = QDBusPendingCallWatcher(self._bus.asyncCall(message, patience_ms))
        call.finished.connect(waiting.on_called)
        waiting.wait(patience_ms)
        self._bus.disconnect(PORTAL, path, _REQUEST, "Response", waiting, _ON_RESPONSE)
        if waiting.code is None and not waiting.is_gone:
            self._bus.send(QDBusMessage.createMethodCall(PORTAL, path, _REQUEST, "Close"))
            raise words.given_up() if self._stopped.is_set() else words.no_answer(self._patience_s)
        if waiting.is_gone:
            raise words.portal_gone()
        return waiting

    def _call(self, interface: str, method: str, *arguments: object, wait: int) -> QDBusMessage:
        message = QDBusMessage.createMethodCall(PORTAL, _PATH, interface, method)
        message.setArguments(list(arguments))
        return self._bus.call(message, QDBus.CallMode.Block, wait)


class _Waiting(QObject):
    """Receives one request's answer, in the thread that waits for it."""

    def __init__(self, stopped: threading.Event) -> None:
        super().__init__()
        self.code: int | None = None
        self.results: dict[str, object] = {}
        self.is_gone = False
        self._stopped = stopped
        self._loop = QEventLoop()

    def wait(self, patience_ms: int) -> None:
        """Waits for the answer, but no longer than that, nor after being told to stop."""
        last, look = QTimer(), QTimer()
        last.setSingleShot(True)
        last.timeout.connect(self._loop.quit)
        last.start(patience_ms)
        look.timeout.connect(self._on_look)
        look.start(_LOOK_MS)
        self._loop.exec()
        last.stop()
        look.stop()

    @Slot("uint", "QVariantMap")
    def on_response(self, code: int, results: dict[str, object]) -> None:
        """The request's one signal."""
        self.code, self.results = int(code), results
        self._loop.quit()

    def on_called(self, call: QDBusPendingCallWatcher) -> None:
        """The call itself failed, or the request was taken up."""
        if call.isError() and self.code is None:
            self.code = 2
            self._loop.quit()

    def on_gone(self, _service: str) -> None:
        """The portal ended."""
        self.is_gone = self.code is None
        self._loop.quit()

    def _on_look(self) -> None:
        if self._stopped.is_set():
            self._loop.quit()
