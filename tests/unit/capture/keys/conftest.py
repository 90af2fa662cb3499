"""A GlobalShortcuts portal that a test plays, on a message bus of its own, in a thread of the test."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


@contextmanager
def message_bus_at(folder: Path) -> Iterator[str]:
    """A session bus with nothing on it; its address."""
    config = folder / "bus.conf"
    config.write_text(_BUS.format(path=folder / "bus"))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(20)
        daemon.stdout.close()


class FakePortal:
    """How it behaves is set before; what was asked of it is in ``asked``."""

    def __init__(self, address: str) -> None:
        self.asked: list[str] = []
        self.needs_app_id = True
        self.knows_the_entry = True
        self.has_shortcuts = True
        self.bound_before = False
        self.answer = 0  # to BindShortcuts; None: it never answers
        self.never_answers = False
        self.trigger = "Press Ctrl+Alt+S"
        self.wanted_trigger = ""
        self.session = ""
        self.arrived = threading.Condition()
        self._client = ""
        self._registered: set[str] = set()
        self._bus: DBusConnection = open_dbus_connection(address)
        unwrap_msg(self._bus.send_and_get_reply(message_bus.RequestName(NAME)))
        self._is_over = False
        self._thread = threading.Thread(target=self._serve, name="fake-portal", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._is_over = True
        self._bus.send(message_bus.GetId())
        self._thread.join(20)
        self._bus.close()

    def press(self) -> None:
        """As if the person pressed the key."""
        self.tell(SHORTCUTS, "Activated", "osta{sv}", (self.session, "capture", 1, {}))

    def tell(self, interface: str, member: str, signature: str, body: tuple[Any, ...], path: str = PATH) -> None:
        self._bus.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def wait_until_asked(self, method: str) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: method in self.asked, 20)

    def _serve(self) -> None:
        while not self._is_over:
            message = self._bus.receive()
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Any) -> None:
        method = message.header.fields[HeaderFields.member]
        self._client = message.header.fields[HeaderFields.sender]
        if method == "Get":
            self._reply(message, "v" if self.has_shortcuts else "", (("u", 2),))
        elif method == "Register":
            if self.knows_the_entry:
                self._registered.add(self._client)
            self._reply(message, "" if self.knows_the_entry else None, ())
        elif method == "CreateSession" and self.needs_app_id and self._client not in self._registered:
            self._bus.send(
                new_error(message, "org.freedesktop.portal.Error.NotAllowed", "s", ("An app id is required",))
            )
        elif method == "Close":
            self._reply(message, "", ())
        else:
            self._answer_later(message, method)
        with self.arrived:
            self.asked.append(method)
            self.arrived.notify_all()

    def _answer_later(self, message: Any, method: str) -> None:
        options = message.body[-1]
        sender = self._client[1:].replace(".", "_")
        request = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
        self._reply(message, "o", (request,))
        code = 0
        results: dict[str, Any] = {}
        shortcuts = ("a(sa{sv})", [("capture", {"trigger_description": ("s", self.trigger)})])
        if method == "CreateSession":
            self.session = f"{PATH}/session/{sender}/{options['session_handle_token'][1]}"
            results = {"session_handle": ("s", self.session)}
        elif method == "ListShortcuts":
            results = {"shortcuts": shortcuts if self.bound_before else ("a(sa{sv})", [])}
        elif method == "BindShortcuts":
            if self.never_answers:
                return
            self.wanted_trigger = message.body[1][0][1]["preferred_trigger"][1]
            code, results = self.answer, {"shortcuts": shortcuts} if self.answer == 0 else {}
        self.tell("org.freedesktop.portal.Request", "Response", "ua{sv}", (code, results), request)

    def _reply(self, message: Any, signature: str | None, body: tuple[Any, ...]) -> None:
        if signature is None or (signature == "" and body):
            self._bus.send(new_error(message, "org.freedesktop.DBus.Error.Failed", "s", ("App info not found",)))
        else:
            self._bus.send(new_method_return(message, signature or None, body))


@pytest.fixture
def open_bus(tmp_path: Path) -> Callable[[], AbstractContextManager[str]]:
    """Opens a message bus of this test's own."""
    return lambda: message_bus_at(tmp_path)


@pytest.fixture
def make_portal() -> Callable[[str], FakePortal]:
    """Puts a portal on a bus."""
    return FakePortal
