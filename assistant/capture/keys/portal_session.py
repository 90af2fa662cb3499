"""The talk with the GlobalShortcuts portal: who we are, a session, one shortcut in it, and what it tells.

See https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.GlobalShortcuts.html. A shortcut works
in the session in which it was bound, so it is bound at each start; portals ask the person only about what is new to
them, which ``ListShortcuts`` tells before.
"""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections import deque
from typing import Any

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import HeaderFields
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from assistant.capture.desktop_entry import APPLICATION_ID
from assistant.capture.keys import portal_words as words

PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS, _REQUEST, _SESSION = (
    f"org.freedesktop.portal.{name}" for name in ("GlobalShortcuts", "Request", "Session")
)
_REGISTRY = "org.freedesktop.host.portal.Registry"
SHORTCUT = "capture"
#: The bus starts the portal if it has to, and the portal its parts: that may take a while, but it does end.
_CALL_S = 15.0
#: How often a wait for a person looks whether it is still wanted.
_LOOK_S = 0.2
_FAILURES = (OSError, DBusErrorResponse)


class PortalSession:
    """One connection to the bus and one session on it. All but ``wake`` belongs to one thread at a time."""

    def __init__(self, address: str) -> None:
        """Connects. CaptureError ``key-not-here`` where there is no bus or no such portal."""
        try:
            self._bus: DBusConnection = open_dbus_connection(address)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            raise words.no_bus() from error
        self._signals: deque[Any] = deque()
        self._tokens = itertools.count(1)
        self._session = ""
        self._is_known = False
        self._listening = [
            MatchRule(type="signal", interface=_REQUEST, member="Response", path_namespace=_PATH),
            MatchRule(type="signal", interface=_SHORTCUTS, path=_PATH),
            MatchRule(type="signal", interface=_SESSION, member="Closed", path_namespace=_PATH),
            MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged"),
        ]
        self._listening[-1].add_arg_condition(0, PORTAL)
        self._filters = [self._bus.filter(rule, queue=self._signals) for rule in self._listening]
        try:
            for rule in self._listening:
                self._ask(message_bus.AddMatch(rule))
        except _FAILURES as error:
            self.close()
            raise words.no_bus() from error

    def bind(self, description: str, trigger: str, asking: threading.Event | None, *, never_asks: bool) -> str:
        """Has the shortcut; the key that the desktop gave, in its own words.

        ``asking`` is given where the person may be asked now, and ends the wait once it is set. ``never_asks``: this
        desktop shows no dialog. CaptureError ``key-not-here``, ``key-not-allowed``.
        """
        try:
            self._register()
            self._need_shortcuts()
            token = f"appeal_assistant_{secrets.token_hex(4)}"
            made = self._request(_SHORTCUTS, "CreateSession", "", (), {"session_handle_token": ("s", token)}, None)
            self._session = str(_value(made, "session_handle"))
            known = self._request(_SHORTCUTS, "ListShortcuts", "o", (self._session,), {}, None)
            if not (asking or never_asks or _trigger_of(known) is not None):
                raise words.never_allowed()
            shortcut = {"description": ("s", description), "preferred_trigger": ("s", trigger)}
            body = (self._session, [(SHORTCUT, shortcut)], "")
            bound = self._request(_SHORTCUTS, "BindShortcuts", "oa(sa{sv})s", body, {}, asking)
        except DBusErrorResponse as error:
            raise words.refused(self._is_known) from error
        except OSError as error:
            raise words.no_answer() from error
        given = _trigger_of(bound)
        if given is None:
            given = _trigger_of(self._request(_SHORTCUTS, "ListShortcuts", "o", (self._session,), {}, None))
        if not given:
            raise words.no_key_given()
        return given

    def next_event(self) -> str:
        """Waits: ``pressed``, ``closed`` (the key was taken back), ``restarted`` or ``woken``. OSError: no bus."""
        while True:
            while not self._signals:
                message = self._bus.receive()
                if any(rule.matches(message) for rule in self._listening):
                    self._signals.append(message)
                elif message.header.fields.get(HeaderFields.sender) == "org.freedesktop.DBus":
                    return "woken"
            event = self._meaning(self._signals.popleft())
            if event:
                return event

    def forget(self) -> None:
        """The portal is another process now: it knows neither this program nor its session."""
        self._session = ""
        self._is_known = False
        self._signals.clear()

    def wake(self) -> None:
        """From another thread: gives the session back, and makes ``next_event`` return."""
        if self._session:
            close = new_method_call(DBusAddress(self._session, PORTAL, _SESSION), "Close")
            self._bus.send(close)
        self._bus.send(message_bus.GetId())

    def close(self) -> None:
        """Ends the connection, and with it the session."""
        self._bus.close()

    def _meaning(self, message: Any) -> str:
        fields = message.header.fields
        member, body = fields.get(HeaderFields.member), message.body
        if member == "NameOwnerChanged":
            return "restarted" if len(body) > 2 and body[2] else ""
        if member == "Closed" and fields.get(HeaderFields.path) == self._session:
            return "closed"
        if member == "Activated" and len(body) > 1 and body[0] == self._session and body[1] == SHORTCUT:
            return "pressed"
        return ""

    def _register(self) -> None:
        """Tells the desktop who this is. Portals before 1.20 don't ask, and none knows a program without an entry."""
        if self._is_known:
            return
        where = DBusAddress(_PATH, PORTAL, _REGISTRY)
        try:
            self._ask(new_method_call(where, "Register", "sa{sv}", (APPLICATION_ID, {})))
            self._is_known = True
        except DBusErrorResponse:
            self._is_known = False

    def _need_shortcuts(self) -> None:
        where = DBusAddress(_PATH, PORTAL, "org.freedesktop.DBus.Properties")
        try:
            self._ask(new_method_call(where, "Get", "ss", (_SHORTCUTS, "version")))
        except DBusErrorResponse as error:
            raise words.no_portal() from error

    def _ask(self, message: Any) -> Any:
        return unwrap_msg(self._bus.send_and_get_reply(message, timeout=_CALL_S))

    def _request(
        self,
        interface: str,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        options: dict[str, Any],
        asking: threading.Event | None,
    ) -> dict[str, Any]:
        """A call whose answer comes as a signal on a path that is known before."""
        token = f"appeal_assistant_{next(self._tokens)}"
        sender = str(self._bus.unique_name)[1:].replace(".", "_")
        path = f"{_PATH}/request/{sender}/{token}"
        where = DBusAddress(_PATH, PORTAL, interface)
        options = {**options, "handle_token": ("s", token)}
        (handle,) = self._ask(new_method_call(where, method, f"{signature}a{{sv}}", (*body, options)))
        code, results = self._response({path, handle}, asking)
        if code != 0:
            raise words.not_given() if method == "BindShortcuts" else words.refused(self._is_known)
        return results

    def _response(self, paths: set[str], asking: threading.Event | None) -> tuple[int, dict[str, Any]]:
        deadline = time.monotonic() + _CALL_S
        while True:
            for message in tuple(self._signals):
                if message.header.fields.get(HeaderFields.path) in paths:
                    self._signals.remove(message)
                    code, results = message.body
                    return int(code), dict(results)
            if asking is not None and asking.is_set():
                raise words.not_given()
            if asking is None and time.monotonic() > deadline:
                raise words.no_answer()
            try:
                self._bus.recv_messages(timeout=_LOOK_S)
            except TimeoutError:
                continue


def _trigger_of(results: dict[str, Any]) -> str | None:
    """The key of our shortcut in the desktop's words, empty where it has none; None where it isn't there."""
    for name, told in _value(results, "shortcuts") or ():
        if name == SHORTCUT:
            return str(_value(told, "trigger_description") or "").strip()
    return None


def _value(results: dict[str, Any], name: str) -> Any:
    """A variant's value; None where there is none."""
    return results.get(name, ("", None))[1]
