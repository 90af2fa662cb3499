"""Reads a letter: bytes that a stranger sent become what the letter asks for. Changes nothing anywhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from assistant.errors import InputError, Message, msg
from assistant.notice.letter import LARGEST, Letter, decode, too_large
from assistant.notice.notice import Notice
from assistant.notice.reader import read
from assistant.storage.names import displayable

#: One byte more than a letter may have is enough to tell that it is too large.
ENOUGH = LARGEST + 1


def read_notice(untrusted: bytes, untrusted_name: str = "") -> tuple[Letter, Notice]:
    """The letter in ``untrusted`` (text, mail or HTML, told by content and file name) and what it asks for.

    Raises InputError: ``letter-empty``, ``letter-too-large``, ``letter-binary``, ``letter-undecodable``.
    """
    letter = decode(untrusted, untrusted_name)
    return letter, read(letter)


def letter_bytes(untrusted_path: Path) -> bytes:
    """The bytes of a letter's file, at most ``ENOUGH`` of them. Only a regular file is opened; nothing is waited for.

    Raises InputError: ``letter-not-found``, ``letter-not-a-file``, ``letter-unreadable``,
    ``letter-too-large``, with its size.
    """
    try:
        handle = os.open(untrusted_path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        # Translators: reason, in brackets.
        raise _unreadable("letter-not-found", untrusted_path, msg("there is no such file")) from error
    except (OSError, ValueError) as error:
        raise _unreadable("letter-unreadable", untrusted_path, _system_says(error)) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            # Translators: reason, in brackets; a folder, a pipe or a device was given.
            raise _unreadable("letter-not-a-file", untrusted_path, msg("it is not an ordinary file"))
        if found.st_size > LARGEST:
            raise too_large(found.st_size)
        data = b""
        while len(data) < ENOUGH and (more := os.read(handle, ENOUGH - len(data))):
            data += more
    except OSError as error:
        raise _unreadable("letter-unreadable", untrusted_path, _system_says(error)) from error
    finally:
        os.close(handle)
    return data


def _system_says(error: Exception) -> Message:
    told = getattr(error, "strerror", None) or type(error).__name__
    # Translators: reason, in brackets; {reason} comes from the system, in its words.
    return msg("the system says: {reason}", reason=told)


def _unreadable(reference: str, untrusted_path: Path, why: Message) -> InputError:
    return InputError(
        reference,
        # Translators: error; {name} is a file's name.
        msg("“{name}” can't be read as a letter", name=displayable(untrusted_path.name or str(untrusted_path))),
        why,
        # Translators: next step after the error above.
        msg("Choose a saved letter (.txt, .eml or .html), or paste its text."),
    )
