"""Makes what a checkout needs: system packages, ``.venv``, the locked libraries, the compiled catalogues.

Standard library only. A second call finds a stamp and costs a few milliseconds.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"

#: What Qt's xcb and offscreen plugins and the screen grabber load (found one at a time on a bare Debian 12).
_OFFSCREEN = ["libgl1", "libegl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "fonts-noto-core"]
_XCB = ["libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"]
WINDOW = frozenset([*_OFFSCREEN, *_XCB])
VIRTUAL_SCREEN = frozenset(["xvfb", "xauth", "openbox", "xdotool", "x11-xserver-utils", "x11-utils", "xclip", "xterm"])
#: Real tools that read what the program writes, a browser to be captured, a message bus for portals that tests play,
#: and a host of tray icons.
TOOLS = frozenset(
    ["poppler-utils", "qpdf", "unzip", "chromium", "fonts-noto-cjk", "fonts-noto-color-emoji", "git", "dbus-daemon"]
) | {"trayer"}
#: Wayland desktops with their portals, for ``test --full``: a small one, and the one that asks for permission.
_PORTALS = ["xdg-desktop-portal", "xdg-desktop-portal-wlr", "xdg-desktop-portal-gnome", "pipewire", "wireplumber"]
_DESKTOPS = ["sway", "grim", "gnome-shell", "xwayland", "gsettings-desktop-schemas", "python3-dbusmock"]
COMPOSITORS = frozenset([*_PORTALS, *_DESKTOPS, "dbus-user-session", "libglib2.0-bin"])
#: Programs that take pictures of the screen, for the timings alone.
PEERS = frozenset(["maim", "scrot", "imagemagick", "flameshot", "dbus"])
#: Names that a release of Debian or Ubuntu gave anew.
_RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "chromium": "chromium-browser", "dbus-daemon": "dbus"}


class SetupError(Exception):
    """Something is missing that can't be installed from here; the text says what to do."""


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare(system_packages: frozenset[str]) -> None:
    """Installs what is missing; raises SetupError with what to do where that can't be done."""
    if importlib.util.find_spec("ensurepip") is None:
        system_packages |= {"python3-venv"}
    if sys.platform == "linux":
        _install_system_packages(system_packages)
    _install_libraries()


def python() -> Path:
    """The interpreter of ``.venv``."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def in_venv(*arguments: str, env: dict[str, str] | None = None) -> int:
    """Runs the venv's Python in the project's folder and returns its exit status."""
    return subprocess.run(
        [str(python()), *arguments], cwd=ROOT, env={**os.environ, **(env or {})}, check=False
    ).returncode


def lock() -> int:
    """Resolves the dependencies of pyproject.toml for all systems, with hashes."""
    subprocess.run([str(python()), "-m", "pip", "install", "--quiet", "uv"], check=True)
    command = (
        "uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade "
        "--no-header --no-annotate --no-emit-index-url --quiet -o packaging/requirements.lock"
    )
    return subprocess.run([str(python()), "-m", *command.split()], cwd=ROOT, check=False).returncode


def _install_system_packages(wanted: frozenset[str]) -> None:
    missing = sorted(name for name in wanted if not _is_installed(name))
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(f"these system packages are missing: {' '.join(missing)}. Install them and call this again.")
    as_root = [] if os.geteuid() == 0 else [shutil.which("sudo") or ""]
    if as_root == [""]:
        raise SetupError(f"system packages are missing. Run as root: apt-get install {' '.join(missing)}")
    print(f"Installing system packages: {' '.join(missing)}", flush=True)
    quiet_env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*as_root, "apt-get", "update", "-qq"], env=quiet_env, check=False)
    names = [_available_name(name) for name in missing]
    install = [*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    done = subprocess.run(install, env=quiet_env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        print(done.stdout.decode(errors="replace")[-2000:], file=sys.stderr)
        raise SetupError(f"apt-get could not install the packages. Try: apt-get install {' '.join(names)}")


def _is_installed(name: str) -> bool:
    return any(
        Path(f"/var/lib/dpkg/info/{candidate}{arch}.list").exists()
        for candidate in (name, _RENAMED.get(name, name))
        for arch in ("", ":amd64", ":arm64")
    )


def _available_name(name: str) -> str:
    if name not in _RENAMED:
        return name
    shown = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False).stdout
    has_candidate = "Candidate:" in shown and "Candidate: (none)" not in shown
    return name if has_candidate else _RENAMED[name]


def _install_libraries() -> None:
    stamp = VENV / "installed.txt"
    wanted = _fingerprint()
    if not (stamp.exists() and stamp.read_text() == wanted and python().exists()):
        if not python().exists():
            print("Making .venv", flush=True)
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        print("Installing the locked libraries", flush=True)
        pip = [str(python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        for arguments in (
            ["--require-hashes", "-r", str(LOCK)],
            ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        ):
            if subprocess.run([*pip, *arguments], cwd=ROOT, check=False).returncode:
                raise SetupError("pip could not install the libraries. Look at its lines above; is there a network?")
        stamp.write_text(wanted)
    _compile_catalogues()


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _compile_catalogues() -> None:
    """Compiles the catalogues that are newer than what was compiled from them."""
    for source in (ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            code = "import build_hook, pathlib, sys; build_hook.compile_catalogues(pathlib.Path(sys.argv[1]))"
            in_venv("-c", code, str(ROOT / "resources"), env={"PYTHONPATH": str(ROOT / "packaging")})
            return
