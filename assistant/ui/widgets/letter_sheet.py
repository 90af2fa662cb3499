"""The paper that the letter lies on, scrolled; the strip and the drawer that hold it in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.icons import paint_icon
from assistant.ui.theme import colour, font, theme
from assistant.ui.widgets.buttons import key_words
from assistant.ui.widgets.letter import LetterView
from assistant.ui.widgets.scroll import SlimScroll
from assistant.ui.widgets.surfaces import paint_paper
from assistant.ui.widgets.text import Text


class LetterSheet(SlimScroll):
    """A sheet of paper with the letter, scrolled as a whole. ``margins`` lie around the sheet."""

    moved = Signal()  # scrolled, resized, or laid out anew

    def __init__(self, view: LetterView, *, name: str, margins: tuple[int, int, int, int], shadow: bool) -> None:
        super().__init__(name=name, inset=margins[2] + 3)
        self.view = view
        self._wanted: int | None = None
        self._ground = _Ground(view, margins, shadow=shadow)
        self.set_content(self._ground)
        self.setFocusProxy(view)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        view.geometry_changed.connect(self.moved)
        self.verticalScrollBar().rangeChanged.connect(lambda: QTimer.singleShot(0, self._show_wanted))
        view.cursorPositionChanged.connect(self._follow_caret)

    def show_mark(self, key: int) -> None:
        """Scrolls so that a mark with a bar can be seen; as soon as the letter is laid out, where it isn't yet."""
        self._wanted = key
        QTimer.singleShot(0, self._show_wanted)

    def _show_wanted(self) -> None:
        rect = self.view.bar_rect(self._wanted) if self._wanted is not None and self.isVisible() else QRect()
        if rect.isEmpty():
            return
        top = self.view.mapTo(self._ground, rect.topLeft()).y()
        if top + rect.height() > self._ground.height():
            return  # not laid out as high yet: the range's change comes back here
        bar = self.verticalScrollBar()
        if not bar.value() + 24 <= top or top + rect.height() > bar.value() + self.viewport().height() - 24:
            bar.setValue(max(0, top - self.viewport().height() // 3))
        self._wanted = None

    def bar_on(self, key: int, other: QWidget) -> QRect:
        """The part of a mark's bar that can be seen, in the coordinates of ``other``; empty where none can."""
        rect = self.view.bar_rect(key)
        if rect.isEmpty():
            return QRect()
        on_port = QRect(self.view.mapTo(self.viewport(), rect.topLeft()), rect.size())
        seen = on_port.intersected(self.viewport().rect())
        if seen.height() < 4:
            return QRect()
        return QRect(self.viewport().mapTo(other, seen.topLeft()), seen.size())

    def sheet_right(self, other: QWidget) -> int:
        """The right edge of the sheet, in the coordinates of ``other``."""
        return self.view.mapTo(other, self.view.rect().topRight()).x() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Tells that bars stand elsewhere."""
        super().resizeEvent(event)
        self.moved.emit()
        QTimer.singleShot(0, self._show_wanted)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Scrolls to the mark that was wanted meanwhile."""
        super().showEvent(event)
        QTimer.singleShot(0, self._show_wanted)

    def _follow_caret(self) -> None:
        if self.view.hasFocus():
            place = self.view.mapTo(self._ground, self.view.cursorRect().center())
            self.ensureVisible(place.x(), place.y(), 0, 40)


class _Ground(QWidget):
    """What the sheet lies on; draws its shadow."""

    def __init__(self, view: LetterView, margins: tuple[int, int, int, int], *, shadow: bool) -> None:
        super().__init__()
        self._view, self._shadow = view, shadow
        self.setObjectName("letterGround")
        column = QVBoxLayout(self)
        column.setContentsMargins(*margins)
        column.setSpacing(0)
        column.addWidget(view)
        # Translators: below the beginning of a letter that is far too long to be shown as a whole.
        words = _("Only the beginning is shown here. All of the letter was read, and all of it is kept.")
        self._cut = Text(words, colour="quiet", name="letterCut")
        self._cut.hide()
        below = QHBoxLayout()
        below.setContentsMargins(32, 0, 32, 0)
        below.addWidget(self._cut)
        column.addLayout(below)
        view.geometry_changed.connect(lambda: self._cut.setVisible(view.is_cut))
        column.addStretch(1)
        self._bottom = margins[3]
        view.installEventFilter(self)
        theme().changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Draws anew when the sheet's size or focus changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the sheet; a short letter's sheet reaches down to the margin."""
        painter = QPainter(self)
        sheet = QRectF(self._view.geometry())
        sheet.setBottom(max(sheet.bottom(), self.height() - self._bottom))
        paint_paper(painter, sheet, shadow=self._shadow)
        if self._view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(sheet.adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


class Strip(QAbstractButton):
    """The letter's place in a narrow window: 48 wide, the word written downwards, and the key that opens it."""

    def __init__(self, text: str, *, name: str, key: str) -> None:
        super().__init__()
        self.key = key
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(f"{text}  {key_words(key)}")
        self.setFixedWidth(48)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """48 wide."""
        return QSize(48, 160)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws icon, word and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("chosen" if self.underMouse() else "ground"))
        painter.fillRect(0, 0, 1, self.height(), colour("hairline"))
        tint = colour("ink" if self.underMouse() else "quiet")
        paint_icon(painter, "letter", QRectF(15, 18, 20, 20), tint)
        face = font(14)
        metrics = QFontMetricsF(face)
        length = metrics.horizontalAdvance(self.text())
        painter.setFont(face)
        painter.setPen(tint)
        painter.save()
        painter.translate(25, 52)
        painter.rotate(90)
        painter.drawText(0, round(metrics.capHeight() / 2), self.text())
        painter.restore()
        small = font(12)
        words = key_words(self.key)
        width = QFontMetricsF(small).horizontalAdvance(words) + 12
        cap = QRectF(25 - width / 2, 52 + length + 12, width, 20)
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(small)
        painter.setPen(colour("quiet"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(2, 2, -2, -2))
        painter.end()
