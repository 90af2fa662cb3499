"""Takes files and pasted pictures into a case as attachments of a question.

A file is a stranger: its kind is told by its content, and one that poses as a picture and isn't is refused. It has no
capture time, since this program did not take it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from assistant.actions.choose import item_of
from assistant.actions.describe import NOTHING_SAID, Description
from assistant.core.case import Case
from assistant.core.exhibits import PICTURE_TYPES, Exhibit, ExhibitKind, ExhibitStatus
from assistant.errors import InputError, msg
from assistant.imaging.media import media_type
from assistant.imaging.picture import PictureInfo, inspect
from assistant.storage.exhibits import Details
from assistant.storage.folder import CaseFolder
from assistant.storage.intake import check
from assistant.storage.names import displayable

Report = Callable[[int, int], None]
_PICTURE_NAMES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at and can be taken in: its kind, its size, and its pixels where it is a picture."""

    path: Path
    media_type: str
    bytes: int
    width: int = 0
    height: int = 0


def check_file(untrusted: Path) -> Checked:
    """Looks at a file without taking it in: an ordinary file within the limits, and whole where it is a picture.

    Raises InputError: ``file-empty``, ``file-…`` as ``CaseFolder.take_in_file``, ``picture-…`` as
    ``imaging.picture.inspect``.
    """
    try:
        check(untrusted)
        size = untrusted.stat().st_size
        if not size:
            raise _empty()
        kind = media_type(untrusted)
        if kind not in PICTURE_TYPES and untrusted.suffix.lower() not in _PICTURE_NAMES:
            return Checked(untrusted, kind, size)
        info = inspect(untrusted)
    except InputError as error:  # several files may have been given
        raise _with_name(error, untrusted) from error
    except OSError as error:
        raise _unreadable(untrusted, error) from error
    return Checked(untrusted, info.media_type, size, info.width, info.height)


def add_file(
    folder: CaseFolder,
    letter: str,
    untrusted: Path,
    *,
    said: Description = NOTHING_SAID,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> Exhibit:
    """Takes one file in under the question with this letter; ``report(done, total)`` gets bytes.

    Its title is empty where ``said`` gives none: the name of a private file leaves only when a person has seen and
    confirmed it. Raises InputError as ``check_file``, ``file-cancelled``, ``item-unknown``, ``part-unknown``,
    ``date-…``.
    """
    return add_files(folder, letter, [untrusted], said=said, report=report, cancelled=cancelled)[0]


def add_files(
    folder: CaseFolder,
    letter: str,
    untrusted: Sequence[Path],
    *,
    said: Description = NOTHING_SAID,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> tuple[Exhibit, ...]:
    """Takes several files in, in their order, each described by ``said``.

    All are looked at first: where one can't be taken in, none is. A cancel, or a disk that fills up on the way,
    leaves the files in that came before it.
    """
    said.event_date()  # what is wrong with the words is told before files are looked at
    case = folder.case()
    said.shows(case, item_of(case, letter))
    checked = [check_file(path) for path in untrusted]
    return add_checked(folder, letter, checked, said=said, report=report, cancelled=cancelled)


def add_checked(
    folder: CaseFolder,
    letter: str,
    checked: Sequence[Checked],
    *,
    said: Description = NOTHING_SAID,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
    failed: Callable[[InputError], None] | None = None,
) -> tuple[Exhibit, ...]:
    """Takes files in that ``check_file`` looked at, as ``add_files`` does.

    Where there is ``failed``, it is told of a file that can't be taken in after all, and the others follow.
    """
    case = folder.case()
    item = item_of(case, letter)
    details: Details = {
        "item": item.letter,
        "kind": ExhibitKind.FILE,
        "media_type": "",  # each file has its own
        "title": said.title or "",
        "event_date": said.event_date(),
        "shows": said.shows(case, item) or (),
        "where": said.where or "",
        "send": said.send is not False,
    }
    before, total = 0, sum(file.bytes for file in checked)
    added: list[Exhibit] = []
    for file in checked:
        try:
            added.append(_taken_in(folder, file, details, _part_of(report, before, total), cancelled))
        except InputError as error:
            if failed is None or (cancelled is not None and cancelled.is_set()):
                raise
            failed(_with_name(error, file.path))
        before += file.bytes
    case = folder.case()
    return tuple(case.exhibit(exhibit.id) or exhibit for exhibit in added)


class Attached:
    """What a case holds already, by content: the same file twice would be two attachments that show one thing."""

    def __init__(self, case: Case) -> None:
        self._by_size: dict[int, dict[str, Exhibit]] = {}
        for exhibit in case.exhibits:
            if exhibit.status is ExhibitStatus.ACTIVE:
                self.note(exhibit)

    def note(self, exhibit: Exhibit) -> None:
        """One that came in since."""
        self._by_size.setdefault(exhibit.bytes, {}).setdefault(exhibit.sha256, exhibit)

    def same_as(self, untrusted: Path | bytes) -> Exhibit | None:
        """The attachment with the very same bytes. A file that can't be read has none: adding says what is wrong."""
        if isinstance(untrusted, bytes):
            return self._by_size.get(len(untrusted), {}).get(hashlib.sha256(untrusted).hexdigest())
        try:
            check(untrusted)
            known = self._by_size.get(untrusted.stat().st_size, {})
            if not known:
                return None  # as a rule: nothing is read
            with untrusted.open("rb") as file:
                return known.get(hashlib.file_digest(file, "sha256").hexdigest())
        except (InputError, OSError):
            return None


def paste_picture(folder: CaseFolder, letter: str, png: bytes, *, said: Description = NOTHING_SAID) -> Exhibit:
    """Takes a picture in that was in the clipboard; it has no name and no capture time.

    Raises InputError: ``picture-…``, ``item-unknown``.
    """
    case = folder.case()
    item = item_of(case, letter)
    info: PictureInfo = inspect(png)
    exhibit = folder.take_in_bytes(
        png,
        item=item.letter,
        kind=ExhibitKind.FILE,
        media_type=info.media_type,
        title=said.title or "",
        event_date=said.event_date(),
        shows=said.shows(case, item) or (),
        where=said.where or "",
        send=said.send is not False,
        width=info.width,
        height=info.height,
        record={"pasted": True},
    )
    return folder.case().exhibit(exhibit.id) or exhibit


def title_from(untrusted_name: str) -> str:
    """A title to propose from a file's name: without extension, on one line, at most 80 characters."""
    return displayable(PurePath(untrusted_name).stem.replace("_", " ").strip(), 80)


def _taken_in(
    folder: CaseFolder, file: Checked, details: Details, report: Report | None, cancelled: threading.Event | None
) -> Exhibit:
    about: Details = {**details, "media_type": file.media_type, "width": file.width, "height": file.height}
    return folder.take_in_file(file.path, report=report, cancelled=cancelled, **about)


def _part_of(report: Report | None, before: int, total: int) -> Report | None:
    if report is None:
        return None
    return lambda done, _of: report(before + done, total)


def _empty() -> InputError:
    return InputError(
        "file-empty",
        # Translators: error; the file's name follows after a colon.
        msg("This file can't be added"),
        # Translators: reason, in brackets; the file has no bytes at all.
        msg("it is empty"),
        # Translators: next step after the error above.
        msg("Copy or download it again, or take a capture of it."),
    )


def _with_name(error: InputError, untrusted: Path) -> InputError:
    # Translators: an error and the file that it is about: "This picture is not whole: “scan.png”".
    what = msg("{what}: “{name}”", what=error.what, name=displayable(untrusted.name or str(untrusted)))
    return InputError(error.reference, what, error.why, error.next_step)


def _unreadable(untrusted: Path, error: OSError) -> InputError:
    return InputError(
        "file-unreadable",
        # Translators: error; {name} is a file's name.
        msg("“{name}” can't be read", name=displayable(untrusted.name)),
        # Translators: reason, in brackets; {reason} comes from the system, in its words.
        msg("the system says: {reason}", reason=error.strerror or type(error).__name__),
        # Translators: next step after the error above.
        msg("Check that you may open it, or copy it to another place first."),
    )
