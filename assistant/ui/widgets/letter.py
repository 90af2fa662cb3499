"""The letter as paper: the platform's words in serif, spans tinted, a bar beside each question's span.

It shows plain text only and changes nothing; what is selected in it is told as a span of the letter's body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from assistant.core.case import Span
from assistant.ui.theme import LINES, colour, font, theme
from assistant.ui.widgets.letter_lines import PaperLine, PaperText, beginning, set_as_paper

LINE = LINES[18]
WIDEST = 640
_ABOVE_BASELINE = 20.5
_HANG = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to tint, in code points of the body. ``key`` names it; ``bar`` draws the bar beside it."""

    start: int
    end: int
    key: int = 0
    tone: str = "tint"
    bar: bool = False


class LetterView(QTextEdit):
    """The words on the paper. As high as they need: it scrolls inside something else."""

    selection_made = Signal(bool)  # whether something is selected now
    geometry_changed = Signal()  # bars stand elsewhere

    def __init__(self, *, name: str, says: str, padding: tuple[int, int] = (52, 36), bar_side: str = "right") -> None:
        super().__init__()
        self._paper: PaperText = set_as_paper("")
        self._marks: tuple[Mark, ...] = ()
        self._units: list[int] | None = None
        self.is_cut = False
        self._padding, self._bar_side = padding, bar_side
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setAutoFillBackground(False)
        self.document().setDefaultFont(font(18, serif=True))
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.selectionChanged.connect(lambda: self.selection_made.emit(self.textCursor().hasSelection()))
        theme().changed.connect(self.viewport().update)

    def set_letter(self, body: str, marks: Sequence[Mark] = ()) -> None:
        """Shows a letter's body; of an endless one its beginning."""
        shown = beginning(body)
        self.is_cut = len(shown) < len(body)
        self._paper = set_as_paper(shown)
        self._units = _units(self._paper.text)
        self.setPlainText(self._paper.text)
        self._shape()
        self.set_marks(marks)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Tints other spans."""
        self._marks = tuple(marks)
        self.viewport().update()
        self.geometry_changed.emit()

    def selected_span(self) -> Span | None:
        """What is selected, as a span of the body; None where nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        first, last = self._from_qt(cursor.selectionStart()), self._from_qt(cursor.selectionEnd())
        text = self._paper.text[first:last]
        first += len(text) - len(text.lstrip())
        last = first + len(text.strip())
        if last <= first:
            return None
        start, end = self._paper.to_body(first), self._paper.to_body(last - 1) + 1
        return Span(" ".join(self._paper.text[first:last].split()), start, end)

    def clear_selection(self) -> None:
        """Selects nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def bar_rect(self, key: int) -> QRect:
        """Where the bar of a mark stands, in this widget; empty where there is none."""
        for mark in self._marks:
            if mark.key == key and mark.bar and mark.end > mark.start:
                rects = self._line_rects(mark)
                return self._bar(rects).toAlignedRect() if rects else QRect()
        return QRect()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as the letter."""
        return QSize(420, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """A narrower paper needs more lines; the text is never wider than 640."""
        across, down = self._padding
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        spare = max(0, event.size().width() - 2 * across - WIDEST)
        wanted = (down - 2, across, across + spare, down)
        if (shape.topMargin(), shape.leftMargin(), shape.rightMargin(), shape.bottomMargin()) != wanted:
            shape.setTopMargin(wanted[0])
            shape.setLeftMargin(wanted[1])
            shape.setRightMargin(wanted[2])
            shape.setBottomMargin(wanted[3])
            frame.setFrameFormat(shape)
        super().resizeEvent(event)
        self._fit()
        self.geometry_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling is the business of what it lies in."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """No menu of Qt's own words; Ctrl+C copies."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws tints, bars and list marks below the words."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            rects = self._line_rects(mark)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(mark.tone))
            for rect in rects:
                painter.drawRoundedRect(rect, 2, 2)
            if mark.bar and rects:
                painter.fillRect(self._bar(rects), colour("accent"))
        self._paint_list_marks(painter, QRectF(event.rect()))
        painter.end()
        super().paintEvent(event)

    def _shape(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        for line in self._paper.lines:
            shape = QTextBlockFormat()
            shape.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            shape.setTopMargin(line.gap if block.blockNumber() else 0)
            shape.setLeftMargin(_hang(line))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(shape)
            block = block.next()
        cursor.endEditBlock()

    def _fit(self) -> None:
        height = max(LINE, round(self.document().size().height()))
        if height != self.height():
            self.setFixedHeight(height)
        self.geometry_changed.emit()

    def _line_rects(self, mark: Mark) -> list[QRectF]:
        first, last = self._to_qt(self._paper.to_paper(mark.start)), self._to_qt(self._paper.to_paper(mark.end))
        rects = []
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            rects.extend(self._rects_in(block, first - block.position(), last - block.position()))
            block = block.next()
        return rects

    def _rects_in(self, block: QTextBlock, first: int, last: int) -> list[QRectF]:
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        rects = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if stop <= begin:
                continue
            x = _x(line.cursorToX(begin))
            right = min(_x(line.cursorToX(stop)), line.x() + line.naturalTextWidth())
            baseline = origin.y() + line.y() + line.ascent()
            rects.append(QRectF(origin.x() + x, round(baseline - _ABOVE_BASELINE), right - x, LINE))
        return rects

    def _bar(self, rects: Sequence[QRectF]) -> QRectF:
        across = self._padding[0]
        width = self.viewport().width()
        text_right = width - across - max(0, width - 2 * across - WIDEST)
        x = text_right + 13 if self._bar_side == "right" else across - 17
        return QRectF(x, rects[0].top() + 1, 2, rects[-1].bottom() - rects[0].top() - 1)

    def _paint_list_marks(self, painter: QPainter, seen: QRectF) -> None:
        layout = self.document().documentLayout()
        block = self.document().begin()
        for line in self._paper.lines:
            if line.mark and block.layout().lineCount():
                rect = layout.blockBoundingRect(block)
                if rect.intersects(seen):
                    first = block.layout().lineAt(0)
                    base = rect.y() + first.y() + first.ascent()
                    left = rect.x() + block.blockFormat().leftMargin() - _HANG - (_hang(line) - _HANG) % _HANG
                    self._paint_list_mark(painter, line.mark, QPointF(left, base), colour("quiet"))
            block = block.next()

    def _paint_list_mark(self, painter: QPainter, mark: str, at: QPointF, ink: QColor) -> None:
        if mark == "•":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(at + QPointF(5, -6), 2.1, 2.1)
            return
        painter.setPen(ink)
        painter.setFont(self.document().defaultFont())
        painter.drawText(at, mark)

    def _to_qt(self, place: int) -> int:
        return place if self._units is None else self._units[place]

    def _from_qt(self, place: int) -> int:
        return place if self._units is None else self._units.index(place) if place in self._units else 0


def _hang(line: PaperLine) -> int:
    if not line.mark:
        return 0
    return (_HANG if len(line.mark) < 2 else _HANG + 10) + line.level * _HANG


def _units(text: str) -> list[int] | None:
    """Where each code point begins in UTF-16, which Qt counts in; None where the two are the same."""
    if not text or max(text) <= "\uffff":
        return None
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if character > "\uffff" else 1))
    return places


def _x(answer: object) -> float:
    """PySide gives ``cursorToX`` as a number or as (number, position), by its version."""
    return float(answer[0]) if isinstance(answer, tuple | list) else float(answer)  # type: ignore[arg-type]  # a number
