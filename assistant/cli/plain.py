"""What the commands print for people: plain lines, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.bundle.report import ExportReport
from assistant.bundle.verify import Verification
from assistant.capture.choose import Choice
from assistant.core.case import Case
from assistant.core.coverage import Coverage, ItemState, coverage, missing_texts
from assistant.core.exhibits import Exhibit, ExhibitStatus
from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.language import _, ngettext, render
from assistant.notice.notice import Notice
from assistant.notice.platforms import display_name


def notice_text(notice: Notice) -> str:
    """What a letter asks for, and its facts."""
    # Translators: stands where a letter's platform isn't known.
    lines = [display_name(notice.platform) or _("Platform not recognised")]
    if notice.asks:
        lines += _numbered([_one_line(item.text) for item in notice.items])
    else:
        # Translators: said of a letter.
        lines.append(_("No request was found in this letter."))
    # Translators: heading above lines of the letter.
    lines += _block(_("Maybe asked:"), [_one_line(span.text) for span in notice.maybe])
    # Translators: heading above names of accounts.
    lines += _block(_("Linked accounts:"), [_one_line(span.text) for span in notice.linked_accounts])
    # Translators: heading above what the platform restricted.
    lines += _block(_("Restrictions:"), [_one_line(span.text) for span in notice.restrictions])
    # Translators: heading above the day until which the platform wants an answer, in the letter's words.
    lines += _block(_("Deadline:"), [_one_line(notice.deadline.text)] if notice.deadline else [])
    # Translators: heading above the amount that the platform holds back.
    lines += _block(_("Money on hold:"), [_one_line(notice.money_held.text)] if notice.money_held else [])
    return "\n".join([*lines, *(render(warning.text) for warning in notice.warnings)])


def status_text(case: Case, path: Path) -> str:
    """How a case stands: its questions with attachments, and what is missing."""
    covers = coverage(case)
    answered = sum(cover.answered for cover in covers)
    # Translators: how far a case is; {answered} and {count} are numbers.
    done = ngettext("{answered} of {count} answered", "{answered} of {count} answered", len(covers))
    about = [text for text in (case.title, display_name(case.platform), case.account) if text]
    lines = [" · ".join([*about, done.format(answered=answered, count=len(covers))]), str(path)]
    for cover in covers:
        lines += ["", *_cover_lines(cover, case.exhibits_of(cover.item.letter))]
    missing = [render(text) for text in missing_texts(covers)]
    # Translators: heading above what is not there yet.
    return "\n".join([*lines, *_block(_("Still missing:"), missing)])


def exhibits_text(exhibits: Sequence[Exhibit]) -> str:
    """A line for each attachment."""
    return "\n".join(_exhibit_line(exhibit) for exhibit in exhibits)


def erased_text(exhibit: Exhibit) -> str:
    """What was erased."""
    # Translators: {name} is an attachment such as C-2.
    return _("Attachment {name} was erased for good.").format(name=exhibit.label or exhibit.id)


def screens_text(choice: Choice, screens: Sequence[Screen], windows: Sequence[ScreenWindow]) -> str:
    """What can be captured, and what can't serve here."""
    lines = [f"{each.backend}: {render(each.why)}" for each in choice.passed_over]
    if choice.grabber is not None:
        # Translators: {name} is the technical name of the way in which pictures of the screen are taken here.
        lines.append(_("Pictures are taken by: {name}").format(name=choice.grabber.name))
    # Translators: a screen in a list; {number} is its number.
    lines += [f"{_('Screen {number}').format(number=each.number)}: {_place(each.area)} {each.name}" for each in screens]
    lines += [f"{_place(each.area)}  {_one_line(each.untrusted_title)}" for each in windows]
    return "\n".join(line.rstrip() for line in lines)


def report_text(report: ExportReport) -> str:
    """What an export wrote, and what has to be seen to."""
    if report.written:
        lines = [f"{file.path}  {_size(file.bytes)}" for file in report.files]
    else:
        # Translators: said after making the files to send was refused; reasons follow.
        lines = [_("Nothing was written.")]
    for finding in report.findings:
        lines.append(f"{render(finding.what)} ({render(finding.why)}). {render(finding.next_step)}")
    return "\n".join(lines)


def verification_text(found: Verification) -> str:
    """What a comparison found."""
    lines = [
        # Translators: result of a comparison of files.
        _("Nothing has changed.")
        if found.ok
        # Translators: result of a comparison of files.
        else _("This is not what was made.")
        if found.changed or found.missing or found.unexpected or not found.unreadable
        # Translators: result of a comparison of files.
        else _("Not everything could be checked."),
        # Translators: {count} is how many files were compared.
        ngettext("{count} file compared", "{count} files compared", found.checked).format(count=found.checked),
    ]
    # Translators: heading above names of files.
    lines += _block(_("Changed:"), found.changed)
    # Translators: heading above names of files.
    lines += _block(_("Missing:"), found.missing)
    # Translators: heading above names of files that don't belong there.
    lines += _block(_("Unexpected:"), found.unexpected)
    # Translators: heading above names of files.
    lines += _block(_("Can't be read, and were not checked:"), found.unreadable)
    return "\n".join([*lines, _chain(found.chain), _against(found.against_case)])


def _chain(chain: str) -> str:
    match chain:
        case "holds":
            # Translators: the log is the list of what happened to the attachments; each row is sealed with a hash.
            return _("The log holds.")
        case "broken":
            # Translators: the log is the list of what happened to the attachments; each row is sealed with a hash.
            return _("The log is broken.")
        case _:
            # Translators: the log is the list of what happened to the attachments.
            return _("There is no log in it.")


def _against(result: str) -> str:
    match result:
        case "same":
            # Translators: result of comparing files with those that the case kept when it made them.
            return _("It is the same as what the case kept.")
        case "differs":
            # Translators: result of comparing files with those that the case kept when it made them.
            return _("It differs from what the case kept.")
        case _:
            # Translators: result of comparing files; nothing was there to compare them with.
            return _("It was not compared with a case.")


def _cover_lines(cover: Coverage, exhibits: Sequence[Exhibit]) -> list[str]:
    item = cover.item
    lines = [f"{item.letter or '·'}  {_one_line(item.text)}", f"   {_state(cover.state)}"]
    if item.answer.strip():
        lines += [f"   | {line}" for line in item.answer.strip().splitlines()]
    if item.gap:
        # Translators: a question's reason why it can't be provided; {reason} is the person's text.
        lines.append("   " + _("Can't be provided: {reason}").format(reason=_one_line(item.gap)))
    return [*lines, *(f"   {_exhibit_line(exhibit)}" for exhibit in exhibits)]


def _state(state: ItemState) -> str:
    match state:
        case ItemState.EMPTY:
            # Translators: how far a question is.
            return _("not started")
        case ItemState.STARTED:
            # Translators: how far a question is.
            return _("started")
        case ItemState.READY:
            # Translators: how far a question is.
            return _("answered")
        case ItemState.GAP:
            # Translators: how far a question is; a reason follows.
            return _("answered with a reason")


def _exhibit_line(exhibit: Exhibit) -> str:
    # Translators: stands in place of a label where an attachment is not sent.
    label = exhibit.label or _("kept here")
    if exhibit.status is ExhibitStatus.WITHDRAWN:
        # Translators: {label} is an attachment such as C-2.
        label = _("{label} (withdrawn)").format(label=label)
    date = exhibit.event_date.text() if exhibit.event_date else ""
    words = (f"{label} [{exhibit.id}]", date, exhibit.title or exhibit.original_name, ", ".join(exhibit.shows))
    return "  ".join(_one_line(word) for word in words if word)


def _block(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, *(f"  {line}" for line in lines)] if lines else []


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def _one_line(untrusted_text: str) -> str:
    return " ".join(untrusted_text.split())


def _place(area: Rect) -> str:
    return f"{area.x},{area.y},{area.width},{area.height}"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"
