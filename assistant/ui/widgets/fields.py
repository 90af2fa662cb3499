"""Fields to write in: one line, and the growing answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QTextEdit

from assistant.ui.theme import LINES, font, theme
from assistant.ui.widgets.buttons import IconButton
from assistant.ui.widgets.choice import TwoChoice
from assistant.ui.widgets.surfaces import paint_field

__all__ = ["AnswerEditor", "TextField", "TwoChoice"]
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
        self.moveCursor(QTextCursor.MoveOperation.End)  # whoever comes back to it goes on writing
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

    def take_back_told(self, known: str) -> None:
        """What was told did not arrive; ``known`` did. The rest is told again on the next key, or on leaving."""
        self._told = known

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
