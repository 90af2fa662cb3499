"""A Screenshot portal on a private message bus that behaves as it is told; a program of its own.

``fake_portal.py ADDRESS BEHAVIOUR LOG [URI] [PERMISSION]`` prints ``ready`` and serves until it is ended; what it was
asked goes to LOG, one JSON line each.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PORTAL = "org.freedesktop.portal.Desktop"
STORE = "org.freedesktop.impl.portal.PermissionStore"
REQUEST = "org.freedesktop.portal.Request"
FAILED = "org.freedesktop.DBus.Error.Failed"
#: The answer's code by behaviour; what isn't here gives no answer.
CODES = {"ok": 0, "early": 0, "named": 0, "cancelled": 1, "refused": 2, "failed": 2, "wants-parent": 0}


class FakePortal:
    def __init__(self, bus: DBusConnection, behaviour: str, log: Path, uri: str, permission: str) -> None:
        self._bus, self._behaviour, self._log = bus, behaviour, log
        self._uri, self._permission = uri, permission

    def serve(self) -> None:
        while True:
            message = self._bus.receive()
            if message.header.message_type is MessageType.method_call:
                self._answer(message, message.header.fields[HeaderFields.member])

    def _answer(self, message: Any, member: str) -> None:
        self._note(member, message.body)
        match member:
            case "Register" if self._behaviour == "slow":
                self._behaviour = "ok"  # this one is never answered
            case "Register" if self._behaviour == "named":
                self._bus.send(new_method_return(message))
            case "Get" if self._behaviour != "no-screenshots":
                self._bus.send(new_method_return(message, "v", (("u", 2),)))
            case "GetPermission":
                self._bus.send(new_method_return(message, "as", ([self._permission] if self._permission else [],)))
            case "Screenshot":
                self._screenshot(message)
            case "Close":
                if self._behaviour == "late":
                    self._respond(message.header.fields[HeaderFields.path], 0)
            case _:
                self._bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("no such method",)))

    def _screenshot(self, message: Any) -> None:
        parent, options = message.body
        sender = message.header.fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{options['handle_token'][1]}"
        code = CODES.get(self._behaviour)
        if self._behaviour == "wants-parent" and not parent:
            code = 2
        if self._behaviour == "early":
            self._respond(path, 0)
        if self._behaviour == "error":
            self._bus.send(new_error(message, FAILED, "s", ("no",)))
        elif self._behaviour != "silent":
            self._bus.send(new_method_return(message, "o", (path,)))
        if self._behaviour == "dies":
            sys.exit()
        if code is not None and self._behaviour != "early":
            self._respond(path, code)

    def _respond(self, path: str, code: int) -> None:
        results = {"uri": ("s", self._uri)} if code == 0 else {}
        self._bus.send(new_signal(DBusAddress(path, interface=REQUEST), "Response", "ua{sv}", (code, results)))

    def _note(self, member: str, body: Any) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps([member, [part for part in body if isinstance(part, str)]]) + "\n")


def main() -> None:
    address, behaviour, log, uri, permission = (*sys.argv[1:], "", "")[:5]
    bus = open_dbus_connection(address)
    for name in (PORTAL, STORE):
        bus.send_and_get_reply(message_bus.RequestName(name))
    print("ready", flush=True)
    FakePortal(bus, behaviour, Path(log), uri, permission).serve()


if __name__ == "__main__":
    main()
