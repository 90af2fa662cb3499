"""Says what an attachment is: its date and how that is known, title, what it shows, its home, whether it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.actions.choose import exhibit_of, item_of, parts_of
from assistant.core.case import Case
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit
from assistant.core.items import RequestedItem
from assistant.errors import InputError, msg
from assistant.storage.folder import CaseFolder


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of an attachment as typed; None where nothing is said, which leaves it as it is.

    ``untrusted_event_date`` is in the form of ``EventDate.parse``; an empty one clears the date. ``shows`` replaces.
    """

    untrusted_event_date: str | None = None
    date_source: DateSource | None = None
    title: str | None = None
    untrusted_shows: Sequence[str] | None = None
    where: str | None = None
    item: str | None = None
    send: bool | None = None

    def event_date(self, now: EventDate | None = None) -> EventDate | None:
        """The date that this says, ``now`` being the date so far.

        Raises InputError: ``date-unreadable``, ``date-order``, ``date-missing`` (a source with no date).
        """
        if self.untrusted_event_date is not None:
            if not self.untrusted_event_date.strip():
                return None
            return EventDate.parse(self.untrusted_event_date, self.date_source or DateSource.STATED)
        if self.date_source is None:
            return now
        if now is None:
            raise InputError(
                "date-missing",
                # Translators: error; a person said how a date is known and gave no date.
                msg("There is no date whose source could be set"),
                # Translators: reason, in brackets.
                msg("the attachment has no event date"),
                # Translators: next step after the error above.
                msg("Give the date as well."),
            )
        return now.with_source(self.date_source)

    def shows(self, case: Case, home: RequestedItem) -> tuple[str, ...] | None:
        """The parts that this says are shown; None where it says nothing. Raises InputError ``part-unknown``."""
        return None if self.untrusted_shows is None else parts_of(case, home, self.untrusted_shows)


#: Says nothing.
NOTHING_SAID = Description()


def describe_exhibit(folder: CaseFolder, untrusted_name: str, said: Description) -> Exhibit:
    """Describes the attachment with this label or id anew, and gives it as it is then.

    Raises InputError: ``exhibit-unknown``, ``item-unknown``, ``part-unknown``, ``date-…``, ``exhibit-sent`` (it can't
    move), ``exhibit-withdrawn``.
    """
    case = folder.case()
    exhibit = exhibit_of(case, untrusted_name)
    home = item_of(case, exhibit.item if said.item is None else said.item)
    event_date = said.event_date(exhibit.event_date)
    shows = said.shows(case, home)
    folder.change_exhibit(
        exhibit.id,
        event_date=event_date,
        title=exhibit.title if said.title is None else said.title,
        shows=exhibit.shows if shows is None else shows,
        where=exhibit.where if said.where is None else said.where,
        item=home.letter,
        send=exhibit.send if said.send is None else said.send,
    )
    return exhibit_of(folder.case(), exhibit.id)
