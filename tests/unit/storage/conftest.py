"""A small accepted case with two questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.core.case import Round, Span
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock
from assistant.storage.folder import CaseFolder

LETTER = b"Please tell us how you know the client.\nSend pictures of your chats.\n"


def make_case(path: Path, clock: Clock) -> CaseFolder:
    folder = CaseFolder.create(path, clock, title="Restricted in March", account="mira")
    body = LETTER.decode()
    round_ = Round(0, body, "upwork", linked_accounts=(Span("client", 32, 38),), references=("R-77",))
    folder.add_round(
        round_,
        [
            RequestedItem("How do you know the client?", "relationship", start=16, end=38),
            RequestedItem("Pictures of your chats", "communication", ("answer", "screenshot", "dates")),
        ],
        LETTER,
    )
    folder.accept()
    return folder


@pytest.fixture
def new_case(clock: Clock) -> Callable[[Path], CaseFolder]:
    """Makes a case where it is told to."""
    return lambda path: make_case(path, clock)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cases" / "A case, “quoted” ü"


@pytest.fixture
def folder(place: Path, clock: Clock) -> Iterator[CaseFolder]:
    with make_case(place, clock) as made:
        yield made
