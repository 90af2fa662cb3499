#!/usr/bin/env python3
"""The commands of this project: ``run`` and ``test`` first of all.

Uses the standard library alone, so that it works on a bare Debian or Ubuntu with Python 3.11: it makes ``.venv``,
installs what is locked, and installs the system packages that are missing (apt, as root or by sudo; elsewhere it says
what to install).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))

import dev_checks  # noqa: E402 - found by the line above, from whichever folder this is called
import dev_setup  # noqa: E402 - the same


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    parser = argparse.ArgumentParser(prog="python3 packaging/dev.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="open the window; without a display, walk the sample case on a virtual one")
    run.add_argument("case", nargs="?", help="a case folder to open")
    test = commands.add_parser("test", help="everything that CI runs")
    test.add_argument("--full", action="store_true", help="also what is too heavy for CI; every tool must be there")
    test.add_argument("only", nargs="*", help="paths for pytest; the other checks are left out then")
    commands.add_parser("bench", help="print the table of timings")
    commands.add_parser("pictures", help="make README's pictures anew")
    commands.add_parser("texts", help="bring resources/locale up to date with the texts in the code")
    commands.add_parser("lock", help="resolve the dependencies anew into packaging/requirements.lock")
    options = parser.parse_args(arguments)

    if sys.version_info < (3, 11):  # noqa: UP036 - dev.py is what a person with an older Python starts first
        print("error: Python 3.11 or newer is needed. Install it and call this again with it.", file=sys.stderr)
        return 2
    try:
        return int(_COMMANDS[options.command](options))
    except dev_setup.SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    shown = dev_setup.has_display()
    dev_setup.prepare(dev_setup.WINDOW if shown else dev_setup.WINDOW | dev_setup.VIRTUAL_SCREEN)
    if shown:
        return dev_setup.in_venv("-m", "assistant", *([options.case] if options.case else []))
    print("There is no display here: starting a virtual one and walking the sample case in the real window.")
    return dev_setup.in_venv(str(ROOT / "packaging" / "walk.py"))


def _test(options: argparse.Namespace) -> int:
    heavy = dev_setup.COMPOSITORS if options.full else frozenset()
    dev_setup.prepare(dev_setup.WINDOW | dev_setup.VIRTUAL_SCREEN | dev_setup.TOOLS | heavy)
    return dev_checks.run_all(full=options.full, only=options.only)


def _bench(_options: argparse.Namespace) -> int:
    dev_setup.prepare(dev_setup.WINDOW | dev_setup.VIRTUAL_SCREEN | dev_setup.TOOLS | dev_setup.PEERS)
    return dev_setup.in_venv(str(ROOT / "packaging" / "bench.py"))


def _pictures(_options: argparse.Namespace) -> int:
    dev_setup.prepare(dev_setup.WINDOW | dev_setup.VIRTUAL_SCREEN | dev_setup.TOOLS)
    return dev_setup.in_venv(str(ROOT / "packaging" / "walk.py"), "--pictures", str(ROOT / "packaging" / "pictures"))


def _texts(_options: argparse.Namespace) -> int:
    dev_setup.prepare(frozenset())
    return dev_setup.in_venv(str(ROOT / "packaging" / "texts.py"))


def _lock(_options: argparse.Namespace) -> int:
    dev_setup.prepare(frozenset())
    return dev_setup.lock()


_COMMANDS = {"run": _run, "test": _test, "bench": _bench, "pictures": _pictures, "texts": _texts, "lock": _lock}

if __name__ == "__main__":
    raise SystemExit(main())
