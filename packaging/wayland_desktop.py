"""A Wayland desktop without a screen, with its own portal, for the full tests: sway, or GNOME Shell.

Everything on it runs as an ordinary user (sway refuses root), with buses, folders and a home of its own, and is ended
with it: nothing of the machine's own session is ever asked or touched. Standard library only.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

from virtual_desktop import wait_for

ROOT = Path(__file__).resolve().parent.parent
_SWAY = "output HEADLESS-1 resolution 1920x1080\noutput HEADLESS-1 bg #335577 solid_color\nxwayland enable\n"
_SHELL = ["gnome-shell", "--headless", "--virtual-monitor", "1920x1080", "--wayland-display", "wayland-9"]


class WaylandDesktop:
    """``with WaylandDesktop("gnome") as desktop:`` — 1920 x 1080; ``desktop.env`` is what its programs find."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._started: list[subprocess.Popen[bytes]] = []
        self._user: dict[str, Any] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="wl-"))
        self.home, self._run = self.folder / "home", self.folder / "run"
        for folder in (self.home, self._run):
            folder.mkdir(mode=0o700)
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            other = pwd.getpwnam("nobody")
            self._user = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
            for folder in (self.folder, self.home, self._run):
                os.chown(folder, other.pw_uid, other.pw_gid)
        self.env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self._run),
            "XDG_SESSION_TYPE": "wayland",
            "XDG_CURRENT_DESKTOP": "sway" if kind == "sway" else "GNOME",
            "GSETTINGS_BACKEND": "keyfile",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        }

    def __enter__(self) -> WaylandDesktop:
        try:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
            self.start("pipewire")
            wait_for(lambda: self._run.joinpath("pipewire-0").exists(), "pipewire")
            self.start("wireplumber")
            self._start_sway() if self.kind == "sway" else self._start_gnome()
            names = [name for name in self.env if name.startswith(("XDG_", "WAYLAND_", "DBUS_SYSTEM", "GSETTINGS"))]
            self.run("dbus-update-activation-environment", *names)
            self._python = self._interpreter()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def start(self, *command: str, **env: str) -> subprocess.Popen[bytes]:
        """Starts a program on this desktop; it is ended with the desktop. Its words go to a file in ``folder``."""
        log = (self.folder / f"{Path(command[0]).name}-{len(self._started)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                command,
                env={**self.env, **env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                start_new_session=True,
                **self._user,
            )
        self._started.append(process)
        return process

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Runs a program on this desktop to its end."""
        return subprocess.run(
            command,
            env={**self.env, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
            cwd=self.home,
            **self._user,
        )

    def python(self, *arguments: str, platform: str = "wayland") -> list[str]:
        """The command that runs Python with this project's libraries as this desktop's user."""
        packages = sysconfig.get_path("purelib")
        return [
            *("env", f"PYTHONPATH={packages}:{ROOT}:{ROOT / 'packaging'}", "PYTHONDONTWRITEBYTECODE=1"),
            *(f"QT_QPA_PLATFORM={platform}", self._python, *arguments),
        ]

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Ends one of the programs."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)

    def permit(self, answer: str) -> None:
        """Sets what the desktop remembers of programs without an entry: ``yes``, ``no``, or nothing."""
        store = "org.freedesktop.impl.portal.PermissionStore"
        path = f"/{store.replace('.', '/')}"
        told = f"['{answer}']" if answer else "@as []"
        method = ["-m", f"{store}.SetPermission", "screenshot", "true", "screenshot", "", told]
        self.run("gdbus", "call", "--session", "-d", store, "-o", path, *method)

    def leave_overview(self) -> None:
        """GNOME Shell begins with an overview of all windows, drawn small."""
        method = "org.freedesktop.DBus.Properties.Set"
        call = ["gdbus", "call", "--session", "-d", "org.gnome.Shell", "-o", "/org/gnome/Shell", "-m", method]
        self.run(*call, "org.gnome.Shell", "OverviewActive", "<false>")

    def _start_sway(self) -> None:
        rules = self.home / "sway.conf"
        self._write(rules, _SWAY)
        self.start("sway", "-c", str(rules))
        wait_for(lambda: [*self._run.glob("wayland-?")] and [*self._run.glob("sway-ipc*")], "sway")
        self.env["WAYLAND_DISPLAY"] = next(self._run.glob("wayland-?")).name
        self.env["SWAYSOCK"] = str(next(self._run.glob("sway-ipc*")))
        told = self._run / "display"
        self.run("swaymsg", "exec", f"printenv DISPLAY > {told}")
        wait_for(lambda: told.exists() and told.read_text("utf-8").strip(), "XWayland's name")
        self.env["DISPLAY"] = told.read_text("utf-8").strip()

    def _start_gnome(self) -> None:
        # Its own news ("Screen Lock disabled") would lie over every picture.
        settings = self.home / ".config" / "glib-2.0" / "settings" / "keyfile"
        self._write(settings, "[org/gnome/desktop/notifications]\nshow-banners=false\n")
        system = self.env["DBUS_SYSTEM_BUS_ADDRESS"] = self._bus()
        self.start("/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind")
        wait = ["gdbus", "wait", "--session", "--timeout", "30"]
        self.run(*wait, "org.freedesktop.login1", DBUS_SESSION_BUS_ADDRESS=system)
        shell = self.start(*_SHELL)
        self.env["WAYLAND_DISPLAY"] = "wayland-9"
        wait_for(lambda: self._run.joinpath("wayland-9").exists() or shell.poll() is not None, "GNOME Shell")
        self.run(*wait, "org.gnome.Shell.Screenshot")
        told = (self.folder / f"gnome-shell-{len(self._started) - 1}.log").read_text("utf-8", "replace")
        self.env["DISPLAY"] = ":" + told.split("public X11 display :", 1)[-1].split(",")[0]
        self.env["XAUTHORITY"] = str(next(self._run.glob(".mutter-Xwaylandauth.*"), ""))

    def _write(self, path: Path, text: str) -> None:
        """Writes a file that belongs to this desktop's user."""
        subprocess.run(["mkdir", "-p", str(path.parent)], check=True, **self._user)
        subprocess.run(["tee", str(path)], input=text.encode(), stdout=subprocess.DEVNULL, check=True, **self._user)

    def _bus(self) -> str:
        """A message bus that starts services as a real session's does; its address."""
        address = f"unix:path={self._run}/bus{len(self._started)}"
        self.start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}")
        wait_for(Path(address.removeprefix("unix:path=")).exists, "the message bus")
        return address

    def _interpreter(self) -> str:
        """A Python of this version that the desktop's user may run; root's own home is closed to others."""
        for candidate in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
            self._python = candidate
            with contextlib.suppress(OSError):
                if self.run(*self.python("-c", "import PySide6, assistant")).returncode == 0:
                    return candidate
        raise RuntimeError(f"{ROOT} or its Python can't be read by an ordinary user")

    def _end(self) -> None:
        for process in reversed(self._started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for number in self._left():
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _left(self) -> list[int]:
        """Services that the buses started: known by the folder in their environment, which is this desktop's alone."""
        mark = f"XDG_RUNTIME_DIR={self._run}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
        return found
