"""The command that joins overlapping pictures, or says why it doesn't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.actions.join import JoinReport, join_files
from assistant.actions.status import exhibit_json
from assistant.cli.cases import opened
from assistant.cli.grammar import Call
from assistant.cli.plain import exhibits_text
from assistant.cli.world import Done, World
from assistant.core.strips import JoinedFrom
from assistant.language import _, render

if TYPE_CHECKING:
    from assistant.core.exhibits import Exhibit
    from assistant.imaging.joining import Step


def run_join(call: Call, world: World) -> Done:
    """Joins files; 1 where it is refused."""
    with opened(call, world) as folder:
        report = join_files(folder, call.arguments[1], [Path(each) for each in call.arguments[2:]])
    return Done(_json(report), lambda: _text(report), status=0 if report.is_joined else 1)


def _json(report: JoinReport) -> dict[str, object]:
    joined = next((each for each in report.exhibits if not _is_window(each)), None)
    return {
        "joined": report.is_joined,
        "exhibit": exhibit_json(joined) if joined else None,
        "width": joined.width if joined else 0,
        "height": joined.height if joined else 0,
        "exhibits": [exhibit_json(each) for each in report.exhibits],
        "steps": [
            {
                "first": report.names[step.first],
                "second": report.names[step.second],
                "shift": list(step.shift) if step.shift else None,
                "overlap": step.overlap,
                "verdict": step.verdict.value,
                "reason": str(step.reason) if step.reason else "",
            }
            for step in report.steps
        ],
    }


def _is_window(exhibit: Exhibit) -> bool:
    """Whether it is the first picture whole, before the joined part of it."""
    said = JoinedFrom.of(exhibit.record)
    return said is not None and said.is_window


def _text(report: JoinReport) -> str:
    lines = [_step(report, step) for step in report.steps]
    if report.is_joined:
        return "\n".join([*lines, exhibits_text(report.exhibits)])
    # Translators: said after pictures could not be joined; the reasons stand above.
    return "\n".join([*lines, _("Nothing was joined, and nothing was changed.")])


def _step(report: JoinReport, step: Step) -> str:
    pair = f"{report.names[step.first]} + {report.names[step.second]}"
    if step.shift is None:
        # Translators: two pictures could not be joined; a reason follows.
        parts = [_("{pair}: refused").format(pair=pair)]
    else:
        # Translators: two pictures were joined; {x} and {y} are how far the page moved, {rows} what both show.
        words = _("{pair}: moved by {x}, {y} px, {rows} rows in common")
        parts = [words.format(pair=pair, x=step.shift[0], y=step.shift[1], rows=step.overlap)]
    if step.reason is not None:
        parts.append(f"({render(step.reason)})")
    sentence = " ".join(parts) + "."
    return f"{sentence} {render(step.next_step)}" if step.next_step is not None else sentence
