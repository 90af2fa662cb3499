"""The last pages, *How this file was made*: who and when, what was changed, the hashes, the seal of the log.

Hashes stand here and nowhere else. It claims no more than it can show: that files did not change after they were
taken in, not that a screen was genuine.
"""

from __future__ import annotations

from assistant.bundle.pdf_answers import Flow, Unit
from assistant.bundle.pdf_page import TEXT_WIDTH, TOP, Group, Page
from assistant.bundle.pdf_proof import Numbers, shown
from assistant.bundle.pdf_type import FIELD, HASH, INK, LABEL, LINK, SMALL, STRONG, TEXT, TITLE, Style, Typesetter
from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit
from assistant.reply import english

_LEFT, _WIDTH = 36.0, 122.0
_TAKEN, _CHANGES = 48.0, 94.0
_SECTION = Style(STRONG.family, 9.5, 700)
_NAME = Style(FIELD.family, 7.5, colour=FIELD.colour, leading=3.75)
_GROUP = 15.2  # millimetres for eight digits of a hash and the gap after them


def made_pages(type_: Typesetter, plan: Plan, numbers: Numbers) -> list[Page]:
    """The pages; at least one."""

    def top(page: Page) -> float:
        page.put(type_.block("How this file was made, continued", FIELD), 0, TOP)
        page.rule(TOP + 7.5)
        return TOP + 10

    flow = Flow(top, [Page(bookmarks=[("How this file was made", 0, 0.0)])])
    flow.pages[0].put(type_.block("How this file was made", TITLE), 0, TOP)
    flow.y = 35.0
    sections = [("Who and when", _prose(type_, _who(plan)))]
    exhibits = [exhibit for item in plan.items for exhibit in shown(item)]
    if exhibits:
        sections.append(("What was changed", _prose(type_, _changed(exhibits))))
        sections.append(("Attachments", [_head(type_), *(_row(type_, numbers, exhibit) for exhibit in exhibits)]))
    withdrawn = [exhibit for exhibit in plan.exhibits if exhibit.status is ExhibitStatus.WITHDRAWN]
    if withdrawn:
        names = english.listed([exhibit.label for exhibit in withdrawn])
        sections.append(("Withdrawn", _prose(type_, f"I sent {names} before and take it back. The label stays taken.")))
    sections.append(("Log", _log(type_, plan)))
    sections.append(("To check", _prose(type_, _check())))
    for name, units in sections:
        _section(type_, flow, name, units)
    return flow.pages


def _section(type_: Typesetter, flow: Flow, name: str, units: list[Unit]) -> None:
    need = 2.5 + sum(unit.gap + unit.height for unit in units[:4])
    if flow.y + need > 270 and flow.y > TOP + 10:
        flow.page, flow.y = flow.page + 1, flow.start(flow.page + 1)
    page = flow.pages[flow.page]
    if flow.y > TOP + 10:
        page.rule(flow.y)
    page.put(type_.block(name, _SECTION, _LEFT - 2), 0, flow.y + 2.5)
    flow.page, flow.y = flow.fill(units, flow.page, flow.y + 2.5)
    flow.y += 2.5


def _prose(type_: Typesetter, text: str) -> list[Unit]:
    return [_together(type_, text, 0.0)]


def _together(type_: Typesetter, text: str, gap: float) -> Unit:
    block = type_.block(text, TEXT, _WIDTH)
    return Unit(block.height, gap, lambda group, y: group.put(block, _LEFT, y))


def _who(plan: Plan) -> str:
    account = english.plain(plan.account)
    who = f"The holder of the account {account} made this file" if account else "This file was made"
    text = (
        f"{who} with Appeal Assistant {plan.program_version}; the case was last changed on "
        f"{english.day(plan.made_at.date())} at {plan.made_at:%H:%M} ({english.offset(plan.made_at)}). "
    )
    taken = sorted(
        exhibit.captured_at for item in plan.items for exhibit in shown(item) if exhibit.captured_at is not None
    )
    if taken:
        first, last = english.day(taken[0].date()), english.day(taken[-1].date())
        when = f"on {first}" if first == last else f"from {first} to {last}"
        some = "Pictures with the words “picture taken” were" if len(taken) > 1 else "The picture taken was"
        text += f"{some} taken from the screen by this program {when}. "
    return text + "Times are those of that computer’s clock."


def _changed(exhibits: list[PlannedExhibit]) -> str:
    text = "What was done to each file stands in the list; where nothing stands there, it was sent as it is. "
    if any(exhibit.original_sha256 != exhibit.sha256 and exhibit.original_sha256 for exhibit in exhibits):
        text += "The untouched originals are kept and can be shown on request; their hashes stand below those sent."
    return text


def _check() -> str:
    return (
        "SHA256SUMS.txt in the zip lists every file; records/how-to-check.txt has the steps. A hash shows that a file "
        "is the one that was sent. What it says can be checked where each attachment names it."
    )


def _head(type_: Typesetter) -> Unit:
    group = Group()
    group.put(type_.block("Picture taken", FIELD), _TAKEN, 0)
    group.put(type_.block("Changes; below, SHA-256 of the file", FIELD), _CHANGES, 0)
    group.put(type_.block("Page", FIELD), TEXT_WIDTH, 0, right=True)
    return _unit(group, 5.0, 0.0)


def _row(type_: Typesetter, numbers: Numbers, exhibit: PlannedExhibit) -> Unit:
    group = Group()
    target = numbers.target(exhibit)
    group.put(type_.block(exhibit.label, LABEL), _LEFT, 0, target=target)
    time = exhibit.captured_at
    if time is None:
        moment = f"file added {english.day(exhibit.added_at.date(), short=True)}"
    else:
        moment = f"{english.day(time.date(), short=True)}, {time:%H:%M:%S} {english.offset(time)[3:] or 'UTC'}"
    group.put(type_.block(moment, SMALL), _TAKEN, 0)
    changes = "; ".join(filter(None, map(english.plain, exhibit.changes)))
    kept = "not sent, on request" if exhibit.on_request else "none"
    y = group.put(type_.block(changes or kept, SMALL, 58, most=10), _CHANGES, 0)
    group.put(
        type_.block(f"p. {numbers.first(exhibit)}", Style(LINK.family, 8, colour=LINK.colour)),
        TEXT_WIDTH,
        0,
        right=True,
        target=target,
    )
    differs = exhibit.original_sha256 and exhibit.original_sha256 != exhibit.sha256
    if exhibit.sha256:
        y = _hash(type_, group, "sent" if differs else "", exhibit.sha256, y)
    if differs:
        y = _hash(type_, group, "original", exhibit.original_sha256, y)
    return _unit(group, y, 1.75)


def _hash(type_: Typesetter, group: Group, name: str, digits: str, y: float) -> float:
    """Eight groups of eight digits in columns of their own, so that two hashes can be compared by eye."""
    if name:
        group.put(type_.block(name, _NAME), _LEFT, y)
    for index in range(0, len(digits), 8):
        group.put(type_.block(digits[index : index + 8], HASH), _TAKEN + index / 8 * _GROUP, y)
    return y + HASH.leading


def _log(type_: Typesetter, plan: Plan) -> list[Unit]:
    if not plan.log:
        return _prose(type_, "This file was made without a log.")
    count = len(plan.log)
    counted = f"{count} lines, each sealed with the one before" if count > 1 else "1 line"
    units = _prose(type_, f"Every step from the letter to this file stands in a log of {counted}. The last seal is:")
    seal = Group()
    style = Style(HASH.family, 8.5, colour=INK)
    for index in range(0, len(plan.head), 8):
        seal.put(type_.block(plan.head[index : index + 8], style), _LEFT + index / 8 * (_GROUP + 1.3), 0)
    units.append(_unit(seal, 5.0, 2.5))
    text = "The mail that brought you this file fixes the seal. A log that is changed later no longer ends in it."
    return [*units, _together(type_, text, 2.5)]


def _unit(group: Group, height: float, gap: float) -> Unit:
    return Unit(height, gap, lambda page, y: page.place(group, 0, y))
