"""The commands about attachments: add, set, withdraw, erase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.actions.add_files import add_files
from assistant.actions.describe import describe_exhibit
from assistant.actions.status import exhibit_json
from assistant.actions.take_back import erase, withdraw
from assistant.cli.cases import description, opened
from assistant.cli.grammar import Call
from assistant.cli.plain import erased_text, exhibits_text
from assistant.cli.usage import one_needed
from assistant.cli.world import Done, World
from assistant.core.exhibits import Exhibit

if TYPE_CHECKING:
    from assistant.capture.oddities import Warned

_TO_SET = ("--event-date", "--date-source", "--title", "--shows", "--item", "--where", "--send", "--keep")


def run_add(call: Call, world: World) -> Done:
    """Adds files; all are looked at before the first is taken in."""
    said = description(call)
    with opened(call, world) as folder:
        return exhibits_done(
            add_files(folder, call.arguments[1], [Path(each) for each in call.arguments[2:]], said=said)
        )


def run_set(call: Call, world: World) -> Done:
    """Describes an attachment."""
    if not call.given(*_TO_SET):
        raise one_needed(", ".join(_TO_SET))
    said = description(call)
    with opened(call, world) as folder:
        return exhibits_done([describe_exhibit(folder, call.arguments[1], said)])


def run_withdraw(call: Call, world: World) -> Done:
    """Withdraws one that was sent."""
    with opened(call, world) as folder:
        return exhibits_done([withdraw(folder, call.arguments[1], call.values["--why"])])


def run_erase(call: Call, world: World) -> Done:
    """Erases one that was never sent."""
    with opened(call, world) as folder:
        gone = erase(folder, call.arguments[1], call.values["--why"])
        return Done({"erased": gone.id, "label": gone.label or None}, lambda: erased_text(gone))


def exhibits_done(exhibits: Sequence[Exhibit], warnings: Sequence[Warned] | None = None) -> Done:
    """The attachments that a command made or changed, and what is odd about them where it looked for that."""
    told: dict[str, object] = {"exhibits": [exhibit_json(exhibit) for exhibit in exhibits]}
    if warnings is not None:
        told["warnings"] = [{"code": each.code, "what": str(each.what)} for each in warnings]
    return Done(told, lambda: exhibits_text(exhibits), notes=tuple(each.what for each in warnings or ()))
