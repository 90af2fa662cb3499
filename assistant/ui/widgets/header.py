"""The strip on top: back, whose case it is, the four steps, help and more. It steers nothing itself."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from assistant.language import _, pgettext
from assistant.ui.icons import paint_icon
from assistant.ui.theme import MEDIUM, REGULAR, STRONG, colour, font, theme
from assistant.ui.widgets.buttons import IconButton, bind_key, key_words
from assistant.ui.widgets.text import Text


class Header(QWidget):
    """Four steps, of which one is current and some are done; 56 high."""

    back_chosen = Signal()
    step_chosen = Signal(int)  # 0 letter, 1 answers, 2 review, 3 send
    help_chosen = Signal()
    more_chosen = Signal()  # open the menu below ``more``

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(56)
        # Translators: button that leads from a case to the first screen.
        self.back = IconButton("back", name="backButton", says=_("All cases"), key="Alt+Home").bound_to(self)
        # Translators: button that opens the help with all keys.
        self.help = IconButton("help", name="helpButton", says=_("Help and keys"), key="F1").bound_to(self)
        # Translators: button that opens the menu of the window.
        self.more = IconButton("more", name="moreButton", says=_("More"), key="F10").bound_to(self)
        self._title = Text("", weight=STRONG, max_lines=1, name="caseTitle")
        self._subtitle = Text("", colour="quiet", max_lines=1, name="caseSubtitle")
        self._steps = QWidget(self)
        self._steps.setObjectName("steps")
        self.steps = tuple(_Step(index, name) for index, name in enumerate(step_names()))
        self._lay_out()
        self.back.clicked.connect(self.back_chosen)
        self.help.clicked.connect(self.help_chosen)
        self.more.clicked.connect(self.more_chosen)
        theme().changed.connect(self.update)

    def set_case(self, title: str, subtitle: str = "") -> None:
        """Whose case it is: ``Northwind`` and ``Upwork · jdoe``."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def set_steps(self, current: int, done: Collection[int] = (), open_steps: Collection[int] | None = None) -> None:
        """Which step is shown, which have a check, and which can be pressed (all where None)."""
        for index, step in enumerate(self.steps):
            step.show_as(current=index == current, done=index in done)
            step.setEnabled(open_steps is None or index in open_steps or index == current)
        self._place_steps()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keeps the steps in the window's middle while there is room."""
        super().resizeEvent(event)
        self._place_steps()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the line below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("hairline"))
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addSpacing(2)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._subtitle)
        row.addStretch(1)
        row.addWidget(self.help)
        row.addWidget(self.more)
        for text in (self._title, self._subtitle):
            text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        inner = QHBoxLayout(self._steps)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for step in self.steps:
            step.clicked.connect(lambda _checked=False, index=step.index: self.step_chosen.emit(index))
            bind_key(self, step.key, step)
            inner.addWidget(step)

    def _place_steps(self) -> None:
        width = self._steps.sizeHint().width()
        left = max(0, (self.width() - width) // 2)
        room = left - self.back.width() - 18 - 24
        self._subtitle.setVisible(room > 180)
        self._title.setMaximumWidth(max(60, room if room <= 180 else room // 2 + 20))
        self._subtitle.setMaximumWidth(max(60, room // 2))
        self._steps.setGeometry(left, 0, width, self.height())


def step_names() -> tuple[str, str, str, str]:
    """The words of the four steps."""
    return (
        # Translators: first of four steps at the top of the window.
        _("Letter"),
        # Translators: second of four steps at the top of the window.
        _("Answers"),
        # Translators: third of four steps at the top of the window: looking at everything once more.
        pgettext("step", "Review"),
        # Translators: fourth of four steps at the top of the window.
        pgettext("step", "Send"),
    )


class _Step(QAbstractButton):
    """One step: word, check where done, line below where current."""

    def __init__(self, index: int, word: str) -> None:
        super().__init__()
        self.index = index
        self.key = f"Ctrl+{index + 1}"
        self._current = self._done = False
        self.setObjectName(f"step{('Letter', 'Answers', 'Review', 'Send')[index]}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)
        self.setText(word)
        self.setToolTip(f"{word}  {key_words(self.key)}")
        self._tell()

    def show_as(self, *, current: bool, done: bool) -> None:
        self._current, self._done = current, done and not current
        self._tell()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        word = QFontMetricsF(font(14, MEDIUM)).horizontalAdvance(self.text())
        return QSize(round(word + 32 + (21 if self._done else 0)), 56)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour("ink" if self._current or (self.underMouse() and self.isEnabled()) else "quiet")
        face = font(14, MEDIUM if self._current else REGULAR)
        metrics = QFontMetricsF(face)
        middle = self.height() / 2 - 0.5
        left = 16.0
        if self._done:
            paint_icon(painter, "check", QRectF(left - 2, middle - 8, 16, 16), ink)
            left += 21
        painter.setFont(face)
        painter.setPen(ink)
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), self.text())
        if self._current:
            width = metrics.horizontalAdvance(self.text())
            painter.fillRect(QRectF(left, self.height() - 2, width, 2), colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 11, -3, -11), 8, 8)
        painter.end()

    def _tell(self) -> None:
        if self._current:
            # Translators: read aloud for a step at the top; {step} is its name.
            said = _("{step}, this step")
        elif self._done:
            # Translators: read aloud for a step at the top; {step} is its name.
            said = _("{step}, done")
        else:
            said = "{step}"
        self.setAccessibleName(said.format(step=self.text()))
        self.updateGeometry()
        self.update()
