from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import __version__

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


def program(*words: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    command = [sys.executable, "-m", "assistant", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, **more)  # type: ignore[call-overload, no-any-return]  # passed on


def test_without_a_command_the_window_opens(shell: Shell, tmp_path: Path) -> None:
    assert shell().status == 0
    assert shell(tmp_path).status == 0
    assert shell.world.opened == [None, str(tmp_path)]


def test_what_is_neither_command_nor_case_is_said(shell: Shell) -> None:
    done = shell("check\n\x1b[31m")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err
    assert done.err.endswith("[usage-command]\n")
    assert shell.world.opened == []


def test_help_and_version(shell: Shell) -> None:
    assert shell("--version").out == f"appeal-assistant {__version__}\n"
    assert "export CASE OUT" in shell("--help").out
    assert "--max-size" in shell("export", "--help").out


def test_a_fault_of_the_program_is_one_line_and_a_log_without_private_words(shell: Shell, own_home: Path) -> None:
    # GIVEN a fault whose text holds something private
    shell.world.trouble = ValueError("the private name")

    # WHEN it comes up
    done = shell("read", "-", "--json")

    # THEN one line names it, and the log says where, but not what
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith("[unexpected]\n")
    assert done.err.count("\n") == 1
    log = next(own_home.rglob("appeal-assistant.log")).read_text(encoding="utf-8")
    assert "cli/letters.py" in log
    assert "private" not in log + done.err


def test_a_program_that_is_stopped_says_nothing(shell: Shell) -> None:
    shell.world.trouble = KeyboardInterrupt()
    done = shell("read", "-")
    assert (done.status, done.out, done.err) == (130, "", "")


def test_controls_in_a_letter_do_not_reach_the_terminal(shell: Shell) -> None:
    shell.world.typed = b"Please send us a copy of \x1b[2Jyour \x07passport so that we can review your account.\n"
    done = shell("read", "-")
    assert done.status == 0
    assert "\x1b" not in done.out
    assert "\x07" not in done.out


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    # GIVEN a letter in Russian, and a system that knows ASCII alone
    letter = "Пришлите, пожалуйста, копию паспорта.".encode()
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    # WHEN it is read
    done = program("read", "-", "--json", input=letter, env=environment)

    # THEN the answer is UTF-8
    assert done.returncode == 0, done.stderr
    assert "паспорта" in json.loads(done.stdout.decode("utf-8"))["body"]


def test_a_reader_that_leaves_is_no_fault() -> None:
    # GIVEN who reads the output has gone
    reading, writing = os.pipe()
    os.close(reading)

    # WHEN the program writes into it
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "--help"], stdout=gone, stderr=subprocess.PIPE, check=False
        )

    # THEN it ends without a word
    assert (done.returncode, done.stderr) == (0, b"")


def test_with_closed_input_and_output_it_lives(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m assistant read - <&- >&-'
    done = subprocess.run(["/bin/sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith(b"[letter-empty]\n")


def test_a_result_that_cannot_be_printed_is_said() -> None:
    # GIVEN an output that takes nothing
    with Path("/dev/full").open("wb") as full:
        # WHEN the program writes into it
        command = [sys.executable, "-m", "assistant", "--help"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)

    # THEN it says so in one line
    assert done.returncode == 1
    assert done.stderr.endswith(b"[output-failed]\n")
    assert done.stderr.count(b"\n") == 1


def test_without_a_display_the_window_says_so() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    done = program(env=environment)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"[window-no-display]\n")
