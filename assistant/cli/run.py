"""Runs a command line: reads it, does it, prints what came of it, and says what went wrong in one line.

Standard output carries the result and nothing else; it is UTF-8 whatever the locale. No traceback ever leaves.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from assistant import __version__, language
from assistant.cli.grammar import WINDOW, Call, parse

if TYPE_CHECKING:
    from assistant.cli.world import Done, World

STOPPED = 130  # what shells give for a program that was stopped by Ctrl+C


def run(words: Sequence[str], world: World) -> int:
    """Does what the words say; the exit status: 0 done, 1 done and something is wrong, 2 nothing was done."""
    try:
        _use_language()
        call = parse(words)
        if call.command is WINDOW and not call.flags:
            return _open_window(call, world)
        status, out = _outcome(call, world)
        if not _is_printed(out):
            return 1
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        _forget_output()
        return 0  # whoever read has read enough
    except Exception as error:  # noqa: BLE001 - the last resort: one line, never a traceback
        return _tell(error)
    return status


def _use_language() -> None:
    try:
        language.use(language.system_language())
    except FileNotFoundError:  # a checkout whose catalogues were not compiled
        language.use("en")


def _outcome(call: Call, world: World) -> tuple[int, str]:
    """The exit status, and what goes to standard output."""
    if "--help" in call.flags:
        from assistant.cli.help import help_text  # the other commands start without

        return 0, help_text(call.command)
    if "--version" in call.flags:
        return 0, f"appeal-assistant {__version__}"
    done = _do(call, world)
    if done.notes:
        from assistant.storage.names import displayable

        for note in done.notes:
            _print(f"note: {displayable(language.render(note), 1000)}", sys.stderr)
    return done.status, _json(done) if call.as_json else _plain(done)


def _do(call: Call, world: World) -> Done:
    """Loads the module of the command, and no other, and calls the function of its name in it."""
    from importlib import import_module

    module = import_module(f"assistant.cli.{call.command.module}")
    done: Done = getattr(module, f"run_{call.command.name}")(call, world)
    return done


def _open_window(call: Call, world: World) -> int:
    untrusted = call.arguments[0] if call.arguments else None
    if untrusted is not None and not os.path.lexists(untrusted):
        from assistant.cli.grammar import UsageError

        raise UsageError("usage-command", untrusted)
    return world.open_window(untrusted)


def _json(done: Done) -> str:
    from json import dumps

    return dumps(done.json, ensure_ascii=False, indent=2)


def _plain(done: Done) -> str:
    """The text with what could move a terminal's cursor made visible."""
    from assistant.storage.names import displayable

    return "\n".join(displayable(line, len(line) * 8 + 1) for line in done.text().split("\n"))


def _is_printed(text: str) -> bool:
    """Prints the result; where that fails the work is done all the same, and the failure is said."""
    try:
        _print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        from assistant.cli.usage import not_printed

        _forget_output()
        _tell(not_printed(error))
        return False
    return True


def _print(text: str, stream: TextIO | None = None) -> None:
    out = sys.stdout if stream is None else stream
    if out is None:  # closed by who started the program
        return
    data = (text + "\n").encode("utf-8", "backslashreplace")
    out.flush()
    binary = getattr(out, "buffer", None)
    if binary is None:
        out.write(data.decode("utf-8"))
        return
    binary.write(data)
    binary.flush()


def _forget_output() -> None:
    """Nobody reads any more: what is left in the buffer must not be tried again when the interpreter ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def _tell(error: Exception) -> int:
    from assistant.cli.told import sentence

    try:
        _print(f"error: {sentence(error)}", sys.stderr)  # the same word in every language, for scripts
    except OSError:
        _forget_output()
    return 2
