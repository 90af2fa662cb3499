"""Fields to write in: one line, the growing answer, and the choice of two."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QTextEdit, QWidget

from assistant.ui.icons import paint_icon
from assistant.ui.theme import LINES, MEDIUM, REGULAR, colour, font, theme
from assistant.ui.widgets.buttons import IconButton

SAVE_AFTER_MS = 600


class TextField(QLineEdit):
    """One line of 40 px; ``icon`` puts a button (``icon_button``) at its right end."""

    left = Signal()  # the focus went elsewhere

    def __init__(
        self, *, name: str, says: str, placeholder: str = "", icon: str = "", icon_says: str = "", longest: int = 300
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        self.setFont(font())
        self.setFixedHeight(40)
        self.icon_button: IconButton | None = None
        if icon:
            self.icon_button = IconButton(icon, name=f"{name}Button", says=icon_says or says)
            self.icon_button.setParent(self)
            self.setTextMargins(0, 0, 32, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keeps the button at the right end."""
        super().resizeEvent(event)
        if self.icon_button is not None:
            self.icon_button.move(self.width() - 37, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter belongs to the field alone; it never presses a button of the screen."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Tells that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class AnswerEditor(QTextEdit):
    """Plain text that grows with what is written, from ``rows`` lines to ``most_rows``; then it scrolls.

    ``edited`` comes 0.6 s after the last key, on leaving the field and on ``flush``; never for ``set_text``.
    """

    edited = Signal(str)
    typed = Signal()  # at each change by the person, at once
    other_pasted = Signal()  # a picture or a file was pasted: the pane's business

    def __init__(self, *, name: str, says: str, placeholder: str = "", rows: int = 3, most_rows: int = 16) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font())
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(9, 8, 9, 8)
        self._rows, self._most_rows = rows, most_rows
        self._told = ""
        self._shaping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme().changed.connect(self.update)
        self._fit()

    def text(self) -> str:
        """What stands there."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows another text as already told; keeps the caret where the text is the same."""
        self._timer.stop()
        self._told = text
        if text == self.toPlainText():
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._shape_lines()
        self._fit()

    def flush(self) -> None:
        """Tells what was written and not yet told."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.edited.emit(text)

    @property
    def pending(self) -> bool:
        """Whether something was written and not yet told."""
        return self.toPlainText() != self._told

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as it is fixed to."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """A narrower field needs more lines."""
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Leaving the field tells what was written."""
        super().focusOutEvent(event)
        self.flush()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Takes plain text alone."""
        if source.hasText() and not source.hasUrls():
            self.insertPlainText(source.text())
        else:
            self.other_pasted.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  Qt's name
        """Only text is dropped here; a pasted picture is passed on."""
        return (source.hasText() or source.hasImage()) and not source.hasUrls()

    def event(self, event: QEvent) -> bool:
        """Draws field, outline and ring below the text, round as the other fields."""
        if event.type() is QEvent.Type.Paint:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_field(painter, QRectF(self.rect()), focused=self.hasFocus())
            painter.end()
            return True
        return super().event(event)

    def _on_text_changed(self) -> None:
        if self._shaping:
            return
        self._shape_lines()
        self.typed.emit()
        self._timer.start()

    def _shape_lines(self) -> None:
        """Gives new paragraphs the scale's line height."""
        self._shaping = True
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().lineHeight() != LINES[14]:
                shape = QTextBlockFormat()
                shape.setLineHeight(LINES[14], QTextBlockFormat.LineHeightTypes.FixedHeight.value)
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(shape)
            block = block.next()
        cursor.endEditBlock()
        self._shaping = False

    def _fit(self) -> None:
        height = self.document().size().height() - 6
        lines = min(max(height, self._rows * LINES[14]), self._most_rows * LINES[14])
        wanted = round(lines) + 24
        if wanted != self.height():
            self.setFixedHeight(wanted)
        overflow = height > self._most_rows * LINES[14] + 1
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if overflow else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() is not policy:
            self.setVerticalScrollBarPolicy(policy)


def paint_field(painter: QPainter, rect: QRectF, *, focused: bool) -> None:
    """The ground of a field: outline of 1, or 2 in the accent where it has the focus."""
    width = 2 if focused else 1
    painter.setBrush(colour("field"))
    painter.setPen(QPen(colour("accent" if focused else "outline"), width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 8 - half, 8 - half)


class TwoChoice(QWidget):
    """Two words of which one is chosen, or none yet. Arrow keys and clicks choose."""

    chosen = Signal(str)  # the id, when the person chose

    def __init__(self, first: tuple[str, str, str], second: tuple[str, str, str], *, name: str, says: str) -> None:
        super().__init__()
        self._options = (first, second)
        self._chosen = ""
        self.setObjectName(name)
        self._says = says
        self.setFixedHeight(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.choose("")

    def value(self) -> str:
        """The id that is chosen; empty where none is."""
        return self._chosen

    def set_options(self, first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
        """Other options: (id, word, icon or "")."""
        self._options = (first, second)
        self.choose(self._chosen)

    def choose(self, identity: str) -> None:
        """Chooses without telling; an unknown id chooses none."""
        words = {option[0]: option[1] for option in self._options}
        self._chosen = identity if identity in words else ""
        self.setAccessibleName(f"{self._says}: {words.get(self._chosen, '–')}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Twice the wider word."""
        metrics = QFontMetricsF(font(14, MEDIUM))
        widest = max(metrics.horizontalAdvance(word) + (28 if icon else 0) for _id, word, icon in self._options)
        return QSize(round(2 * widest + 56), 40)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Chooses the half that was clicked."""
        self._pick(0 if event.position().x() < self.width() / 2 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows choose; Space changes over."""
        if event.key() == Qt.Key.Key_Left:
            self._pick(0)
        elif event.key() == Qt.Key.Key_Right:
            self._pick(1)
        elif event.key() == Qt.Key.Key_Space:
            self._pick(1 if self._chosen == self._options[0][0] else 0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Hides the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws field, chosen half and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_field(painter, QRectF(self.rect()), focused=self.hasFocus())
        half = (self.width() - 8) / 2
        for index, (identity, word, icon) in enumerate(self._options):
            self._paint_half(painter, QRectF(4 + index * half, 4, half, 32), word, icon, identity == self._chosen)
        painter.end()

    def _paint_half(self, painter: QPainter, rect: QRectF, word: str, icon: str, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("tint"))
            painter.drawRoundedRect(rect, 5, 5)
        face = font(14, MEDIUM if chosen else REGULAR)
        metrics = QFontMetricsF(face)
        mark = 24.0 if chosen and icon else 0.0
        text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, rect.width() - mark - 12)
        left = rect.center().x() - (metrics.horizontalAdvance(text) + mark) / 2
        if mark:
            paint_icon(painter, icon, QRectF(left, rect.center().y() - 8, 16, 16), colour("ink"))
        painter.setFont(face)
        painter.setPen(colour("ink" if chosen else "quiet"))
        painter.drawText(QPointF(left + mark, rect.center().y() + metrics.capHeight() / 2), text)

    def _pick(self, index: int) -> None:
        identity = self._options[index][0]
        if identity != self._chosen:
            self.choose(identity)
            self.chosen.emit(identity)
