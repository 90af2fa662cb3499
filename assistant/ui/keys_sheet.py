"""All keys on one sheet. They are read from the window's own buttons, so that the sheet can't promise another key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.widgets.buttons import KeyCap
from assistant.ui.widgets.text import SectionLabel, Text, Title

#: A heading and, below it, pairs of what a key does and the key.
Section = tuple[str, Sequence[tuple[str, str]]]


class KeysSheet(QDialog):
    """A heading for each screen, a line for each key."""

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysSheet")
        # Translators: title of the overview of all keys.
        self.setWindowTitle(_("Help and keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry()
        self.resize(min(560, room.width() - 48), min(620, room.height() - 48))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(24, 16, 24, 24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        # Translators: heading of the overview of all keys.
        grid.addWidget(Title(_("Keys")), 0, 0)
        row = 1
        for heading, lines in sections:
            if not lines:
                continue
            grid.setRowMinimumHeight(row, 12)
            grid.addWidget(SectionLabel(heading), row + 1, 0)
            row += 2
            for does, key in lines:
                grid.addWidget(Text(does, name="keysDoes"), row, 0)
                grid.addWidget(KeyCap(key, apart=True), row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
        grid.setRowStretch(row, 1)
        scroll = QScrollArea()
        scroll.setObjectName("keysScroll")
        scroll.setAccessibleName(self.windowTitle())
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)


def keys_in(widget: QWidget) -> tuple[tuple[str, str], ...]:
    """What each key of a screen does: (words, key), buttons first, then what the screen says in ``further_keys``.

    A part that ``comes_and_goes`` is passed over: what its keys do is said once for all such parts.
    """
    found: dict[tuple[str, str], None] = {}
    for button in widget.findChildren(QWidget):
        key = getattr(button, "key", "")
        words = getattr(button, "key_says", "") or (button.text() if isinstance(button, QAbstractButton) else "")
        if isinstance(key, str) and key and (words or button.accessibleName()) and not _is_passing(button, widget):
            found.setdefault((words or button.accessibleName(), key))
    further = getattr(widget, "further_keys", None)
    if callable(further):
        found.update(dict.fromkeys(further()))
    return tuple(found)


def _is_passing(widget: QWidget, screen: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None and parent is not screen:
        if getattr(parent, "comes_and_goes", False):
            return True
        parent = parent.parentWidget()
    return False
