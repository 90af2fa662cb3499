"""``capture CASE ITEM --again`` while the window has the case open: the window takes the picture, this waits for it."""

from __future__ import annotations

from pathlib import Path

from assistant.actions.choose import item_of
from assistant.actions.take_capture import last_target
from assistant.cli.attachments import exhibits_done
from assistant.cli.grammar import Call
from assistant.cli.world import Done, World
from assistant.core.case import Case
from assistant.core.exhibits import ExhibitKind
from assistant.errors import CaptureError, msg
from assistant.storage.folder import CaseFolder
from assistant.storage.handover import ask_window

#: A desktop may ask the person first, or the person chooses in the window.
_PATIENCE_S = 60.0
_LOOK_S = 0.2
_WITH_THE_WINDOW = {"--again", "--json"}


def taken_by_window(call: Call, world: World) -> Done | None:
    """What the window took; None where no window has the case open, or more is asked for than it can be told.

    Raises InputError where there is no such case or item or nothing to take again; CaptureError ``capture-not-seen``.
    """
    if "--again" not in call.flags or call.values or call.parts or call.flags - _WITH_THE_WINDOW:
        return None
    path, letter = Path(call.arguments[0]), call.arguments[1]
    before = _case(path, world)
    item = item_of(before, letter)
    last_target(before)
    if not ask_window(path, item.letter, world.sleep):
        return None
    known = {each.id for each in before.exhibits}
    for _look in range(round(_PATIENCE_S / _LOOK_S)):
        new = [each for each in _case(path, world).exhibits if each.id not in known]
        captures = [each for each in new if each.kind is ExhibitKind.CAPTURE and each.item == item.letter]
        if captures:
            return exhibits_done(captures[:1], ())
        world.sleep(_LOOK_S)
    raise CaptureError(
        "capture-not-seen",
        # Translators: error of a command: the program's window was asked to take a picture.
        msg("The window took no picture"),
        # Translators: reason for the error above.
        msg("it was asked, and nothing new came in a minute"),
        # Translators: next step after the error above.
        msg("Look at the window: it says what is in the way."),
    )


def _case(path: Path, world: World) -> Case:
    with CaseFolder.open(path, world.clock(), write=False) as folder:
        return folder.case()
