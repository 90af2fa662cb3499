"""The command that captures the screen, and lists what can be captured."""

from __future__ import annotations

import math
import re

from assistant.actions.choose import item_of
from assistant.actions.take_capture import last_target, take_capture
from assistant.capture.choose import Choice
from assistant.capture.target import Target
from assistant.cli.attachments import exhibits_done
from assistant.cli.by_window import taken_by_window
from assistant.cli.cases import description, opened
from assistant.cli.grammar import Call
from assistant.cli.plain import screens_text
from assistant.cli.usage import together, wrong_value
from assistant.cli.world import Done, World
from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.errors import msg

_REGION = re.compile(r"\s*(-?\d{1,6})\s*,\s*(-?\d{1,6})\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*", re.ASCII)
_LONGEST_DELAY = 3600.0


def run_capture(call: Call, world: World) -> Done:
    """Captures, or lists with --list."""
    if "--list" in call.flags:
        if rest := call.given("--screen", "--region", "--window", "--again", "--delay"):
            raise together("--list", rest[0])
        return _list(world.screen())
    target, delay, said = _target(call), _delay(call), description(call)
    if (taken_there := taken_by_window(call, world)) is not None:
        return taken_there
    with opened(call, world) as folder:
        case = folder.case()
        item_of(case, call.arguments[1])  # before a wait of a minute
        said.event_date()
        said.shows(case, item_of(case, call.arguments[1]))
        target = target or last_target(case)
        grabber = world.screen().required()
        try:
            world.sleep(delay)
            taken = take_capture(
                folder, call.arguments[1], grabber, target, world.clock(), said=said, sleep=world.sleep
            )
        finally:
            grabber.close()
        return exhibits_done([taken.exhibit], taken.warnings)


def _list(choice: Choice) -> Done:
    passed_over = [{"backend": each.backend, "why": str(each.why)} for each in choice.passed_over]
    screens: list[Screen] = []
    windows: list[ScreenWindow] = []
    name = None
    if choice.grabber is not None:
        try:
            name, screens, windows = choice.grabber.name, list(choice.grabber.screens()), list(choice.grabber.windows())
        finally:
            choice.grabber.close()
    return Done(
        {
            "backend": name,
            "passed_over": passed_over,
            "screens": [
                {"number": each.number, **_area(each.area), "scale": each.scale, "name": each.name} for each in screens
            ],
            "windows": [{"id": each.id, "title": each.untrusted_title, **_area(each.area)} for each in windows],
        },
        lambda: screens_text(choice, screens, windows),
    )


def _area(area: Rect) -> dict[str, int]:
    return {"x": area.x, "y": area.y, "width": area.width, "height": area.height}


def _target(call: Call) -> Target | None:
    """What to capture; None stands for what was captured last."""
    given = call.given("--screen", "--region", "--window", "--again")
    if len(given) > 1:
        raise together(given[0], given[1])
    match given:
        case ["--again"]:
            return None
        case ["--screen"]:
            return _screen(call.values["--screen"])
        case ["--region"]:
            return Target("region", area=_region(call.values["--region"]))
        case ["--window"]:
            text = call.values["--window"]
            if not text.strip():
                # Translators: reason, in brackets.
                raise wrong_value("--window", text, msg("it is a part of the window's title"))
            return Target("window", untrusted_text=text)
        case _:
            return Target("all")


def _screen(untrusted: str) -> Target:
    if untrusted == "all":
        return Target("all")
    if not (untrusted.isascii() and untrusted.isdigit() and 0 < int(untrusted[:9]) < 1000):
        # Translators: reason, in brackets; “all” stays.
        raise wrong_value("--screen", untrusted, msg("it is a screen's number from 1, or all"))
    return Target("screen", screen=int(untrusted))


def _region(untrusted: str) -> Rect:
    match = _REGION.fullmatch(untrusted)
    area = Rect(*(int(number) for number in match.groups())) if match else Rect(0, 0, 0, 0)
    if not area.width or not area.height:
        # Translators: reason, in brackets; X,Y,W,H and the example stay.
        raise wrong_value("--region", untrusted, msg("it is X,Y,W,H in whole pixels, such as 0,80,1200,900"))
    return area


def _delay(call: Call) -> float:
    untrusted = call.values.get("--delay", "0")
    try:
        seconds = float(untrusted)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= _LONGEST_DELAY:
        # Translators: reason, in brackets.
        raise wrong_value("--delay", untrusted, msg("it is a number of seconds, at most an hour"))
    return seconds
