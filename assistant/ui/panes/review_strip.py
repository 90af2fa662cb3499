"""The strip of small pictures under the one being looked through; thousands of them cost no more than those in sight.

It shows what it is given and never reads a picture itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from assistant.core.exhibits import Exhibit, ExhibitStatus
from assistant.language import _
from assistant.ui import icons, theme

PICTURE = QSize(98, 62)
_CELL = QSize(110, 96)
_EXHIBIT, _IMAGE, _CONFIRMED = (Qt.ItemDataRole.UserRole + number for number in range(3))
Index = QModelIndex | QPersistentModelIndex


class StripModel(QAbstractListModel):
    """The exhibits in the order of review. ``picture_wanted`` is emitted once for each that comes into sight."""

    picture_wanted = Signal(str, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exhibits: tuple[Exhibit, ...] = ()
        self._rows: dict[str, int] = {}
        self._images: dict[str, QImage] = {}
        self._asked: set[str] = set()
        self._confirmed: set[str] = set()
        self.pixel_ratio = 1.0

    def set_exhibits(self, exhibits: Sequence[Exhibit]) -> None:
        """Shows these; keeps the pictures of those that were there before."""
        exhibits = tuple(exhibits)
        if [exhibit.id for exhibit in exhibits] == [exhibit.id for exhibit in self._exhibits]:
            self._exhibits = exhibits
            if exhibits:
                self.dataChanged.emit(self.index(0), self.index(len(exhibits) - 1))
            return
        self.beginResetModel()
        self._exhibits = exhibits
        self._rows = {exhibit.id: row for row, exhibit in enumerate(exhibits)}
        self._images = {name: image for name, image in self._images.items() if name in self._rows}
        self._asked &= set(self._images)
        self.endResetModel()

    def set_picture(self, exhibit_id: str, image: QImage) -> None:
        """The small picture of an exhibit."""
        self._images[exhibit_id] = image
        self._tell(exhibit_id)

    def set_confirmed(self, exhibit_ids: Iterable[str]) -> None:
        """Which have been looked through: they carry a check."""
        changed = self._confirmed ^ set(exhibit_ids)
        self._confirmed = set(exhibit_ids)
        for exhibit_id in changed:
            self._tell(exhibit_id)

    def row(self, exhibit_id: str) -> int:
        """The place of an exhibit; -1 where it isn't shown."""
        return self._rows.get(exhibit_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's name and default
        """How many there are."""
        return 0 if parent.isValid() else len(self._exhibits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The exhibit, its picture, its check, and its name for screen readers."""
        exhibit = self._exhibits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return exhibit.label or exhibit.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return name_of(exhibit)
            case Qt.ItemDataRole.SizeHintRole:
                return _CELL
            case _ if role == _EXHIBIT:
                return exhibit
            case _ if role == _CONFIRMED:
                return exhibit.id in self._confirmed
            case _ if role == _IMAGE:
                return self._image(exhibit)
        return None

    def _image(self, exhibit: Exhibit) -> QImage | None:
        if exhibit.id not in self._asked and exhibit.is_picture:
            self._asked.add(exhibit.id)
            ratio = self.pixel_ratio
            self.picture_wanted.emit(exhibit.id, round(PICTURE.width() * ratio), round(PICTURE.height() * ratio))
        return self._images.get(exhibit.id)

    def _tell(self, exhibit_id: str) -> None:
        row = self.row(exhibit_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))


class Strip(QListView):
    """Small pictures in one row; several can be chosen with Shift and Ctrl."""

    current_changed = Signal(str)
    selection_changed = Signal(object)  # tuple[str, ...] of exhibit ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewStrip")
        # Translators: accessible name of the row of small pictures on the review screen.
        self.setAccessibleName(_("Attachments to look through"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFixedHeight(_CELL.height() + 16)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.strip = StripModel(self)
        self.setModel(self.strip)
        self.setItemDelegate(_StripDelegate(self))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def choose(self, exhibit_id: str) -> None:
        """Chooses one exhibit and brings it into sight."""
        row = self.strip.row(exhibit_id)
        if row >= 0:
            self.setCurrentIndex(self.strip.index(row))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def chosen_ids(self) -> tuple[str, ...]:
        """The chosen exhibits in the order of the strip."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(exhibit.id for exhibit in map(self._exhibit, rows) if exhibit)

    def _exhibit(self, row: int) -> Exhibit | None:
        found = self.strip.data(self.strip.index(row), _EXHIBIT)
        return found if isinstance(found, Exhibit) else None

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self.chosen_ids())

    def _on_current_changed(self, current: QModelIndex) -> None:
        exhibit = self._exhibit(current.row()) if current.isValid() else None
        if exhibit:
            self.current_changed.emit(exhibit.id)


class _StripDelegate(QStyledItemDelegate):
    """Paints one small picture with its label, and a check once it was looked through."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        exhibit = index.data(_EXHIBIT)
        if not isinstance(exhibit, Exhibit):
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(area.x() + 6, area.y() + 6, PICTURE.width(), PICTURE.height())
        _paint_picture(painter, box, exhibit, index.data(_IMAGE))
        line = QPen(theme.colour("accent" if is_chosen else "outline"), 2 if is_chosen else 1)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3) if is_chosen else box, 8 if is_chosen else 6, 8)
        _paint_label(painter, QRect(area.x(), area.y() + 72, _CELL.width(), 20), exhibit, bool(index.data(_CONFIRMED)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's name
        """One size for all."""
        return _CELL


def name_of(exhibit: Exhibit) -> str:
    """How an exhibit is spoken of: its label and title, or that it is kept here."""
    # Translators: shown in place of an attachment's label when it will not be sent.
    label = exhibit.label or _("Kept here")
    return f"{label} {exhibit.title}".strip()


def _paint_picture(painter: QPainter, box: QRectF, exhibit: Exhibit, image: object) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, 6, 6)
    painter.fillPath(path, theme.colour("field"))
    if isinstance(image, QImage) and not image.isNull():
        painter.save()
        painter.setClipPath(path)
        size = QSize(image.width(), image.height()).scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        painter.drawImage(
            QRectF(box.x() + (box.width() - size.width()) / 2, box.y(), size.width(), size.height()), image
        )
        painter.restore()
    elif not exhibit.is_picture:
        centre = QRectF(box.center().x() - 10, box.center().y() - 10, 20, 20)
        icons.paint_icon(painter, "file", centre, theme.colour("quiet"))


def _paint_label(painter: QPainter, area: QRect, exhibit: Exhibit, is_confirmed: bool) -> None:
    # Translators: under a small picture that will not be sent; as short as possible.
    text = exhibit.label or _("Kept")
    if exhibit.status is ExhibitStatus.WITHDRAWN:
        # Translators: under a small picture of an attachment that was taken back; as short as possible.
        text = _("Withdrawn")
    font = theme.font(12, theme.MEDIUM)
    width = QFontMetrics(font).horizontalAdvance(text)
    left = area.x() + (area.width() - width - (18 if is_confirmed else 0)) // 2
    painter.setFont(font)
    painter.setPen(theme.colour("ink" if not is_confirmed else "quiet"))
    painter.drawText(QRect(left, area.y(), width + 4, area.height()), Qt.AlignmentFlag.AlignVCenter, text)
    if is_confirmed:
        icons.paint_icon(painter, "check", QRectF(left + width + 6, area.y() + 3, 14, 14), theme.colour("accent"))
