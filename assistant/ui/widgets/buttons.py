"""Buttons of three weights, with the key that does the same shown after the word.

One primary button a screen. A key is shown wherever it works, so nobody has to learn it elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assistant.ui.icons import paint_icon
from assistant.ui.theme import MEDIUM, REGULAR, colour, font, theme

PRIMARY, OUTLINED, QUIET = "primary", "outlined", "quiet"
RADIUS = 8.0
_MAY_BE_HELD = ("PgUp", "PgDown", "Alt+Left", "Alt+Right")


def key_words(key: str) -> str:
    """A key as people of this system read it: ``Ctrl+R``, or ``⌘R`` on macOS."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter") or key


def bind_key(owner: QWidget, key: str, button: QAbstractButton) -> QShortcut:
    """Makes ``key`` press ``button`` while ``owner`` or anything in it has the focus, or it is in the active window.

    The shortcut belongs to the window where ``owner`` is shown; a hidden owner's shortcut does nothing.
    """
    shortcut = QShortcut(QKeySequence(key), owner)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    # A key that is held down must not run through attachments that nobody has looked at; pages may be turned so.
    shortcut.setAutoRepeat(key in _MAY_BE_HELD)
    shortcut.activated.connect(button.click)
    shortcut.setObjectName(f"{button.objectName()}Key")
    return shortcut


class _PaintedButton(QAbstractButton):
    """What all painted buttons share: hover, focus ring, repaint with the theme."""

    def __init__(self, *, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Repaints as hovered."""
        super().enterEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """An unavailable button has no hand."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            shape = Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def _ring(self, painter: QPainter, rect: QRectF, radius: float = RADIUS) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter presses the focused button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


class Button(_PaintedButton):
    """A button with a word, an icon before it and its key after it.

    ``key`` is only shown; ``bind_key`` (or ``bound_to``) makes it work. Primary and outlined are 40 high, quiet 32.
    ``key_says`` are its words in the overview of keys, where those on it change.
    """

    key_says = ""

    def __init__(
        self, text: str, *, name: str, kind: str = OUTLINED, key: str = "", icon: str = "", says: str = ""
    ) -> None:
        super().__init__(name=name, says=says or text)
        self._kind, self._icon, self.key = kind, icon, key
        self._tone = "ink"
        self._left = False
        self._before, self._after_icon = (6 if kind == QUIET else 16), 8
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def bound_to(self, owner: QWidget) -> Button:
        """Makes the shown key work in ``owner``'s window while it is visible; gives the button back."""
        if self.key:
            bind_key(owner, self.key, self)
        return self

    def set_words(self, text: str, says: str = "") -> None:
        """Another word."""
        self.setText(text)
        self.setAccessibleName(says or text)
        self.updateGeometry()
        self.update()

    def set_plain(self, *, left: bool = True) -> Button:
        """For quiet buttons in a list: ink instead of accent, regular weight, word at the left edge."""
        self._tone, self._left = "quiet", left
        self.update()
        return self

    def set_padding(self, before: int, after_icon: int = 8) -> None:
        """For a quiet button in a list: how far icon and word stand in."""
        self._before, self._after_icon = before, after_icon
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Another icon before the word."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Icon, word, key and padding."""
        return QSize(round(self._width(with_key=True)), 32 if self._kind == QUIET else 40)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The key goes first where there is no room, then the end of a quiet button's word."""
        width = self._width(with_key=False)
        return QSize(round(width if self._kind == PRIMARY else min(width, 96)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the button."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ink, key_ink = self._ground(painter, rect)
        self._words(painter, rect, ink, key_ink)
        painter.end()

    def _ground(self, painter: QPainter, rect: QRectF) -> tuple[QColor, QColor]:
        hovered, enabled = self.underMouse() and self.isEnabled(), self.isEnabled()
        if self._kind == PRIMARY and enabled:
            fill = colour("accent")
            if hovered or self.isDown():
                fill = fill.lighter(94 if self.isDown() else 112) if theme().is_dark else fill.darker(118)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour("on_accent"), 1.5))
                painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)
            key_ink = colour("on_accent")
            key_ink.setAlphaF(0.86)
            return colour("on_accent"), key_ink
        if self._kind != QUIET:
            painter.setPen(QPen(colour("outline" if enabled else "hairline"), 1))
            painter.setBrush(colour("chosen" if hovered else "field" if enabled else "ground"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            self._ring(painter, rect)
            return colour("ink" if enabled else "quiet"), colour("quiet")
        if hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("chosen"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        self._ring(painter, rect)
        tone = "quiet" if not enabled else "accent" if self._tone == "ink" else self._tone
        return colour(tone), colour("quiet")

    def _words(self, painter: QPainter, rect: QRectF, ink: QColor, key_ink: QColor) -> None:
        with_key = bool(self.key) and self._width(with_key=True) <= rect.width() + 1
        width = min(self._width(with_key=with_key), rect.width())
        pad = self._pad()
        left = rect.left() + pad if self._left else rect.center().x() - width / 2 + pad
        middle = rect.center().y()
        if self._icon:
            paint_icon(painter, self._icon, QRectF(round(left), round(middle - 10), 20, 20), ink)
            left += 20 + self._after_icon
        face = font(14, self._weight())
        painter.setFont(face)
        painter.setPen(ink)
        metrics = QFontMetricsF(face)
        room = rect.right() - self._end() - left + 1 - (self._key_width() if with_key else 0)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), text)
        if with_key:
            left += metrics.horizontalAdvance(self.text()) + 12
            small = font(12)
            painter.setFont(small)
            painter.setPen(key_ink)
            painter.drawText(QPointF(left, middle + QFontMetricsF(small).capHeight() / 2), key_words(self.key))

    def _pad(self) -> float:
        return float(self._before)

    def _end(self) -> float:
        return 6.0 if self._kind == QUIET else 16.0

    def _weight(self) -> int:
        return REGULAR if self._tone == "quiet" else MEDIUM

    def _key_width(self) -> float:
        return 12 + QFontMetricsF(font(12)).horizontalAdvance(key_words(self.key)) if self.key else 0.0

    def _width(self, *, with_key: bool) -> float:
        word = QFontMetricsF(font(14, self._weight())).horizontalAdvance(self.text())
        key = self._key_width() if with_key else 0.0
        return self._pad() + self._end() + (20 + self._after_icon if self._icon else 0) + word + key + 1


class IconButton(_PaintedButton):
    """A button of 32 px with an icon alone; the word is its accessible name and, with the key, its tool tip."""

    def __init__(self, icon: str, *, name: str, says: str, key: str = "", tone: str = "quiet") -> None:
        super().__init__(name=name, says=says)
        self._icon, self.key, self._tone = icon, key, tone
        self.setFixedSize(32, 32)
        self.setToolTip(f"{says}  {key_words(key)}" if key else says)

    def bound_to(self, owner: QWidget) -> IconButton:
        """Makes the shown key work in ``owner``'s window while it is visible; gives the button back."""
        if self.key:
            bind_key(owner, self.key, self)
        return self

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws icon, hover and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("chosen"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        self._ring(painter, rect)
        tint = colour(self._tone)
        if not self.isEnabled():
            tint.setAlphaF(0.45)
        middle = rect.center()
        paint_icon(painter, self._icon, QRectF(middle.x() - 10, middle.y() - 10, 20, 20), tint)
        painter.end()


class KeyCap(QWidget):
    """Keys drawn as caps, such as ``Ctrl`` ``V``: for a key that stands alone."""

    def __init__(self, key: str, *, name: str = "keyCap", apart: bool = False) -> None:
        super().__init__()
        words = key_words(key)
        self._caps = [part for part in words.split("+") if part] if apart else [words]
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFixedSize(self.sizeHint())
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As wide as its caps, 20 high."""
        metrics = QFontMetricsF(font(12))
        widths = [metrics.horizontalAdvance(cap) + 12 for cap in self._caps]
        return QSize(round(sum(widths) + 4 * (len(widths) - 1)) + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the caps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(12)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        left = 0.0
        for cap in self._caps:
            width = metrics.horizontalAdvance(cap) + 12
            painter.setPen(QPen(colour("outline"), 1))
            painter.drawRoundedRect(QRectF(left + 0.5, 0.5, width - 1, 19), 3, 3)
            painter.setPen(colour("quiet"))
            painter.drawText(QPointF(left + 6, 10 + metrics.capHeight() / 2), cap)
            left += width + 4
        painter.end()
