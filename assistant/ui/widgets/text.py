"""Words in the type scale: plain text always, with the scale's line height, cut after a number of lines if asked.

Qt's own label can't set a line height without rich text, and rich text would let a letter bring markup along.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from assistant.ui.theme import LINES, MEDIUM, REGULAR, STRONG, colour, font, theme

_WIDE = 100_000.0
#: More than this nobody reads in a label, and laying out megabytes would hold up the window.
_LONGEST = 6_000


class Text(QLabel):
    """Plain text, wrapped to its width.

    ``max_lines`` > 0 cuts with an ellipsis and gives the whole as tool tip; 1 keeps one line and lets it shrink.
    ``colour`` is a name of ``theme.Colours``.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 14,
        weight: int = REGULAR,
        colour: str = "ink",
        serif: bool = False,
        max_lines: int = 0,
        name: str = "",
    ) -> None:
        super().__init__()
        self._size, self._colour, self._serif = size, colour, serif
        self._max_lines = max_lines
        self._wrap = wrap = max_lines != 1
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, weight, serif=serif))
        self.setObjectName(name)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Shows another text; an endless one is cut."""
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        super().setText(text)
        self.setAccessibleName(text)
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def set_colour(self, name: str) -> None:
        """Another colour of the theme."""
        self._colour = name
        self.update()

    def set_weight(self, weight: int) -> None:
        """Another weight: 400, 500 or 600."""
        self.setFont(font(self._size, weight, serif=self._serif))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Wrapped text needs the more lines the narrower it is."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """The height of the wrapped text at this width."""
        return max(1, len(self._lines(width)[0])) * LINES[self._size] if self.text() else LINES[self._size]

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One line if it fits into 560 px, else wrapped to that."""
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0.0)
        width = int(widest) + 2
        if not self._wrap:
            return QSize(width, LINES[self._size])
        width = min(width, 560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Narrow enough never to widen a window."""
        return QSize(24, LINES[self._size])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the lines on the scale's grid."""
        painter = QPainter(self)
        painter.setPen(colour(self._colour))
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        line_height = LINES[self._size]
        lines, _cut = self._lines(self.width())
        centred = self.alignment() & Qt.AlignmentFlag.AlignVCenter
        top = (self.height() - line_height * len(lines)) / 2 if centred else 0.0
        first = top + (line_height - metrics.height()) / 2 + metrics.ascent()
        for number, line in enumerate(lines):
            left = 0.0
            if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
                left = (self.width() - metrics.horizontalAdvance(line)) / 2
            elif self.alignment() & Qt.AlignmentFlag.AlignRight:
                left = self.width() - metrics.horizontalAdvance(line)
            painter.drawText(QPointF(left, first + number * line_height), line)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Gives the whole as tool tip where it no longer fits."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        cut = self._max_lines > 0 and self._lines(self.width())[1]
        self.setToolTip(_plain_tip(self.text()) if cut else "")

    def _lines(self, width: int) -> tuple[list[str], bool]:
        lines: list[str] = []
        metrics = QFontMetricsF(self.font())
        limit = self._max_lines
        for paragraph in self.text().split("\n"):
            for line in self._broken(paragraph, width) if self._wrap else [paragraph]:
                if limit and len(lines) == limit:
                    break
                lines.append(line)
        shortened = len("".join("".join(lines).split())) < len("".join(self.text().split()))
        too_wide = not self._wrap and metrics.horizontalAdvance(lines[0]) > width
        if limit and (shortened or too_wide):
            rest = lines[-1] + ("…" if shortened else "")
            lines[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, float(max(1, width)))
            return lines, True
        return lines, False

    def _broken(self, paragraph: str, width: int) -> list[str]:
        if not paragraph:
            return [""]
        layout = QTextLayout(paragraph, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        encoded = paragraph.encode("utf-16-le", "surrogatepass")
        lines = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(float(max(24, width)) if width > 0 else _WIDE)
            start = line.textStart() * 2
            lines.append(encoded[start : start + line.textLength() * 2].decode("utf-16-le", "replace").rstrip())
            if self._max_lines and len(lines) > self._max_lines:
                break
        layout.endLayout()
        return lines


def _plain_tip(text: str) -> str:
    """A tool tip that Qt can't take for markup."""
    escaped = text[:600].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space: pre-wrap'>{escaped}</p>"


class SectionLabel(Text):
    """The small quiet word above a part."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        super().__init__(text, size=12, weight=MEDIUM, colour="quiet", max_lines=1, name=name)


class Title(Text):
    """The large word of a screen."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        super().__init__(text, size=24, weight=STRONG, name=name)
