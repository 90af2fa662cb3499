"""One attachment that shows something for another question as well: the menu that offers it.

It changes nothing: it tells what the attachment would show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from assistant.core import items as parts
from assistant.core.exhibits import Exhibit
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.widgets.chips import part_word

_LONGEST = 60


def borrowed(exhibit: Exhibit, items: Sequence[RequestedItem]) -> list[tuple[str, str]]:
    """What an exhibit shows for other questions: (``B:dates``, the words for it), in the order of the questions."""
    return [(code, words) for code, words in _offered(exhibit, items) if code in exhibit.shows]


def add_elsewhere_menu(
    menu: QMenu, exhibit: Exhibit, items: Sequence[RequestedItem], choose: Callable[[tuple[str, ...]], None]
) -> None:
    """Adds the menu of other questions' parts, where they have any; ``choose`` gets the exhibit's new ``shows``."""
    offered = _offered(exhibit, items)
    if not offered:
        return
    # Translators: menu of an attachment; it opens a list of what other questions ask for.
    inner = menu.addMenu(_("It also shows, for another question …"))
    inner.setObjectName("elsewhereMenu")
    for code, words in offered:
        action = QAction(words.replace("&", "&&"), inner)
        action.setObjectName(f"elsewhere-{code}")
        action.setCheckable(True)
        action.setChecked(code in exhibit.shows)
        action.triggered.connect(lambda checked, code=code: choose(with_part(exhibit, code, shown=checked)))
        inner.addAction(action)


def with_part(exhibit: Exhibit, code: str, *, shown: bool) -> tuple[str, ...]:
    """The exhibit's ``shows`` with this part or without it."""
    rest = tuple(known for known in exhibit.shows if known != code)
    return (*rest, code) if shown else rest


def _offered(exhibit: Exhibit, items: Sequence[RequestedItem]) -> list[tuple[str, str]]:
    found = []
    for item in items:
        if not item.letter or item.letter == exhibit.item:
            continue
        not_this = parts.DOCUMENT if exhibit.is_picture else parts.SCREENSHOT
        for part in item.requirements:
            if part not in (parts.ANSWER, not_this) or f"{item.letter}:{part}" in exhibit.shows:
                words = " ".join(part_word(item, part).split())
                short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
                found.append((f"{item.letter}:{part}", f"{item.letter}: {short}"))
    return found
