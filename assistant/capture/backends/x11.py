"""Windows on X11, as the window manager tells of them (EWMH), or as the server does where none runs.

Windows vanish at any moment, so each is asked on its own and a vanished one is left out. Own windows never show in
the list. See https://specifications.freedesktop.org/wm-spec/ for the properties.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterable, Sequence
from typing import Any

import xcffib
from xcffib import xproto

from assistant.capture.windows import compound_text
from assistant.core.ports import Rect, ScreenWindow
from assistant.errors import CaptureError, msg

_LONGEST_TITLE = 1000
_NOT_FOR_PICTURES = ("DESKTOP", "DOCK", "TOOLTIP", "NOTIFICATION", "DROPDOWN_MENU", "POPUP_MENU", "COMBO", "DND")
_SMALLEST = 8


class X11Windows:
    """A connection to an X server that asks for windows."""

    def __init__(self, connection: Any) -> None:  # xcffib writes its requests at run time and types none of them
        self._connection = connection
        self._core: Any = connection.core
        setup = connection.get_setup()
        self._root: int = setup.roots[connection.pref_screen].root
        self._atoms: dict[str, int] = {}

    @classmethod
    def opened(cls, display: str) -> X11Windows:
        """Connects. CaptureError ``capture-no-display`` where the server doesn't answer."""
        try:
            library: Any = xcffib
            return cls(library.connect(display))
        except xcffib.ConnectionException as error:
            raise CaptureError(
                "capture-no-display",
                # Translators: error; the program can't take pictures of the screen.
                msg("The screen can’t be reached"),
                # Translators: reason for the error above; {display} is a technical name such as :0.
                msg("the display {display} does not answer", display=display[:60]),
                # Translators: next step after the error above.
                msg("Start the program inside a desktop session, or add files instead."),
            ) from error

    def windows(self) -> tuple[ScreenWindow, ...]:
        """The windows of other programs that can be seen, topmost first."""
        try:
            clients = self._numbers(self._root, "_NET_CLIENT_LIST_STACKING") or self._clients_of_the_server()
            desktop = self._numbers(self._root, "_NET_CURRENT_DESKTOP")
            found = (self._window(client, desktop) for client in reversed(clients))
            return tuple(window for window in found if window is not None)
        except xcffib.ConnectionException:
            return ()  # the server is going; the grab will say so

    def active_window(self) -> ScreenWindow | None:
        """The window of another program that has the focus; None where the window manager names none."""
        try:
            named = self._numbers(self._root, "_NET_ACTIVE_WINDOW")
            return self._window(named[0], ()) if named and named[0] else None
        except xcffib.ConnectionException:
            return None

    def own_windows(self) -> tuple[Rect, ...]:
        """Where windows of this process are on the screen, menus and the like included."""
        try:
            children = self._clients_of_the_server()
            clients = self._numbers(self._root, "_NET_CLIENT_LIST_STACKING")
            places = map(self._place_shown, self._of_this_process(dict.fromkeys([*clients, *children])))
            return tuple(place for place in places if place is not None)
        except xcffib.ConnectionException:
            return ()  # the server is going; the grab will say so

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these is unmapped, and so is the frame that a window manager put around it."""
        return not any(self._is_shown(window) for window in own_window_ids)

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these is mapped: a window manager may do so a while after it was asked."""
        return all(self._is_shown(window) for window in own_window_ids)

    def is_composited(self) -> bool:
        """Whether a compositing manager runs; it owns the selection of its screen while it does (EWMH)."""
        try:
            return bool(self._core.GetSelectionOwner(self._atom("_NET_WM_CM_S0")).reply().owner)
        except xcffib.ConnectionException:
            return True  # the server is going; the grab will say so

    def bring_forward(self, window: int) -> None:
        """Asks the window manager to raise a window; as a pager does, so that it isn't held back."""
        messages: Any = xproto
        data = messages.ClientMessageData.synthetic([2, xproto.Time.CurrentTime, 0, 0, 0], "5I")
        event = messages.ClientMessageEvent.synthetic(32, window, self._atom("_NET_ACTIVE_WINDOW"), data)
        mask = xproto.EventMask.SubstructureNotify | xproto.EventMask.SubstructureRedirect
        try:
            self._core.SendEvent(False, self._root, mask, event.pack())
            self._connection.flush()
        except xcffib.ConnectionException:
            return

    def scale(self) -> float:
        """Physical pixels per logical pixel from ``Xft.dpi``; 1 where nothing is said."""
        try:
            raw = self._property(self._root, "RESOURCE_MANAGER")
        except xcffib.ConnectionException:
            return 1.0  # the server is going; the grab will say so
        match = re.search(rb"^Xft\.dpi:\s*(\d+(?:\.\d+)?)", raw, re.MULTILINE)
        dots = float(match[1]) if match else 96.0
        return dots / 96.0 if 48.0 <= dots <= 960.0 else 1.0

    def close(self) -> None:
        """Ends the connection."""
        self._connection.disconnect()

    def _clients_of_the_server(self) -> list[int]:
        """Without a window manager: the root's children, lowest first."""
        reply = self._core.QueryTree(self._root).reply()
        return list(reply.children)

    def _window(self, client: int, desktop: Sequence[int]) -> ScreenWindow | None:
        try:
            if self._numbers(client, "_NET_WM_PID") == [os.getpid()] or not self._can_be_seen(client, desktop):
                return None
            area = self._area(client)
        except (xcffib.Error, xcffib.ProtocolException):
            return None  # it vanished between two questions
        if area.width < _SMALLEST or area.height < _SMALLEST:
            return None
        return ScreenWindow(client, self._title(client), area, self._class(client))

    def _of_this_process(self, windows: Iterable[int]) -> list[int]:
        """Those of the windows that say so; all are asked at once, since each question alone costs a journey."""
        name, me = self._atom("_NET_WM_PID"), os.getpid()
        asked = [(window, self._core.GetProperty(False, window, name, 0, 0, 1)) for window in windows]
        own = []
        for window, answer in asked:
            try:
                value = b"".join(answer.reply().value)
            except (xcffib.Error, xcffib.ProtocolException):
                continue  # the window vanished
            if len(value) == 4 and struct.unpack("=I", value)[0] == me:
                own.append(window)
        return own

    def _place_shown(self, window: int) -> Rect | None:
        try:
            return self._area(window) if self._is_viewable(window) else None
        except (xcffib.Error, xcffib.ProtocolException):
            return None  # the window vanished

    def _is_viewable(self, window: int) -> bool:
        attributes = self._core.GetWindowAttributes(window).reply()
        # Input-only windows, of which every program has some, show nothing.
        return attributes.map_state == xproto.MapState.Viewable and getattr(attributes, "_class", 1) != 2

    def _can_be_seen(self, client: int, desktop: Sequence[int]) -> bool:
        if not self._is_viewable(client):
            return False
        if self._atom("_NET_WM_STATE_HIDDEN") in self._numbers(client, "_NET_WM_STATE"):
            return False
        kinds = self._numbers(client, "_NET_WM_WINDOW_TYPE")
        if any(self._atom(f"_NET_WM_WINDOW_TYPE_{kind}") in kinds for kind in _NOT_FOR_PICTURES):
            return False
        own = self._numbers(client, "_NET_WM_DESKTOP")
        return not desktop or not own or own[0] in (desktop[0], 0xFFFFFFFF)

    def _area(self, client: int) -> Rect:
        """The window with its title bar, without the shadow that some draw themselves."""
        geometry = self._core.GetGeometry(client).reply()
        place = self._core.TranslateCoordinates(client, self._root, 0, 0).reply()
        area = Rect(place.dst_x, place.dst_y, geometry.width, geometry.height)
        extents = self._numbers(client, "_NET_FRAME_EXTENTS")
        if len(extents) == 4:
            left, right, top, bottom = extents
            return Rect(area.x - left, area.y - top, area.width + left + right, area.height + top + bottom)
        shadow = self._numbers(client, "_GTK_FRAME_EXTENTS")
        if len(shadow) == 4 and shadow[0] + shadow[1] < area.width and shadow[2] + shadow[3] < area.height:
            left, right, top, bottom = shadow
            return Rect(area.x + left, area.y + top, area.width - left - right, area.height - top - bottom)
        frame = self._outermost(client)
        if frame == client:
            return area
        geometry = self._core.GetGeometry(frame).reply()
        border = 2 * geometry.border_width
        return Rect(geometry.x, geometry.y, geometry.width + border, geometry.height + border)

    def _outermost(self, window: int) -> int:
        """The ancestor that lies directly on the root: a window manager's frame, or the window itself."""
        for _step in range(16):
            parent: int = self._core.QueryTree(window).reply().parent
            if parent in (self._root, 0):
                return window
            window = parent
        return window

    def _is_shown(self, window: int) -> bool:
        try:
            if self._core.GetWindowAttributes(window).reply().map_state != xproto.MapState.Unmapped:
                return True
            frame = self._outermost(window)
            return frame != window and bool(
                self._core.GetWindowAttributes(frame).reply().map_state != xproto.MapState.Unmapped
            )
        except (xcffib.Error, xcffib.ProtocolException):
            return False  # there is no such window any more
        except xcffib.ConnectionException:
            return False

    def _title(self, client: int) -> str:
        told = self._property(client, "_NET_WM_NAME").decode("utf-8", "replace")
        title = told or compound_text(self._property(client, "WM_NAME"))
        return "".join(sign if sign.isprintable() else " " for sign in title[:_LONGEST_TITLE]).strip()

    def _class(self, client: int) -> str:
        names = [name for name in self._property(client, "WM_CLASS").decode("latin-1").split("\0") if name]
        return names[-1][:_LONGEST_TITLE] if names else ""

    def _numbers(self, window: int, name: str) -> list[int]:
        raw = self._property(window, name, longest=65_536)
        count = len(raw) // 4
        return list(struct.unpack(f"={count}I", raw[: count * 4]))

    def _property(self, window: int, name: str, longest: int = 16_384) -> bytes:
        try:
            reply = self._core.GetProperty(False, window, self._atom(name), 0, 0, longest).reply()
        except (xcffib.Error, xcffib.ProtocolException):
            return b""  # the window vanished
        return b"".join(reply.value) if reply.value_len else b""

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            self._atoms[name] = int(self._core.InternAtom(False, len(name), name).reply().atom)
        return self._atoms[name]
