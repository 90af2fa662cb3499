"""What all joinings share: raw pictures of a strip are judged one after the other, and kept as joined exhibits.

One raw picture and one page are in memory at a time. Nothing is shown to have been made before it is on the disk.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.bundle.joined import frames_by_hash, page_png
from assistant.core.exhibits import ExhibitKind
from assistant.core.strips import JoinedFrom, Strip, StripFrame
from assistant.errors import DamagedError, InputError, msg
from assistant.storage.folder import CaseFolder
from assistant.storage.joined import NewPage

if TYPE_CHECKING:
    from assistant.core.exhibits import Exhibit
    from assistant.core.ports import Frame
    from assistant.imaging.joining import Joining, Page
    from assistant.storage.exhibits import Details

Report = Callable[[int, int], None]
#: In the record of a raw picture: by how many pixels the page was told to scroll before it.
KNOWN_STEP = "known_step"


class Progress:
    """Tells how far a joining is: each picture is read once to be judged and once to be copied from."""

    def __init__(self, count: int, report: Report | None, cancelled: threading.Event | None) -> None:
        self._total = 2 * count
        self._done = 0
        self._report = report
        self._cancelled = cancelled

    def step(self, done: int | None = None) -> None:
        """One more is done, or so many are. Raises InputError (``join-cancelled``) where it is to stop."""
        if self._cancelled is not None and self._cancelled.is_set():
            raise _cancelled()
        self._done = min(self._total, self._done + 1 if done is None else done)
        if self._report is not None:
            self._report(self._done, self._total)

    def end(self) -> None:
        """All is done and kept: it is too late to stop."""
        if self._report is not None:
            self._report(self._total, self._total)


def loader(folder: CaseFolder, strip: Strip) -> Callable[[int], Frame]:
    """Loads the pictures of a strip by their place among those that were kept. Raises DamagedError."""
    load = frames_by_hash(folder, strip, [frame.sha256 for frame in strip.kept])

    def checked(position: int) -> Frame:
        try:
            return load(position)
        except (OSError, InputError, ValueError) as error:
            raise _damaged(position + 1) from error

    return checked


def judge(folder: CaseFolder, strip: Strip, progress: Progress) -> Joining:
    """Looks at the pictures one after the other, also at those after a step that is refused."""
    from assistant.imaging.joining import Joining

    load = loader(folder, strip)
    joining = Joining(load)
    for position, frame in enumerate(strip.kept):
        progress.step()
        known = frame.record.get(KNOWN_STEP)
        joining.add(load(position), known if isinstance(known, int) else None)
    return joining


def keep_pages(
    folder: CaseFolder, strip: Strip, joining: Joining, details: Details, progress: Progress
) -> tuple[Exhibit, ...]:
    """Makes the pages of a joining exhibits of the case, all or none. ``details`` is what is said of each of them."""
    from assistant.imaging.joining import compose, seams

    plan, frames = joining.plan(), strip.kept
    progress.step(len(frames))
    record = seams(joining, [frame.sha256 for frame in frames])
    record["captured_at"] = [frame.captured_at.isoformat() if frame.captured_at else None for frame in frames]
    load = loader(folder, strip)

    def loaded(position: int) -> Frame:
        progress.step(len(frames) + position)
        return load(position)

    def pages() -> Iterator[NewPage]:
        from assistant.imaging.frames import pixel_digest

        for number, page in enumerate(compose(plan, loaded)):
            progress.step(len(frames) + page.plan.frames[1])
            used = frames[page.plan.frames[0] : page.plan.frames[1] + 1]
            said = _joined_from(page, number, len(plan), used, joining)
            yield NewPage(
                png=page_png(page),
                pixel_sha256=pixel_digest(page.pixels),
                page=number,
                first=used[0].position,
                last=used[-1].position,
                details={
                    **details,
                    "kind": ExhibitKind.JOINED,
                    "media_type": "image/png",
                    "captured_at": said.first_taken,
                    "width": page.pixels.width,
                    "height": page.pixels.height,
                    "record": {**dict(details.get("record", {})), "joined": said.as_record()},
                },
            )

    made = folder.finish_strip(strip.id, pages(), _json(record))
    progress.end()
    return made


def _joined_from(page: Page, number: int, parts: int, used: Sequence[StripFrame], joining: Joining) -> JoinedFrom:
    from assistant.imaging.joining import Verdict

    first, last = page.plan.frames
    times = [frame.captured_at for frame in used if frame.captured_at is not None]
    is_taken = len(times) == len(used)
    return JoinedFrom(
        pictures=len(used),
        first_taken=min(times) if is_taken else None,
        last_taken=max(times) if is_taken else None,
        part=number + 1,
        parts=parts,
        gap_after=page.plan.gap_after is not None,
        is_window=page.plan.is_window,
        differing=sum(step.verdict is Verdict.FLAGGED and first < step.second <= last for step in joining.steps),
    )


def _json(record: dict[str, object]) -> bytes:
    return (json.dumps(record, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _cancelled() -> InputError:
    return InputError(
        "join-cancelled",
        # Translators: error; the joining of pictures ended before its end.
        msg("The pictures were not joined"),
        # Translators: reason, in brackets.
        msg("it was stopped before the end"),
        # Translators: next step after the error above.
        msg("Nothing was changed; join them again when you want to."),
    )


def _damaged(number: int) -> DamagedError:
    return DamagedError(
        "strip-damaged",
        # Translators: error; {number} counts the pictures that are to be joined, from 1.
        msg("Picture {number} of those to be joined can't be used", number=number),
        # Translators: reason, in brackets.
        msg("its file is gone or was changed after it was taken"),
        # Translators: next step after the error above.
        msg("If you have a copy of the case folder, copy it back as a whole; otherwise set these pictures aside."),
    )
