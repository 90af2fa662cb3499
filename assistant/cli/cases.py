"""Opening cases and reading what is given on standard input or in files, for all commands."""

from __future__ import annotations

from pathlib import Path

from assistant.actions.describe import Description
from assistant.actions.read_notice import ENOUGH, letter_bytes
from assistant.cli.grammar import Call
from assistant.cli.usage import together, wrong_value
from assistant.cli.world import World
from assistant.core.event_date import DateSource
from assistant.errors import InputError, Message, msg
from assistant.storage.folder import CaseFolder
from assistant.storage.names import displayable

#: Seconds for which a command waits for another one that writes in the same case.
PATIENCE = 5.0


def case_path(call: Call) -> Path:
    """The case folder that a call names first."""
    return Path(call.arguments[0])


def opened(call: Call, world: World, *, write: bool = True) -> CaseFolder:
    """The case that a call names first, open; another command that writes in it is waited for, a window in vain."""
    return CaseFolder.open(case_path(call), world.clock(), write=write, wait=PATIENCE if write else 0)


def given_bytes(untrusted: str, world: World) -> bytes:
    """What is in a file, or on standard input for ``-``; no more than a letter may have, and a byte."""
    return world.standard_input(ENOUGH) if untrusted == "-" else letter_bytes(Path(untrusted))


def description(call: Call) -> Description:
    """What the options of a call say of an attachment."""
    if {"--send", "--keep"} <= call.flags:
        raise together("--send", "--keep")
    source = call.values.get("--date-source")
    if source is not None and source not in set(DateSource):
        # Translators: reason, in brackets; {words} are words that stay.
        raise wrong_value("--date-source", source, msg("it is one of {words}", words=", ".join(DateSource)))
    date = call.values.get("--event-date")
    if date is not None and not date.strip():
        # Translators: reason, in brackets; keep the examples as they are.
        why = msg("a date is written 2015-12-17, 2015-12, 2015 or 2015-12-01..2015-12-17")
        raise wrong_value("--event-date", date, why)
    return Description(
        untrusted_event_date=date,
        date_source=DateSource(source) if source is not None else None,
        title=call.values.get("--title"),
        untrusted_shows=call.parts,
        where=call.values.get("--where"),
        item=call.values.get("--item"),
        send=("--send" in call.flags) if call.flags & {"--send", "--keep"} else None,
    )


def as_text(untrusted: bytes, name: str) -> str:
    """Bytes as UTF-8 text. Raises InputError: ``text-too-large``, ``text-not-utf8``."""
    if len(untrusted) >= ENOUGH:
        raise _no_text(
            "text-too-large",
            name,
            # Translators: reason, in brackets; {limit} is a number of megabytes.
            msg("it has more than {limit} MB", limit=ENOUGH // 1_000_000),
        )
    try:
        return untrusted.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        # Translators: reason, in brackets; UTF-8 is a technical name.
        raise _no_text("text-not-utf8", name, msg("it is not text in UTF-8")) from error


def _no_text(reference: str, untrusted_name: str, why: Message) -> InputError:
    return InputError(
        reference,
        # Translators: error; {name} is a file's name.
        msg("The text in “{name}” can't be used", name=displayable(untrusted_name)),
        why,
        # Translators: next step after the error above.
        msg("Save it as plain text in UTF-8."),
    )
