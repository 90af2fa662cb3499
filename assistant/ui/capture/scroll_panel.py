"""The panel of a scrolling capture: what was taken so far, what to do now, *Stop*, *Take back the last picture*.

It takes and stores nothing; it stands outside of what is taken, and never asks for the keyboard, which belongs to the
program that is being scrolled.
"""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from assistant.core.ports import Rect
from assistant.language import _, ngettext
from assistant.ui.capture.floating import FloatingWindow
from assistant.ui.capture.own_windows import IS_OVERLAY
from assistant.ui.capture.places import physical
from assistant.ui.capture.scroll_place import Room, place_panel
from assistant.ui.capture.scroll_preview import ScrollPreview
from assistant.ui.theme import STRONG
from assistant.ui.widgets.buttons import PRIMARY, QUIET, Button
from assistant.ui.widgets.text import Text

#: Sizes in the toolkit's pixels: beside what is taken, and flat below it.
TALL, FLAT = (304, 440), (1080, 84)
_FLAT_PREVIEW = 104


class ScrollPanel(FloatingWindow):
    """The panel. Signals: ``stop_asked()``, ``take_back_asked()``, and ``cancel_asked()`` while pictures are joined."""

    stop_asked = Signal()
    take_back_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, *, flat: bool = False) -> None:
        # Translators: title of the small window beside a page that is taken while it is scrolled.
        super().__init__(name="scrollPanel", title=_("Scrolling"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty(IS_OVERLAY, True)
        self._is_joining = False
        self._title = Text(self.windowTitle(), weight=STRONG, max_lines=1, name="scrollTitle")
        self._count = Text("", size=12, colour="quiet", max_lines=1, name="scrollCount")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._preview = ScrollPreview()
        self._words = Text("", max_lines=2 if flat else 5, name="scrollWords")
        self._remark = Text("", size=12, colour="quiet", max_lines=1 if flat else 4, name="scrollRemark")
        self._is_flat = flat
        self._remark.hide()
        # Translators: button of the scrolling capture: the picture that was taken last is not wanted.
        words = _("Take back the last picture")
        self._back = Button(words, name="scrollTakeBack", kind=QUIET, key="Ctrl+Z", icon="undo").bound_to(self)
        self._back.setToolTip(words)
        self._back.setEnabled(False)
        # Translators: button that ends a scrolling capture; what was taken is joined.
        self._stop = Button(_("Stop"), name="scrollStop", kind=PRIMARY, key="Esc")
        self.setFixedSize(*(FLAT if flat else TALL))
        (self._lay_out_flat if flat else self._lay_out_tall)()
        self._back.clicked.connect(self.take_back_asked)
        self._stop.clicked.connect(self._on_stop)
        self._tell_count()

    def add_picture(self, small: QImage, shift: float | None, lead: float = 0.0) -> None:
        """A picture is on the disk; ``shift`` and ``lead`` say where it lies, see ``ScrollPreview.add``."""
        self._preview.add(small, shift, lead)
        self._tell_count()

    def take_back(self) -> None:
        """The last picture was taken back."""
        self._preview.take_back()
        self._tell_count()

    def say(self, words: str, *, attention: bool = False) -> None:
        """What to do now, or what is waited for."""
        if self._words.text() != words:
            self._words.setText(words)
        self._words.set_colour("attention" if attention else "ink")
        self._make_room()

    def remark(self, words: str) -> None:
        """What holds for the whole run, such as that a part of the window is not taken."""
        self._remark.setText(words)
        self._make_room()

    def show_joining(self, done: int, total: int) -> None:
        """The pictures are being joined; *Stop* becomes *Cancel*."""
        if not self._is_joining:
            self._is_joining = True
            self._back.hide()
            # Translators: button that ends the joining of pictures; the pictures are kept.
            self._stop.set_words(_("Cancel"))
        # Translators: while the pictures of a scrolling capture are joined.
        words = _("Joining: {done} of {total}")
        # Translators: while the pictures of a scrolling capture are joined, before it is known how many steps it takes.
        self.say(words.format(done=done, total=total) if total else _("Joining"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc stops; it closes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_stop()
        else:
            super().keyPressEvent(event)

    def _on_stop(self) -> None:
        (self.cancel_asked if self._is_joining else self.stop_asked).emit()

    def _tell_count(self) -> None:
        count = self._preview.count()
        # Translators: how many pictures a scrolling capture has so far.
        self._count.setText(ngettext("{count} picture", "{count} pictures", count).format(count=count))
        self._back.setEnabled(count > 0)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(self._count)
        return row

    def _lay_out_tall(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        heading = self._heading()
        heading.setContentsMargins(14, 0, 0, 0)
        column.addLayout(heading)
        column.addWidget(self._preview, 1)
        for widget in (self._words, self._remark, self._back, self._stop):
            column.addWidget(widget)

    def _lay_out_flat(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 8, 16, 8)
        row.setSpacing(16)
        self._preview.setFixedWidth(_FLAT_PREVIEW)
        row.addWidget(self._preview)
        row.addWidget(_column(self._heading(), self._words, self._remark), 1)
        row.addWidget(self._back)
        row.addWidget(self._stop)

    def _make_room(self) -> None:
        """In the flat form two lines of words leave no room for the remark."""
        two_lines = self._words.heightForWidth(self._words.width()) > self._title.height()
        self._remark.setVisible(bool(self._remark.text()) and not (self._is_flat and two_lines))


def _column(heading: QBoxLayout, *widgets: QWidget) -> QWidget:
    around = QWidget()
    around.setObjectName("scrollPanelColumn")
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addLayout(heading)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return around


def open_panel(area: Rect) -> tuple[ScrollPanel, Rect]:
    """Shows a panel where it is not in the picture; gives it and the part of ``area`` that is taken.

    Places are physical pixels of the desktop.
    """
    screens = QGuiApplication.screens()
    found = [Room(physical(screen.availableGeometry(), screen), screen.devicePixelRatio()) for screen in screens]
    place = place_panel(area, TALL, FLAT, found)
    screen = screens[found.index(place.room)]
    panel = ScrollPanel(flat=place.is_flat)
    ratio, origin = place.room.ratio, screen.geometry().topLeft()
    if place.is_flat:
        panel.setFixedWidth(min(FLAT[0], screen.availableGeometry().width()))
    panel.move(
        origin.x() + math.floor((place.panel.x - origin.x()) / ratio),
        origin.y() + math.ceil((place.panel.y - origin.y()) / ratio),
    )
    if place.cut:
        # Translators: in the panel of a scrolling capture, which stands at the bottom of the screen.
        panel.remark(_("What lies behind this panel is not taken. Take the end of the page by itself, too."))
    panel.show()
    panel.raise_()
    return panel, place.area
