"""Attachments as tiles: pictures in a row, thousands of them without a pause.

Only tiles that are seen ask for a thumbnail, once each; pictures come from elsewhere and a bounded number is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from assistant.core.exhibits import Exhibit
from assistant.language import _
from assistant.ui.theme import theme
from assistant.ui.widgets.tile_paint import GAP, PICTURE_HEIGHT, PICTURE_WIDTH, ROW, TILE_WIDTH, TileDelegate, tile_says

_KEPT_PICTURES = 400
_Index = QModelIndex | QPersistentModelIndex
ROLE = int(Qt.ItemDataRole.UserRole)


class AttachmentsModel(QAbstractListModel):
    """The exhibits of one question, and after the last the place to drop a file (role data None)."""

    thumbnail_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._exhibits: tuple[Exhibit, ...] = ()
        self._rows: dict[str, int] = {}
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    def set_exhibits(self, exhibits: Sequence[Exhibit]) -> None:
        """Shows these; where only the end grew, tiles before it stay as they are."""
        exhibits = tuple(exhibits)
        old = self._exhibits
        if exhibits == old:
            return
        ids = [exhibit.id for exhibit in exhibits]
        if len(exhibits) >= len(old) and ids[: len(old)] == list(self._rows):
            if len(exhibits) > len(old):
                self.beginInsertRows(QModelIndex(), len(old), len(exhibits) - 1)
            self._take(exhibits)
            if len(exhibits) > len(old):
                self.endInsertRows()
            self.dataChanged.emit(self.index(0), self.index(len(exhibits)))
        else:
            self.beginResetModel()
            self._take(exhibits)
            self.endResetModel()

    def set_thumbnail(self, exhibit_id: str, image: QImage) -> None:
        """The picture of one exhibit; the longest unseen are let go and asked for again."""
        self._pictures[exhibit_id] = image
        self._pictures.move_to_end(exhibit_id)
        while len(self._pictures) > _KEPT_PICTURES:
            self._asked.discard(self._pictures.popitem(last=False)[0])
        row = self._rows.get(exhibit_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def thumbnail(self, exhibit: Exhibit) -> QImage | None:
        """The picture for a tile that is being drawn; asks for it where it isn't there."""
        image = self._pictures.get(exhibit.id)
        if image is not None:
            self._pictures.move_to_end(exhibit.id)
        elif exhibit.is_picture and exhibit.id not in self._asked:
            self._asked.add(exhibit.id)
            self.thumbnail_wanted.emit(exhibit.id)
        return image

    def exhibit(self, index: _Index) -> Exhibit | None:
        """The exhibit at an index; None for the drop place."""
        row = index.row()
        return self._exhibits[row] if index.isValid() and row < len(self._exhibits) else None

    def row_of(self, exhibit_id: str) -> int | None:
        """Where an exhibit stands."""
        return self._rows.get(exhibit_id)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008  Qt's name and default
        """The exhibits and the drop place."""
        return 0 if parent.isValid() else len(self._exhibits) + 1

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The exhibit, and its words for those who hear the window."""
        exhibit = self.exhibit(index)
        if role == ROLE:
            return exhibit
        return tile_says(exhibit) if role == int(Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """All can be chosen."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _take(self, exhibits: tuple[Exhibit, ...]) -> None:
        self._exhibits = exhibits
        self._rows = {exhibit.id: row for row, exhibit in enumerate(exhibits)}


class AttachmentsView(QListView):
    """The tiles. Up to ``rows_shown`` rows are seen at once, more scroll inside."""

    chosen = Signal(str)  # exhibit id; "" where none is
    opened = Signal(str)  # Enter or double click
    removed = Signal(str)  # Delete
    menu_asked = Signal(str, object)  # exhibit id, global QPoint
    drop_place_pressed = Signal()

    def __init__(self, model: AttachmentsModel, *, name: str = "attachments", rows_shown: int = 3) -> None:
        super().__init__()
        self._rows_shown = rows_shown
        self.setObjectName(name)
        # Translators: read aloud for the row of attachment tiles of a question.
        self.setAccessibleName(_("Attachments"))
        self.setModel(model)
        self._delegate = TileDelegate(model.thumbnail, self)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(False)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._open)
        model.rowsInserted.connect(self.fit)
        model.modelReset.connect(self.fit)
        theme().changed.connect(self.viewport().update)
        self.fit()

    def attachments(self) -> AttachmentsModel:
        """The model."""
        model = self.model()
        if not isinstance(model, AttachmentsModel):
            raise TypeError("the attachments view shows an AttachmentsModel")
        return model

    def current_id(self) -> str:
        """The id of the chosen exhibit; empty where none is."""
        exhibit = self.attachments().exhibit(self.currentIndex())
        return exhibit.id if exhibit is not None and self.selectionModel().hasSelection() else ""

    def choose(self, exhibit_id: str) -> None:
        """Chooses a tile and scrolls to it; an unknown id chooses none."""
        row = self.attachments().row_of(exhibit_id)
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.attachments().index(row, 0))

    def picture_rect(self, exhibit_id: str, other: QWidget) -> QRectF | None:
        """Where the picture of a tile stands, in the coordinates of ``other``; None where it can't be seen."""
        row = self.attachments().row_of(exhibit_id)
        rect = self.visualRect(self.attachments().index(row, 0)) if row is not None else QRect()
        if not rect.intersects(self.viewport().visibleRegion().boundingRect()):
            return None
        corner = self.viewport().mapTo(other, rect.topLeft())
        return QRectF(corner.x(), corner.y() + 1, PICTURE_WIDTH, PICTURE_HEIGHT)

    def columns(self) -> int:
        """How many tiles stand side by side."""
        return max(1, (self.viewport().width() + GAP) // (TILE_WIDTH + GAP))

    def fit(self) -> None:
        """Shares the width out among the columns and takes the height of its rows."""
        grid = QSize(min((self.viewport().width() - 1) // self.columns(), TILE_WIDTH + 16), ROW)
        if grid != self.gridSize():
            self.setGridSize(grid)
        rows = -(-self.attachments().rowCount() // self.columns())
        height = min(rows, self._rows_shown) * ROW
        scrolls = rows > self._rows_shown
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Shares the width out among the columns."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter opens, Delete removes, arrows move."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            event.accept()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.current_id():
                self.removed.emit(self.current_id())
            event.accept()
        elif key == Qt.Key.Key_Escape and self.current_id():
            self.choose("")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Asks for the menu of the tile."""
        index = self.indexAt(event.pos())
        exhibit = self.attachments().exhibit(index if index.isValid() else self.currentIndex())
        if exhibit is not None:
            self.menu_asked.emit(exhibit.id, event.globalPos())

    def _on_current(self, index: QModelIndex) -> None:
        exhibit = self.attachments().exhibit(index)
        self.chosen.emit(exhibit.id if exhibit is not None else "")

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.attachments().exhibit(index) is None:
            self.drop_place_pressed.emit()

    def _open(self, index: QModelIndex) -> None:
        exhibit = self.attachments().exhibit(index)
        if exhibit is None:
            self.drop_place_pressed.emit()
        else:
            self.opened.emit(exhibit.id)
