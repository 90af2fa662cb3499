"""What happened when: the attachments and the letters along one axis, a lane for each question.

Only event dates count, never capture times. How a date is known is a shape: full disc (seen), half (file), ring
(stated). A date known less exactly than to the day is a bar over the time it may be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.bundle.pdf_page import TEXT_WIDTH, Group
from assistant.bundle.pdf_proof import Numbers
from assistant.bundle.pdf_type import FIELD, HEADING, INK, LABEL, SMALL, Style, Typesetter
from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.core.exhibits import ExhibitStatus, label_key
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply import english

_AXIS, _RIGHT = 35.0, 168.0
_LANE = 15.0
_HEAD, _FOOT = 12.5, 7.5  # heading and axis above the lanes, legend below
_PAGE_ROOM = 250.0
_MARK = Style(LABEL.family, 8, 700, LABEL.colour, 3.75)
_DAY = Style(SMALL.family, 8, colour=INK, leading=3.75)
_LANE_NAMES = {
    "relationship": "How we met",
    "work_samples": "Work",
    "communication": "Communication",
    "payment": "Payment",
    "identity": "Identity",
    "address": "Address",
    "business_documents": "Business papers",
    "invoice_supply_chain": "Invoices",
    "explanation": "Explanation",
    "plan_of_action": "Plan of action",
    "account_action": "Account",
    "other": "",
}
_SOURCES = (
    (DateSource.SEEN, "date seen in the picture"),
    (DateSource.FILE, "date taken from the file"),
    (DateSource.STATED, "date as I state it"),
)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The axis: its first day, its length in days, and the days that have a hairline, with what stands above."""

    start: dt.date
    days: int
    ticks: tuple[tuple[dt.date, str], ...]

    def x(self, day: float) -> float:
        """The place of a day counted from the start."""
        return _AXIS + (_RIGHT - _AXIS) * day / self.days

    def middle(self, date: EventDate) -> float:
        """The place of the middle of a date."""
        first, last = (date.start - self.start).days, (date.end - self.start).days
        return self.x((first + last) / 2)


def timeline(type_: Typesetter, plan: Plan, numbers: Numbers, room: float) -> tuple[Group | None, tuple[Group, ...]]:
    """The timeline for ``room`` millimetres of a page, and what goes on further pages; nothing where no date is known.

    Each group starts at its own top.
    """
    lanes = [(item, dated) for item in plan.items if (dated := _dated(item))]
    if not lanes:
        return None, ()
    letters = [(plan.letter_date, "your letter", False)] if plan.letter_date else []
    letters.append((plan.made_at.date(), "this answer", True))
    scale = _scale([exhibit.event_date for _item, dated in lanes for exhibit in dated if exhibit.event_date], letters)
    drawn = [_lane(type_, numbers, scale, item, dated) for item, dated in lanes]
    drawn.append(_letters(type_, scale, letters))
    heading = f"What happened when, {_months(lanes)}"
    fits = int((room - 10 - _HEAD - _FOOT) // _LANE)
    if len(drawn) <= fits:
        return _chart(type_, scale, drawn, heading), ()
    most = int((_PAGE_ROOM - 10 - _HEAD - _FOOT) // _LANE)
    return None, tuple(_chart(type_, scale, drawn[at : at + most], heading) for at in range(0, len(drawn), most))


def _dated(item: PlannedItem) -> list[PlannedExhibit]:
    dated = [each for each in item.exhibits if each.event_date and each.status is ExhibitStatus.ACTIVE]
    return sorted(dated, key=lambda each: each.event_date or _never())


def _never() -> EventDate:
    return EventDate(dt.date.max, dt.date.max, Precision.DAY, DateSource.STATED)


def _months(lanes: Sequence[tuple[PlannedItem, list[PlannedExhibit]]]) -> str:
    dates = [each.event_date for _item, dated in lanes for each in dated if each.event_date]
    first, last = min(date.start for date in dates), max(date.end for date in dates)
    words = [english.day(date).split(" ", 1)[1] for date in (first, last)]
    if words[0] == words[1]:
        return words[0]
    if first.year != last.year:
        return f"{words[0]} to {words[1]}"
    between = " and " if (last.month - first.month) == 1 else " to "
    return f"{words[0].split()[0]}{between}{words[1]}"


def _scale(dates: Sequence[EventDate], letters: Sequence[tuple[dt.date, str, bool]]) -> _Scale:
    first = min([date.start for date in dates] + [day for day, _name, _full in letters])
    last = max([date.end for date in dates] + [day for day, _name, _full in letters])
    span = (last - first).days
    if span <= 84:
        start = first - dt.timedelta(days=first.weekday())
        step = 7 if span <= 56 else 14
        ticks = [start + dt.timedelta(days=at) for at in range(0, (last - start).days + 1, step)]
        texts = [_tick_day(tick, ticks[index - 1] if index else None) for index, tick in enumerate(ticks)]
    else:
        months = next((each for each in (1, 2, 3, 6, 12, 24, 60, 120) if span / (30.4 * each) <= 8), 240)
        start = first.replace(day=1, month=(first.month - 1) // min(months, 12) * min(months, 12) + 1)
        ticks = _steps(start, last, months)
        texts = [_tick_month(tick, ticks[index - 1] if index else None, months) for index, tick in enumerate(ticks)]
    days = max(7, (last - start).days) + max(1, span // 30)
    return _Scale(start, days, tuple(zip(ticks, texts, strict=True)))


def _steps(start: dt.date, last: dt.date, months: int) -> list[dt.date]:
    ticks, count = [start], start.year * 12 + start.month - 1
    while (count := count + months) // 12 <= dt.MAXYEAR:
        tick = dt.date(count // 12, count % 12 + 1, 1)
        if tick > last:
            break
        ticks.append(tick)
    return ticks


def _tick_day(day: dt.date, before: dt.date | None) -> str:
    if before is None:
        return "Mon " + english.day(day, short=True).rsplit(" ", 1)[0]
    return str(day.day) if before.month == day.month else english.day(day, short=True).rsplit(" ", 1)[0]


def _tick_month(day: dt.date, before: dt.date | None, months: int) -> str:
    if months >= 12:
        return str(day.year)
    _day, month, year = english.day(day, short=True).split()
    return month if before is not None and before.year == day.year else f"{month} {year}"


def _lane(type_: Typesetter, numbers: Numbers, scale: _Scale, item: PlannedItem, dated: list[PlannedExhibit]) -> Group:
    group = Group()
    letter = type_.block(item.letter, Style(LABEL.family, 10, 700, LABEL.colour))
    group.put(letter, 0, 5, target=numbers.items.get(item.letter))
    name = _LANE_NAMES.get(item.kind, "") or english.first_words(item.text, 40)
    left = max(5.0, letter.width + 1.5)
    text = type_.block(name, replace(FIELD, leading=3.75), _AXIS - left - 2, most=2)
    group.put(text, left, 7.5 - text.height / 2)
    before = ""
    for cluster in _clusters(type_, scale, dated):
        days = _days(cluster)
        month = days.partition(" ")[2]
        is_same = month == before and days.split(" ")[0].isdigit()
        _cluster(type_, numbers, scale, cluster, group, days.split(" ")[0] if is_same else days)
        before = month if "–" not in days else ""
    return group


def _clusters(type_: Typesetter, scale: _Scale, dated: list[PlannedExhibit]) -> list[list[PlannedExhibit]]:
    """Neighbours whose labels would run into each other, together."""
    clusters: list[list[PlannedExhibit]] = []
    for exhibit in sorted(dated, key=lambda each: scale.middle(each.event_date or _never())):
        if clusters:
            joined = [*clusters[-1], exhibit]
            right = _extent(type_, scale, clusters[-1])[1]
            if _extent(type_, scale, [exhibit])[0] < right + 1.2:
                clusters[-1] = joined
                while len(clusters) > 1 and _touch(type_, scale, clusters[-2], clusters[-1]):
                    last = clusters.pop()
                    clusters[-1] = clusters[-1] + last
                continue
        clusters.append([exhibit])
    return clusters


def _touch(type_: Typesetter, scale: _Scale, left: list[PlannedExhibit], right: list[PlannedExhibit]) -> bool:
    return _extent(type_, scale, right)[0] < _extent(type_, scale, left)[1] + 1.2


def _extent(type_: Typesetter, scale: _Scale, cluster: list[PlannedExhibit]) -> tuple[float, float]:
    centre = _centre(scale, cluster)
    half = max(type_.width(_names(cluster), _MARK), type_.width(_days(cluster), _DAY)) / 2
    return centre - half, centre + half


def _centre(scale: _Scale, cluster: list[PlannedExhibit]) -> float:
    places = [scale.middle(each.event_date) for each in cluster if each.event_date]
    return (min(places) + max(places)) / 2


def _names(cluster: list[PlannedExhibit]) -> str:
    labels = sorted((each.label for each in cluster), key=label_key)
    return ", ".join(labels) if len(labels) <= 2 else f"{labels[0]} and {len(labels) - 1} more"


def _days(cluster: list[PlannedExhibit]) -> str:
    dates = [each.event_date for each in cluster if each.event_date]
    if len(set(dates)) == 1 and dates[0].precision in (Precision.MONTH, Precision.YEAR):
        return english.event(dates[0], short=True)
    start, end = min(date.start for date in dates), max(date.end for date in dates)
    day = english.day(end, short=True).rsplit(" ", 1)[0]
    if start == end:
        return day
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day}"
    return f"{english.day(start, short=True).rsplit(' ', 1)[0]} – {day}"


def _cluster(
    type_: Typesetter, numbers: Numbers, scale: _Scale, cluster: list[PlannedExhibit], group: Group, days: str
) -> None:
    for exhibit in cluster:
        date = exhibit.event_date
        if date is None:
            continue
        if date.start != date.end:
            first, last = (date.start - scale.start).days, (date.end - scale.start).days
            group.bar(scale.x(first), scale.x(last), 7.5)
        group.disc(scale.middle(date), 7.5, date.source)
    for text, style, y in ((_names(cluster), _MARK, 2.0), (days, _DAY, 9.3)):
        block = type_.block(text, style)
        x = min(max(_centre(scale, cluster) - block.width / 2, _AXIS - 1), TEXT_WIDTH - block.width)
        group.blank(x - 0.4, y + 0.4, block.width + 0.8, 3.2)
        group.put(block, x, y, target=numbers.target(cluster[0]) if style is _MARK else None)


def _letters(type_: Typesetter, scale: _Scale, letters: Sequence[tuple[dt.date, str, bool]]) -> Group:
    group = Group()
    group.put(type_.block("Letters", FIELD), 5, 5)
    for index, (day, name, is_full) in enumerate(letters):
        x = scale.x((day - scale.start).days)
        group.square(x, 7.5, full=is_full)
        text = f"{name} {english.day(day, short=True).rsplit(' ', 1)[0]}"
        block = type_.block(text, _DAY)
        left = min(max(x - block.width / 2, _AXIS - 1), TEXT_WIDTH - block.width)
        top = 9.3 if index or len(letters) == 1 else 2.0
        group.blank(left - 0.4, top + 0.4, block.width + 0.8, 3.2)
        group.put(block, left, top)
    return group


def _chart(type_: Typesetter, scale: _Scale, lanes: Sequence[Group], heading: str) -> Group:
    chart = Group()
    chart.put(type_.block(heading, HEADING, TEXT_WIDTH, most=1), 0, 0)
    axis = 10.0
    top = axis + _HEAD - 5
    for day, text in scale.ticks:
        x = scale.x((day - scale.start).days)
        block = type_.block(text, FIELD)
        chart.put(block, min(x - block.width / 2, TEXT_WIDTH - block.width), axis - 0.6)
        chart.upright(x, top - 1.5, top + _LANE * len(lanes))
    for index, lane in enumerate(lanes):
        chart.rule(top + index * _LANE)
        chart.place(lane, 0, top + index * _LANE)
    bottom = top + _LANE * len(lanes)
    chart.rule(bottom)
    x = 1.5
    for source, text in _SOURCES:
        chart.disc(x, bottom + 5.1, source)
        block = type_.block(text, SMALL)
        chart.put(block, x + 3.7, bottom + 2.5)
        x += block.width + 11
    return chart
