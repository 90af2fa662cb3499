"""A page of the papers: what is drawn on it, where its links lead, its footer.

A page is recorded first and painted later, on a PDF or on a picture; until it is painted it holds no pixels, so that
three hundred pictures are never in memory at once. Lengths are millimetres: x from the left margin, y from the top
of the page. Nothing here knows what an appeal is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from assistant.bundle.pdf_type import ACCENT, FIELD, HAIR, INK, ROW, UNIT, Block, Style, Target, Typesetter
from assistant.core.event_date import DateSource

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 20.0
TEXT_WIDTH = 170.0
TOP, BOTTOM = 20.0, 270.0
FOOTER = 277.5
#: Columns of questions: letter, text, and the proof at the right.
TEXT_LEFT, TEXT_RIGHT = 12.0, 118.0
PROOF_LEFT, PROOF_DATE, PROOF_RIGHT = 124.0, 153.5, 170.0
_DISC = 1.35
_NUMBER = Style(ROW.family, 10, 700)

Draw = Callable[[QPainter, float, float], None]


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page, x from the left margin, and where it leads."""

    x: float
    y: float
    width: float
    height: float
    target: Target


@dataclass(slots=True)
class Group:
    """Things drawn together; can be put on a page as one."""

    drawings: list[tuple[float, float, Draw]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def put(
        self,
        block: Block,
        x: float,
        top: float,
        *,
        right: bool = False,
        target: Target | None = None,
        lines: slice | None = None,
    ) -> float:
        """Puts a text (or some of its lines) with its left, or its right end, at ``x``; returns the y below it."""
        shown = range(block.lines)[lines or slice(None)]
        left = x - block.width if right else x
        height = block.style.leading
        for place, index in enumerate(shown):
            y = top + place * height
            self.drawings.append((left, y, _line(block, index)))
            for offset, width, aim in block.links(index):
                self.links.append(Link(left + offset, y, width, height, aim))
        if target is not None and shown:
            self.links.append(Link(left, top, block.width, len(shown) * height, target))
        return top + len(shown) * height

    def rule(self, y: float, left: float = 0.0, right: float = TEXT_WIDTH, thick: float = 0.1) -> None:
        """A level hairline."""
        self._stroke(left, y, right - left, 0.0, thick, HAIR)

    def upright(self, x: float, top: float, bottom: float) -> None:
        """An upright hairline."""
        self._stroke(x, top, 0.0, bottom - top, 0.1, HAIR)

    def bar(self, left: float, right: float, y: float) -> None:
        """A level line of the accent's colour with short ends: a stretch of time."""
        self._stroke(left, y, right - left, 0.0, 0.3, ACCENT)
        for x in (left, right):
            self._stroke(x, y - 0.9, 0.0, 1.8, 0.3, ACCENT)

    def disc(self, x: float, y: float, source: DateSource) -> None:
        """How a date is known: full (seen), half (file) or ring (stated), its centre at (x, y)."""
        self.drawings.append((x, y, _disc(source)))

    def square(self, x: float, y: float, *, full: bool) -> None:
        """The mark of a letter, its centre at (x, y)."""
        self.drawings.append((x, y, _square(full)))

    def blank(self, x: float, top: float, width: float, height: float) -> None:
        """White paper over what was drawn before, so that a text on it can be read."""

        def draw(painter: QPainter, at_x: float, at_y: float) -> None:
            painter.fillRect(QRectF(at_x * UNIT, at_y * UNIT, width * UNIT, height * UNIT), QColor("#FFFFFF"))

        self.drawings.append((x, top, draw))

    def place(self, other: Group, dx: float = 0.0, dy: float = 0.0) -> None:
        """Puts all of another group here, moved."""
        self.drawings += [(x + dx, y + dy, draw) for x, y, draw in other.drawings]
        self.links += [Link(li.x + dx, li.y + dy, li.width, li.height, li.target) for li in other.links]

    def _stroke(self, x: float, y: float, width: float, height: float, thick: float, colour: str) -> None:
        def draw(painter: QPainter, at_x: float, at_y: float) -> None:
            painter.setPen(_pen(colour, thick))
            painter.drawLine(QLineF(at_x * UNIT, at_y * UNIT, (at_x + width) * UNIT, (at_y + height) * UNIT))

        self.drawings.append((x, y, draw))


@dataclass(slots=True)
class Page(Group):
    """One page. ``note`` follows the footer's text; ``bookmarks`` are (title, level, top) for the outline."""

    note: str = ""
    bookmarks: list[tuple[str, int, float]] = field(default_factory=list)

    def paint(self, painter: QPainter) -> None:
        """Paints all but the footer; the painter's unit is ``1 / UNIT`` of a millimetre."""
        for x, y, draw in self.drawings:
            draw(painter, x + MARGIN, y)


def footer(type_: Typesetter, text: str, number: int, total: int) -> Group:
    """The line at the foot of every page."""
    group = Group()
    of = type_.block(f" of {total}", FIELD)
    group.put(of, TEXT_WIDTH, FOOTER, right=True)
    group.put(type_.block(str(number), _NUMBER), TEXT_WIDTH - of.width - 0.6, FOOTER, right=True)
    group.put(type_.block(text, FIELD, TEXT_WIDTH - 25, most=1), 0, FOOTER)
    return group


def _line(block: Block, index: int) -> Draw:
    def draw(painter: QPainter, x: float, y: float) -> None:
        block.draw(painter, index, x, y)

    return draw


def _disc(source: DateSource) -> Draw:
    def draw(painter: QPainter, x: float, y: float) -> None:
        centre, radius = QPointF(x * UNIT, y * UNIT), _DISC * UNIT
        painter.setPen(_pen(ACCENT, 0.3))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(QColor(ACCENT))
        if source is DateSource.SEEN:
            painter.drawEllipse(centre, radius, radius)
        elif source is DateSource.FILE:
            box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            painter.drawPie(box, 90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    return draw


def _square(full: bool) -> Draw:
    def draw(painter: QPainter, x: float, y: float) -> None:
        side = 2.2 * UNIT
        painter.setPen(_pen(INK, 0.3))
        painter.setBrush(QColor(INK if full else "#FFFFFF"))
        painter.drawRect(QRectF(x * UNIT - side / 2, y * UNIT - side / 2, side, side))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    return draw


def _pen(colour: str, thick: float) -> QPen:
    pen = QPen(QColor(colour), thick * UNIT)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
