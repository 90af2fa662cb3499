"""The letter back as plain text, from the plan: each question's first words, the answer, what is attached.

It stands alone: without the attachments it still answers. It invents nothing; where something wasn't given it is
left out or said to be missing. Beside the person's own words it has about 250 words at most: attachments are listed
one by one while there is room, else by label and date, else as ranges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.core.event_date import EventDate
from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply import english

#: Words beside the person's own answers.
MOST_WORDS = 250


def reply_text(plan: Plan, attached: Sequence[str] = ()) -> str:
    """The reply in English, lines ended by LF, ending with one.

    ``attached`` are the names of the files that go with it; empty where they aren't known.
    """
    text = ""
    for detail in (2, 1, 0):
        text = _letter(plan, attached, detail)
        if own_words(text, plan) <= MOST_WORDS:
            break
    return text


def own_words(text: str, plan: Plan) -> int:
    """The words of a reply beside the person's answers and reasons."""
    theirs = sum(len(item.answer.split()) + len(item.gap.split()) for item in plan.items)
    return len(text.split()) - theirs


def _letter(plan: Plan, attached: Sequence[str], detail: int) -> str:
    parts = ["Hello,", _opening(plan)]
    parts += [_item(plan, item, detail) for item in plan.items]
    if plan.money_held:
        parts.append(f"Money on hold: {english.plain(plan.money_held)}.")
    parts += _attached(plan, attached)
    account = english.plain(plan.account)
    parts.append("Kind regards" + (f",\n{account}" if account else ""))
    return "\n\n".join(parts) + "\n"


def _opening(plan: Plan) -> str:
    letter = "your letter" + (f" of {english.day(plan.letter_date)}" if plan.letter_date else "")
    account = f" about my account {english.plain(plan.account)}" if plan.account else ""
    count = len(plan.items)
    points = "the point that you raised" if count == 1 else f"the {count} points that you raised, in your order"
    sentences = [f"Thank you for {letter}{account}. My answer to {points}:"]
    if plan.references:
        sentences.insert(0, f"Reference: {', '.join(english.plain(text) for text in plan.references)}.")
    return " ".join(sentences)


def _item(plan: Plan, item: PlannedItem, detail: int) -> str:
    lines = [f"{item.letter}. {english.first_words(item.text, 70 if detail else 40)}"]
    answer, gap = english.clean(item.answer), english.clean(item.gap)
    if answer:
        lines.append(answer)
    if gap:
        lines.append(f"What I can’t provide here, and why: {gap}")
    sent = [exhibit for exhibit in item.exhibits if exhibit.file]
    also = [exhibit.label for exhibit in plan.elsewhere(item) if exhibit.file]
    if not answer and not gap:
        lines.append("Shown by the attachments." if sent or also else "Not answered.")
    if sent:
        lines.append(_exhibits(sent, detail))
    if also:
        lines.append(
            f"Also shown by {english.listed(also) if len(also) <= 4 else f'{also[0]} and {len(also) - 1} more'}."
        )
    for exhibit in item.exhibits:
        if exhibit.on_request:
            lines.append(f"On request: {_one(exhibit, full=True)}, {english.size(exhibit.bytes)}.")
        elif exhibit.status is ExhibitStatus.WITHDRAWN:
            lines.append(f"{exhibit.label} is withdrawn.")
    return "\n".join(lines)


def _exhibits(exhibits: Sequence[PlannedExhibit], detail: int) -> str:
    if detail == 2:
        return "\n".join(f"- {_one(exhibit, full=True)}" for exhibit in exhibits)
    name = "Attachment" if len(exhibits) == 1 else "Attachments"
    if detail == 1 and len(exhibits) <= 4:
        return f"{name} {english.listed([_one(exhibit, full=False) for exhibit in exhibits])}."
    if len(exhibits) == 1:
        return f"{name} {_one(exhibits[0], full=False)}."
    labels = f"{exhibits[0].label} to {exhibits[-1].label}"
    dates = [exhibit.event_date for exhibit in exhibits if exhibit.event_date]
    return f"{name} {labels} ({len(exhibits)}){_span(dates)}."


def _one(exhibit: PlannedExhibit, *, full: bool) -> str:
    date = english.event(exhibit.event_date, short=True) if exhibit.event_date else "no date given"
    text = f"{exhibit.label} ({date})"
    if not full:
        return text
    where = english.plain(exhibit.where)
    return f"{text}: {english.called(exhibit)}" + (f" – you can see it at: {where}" if where else "")


def _span(dates: Sequence[EventDate]) -> str:
    if not dates:
        return ""
    first, last = min(date.start for date in dates), max(date.end for date in dates)
    if first == last:
        return f", {english.day(first, short=True)}"
    return f", {english.day(first, short=True)} to {english.day(last, short=True)}"


def _attached(plan: Plan, attached: Sequence[str]) -> list[str]:
    sent = sum(bool(exhibit.file) for exhibit in plan.exhibits)
    files = "" if not sent else " with 1 attachment" if sent == 1 else f" with {sent} attachments"
    lines = []
    for name in attached:
        if re.search(r"_INDEX\.pdf$", name):
            lines.append(f"- {name}: the answers and all attachments on numbered pages")
        else:
            lines.append(f"- {name}: the same index{files}, each a file of its own")
    return ["\n".join(["Attached to this mail:", *lines])] if lines else []
