"""What stands at the top of the window while a case is open: its name, whose it is, and the four steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.core.coverage import coverage, is_ready
from assistant.language import _
from assistant.ui.window import Screen, Window

if TYPE_CHECKING:
    from assistant.core.case import Case
    from assistant.ui.session.open_case import OpenCase


def show_header(window: Window, open_case: OpenCase, case: Case, *, has_files: bool) -> None:
    """Names the case and marks the steps that are done and those that can be gone to."""
    header, here = window.header, window.screen_shown
    # Translators: beside the case's name, while another window holds it or its folder can't be written.
    read_only = _("only to look at") if open_case.is_read_only else ""
    path = open_case.path
    title = case.title or (path.name if path is not None else "")
    platform = platform_words(case) if platform_words(case) != title else ""
    header.set_case(title, " · ".join(part for part in (platform, case.account, read_only) if part))
    accepted = case.round.accepted
    reachable = {Screen.LETTER} | ({Screen.ANSWERS, Screen.REVIEW} if accepted else set())
    done = {Screen.LETTER} if accepted else set()
    if accepted and is_ready(coverage(case)):
        done.add(Screen.ANSWERS)
    if has_files:
        reachable.add(Screen.SEND)
        done.add(Screen.REVIEW)
    if case.round.sent is not None:
        done.add(Screen.SEND)
    header.set_steps(int(here), {int(step) for step in done}, {int(step) for step in reachable})


def platform_words(case: Case) -> str:
    """The platform's name; empty where it isn't known."""
    if case.platform == "unknown":
        return ""
    from assistant.notice.platforms import display_name  # the rules' data, after the first paint

    return display_name(case.platform)
