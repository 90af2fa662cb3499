"""The commands about letters and questions: read, new, status, answer, sample."""

from __future__ import annotations

from pathlib import Path

from assistant.actions.answer import answer_item, cannot_provide
from assistant.actions.read_notice import read_notice
from assistant.actions.start_case import start_case
from assistant.actions.status import status_json
from assistant.cli.cases import as_text, case_path, given_bytes, opened
from assistant.cli.grammar import Call
from assistant.cli.plain import notice_text, status_text
from assistant.cli.usage import one_needed, together
from assistant.cli.world import Done, World
from assistant.storage.folder import CaseFolder


def run_read(call: Call, world: World) -> Done:
    """Reads a letter and says what it asks for."""
    name = call.arguments[0]
    _letter, notice = read_notice(given_bytes(name, world), "" if name == "-" else Path(name).name)
    return Done(notice.as_json(), lambda: notice_text(notice))


def run_new(call: Call, world: World) -> Done:
    """Makes a case from a letter; its list is accepted at once."""
    name = call.values["--letter"]
    raw = given_bytes(name, world)
    letter, notice = read_notice(raw, "" if name == "-" else Path(name).name)
    account, title = call.values.get("--account", ""), call.values.get("--title", "")
    with start_case(case_path(call), letter, notice, raw, world.clock(), account=account, title=title) as folder:
        return _status(folder)


def run_status(call: Call, world: World) -> Done:
    """Says how the case stands."""
    with opened(call, world, write=False) as folder:
        return _status(folder)


def run_answer(call: Call, world: World) -> Done:
    """Sets an answer, or records why it can't be provided."""
    given = call.given("--text", "--text-file", "--cannot")
    if not given:
        raise one_needed("--text, --text-file, --cannot")
    if len(given) > 1:
        raise together(given[0], given[1])
    value, letter = call.values[given[0]], call.arguments[1]
    text = as_text(given_bytes(value, world), value) if given[0] == "--text-file" else value
    with opened(call, world) as folder:
        if given[0] == "--cannot":
            cannot_provide(folder, letter, text)
        else:
            answer_item(folder, letter, text)
        return _status(folder)


def run_sample(call: Call, world: World) -> Done:
    """Makes the sample case."""
    from assistant.actions.sample_case import make_sample  # Pillow, not for the other commands

    with make_sample(case_path(call), world.clock()) as folder:
        return _status(folder)


def _status(folder: CaseFolder) -> Done:
    case = folder.case()
    return Done(status_json(case, folder.path), lambda: status_text(case, folder.path))
