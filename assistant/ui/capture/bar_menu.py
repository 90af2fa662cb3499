"""The menu behind the bar's ``⋯``: further ways of taking a picture, only those that work here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from assistant.core.ports import Screen
from assistant.language import _
from assistant.ui.icons import icon


class MoreMenu(QMenu):
    """It deletes itself when it closes; each line has its signal."""

    window_list_asked = Signal()
    region_asked = Signal()
    screen_asked = Signal(int)
    all_screens_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget, screens: Sequence[Screen]) -> None:
        super().__init__(parent)
        self.setObjectName("captureBarMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Translators: menu: choose one of the open windows by its title.
        self.addAction(icon("window"), _("Window from a list…"), self.window_list_asked.emit)
        # Translators: menu: draw a part of the screen.
        self.addAction(icon("region"), _("Region"), self.region_asked.emit)
        for screen in screens:
            if len(screens) == 1:
                # Translators: menu: take the whole screen.
                words = _("Screen")
            else:
                # Translators: menu: take one of several screens.
                words = _("Screen {number} · {width} × {height}").format(
                    number=screen.number, width=screen.area.width, height=screen.area.height
                )
            self.addAction(icon("screen"), words, lambda number=screen.number: self.screen_asked.emit(number))
        if len(screens) > 1:
            # Translators: menu: take all screens as one picture.
            self.addAction(icon("screen"), _("All screens"), self.all_screens_asked.emit)
        self.addSeparator()
        # Translators: menu: close the capture bar.
        self.addAction(icon("close"), _("Close the bar"), self.close_asked.emit).setShortcut("Esc")
        for action in self.actions():
            action.setObjectName("captureBarAction")
