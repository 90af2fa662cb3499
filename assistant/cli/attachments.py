"""The commands about attachments: add, set, withdraw, erase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.actions.add_files import Attached, add_files
from assistant.actions.describe import describe_exhibit
from assistant.actions.status import exhibit_json
from assistant.actions.take_back import erase, withdraw
from assistant.cli.cases import description, opened
from assistant.cli.grammar import Call
from assistant.cli.plain import erased_text, exhibits_text
from assistant.cli.usage import one_needed
from assistant.cli.world import Done, World
from assistant.core.exhibits import Exhibit
from assistant.errors import msg
from assistant.storage.names import displayable

if TYPE_CHECKING:
    from assistant.capture.oddities import Warned

_TO_SET = ("--event-date", "--date-source", "--title", "--shows", "--item", "--where", "--send", "--keep")


def run_add(call: Call, world: World) -> Done:
    """Adds files; all are looked at before the first is taken in."""
    said = description(call)
    paths = [Path(each) for each in call.arguments[2:]]
    with opened(call, world) as folder:
        attached = Attached(folder.case())
        known = [(path, exhibit) for path in paths if (exhibit := attached.same_as(path)) is not None]
        added = add_files(folder, call.arguments[1], paths, said=said)
        return exhibits_done(added, [_known(path, exhibit) for path, exhibit in known] or None)


def _known(untrusted: Path, exhibit: Exhibit) -> Warned:
    from assistant.capture.oddities import Warned  # numpy, not before it is needed

    name = displayable(untrusted.name)
    if exhibit.label:
        # Translators: told after a file was added once more; {name} is its name, {label} an attachment such as C-2.
        return Warned("already-attached", msg("“{name}” was attached already: {label}", name=name, label=exhibit.label))
    # Translators: told after a file was added once more; {id} names an attachment that isn't sent, such as x12.
    what = msg("“{name}” was attached already: {id}, which is kept here", name=name, id=exhibit.id)
    return Warned("already-attached", what)


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
