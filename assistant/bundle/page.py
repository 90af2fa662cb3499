"""index.html: the papers for a screen reader or a browser, in one file that fetches nothing and runs nothing.

Everything is escaped by the template engine; links lead to generated names in the zip only; a content security
policy forbids all but the file's own style and the small pictures inside it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.assets import asset
from assistant.bundle.tables import by_event
from assistant.core.plan import Plan, PlannedExhibit
from assistant.reply import english

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small JPEG picture on disk and its size in pixels."""

    path: Path
    width: int
    height: int

    @property
    def data(self) -> str:
        """The picture as a ``data:`` address."""
        return "data:image/jpeg;base64," + base64.b64encode(self.path.read_bytes()).decode("ascii")


def index_html(plan: Plan, thumbnails: Mapping[str, Thumbnail]) -> bytes:
    """The page, UTF-8. ``thumbnails`` holds one for the id of each picture."""
    style = asset("templates", "index.css").read_text("utf-8").replace("\r\n", "\n")
    asked = {item.letter: item.further_asks for item in plan.items}

    def words_asked(exhibit: PlannedExhibit) -> str:
        return english.listed([_asked(part, exhibit.item, asked) for part in exhibit.shows])

    text = (
        _environment()
        .get_template("index.html.j2")
        .render(
            plan=plan,
            asked=words_asked,
            also=plan.elsewhere,
            title=english.letter_title(plan.platform_name, plan.letter_date),
            platform=english.plain(plan.platform_name) or "the platform",
            facts=facts(plan),
            timeline=by_event(plan),
            thumbnails=thumbnails,
            style=_own(style),
            style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
        )
    )
    return text.encode("utf-8")


def how_to_check(plan: Plan) -> bytes:
    """how-to-check.txt: how the files, the attachments and the log are checked, and what that shows."""
    return _environment().get_template("how-to-check.txt.j2").render(plan=plan).encode("utf-8")


def facts(plan: Plan) -> list[tuple[str, str]]:
    """The facts at the head of the papers, name and value; what isn't known is left out or said to be missing."""
    answered = sum(item.answered for item in plan.items)
    begun = sum(item.begun for item in plan.items)
    found = [
        ("To", english.plain(plan.platform_name)),
        ("Account", english.plain(plan.account)),
        ("Linked account you name", " · ".join(english.plain(name) for name in plan.linked_accounts)),
        ("Reference", ", ".join(english.plain(text) for text in plan.references)),
        ("Your letter", english.day(plan.letter_date) if plan.letter_date else ""),
        ("This answer", english.day(plan.made_at.date())),
        ("Questions answered", f"{answered} of {len(plan.items)}" + (f", {begun} in part" if begun else "")),
        ("Money on hold", english.plain(plan.money_held)),
    ]
    return [(name, value) for name, value in found if value]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # slow, and few runs need it

    environment = Environment(
        loader=FileSystemLoader(asset("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "called": english.called,
        "clean": english.clean,
        "event": english.event,
        "joined": english.joined_facts,
        "moment": english.moment,
        "plain": english.plain,
        "size": english.size,
        "source": english.source,
        "taken": lambda exhibit: english.taken(exhibit.captured_at, exhibit.added_at),
    }
    return environment


def _own(style: str) -> str:
    """The shipped style as markup: it is the program's own and holds no stranger's word."""
    from markupsafe import Markup  # comes with the template engine, and is loaded with it

    return Markup(style)  # noqa: S704  # the shipped file, unchanged


def _asked(part: str, home: str, further_asks: Mapping[str, tuple[str, ...]]) -> str:
    """``dates`` for a part of the home question, ``B: dates`` for one of another."""
    letter, colon, rest = part.partition(":")
    if colon and letter != "other":
        return f"{letter}: {english.part_words(rest, further_asks.get(letter, ()))}"
    return english.part_words(part, further_asks.get(home, ()))
