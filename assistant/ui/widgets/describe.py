"""What a person says of one attachment: title, when it happened and how that is known, what it shows, send or keep.

Nothing counts before the person confirmed it: a way of knowing the date is proposed, a date never. A title is
proposed from a file's name where the form is told to; leaving the field is no confirmation.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core import items as parts
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitStatus
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.widgets.chips import Chip, FlowLayout, clear, part_word
from assistant.ui.widgets.dates import DateField
from assistant.ui.widgets.elsewhere import borrowed, with_part
from assistant.ui.widgets.fields import TextField, TwoChoice
from assistant.ui.widgets.text import SectionLabel, Text

SEND, KEEP = "send", "keep"
_COMPUTED = frozenset({parts.ANSWER, parts.SCREENSHOT, parts.DATES, parts.DOCUMENT})


class DescribeForm(QWidget):
    """The form of one exhibit. ``changed`` tells its id and the changed fields of ``Exhibit``."""

    changed = Signal(str, object)
    entered = Signal()  # Enter in a field: go on

    def __init__(self, *, proposes_title: bool = False) -> None:
        super().__init__()
        self.setObjectName("describeForm")
        self._proposes_title = proposes_title
        self._proposed = ""  # the title that is proposed now; empty where none is
        self._declined: set[str] = set()  # ids of exhibits whose proposal the person changed or emptied
        self._exhibit: Exhibit | None = None
        self._item = RequestedItem("")
        self._questions: tuple[RequestedItem, ...] = ()
        # Translators: label of the field for an attachment's title.
        self.title = TextField(name="exhibitTitle", says=_("Title"), placeholder=_title_hint(), longest=120)
        self._title_from = Text("", size=12, colour="quiet", max_lines=1, name="exhibitTitleFrom")
        # Translators: label of the field for the day on which what a picture shows was written or happened.
        self.date = DateField(name="exhibitDate", says=_("When was this written?"))
        self.source = TwoChoice(
            *_sources(picture=True),
            name="exhibitDateSource",
            # Translators: read aloud: the choice of how an attachment's date is known.
            says=_("How the date is known"),
        )
        self._shows_label = SectionLabel("", name="exhibitShowsLabel")
        # Translators: label above the chips of what an attachment shows.
        self._shows_label.setText(_("It shows"))
        self._shows = QWidget()
        self._shows.setObjectName("exhibitShows")
        self._chips = FlowLayout(gap=8, row_gap=8)
        self._shows.setLayout(self._chips)
        self.sending = TwoChoice(
            # Translators: choice for an attachment: it goes to the platform.
            (SEND, _("Send"), "check"),
            # Translators: choice for an attachment: it stays on this computer and is not sent.
            (KEEP, _("Keep here"), "lock"),
            name="exhibitSending",
            # Translators: label of the choice between Send and Keep here.
            says=_("What happens to it"),
        )
        self._lay_out()
        self.title.returnPressed.connect(self._on_title_entered)
        self.title.textEdited.connect(self._on_title_edited)
        self.title.left.connect(self._on_title_left)
        self.date.date_entered.connect(self._on_date)
        self.date.entered.connect(self.entered)
        self.source.chosen.connect(self._on_source)
        self.sending.chosen.connect(lambda identity: self._tell(send=identity == SEND))

    def set_questions(self, items: Sequence[RequestedItem]) -> None:
        """All questions of the case: an attachment may show something for another one than its own."""
        self._questions = tuple(items)

    def set_exhibit(self, exhibit: Exhibit, item: RequestedItem) -> None:
        """Shows an exhibit and the parts of its item; what is being typed in the same exhibit stays."""
        same = self._exhibit is not None and self._exhibit.id == exhibit.id
        self._exhibit, self._item = exhibit, item
        if not (same and self.title.hasFocus()):
            self._show_title(exhibit)
        if not (same and self.date.field.hasFocus()):
            self.date.set_date(exhibit.event_date)
        self.source.set_options(*_sources(picture=exhibit.is_picture))
        proposed = DateSource.SEEN if exhibit.is_picture else DateSource.FILE
        self.source.choose((exhibit.event_date.source if exhibit.event_date else proposed).value)
        self.sending.choose(SEND if exhibit.send else KEEP)
        self._show_chips()

    def commit(self) -> None:
        """Tells what was typed and not yet told."""
        self._on_title_left()
        self.date.commit()

    def confirm_title(self) -> None:
        """The person confirms the title that is proposed: from now on it is the exhibit's."""
        if self._proposed:
            title = self._proposed
            self._propose("")
            self._tell(title=title)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(SectionLabel(self.title.accessibleName()))
        head.addStretch(1)
        head.addWidget(self._title_from)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addSpacing(10)
        column.addWidget(SectionLabel(self.date.field.accessibleName()))
        column.addWidget(self.date)
        column.addSpacing(2)
        column.addWidget(self.source)
        column.addSpacing(10)
        column.addWidget(self._shows_label)
        column.addWidget(self._shows)
        column.addSpacing(10)
        # Translators: label of the choice between Send and Keep here.
        column.addWidget(SectionLabel(_("What happens to it")))
        column.addWidget(self.sending)
        column.addStretch(1)

    def _show_chips(self) -> None:
        clear(self._chips)
        exhibit = self._exhibit
        wanted = [part for part in self._item.requirements if part not in _COMPUTED]
        for part in wanted:
            shown = exhibit is not None and (part in exhibit.shows or f"{self._item.letter}:{part}" in exhibit.shows)
            chip = Chip(part_word(self._item, part), name=f"shows-{part}", met=shown, pressable=True)
            chip.clicked.connect(lambda checked, part=part: self._on_shows(part, checked=checked))
            self._chips.addWidget(chip)
        elsewhere = borrowed(exhibit, self._questions) if exhibit is not None else []
        for code, words in elsewhere:
            chip = Chip(words, name=f"shows-{code}", met=True, pressable=True)
            chip.clicked.connect(lambda checked, code=code: self._on_elsewhere(code, checked=checked))
            self._chips.addWidget(chip)
        self._shows_label.setVisible(bool(wanted or elsewhere))
        self._shows.setVisible(bool(wanted or elsewhere))

    def _show_title(self, exhibit: Exhibit) -> None:
        proposed = ""
        is_open = exhibit.status is ExhibitStatus.ACTIVE and exhibit.id not in self._declined
        if self._proposes_title and is_open and exhibit.original_name and not exhibit.title:
            from assistant.actions.add_files import title_from

            proposed = title_from(exhibit.original_name)
        self.title.setText(exhibit.title or proposed)
        self._propose(proposed)

    def _propose(self, title: str) -> None:
        self._proposed = title
        # Translators: beside the label of the title, while a title is proposed that the person has not confirmed yet.
        words = _("From the file’s name. Enter confirms it.") if title else ""
        self._title_from.setText(words)
        self.title.setAccessibleDescription(words)
        self.title.setProperty("proposed", bool(title))
        self.title.style().polish(self.title)  # the style sheet looks at the property

    def _on_title_edited(self) -> None:
        if self._proposed and self._exhibit is not None:
            self._declined.add(self._exhibit.id)
            self._propose("")

    def _on_title_entered(self) -> None:
        self.confirm_title()
        self._on_title_left()
        self.entered.emit()

    def _on_title_left(self) -> None:
        title = " ".join(self.title.text().split())
        if self._exhibit is not None and not self._proposed and title != self._exhibit.title:
            self._tell(title=title)

    def _on_date(self, date: EventDate | None) -> None:
        self._tell(event_date=date.with_source(self._source()) if date is not None else None)

    def _on_source(self, _identity: str) -> None:
        date = self.date.date()
        if date is not None:
            self._tell(event_date=date.with_source(self._source()))

    def _source(self) -> DateSource:
        return DateSource(self.source.value() or DateSource.STATED.value)

    def _on_shows(self, part: str, *, checked: bool) -> None:
        if self._exhibit is None:
            return
        mine = (part, f"{self._item.letter}:{part}")
        rest = tuple(shown for shown in self._exhibit.shows if shown not in mine)
        self._tell(shows=(*rest, part) if checked else rest)

    def _on_elsewhere(self, code: str, *, checked: bool) -> None:
        if self._exhibit is not None:
            self._tell(shows=with_part(self._exhibit, code, shown=checked))

    def _tell(self, **changes: object) -> None:
        if self._exhibit is not None:
            self.changed.emit(self._exhibit.id, changes)


def _title_hint() -> str:
    # Translators: inside the empty field for an attachment's title.
    return _("What it is, in a few words")


def _sources(*, picture: bool) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    # Translators: how the date of an attachment is known: the person knows it; it can't be seen in it.
    stated = (DateSource.STATED.value, _("I know the date"), "")
    if picture:
        # Translators: how the date of an attachment is known: it can be seen in the picture.
        return (DateSource.SEEN.value, _("Seen in the picture"), "eye"), stated
    # Translators: how the date of an attachment is known: it stands in the file.
    return (DateSource.FILE.value, _("In the file"), "document"), stated
