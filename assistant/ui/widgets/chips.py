"""Chips: the parts that must be seen for a question, met or missing; and the layout that wraps them."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QWidget

from assistant.core import items as parts
from assistant.core.coverage import ItemState, further_ask
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.theme import colour, font, theme
from assistant.ui.widgets.marks import paint_state


def part_word(item: RequestedItem, part: str) -> str:
    """The word for a part that must be seen."""
    match part:
        case parts.ANSWER:
            # Translators: chip: a part that the platform wants, here a written answer. Lower case.
            return _("answer")
        case parts.SCREENSHOT:
            # Translators: chip: a part that the platform wants. Lower case.
            return _("screenshot")
        case parts.DATES:
            # Translators: chip: a part that the platform wants: dates can be seen. Lower case.
            return _("dates visible")
        case parts.SCOPE:
            # Translators: chip: a part that the platform wants: what work was agreed. Lower case.
            return _("what work")
        case parts.RATE:
            # Translators: chip: a part that the platform wants: the price or rate agreed. Lower case.
            return _("for how much")
        case parts.DOCUMENT:
            # Translators: chip: a part that the platform wants. Lower case.
            return _("document")
        case _:
            return further_ask(item, part)


class Chip(QAbstractButton):
    """A word in a pill. ``met`` True: tint and check; False: outline and ring; None: outline alone.

    A chip is shown, not pressed, unless ``pressable``; then ``clicked`` tells and ``setChecked`` follows ``met``.
    """

    def __init__(
        self, text: str, *, name: str, met: bool | None = None, small: bool = False, pressable: bool = False
    ) -> None:
        super().__init__()
        self._met, self._small = met, small
        self.setObjectName(name)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setCheckable(pressable)
        if pressable:
            self.setChecked(bool(met))
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.toggled.connect(self._on_toggled)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self._name()

    def met(self) -> bool | None:
        """Whether the part is met; None where that is not said."""
        return self._met

    def set_met(self, met: bool | None) -> None:
        """Shows another state."""
        self._met = met
        if self.isCheckable():
            self.setChecked(bool(met))
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """28 high with 14 px text, 24 with 12 px where small; at most 320 wide."""
        metrics = QFontMetricsF(self._font())
        padding = 20 if self._small else 24
        mark = (18 if self._small else 16) if self._met is not None else 0
        width = round(metrics.horizontalAdvance(self.text()) + padding + mark)
        return QSize(min(width, 320), 24 if self._small else 28)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Long words are cut."""
        return QSize(min(self.sizeHint().width(), 80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws pill, mark and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        if self._met:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("strong_tint" if self.underMouse() and self.isCheckable() else "tint"))
            painter.drawRoundedRect(rect, radius, radius)
        else:
            painter.setPen(QPen(colour("outline"), 1))
            painter.setBrush(colour("paper"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        left = 10.0 if self._small else 12.0
        if self._met is not None:
            state = ItemState.READY if self._met else ItemState.EMPTY
            paint_state(painter, QRectF(6, rect.center().y() - 8, 16, 16), state, attention=not self._met)
            left = 28.0
        self._word(painter, left)
        painter.end()

    def _word(self, painter: QPainter, left: float) -> None:
        face = self._font()
        metrics = QFontMetricsF(face)
        painter.setFont(face)
        painter.setPen(colour("quiet" if self._small and not self._met else "ink"))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - left - 6)
        painter.drawText(QPointF(left, self.height() / 2 + metrics.capHeight() / 2), text)

    def _font(self) -> QFont:
        return font(12 if self._small else 14)

    def _on_toggled(self, checked: bool) -> None:
        self._met = checked
        self._name()
        self.updateGeometry()

    def _name(self) -> None:
        if self._met is None:
            self.setAccessibleName(self.text())
        elif self._met:
            # Translators: read aloud for a chip: the part {part} is there.
            self.setAccessibleName(_("{part}: shown").format(part=self.text()))
        else:
            # Translators: read aloud for a chip: the part {part} is missing.
            self.setAccessibleName(_("{part}: missing").format(part=self.text()))


class FlowLayout(QLayout):
    """Children side by side, wrapped to as many rows as needed."""

    def __init__(self, *, gap: int = 6, row_gap: int = 6) -> None:
        super().__init__()
        self._gap, self._row_gap = gap, row_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  Qt's name
        """Adds at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many children there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """The child at ``index``."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """Takes the child at ``index`` out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  Qt's name
        """Takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """The narrower, the more rows."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """The height of all rows at this width."""
        return self._place(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  Qt's name
        """Places the children."""
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One row."""
        widths = [item.sizeHint().width() for item in self._items]
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(sum(widths) + self._gap * max(0, len(widths) - 1), height)

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        """The widest child alone."""
        width = max((item.minimumSize().width() for item in self._items), default=0)
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(width, height)

    def _place(self, rect: QRect, *, apply: bool) -> int:
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if isinstance(widget, QWidget) and widget.isHidden():
                continue
            size = item.sizeHint()
            width = min(size.width(), max(rect.width(), 1))
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, row = rect.x(), y + row + self._row_gap, 0
            if apply:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            row = max(row, size.height())
        return y + row - rect.y()


def clear(layout: QLayout) -> None:
    """Removes and deletes all widgets of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
