"""Language, look, where cases lie, and the key for capturing. A choice works at once; there is nothing to confirm.

It shows what it is given and tells what was chosen; it must never read or write a preference itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from assistant.language import AVAILABLE, _
from assistant.ui import icons, theme
from assistant.ui.widgets.buttons import Button
from assistant.ui.widgets.scroll import SlimScroll
from assistant.ui.widgets.text import SectionLabel, Text, Title


@dataclass(frozen=True, slots=True)
class Choices:
    """``language`` is a code or empty for the system's; ``look`` one of ``theme.CHOICES``; ``cases`` a folder."""

    language: str
    look: str
    cases: str


class PreferencesDialog(QDialog):
    """Choices, each taken into use as it is made. ``parts`` are further rows, such as the key for capturing."""

    language_chosen = Signal(str)
    look_chosen = Signal(str)
    cases_folder_chosen = Signal(str)

    def __init__(self, choices: Choices, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        # Translators: title of the dialog with the program's settings.
        self.setWindowTitle(_("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        # Translators: a choice of language or look: as the computer has it.
        system = _("As the system")
        self._language = _choice("preferencesLanguage", [("", system), *AVAILABLE.items()], choices.language)
        # Translators: a look of the window.
        light = _("Light")
        # Translators: a look of the window.
        dark = _("Dark")
        looks = [(theme.CHOICES[0], system), (theme.CHOICES[1], light), (theme.CHOICES[2], dark)]
        self._look = _choice("preferencesLook", looks, choices.look)
        self._cases = Text(choices.cases, colour="quiet", max_lines=2, name="preferencesCases")
        self._folder = Button(
            # Translators: button that chooses another folder for cases.
            _("Choose a folder"),
            name="preferencesFolder",
            kind="outlined",
            icon="folder",
            key="Alt+O",
        )
        # Translators: button that closes a dialog in which everything is done already.
        self._close = Button(_("Close"), name="preferencesClose", kind="primary", key="Esc")
        self._lay_out(parts)
        self._paint_choices()
        theme.theme().changed.connect(self._paint_choices)
        self._language.activated.connect(lambda: self.language_chosen.emit(str(self._language.currentData())))
        self._look.activated.connect(lambda: self.look_chosen.emit(str(self._look.currentData())))
        self._folder.bound_to(self).clicked.connect(self._on_folder)
        self._close.clicked.connect(self.close)

    def _lay_out(self, parts: Sequence[QWidget]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(8)
        # Translators: heading of the dialog with the program's settings.
        column.addWidget(Title(_("Preferences")))
        column.addSpacing(8)
        # Translators: label of a choice.
        _row(column, _("Language"), self._language)
        # Translators: label of a choice: light or dark.
        _row(column, _("Look"), self._look)
        # Translators: label: the folder in which new cases are made.
        _row(column, _("New cases lie in"), self._cases)
        column.addWidget(self._folder, 0, Qt.AlignmentFlag.AlignLeft)
        for part in parts:
            column.addSpacing(8)
            column.addWidget(part)
        # Translators: in the preferences, about the papers that are made.
        note = _("What goes to the platform is always in English.")
        column.addSpacing(8)
        column.addWidget(Text(note, size=12, colour="quiet", name="preferencesNote"))
        column.addStretch(1)
        scroll = SlimScroll(name="preferencesScroll")
        scroll.set_content(inside)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(24, 8, 24, 24)
        bottom.addStretch(1)
        bottom.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(bottom)
        self._inside = inside
        inside.installEventFilter(self)
        self.resize(480, min(480, self._room()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """What stands there grows, such as by a key that is taken: the dialog grows with it."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """As high as what stands there."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a small screen at 200 % it scrolls; Close is always in sight."""
        layout = self._inside.layout()
        needed = layout.totalHeightForWidth(self.width()) + 72 if layout is not None else 0
        if min(self._room(), needed) > self.height():
            self.resize(self.width(), min(self._room(), needed))

    def _room(self) -> int:
        return self.screen().availableGeometry().height() - 48

    def _paint_choices(self) -> None:
        colours = theme.theme().colours
        style = (
            f"QComboBox {{ background: {colours.field}; color: {colours.ink}; border: 1px solid {colours.outline};"
            " border-radius: 8px; padding: 0 12px; min-height: 38px; }"
            " QComboBox::drop-down { border: 0; width: 28px; }"
            f" QComboBox:focus {{ border: 2px solid {colours.accent}; padding: 0 11px; min-height: 36px; }}"
        )
        for box in (self._language, self._look):
            box.setStyleSheet(style)

    def _on_folder(self) -> None:
        # Translators: title of the dialog that chooses the folder for new cases.
        folder = QFileDialog.getExistingDirectory(self, _("Where new cases lie"), self._cases.text())
        if folder:
            self._cases.setText(folder)
            self.cases_folder_chosen.emit(folder)


class _Choice(QComboBox):
    """A list of which one entry is chosen. With round corners by style sheet Qt draws no arrow of its own."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the window's own arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(self.width() - 32, self.height() / 2 - 10, 20, 20)
        icons.paint_icon(painter, "down", place, theme.colour("quiet"))
        painter.end()


def _choice(name: str, options: list[tuple[str, str]], chosen: str) -> QComboBox:
    box = _Choice()
    box.setObjectName(name)
    for value, word in options:
        box.addItem(word, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _row(column: QVBoxLayout, label: str, widget: QWidget) -> None:
    words = SectionLabel(label)
    words.setBuddy(widget)
    widget.setAccessibleName(f"{label} {widget.text()}" if isinstance(widget, Text) else label)
    column.addWidget(words)
    column.addWidget(widget)
    column.addSpacing(4)
