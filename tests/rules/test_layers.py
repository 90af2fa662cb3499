"""Import rules that the import contracts can't see: what really happens when a module is loaded."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import assistant

PACKAGE = Path(assistant.__file__).parent
#: The rooms and modules that may draw, hence need Qt.
WITH_QT = ("assistant.ui", "assistant.capture.backends", "assistant.imaging.text", "assistant.imaging.qt")

_LOAD_WITHOUT = """
import importlib, sys
for name in {blocked!r}:
    sys.modules[name] = None
for name in {modules!r}:
    importlib.import_module(name)
"""


def _modules() -> list[str]:
    return [info.name for info in pkgutil.walk_packages([str(PACKAGE)], "assistant.")]


def _runs(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_all_but_the_drawing_modules_load_without_qt() -> None:
    # GIVEN every module below the window
    modules = [
        name for name in _modules() if not name.startswith(WITH_QT) and not name.startswith("assistant.bundle.pdf")
    ]

    # WHEN they are loaded where PySide6 can't be
    done = _runs(_LOAD_WITHOUT.format(blocked=["PySide6"], modules=modules))

    # THEN all load
    assert done.returncode == 0, done.stderr[-1000:]


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_nothing_heavy(argument: str) -> None:
    # GIVEN the command, with a list of what it loaded
    code = (
        "import sys\nfrom assistant.__main__ import main\n"
        f"try:\n    main([{argument!r}])\nexcept SystemExit:\n    pass\n"
        "heavy = ('PySide6', 'numpy', 'PIL', 'jinja2', 'pypdf', 'sqlite3', 'mss')\n"
        "print([name for name in heavy if name in sys.modules])"
    )

    # WHEN it only says what it can do
    done = _runs(code)

    # THEN neither Qt nor the libraries of the work were loaded
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_appdirs_is_called_in_one_module() -> None:
    # GIVEN every module's imports
    users = [path for path in PACKAGE.rglob("*.py") if "appdirs" in _imports(path)]

    # THEN one module knows where the system keeps things
    assert [path.name for path in users] == ["preferences.py"]


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
