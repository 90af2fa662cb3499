"""A case with two questions, and long pages of which pictures are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from long_page import Page, long_page, view

from assistant.actions.read_notice import read_notice
from assistant.actions.start_case import start_case
from assistant.core.ports import Clock, Frame
from assistant.imaging.png import encode
from assistant.storage.folder import CaseFolder

LETTER = b"""Your Upwork account is on hold, with $52.10 in it. Please send us:

1. How do you know the client
2. Screenshots of the work, with dates
"""


@pytest.fixture
def letter_case(tmp_path: Path, clock: Clock) -> Iterator[CaseFolder]:
    letter, notice = read_notice(LETTER)
    with start_case(tmp_path / "case", letter, notice, LETTER, clock) as folder:
        yield folder


@pytest.fixture(scope="session")
def page() -> Page:
    """1,000 rows of 300 pixels."""
    return long_page(300, 1000)


@pytest.fixture
def views(page: Page) -> Callable[..., list[Frame]]:
    """What is seen of the page, 400 rows high, from each of these rows on."""
    return lambda *tops: [view(page, top, 400) for top in tops]


@pytest.fixture
def files(tmp_path: Path, views: Callable[..., list[Frame]]) -> Callable[..., list[Path]]:
    """The same as PNG files."""

    def write(*tops: int) -> list[Path]:
        made = []
        for number, frame in enumerate(views(*tops)):
            path = tmp_path / f"part {number} ü.png"
            path.write_bytes(encode(frame))
            made.append(path)
        return made

    return write
