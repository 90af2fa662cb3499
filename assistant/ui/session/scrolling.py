"""A scrolling capture in the window: its panel, its looks, and the joining at the end.

Whatever ends it early, the stored pictures stay in the case and are offered again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject, Signal
from PySide6.QtGui import QImage

from assistant.capture.scrolling_look import End, end_note
from assistant.capture.target import Found, Target
from assistant.core.ports import Grabber
from assistant.errors import AssistantError, Message
from assistant.language import _, ngettext, render
from assistant.ui.capture.own_windows import IS_OVERLAY
from assistant.ui.capture.scroll_panel import ScrollPanel, open_panel
from assistant.ui.jobs import Job, Ticket
from assistant.ui.session.open_case import OpenCase
from assistant.ui.session.scroll_chain import ScrollChain, Small

if TYPE_CHECKING:
    from assistant.actions.join import JoinReport
    from assistant.imaging.joining import Step
    from assistant.storage.folder import CaseFolder

_MOST_NOTES = 3
#: Ends that need no words.
_AS_EXPECTED = (End.STOPPED, End.ESCAPE, End.END_REACHED)


@dataclass(frozen=True, slots=True)
class Scrolled:
    """What came of it: the report of the joining, the first picture small (PNG), the title, and what to tell."""

    report: JoinReport
    thumbnail: bytes
    untrusted_title: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Run:
    """What one scrolling capture needs."""

    panel: ScrollPanel
    untrusted_title: str
    automatic: bool
    chain: ScrollChain | None = None
    job: Job | None = None
    small: list[QImage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Scrolling(QObject):
    """One scrolling capture at a time.

    Signals: ``looked_last()`` when the place is needed no more, ``finished(Scrolled)``, ``kept_apart()`` where the
    joining was cancelled, ``failed(AssistantError)``. One of the last three ends it.
    """

    looked_last = Signal()
    finished = Signal(object)
    kept_apart = Signal()
    failed = Signal(object)

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case
        self._run: _Run | None = None

    @property
    def is_running(self) -> bool:
        """Whether one is under way, its joining included."""
        return self._run is not None

    def start(self, letter: str, grabber: Grabber, target: Target, found: Found, *, automatic: bool) -> None:
        """Begins, for the question with this letter; own windows are out of the way of what was ``found``."""
        panel, area = open_panel(found.area)
        title = found.window.untrusted_title if found.window is not None else ""
        cut = found.area.height - area.height
        if cut:
            target = Target("region", area=area)
        run = self._run = _Run(panel, title, automatic)
        if cut:
            # Translators: after a scrolling capture for which the program's panel stood at the bottom of the screen.
            run.notes.append(_("The lowest part of the window is not in it. Take the end of the page by itself, too."))
        panel.say(_scroll_on(automatic=automatic))
        panel.stop_asked.connect(self.stop)
        record: dict[str, object] = {"automatic": automatic, "window_title": title, "rows_left_out": cut}

        def work(folder: CaseFolder, _ticket: Ticket) -> str:
            from assistant.actions.scroll import begin_scroll

            return begin_scroll(folder, letter, record)

        def begun(strip: str) -> None:
            if self._run is run:
                self._look(run, strip, grabber, target)

        if self._open_case.change(work, begun, self._on_failed) is None:
            self.leave()

    def stop(self) -> None:
        """What was taken is enough: it is joined."""
        if self._run is not None and self._run.chain is not None and self._run.job is None:
            self._run.chain.stop()

    def leave(self) -> None:
        """Ends at once, without joining: what is stored stays unfinished in the case."""
        run, self._run = self._run, None
        if run is None:
            return
        if run.job is not None:
            run.job.cancel()
        if run.chain is not None:
            run.chain.leave()
            run.chain.deleteLater()
        run.panel.hide()
        run.panel.deleteLater()

    def _look(self, run: _Run, strip: str, grabber: Grabber, target: Target) -> None:
        panel = run.panel
        run.chain = chain = ScrollChain(self._open_case, strip, grabber, target, automatic=run.automatic, parent=self)

        def on_kept(small: Small) -> None:
            run.small.append(small.image)
            panel.add_picture(small.image, small.shift, small.lead)

        def on_taken_back() -> None:
            if run.small:
                run.small.pop()
            panel.take_back()

        def on_noted(note: Message | None, refused: bool) -> None:
            panel.say(render(note) if note is not None else _scroll_on(automatic=run.automatic), attention=refused)

        def on_ended(end: End) -> None:
            if end not in _AS_EXPECTED:
                run.notes.append(render(end_note(end)))
            self._join(run, strip)

        def on_chain_failed(error: AssistantError) -> None:
            if not run.small:
                self._on_failed(error)
                return
            # Translators: a scrolling capture ended by an error; {what} and {why} are its words.
            run.notes.append(_("{what}: {why}").format(what=render(error.what), why=render(error.why)))
            self._join(run, strip)

        chain.kept.connect(on_kept)
        chain.taken_back.connect(on_taken_back)
        chain.noted.connect(on_noted)
        # Translators: in a scrolling capture by the program: the page stood at its end already.
        chain.turned_round.connect(lambda: panel.say(_("Nothing moves down here. Going up.")))
        chain.ended.connect(on_ended)
        chain.failed.connect(on_chain_failed)
        panel.take_back_asked.connect(chain.take_back)
        chain.start()

    def _join(self, run: _Run, strip: str) -> None:
        run.panel.setProperty(IS_OVERLAY, False)  # from here on it is a window as any other
        run.panel.show_joining(0, 0)
        self.looked_last.emit()
        joining = run.chain.joining if run.chain is not None else None

        def work(folder: CaseFolder, ticket: Ticket) -> JoinReport:
            from assistant.actions.scroll import finish_scroll

            return finish_scroll(folder, strip, ticket.report, ticket.cancelled, joining=joining)

        def joined(report: JoinReport) -> None:
            if self._run is run:
                self._end()
                notes = (*run.notes, *join_notes(report))
                self.finished.emit(Scrolled(report, _png(run.small), run.untrusted_title, notes))

        def on_cancel() -> None:
            if self._run is run:
                if run.job is not None:
                    run.job.cancel()
                self._end()
                self.kept_apart.emit()

        run.panel.cancel_asked.connect(on_cancel)
        run.job = self._open_case.change(work, joined, self._on_failed, is_long=True, report=run.panel.show_joining)
        if run.job is None:
            self.leave()

    def _on_failed(self, error: AssistantError) -> None:
        if self._run is not None:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        if self._run is not None:
            self._run.job = None
        self.leave()


def join_notes(report: JoinReport) -> tuple[str, ...]:
    """What a person is told of a joining: how many parts there are and why, and what differs where it was joined."""
    gaps = [step for step in report.steps if step.shift is None]
    notes = []
    labels = [exhibit.label for exhibit in report.exhibits]
    if gaps and len(labels) > 1:
        # Translators: after a scrolling capture; {first}, {last} are labels such as C-2. A line for each gap follows.
        words = ngettext("{count} part, {first} to {last}:", "{count} parts, {first} to {last}:", len(labels))
        notes.append(words.format(count=len(labels), first=labels[0], last=labels[-1]))
    notes += [_gap_words(step) for step in gaps[:_MOST_NOTES]]
    if len(gaps) > _MOST_NOTES:
        # Translators: after a scrolling capture, below the lines for the first gaps.
        words = ngettext("And {count} more gap.", "And {count} more gaps.", len(gaps) - _MOST_NOTES)
        notes.append(words.format(count=len(gaps) - _MOST_NOTES))
    flagged = sum(step.verdict == "flagged" for step in report.steps)
    if flagged:
        # Translators: after pictures were joined: a join holds, but something changed between two pictures.
        words = ngettext(
            "At {count} place something changed while you scrolled: look at it there.",
            "At {count} places something changed while you scrolled: look at it there.",
            flagged,
        )
        notes.append(words.format(count=flagged))
    return tuple(notes)


def _gap_words(step: Step) -> str:
    # Translators: after a scrolling capture; the numbers are those of pictures in their order.
    words = _("Between picture {first} and {second} there is a gap.")
    return words.format(first=step.first + 1, second=step.second + 1)


def _scroll_on(*, automatic: bool) -> str:
    if automatic:
        # Translators: in the panel of a scrolling capture.
        return _("The program scrolls for you. Leave the mouse where it is; Esc stops.")
    # Translators: in the panel of a scrolling capture.
    return _("Scroll slowly, as far as you need. The program takes the pictures.")


def _png(pictures: Sequence[QImage]) -> bytes:
    if not pictures:
        return b""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    pictures[0].save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, PySide wants str
    return bytes(buffer.data().data())
