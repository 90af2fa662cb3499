"""What has to be seen to before sending: what blocks the writing of the files, and what is missing in them.

It names facts and says what can be done; it never advises to leave evidence out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.bundle.report import Finding
from assistant.core.case import Case
from assistant.core.coverage import Coverage, missing_text
from assistant.core.exhibits import Exhibit
from assistant.core.plan import Plan
from assistant.errors import AssistantError, msg
from assistant.reply import english

#: How many of the characters that can't be drawn are named.
_MOST_SIGNS = 20


def questions(case: Case) -> list[Finding]:
    """Blocks where there is no accepted question that could be answered."""
    current = [item for item in case.items if item.round_number == case.round.number]
    if current and all(item.letter for item in current):
        return []
    return [
        Finding(
            "no-questions",
            True,
            # Translators: finding before sending.
            msg("There is no question to answer yet"),
            # Translators: reason for the finding above.
            msg("the list of questions was not accepted, or it is empty"),
            # Translators: next step after the finding above.
            msg("Check the list that was read from the letter and accept it, or add a question."),
        )
    ]


def missing(covers: Iterable[Coverage]) -> list[Finding]:
    """One finding for each part that the platform asked for and that nothing shows; they don't block."""
    return [
        Finding(
            "part-missing",
            False,
            # Translators: finding before sending; {part} is such as "in C, a picture of the screen".
            msg("Still missing: {part}", part=missing_text(cover.item, part)),
            # Translators: reason for the finding above.
            msg("the platform asked for it, and no answer or attachment gives it"),
            # Translators: next step after the finding above.
            msg("Add it, or write why you can't provide it."),
            item=cover.item.letter,
        )
        for cover in covers
        for part in cover.missing
    ]


def original_lost(exhibit: Exhibit, original: Path) -> Finding:
    """Blocks: the original of an exhibit is gone, can't be read, or is not what was taken in."""
    is_there = original.is_file()
    if is_there and not os.access(original, os.R_OK):
        return Finding(
            "original-unreadable",
            True,
            # Translators: finding before sending; {label} is an attachment such as C-2.
            msg("The original of attachment {label} can't be read", label=exhibit.label),
            # Translators: reason for the finding above.
            msg("you have no right to read its file in the case folder"),
            # Translators: next step after the finding above.
            msg("Give yourself the right to read the files in “originals”, and make the files again."),
            item=exhibit.item,
            exhibit=exhibit.label,
        )
    return Finding(
        "original-changed" if is_there else "original-missing",
        True,
        # Translators: finding before sending; {label} is an attachment such as C-2.
        msg("The original of attachment {label} was changed after it was taken in", label=exhibit.label)
        if is_there
        # Translators: finding before sending; {label} is an attachment such as C-2.
        else msg("The original of attachment {label} is missing", label=exhibit.label),
        # Translators: reason for the finding above.
        msg("its file in the case folder is not the one whose hash is in the log"),
        # Translators: next step after the finding above.
        msg("Put the file back from a copy of the case folder, or add it anew and withdraw this one.")
        if exhibit.was_sent
        # Translators: next step after the finding above.
        else msg("Put the file back from a copy of the case folder, or add it anew and erase this one."),
        item=exhibit.item,
        exhibit=exhibit.label,
    )


def not_a_picture(exhibit: Exhibit, error: AssistantError) -> Finding:
    """Blocks: the original is intact but can't be shown as a picture."""
    return Finding(error.reference, True, error.what, error.why, error.next_step, exhibit.item, exhibit.label)


def on_request(exhibit: Exhibit) -> Finding:
    """Doesn't block: a kind of file that mail servers refuse is listed and not put in."""
    return Finding(
        "kind-not-sent",
        False,
        # Translators: finding before sending; {label} is an attachment such as B-3.
        msg("Attachment {label} is listed as available on request and not put in", label=exhibit.label),
        # Translators: reason for the finding above.
        msg("mail servers refuse files that can run on the reader's computer, and archives"),
        # Translators: next step after the finding above.
        msg("Add a PDF or a picture of it as well, so that it can be seen."),
        item=exhibit.item,
        exhibit=exhibit.label,
    )


def not_drawn(untrusted_signs: str) -> Finding:
    """Doesn't block: INDEX.pdf shows empty boxes in place of some characters."""
    shown = untrusted_signs[:_MOST_SIGNS]
    return Finding(
        "letters-not-drawn",
        False,
        # Translators: finding before sending; {signs} are characters such as “漢 字”; INDEX.pdf is a file's name.
        msg("Some characters can't be seen in INDEX.pdf: {signs}", signs=" ".join(shown)),
        # Translators: reason for the finding above.
        msg("no font on this computer can draw them"),
        # Translators: next step after the finding above.
        msg("Install a font for them and make the files again, or write those words in Latin letters."),
    )


def too_large(plan: Plan, size: int, limit: int) -> Finding:
    """Blocks: the attachments are larger than the mail may be. Names the heaviest ones."""
    heaviest = sorted((exhibit for exhibit in plan.exhibits if exhibit.file), key=lambda exhibit: -exhibit.bytes)[:3]
    names = ", ".join(f"{exhibit.label} ({english.size(exhibit.bytes)})" for exhibit in heaviest)
    return Finding(
        "too-large",
        True,
        # Translators: finding before sending; {size} and {limit} are numbers of megabytes.
        msg("The files are too large for one mail: {size} MB of {limit} MB", **_mb(size, limit)),
        # Translators: reason for the finding above; {names} is such as "C-2 (6.1 MB), B-1 (4.0 MB)".
        msg("the heaviest attachments are {names}", names=names or "–"),
        # Translators: next step after the finding above.
        msg("Capture a window in place of the whole screen, or allow more where the platform takes larger mails."),
        exhibit=heaviest[0].label if heaviest else "",
    )


def sent_bytes_at_least(plan: Plan, stored: Mapping[str, bool]) -> int:
    """The bytes that the zip has at least: those of the files that are not packed smaller, by path."""
    return sum(exhibit.bytes for exhibit in plan.exhibits if exhibit.file and stored.get(exhibit.file))


def blocks(findings: Sequence[Finding]) -> bool:
    """Whether one of them blocks."""
    return any(finding.blocks for finding in findings)


def _mb(size: int, limit: int) -> dict[str, str]:
    """Both in megabytes, with so many digits that they are told apart."""
    digits = 1
    while digits < 6 and round(size / 1_000_000, digits) == round(limit / 1_000_000, digits):
        digits += 1
    return {"size": f"{size / 1_000_000:.{digits}f}", "limit": f"{limit / 1_000_000:.{digits}f}"}
