"""Light and dark, the type scale and the fonts: the one place that knows a colour or a size.

It follows the system and tells every widget when that changes. It must never know a pane.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from assistant.assets import asset
from assistant.imaging.qt import SANS, SERIF, load_fonts

#: Size in px → line height in px: the whole scale.
LINES = {12: 16, 14: 20, 18: 28, 24: 32}
REGULAR, MEDIUM, STRONG = 400, 500, 600
CHOICES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one appearance, as ``#RRGGBB``."""

    ground: str
    paper: str
    field: str
    ink: str
    quiet: str
    hairline: str
    outline: str
    accent: str
    on_accent: str
    tint: str
    strong_tint: str
    attention: str
    attention_tint: str
    chosen: str
    damaged: str


LIGHT = Colours(
    ground="#F3F1EB",
    paper="#FBFAF7",
    field="#FFFFFF",
    ink="#1F2428",
    quiet="#5B636B",
    hairline="#DFDBD1",
    outline="#CBC6BA",
    accent="#1F6470",
    on_accent="#FFFFFF",
    tint="#E2ECEB",
    strong_tint="#CFE0DF",
    attention="#8A5A00",
    attention_tint="#F6ECD8",
    chosen="#E8E5DC",
    damaged="#A12A24",
)
DARK = Colours(
    ground="#101316",
    paper="#16191C",
    field="#1C2024",
    ink="#E8E6E1",
    quiet="#9AA3AB",
    hairline="#2A2F34",
    outline="#3A4147",
    accent="#7CC0C4",
    on_accent="#0E1B1D",
    tint="#1B2D30",
    strong_tint="#27474B",
    attention="#E0B25A",
    attention_tint="#2E2718",
    chosen="#1E2327",
    damaged="#F0938C",
)


class Theme(QObject):
    """The appearance in use. ``changed`` tells that every colour may be another now."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        self._dark = False
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return DARK if self._dark else LIGHT

    @property
    def is_dark(self) -> bool:
        """Whether the dark appearance is in use."""
        return self._dark

    @property
    def choice(self) -> str:
        """What the person chose: one of ``CHOICES``."""
        return self._choice

    def use(self, choice: str) -> None:
        """Takes ``system``, ``light`` or ``dark`` into use at once; anything else means ``system``."""
        self._choice = choice if choice in CHOICES else "system"
        self._apply()

    def colour(self, name: str) -> QColor:
        """The colour with this name of ``Colours``."""
        return QColor(getattr(self.colours, name))

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        system_dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self._dark = system_dark if self._choice == "system" else self._choice == "dark"
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()


_installed: dict[int, Theme] = {}


def install(app: QApplication, choice: str = "system") -> Theme:
    """Loads the fonts, sets style, palette and style sheet, and gives the theme; safe to call again."""
    known = _installed.get(id(app))
    if known is None:
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font())
        _installed.clear()
        known = _installed[id(app)] = Theme(app)
    known.use(choice)
    return known


def theme() -> Theme:
    """The theme of the running application; installs it where nobody has yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the theme needs a QApplication")
    return _installed.get(id(app)) or install(app)


def colour(name: str) -> QColor:
    """The colour with this name in the appearance in use."""
    return theme().colour(name)


def font(size: int = 14, weight: int = REGULAR, *, serif: bool = False) -> QFont:
    """A font of the scale: ``size`` in px (12, 14, 18, 24), ``weight`` 400, 500 or 600.

    The shipped fonts are variable; weight and optical size (in pt) are set on their axes, since Qt sees one style only.
    Scripts that they lack fall back to the system's fonts.
    """
    result = QFont(SERIF if serif else SANS)
    result.setPixelSize(size)
    result.setVariableAxis(QFont.Tag("wght"), float(weight))
    result.setVariableAxis(QFont.Tag("opsz"), size * 0.75)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setStyleHint(QFont.StyleHint.Serif if serif else QFont.StyleHint.SansSerif)
    return result


def palette(colours: Colours) -> QPalette:
    """Qt's palette in these colours."""
    result = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, colours.ground),
        (role.WindowText, colours.ink),
        (role.Base, colours.field),
        (role.AlternateBase, colours.paper),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.quiet),
        (role.Button, colours.field),
        (role.ButtonText, colours.ink),
        (role.ToolTipBase, colours.paper),
        (role.ToolTipText, colours.ink),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.Accent, colours.accent),
    ):
        result.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.quiet))
    return result


def style_sheet(colours: Colours) -> str:
    """The one style sheet, with the colours filled in."""
    template = string.Template(asset("styles", "window.qss").read_text(encoding="utf-8"))
    return template.substitute({field.name: getattr(colours, field.name) for field in fields(colours)})
