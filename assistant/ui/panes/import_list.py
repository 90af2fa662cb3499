"""The list of a folder's pictures to choose from: thousands of rows cost no more than those in sight.

It shows what it is given and reads no file itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QImage, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assistant.language import _
from assistant.storage.names import displayable
from assistant.ui import icons, theme
from assistant.ui.dates import say_day
from assistant.ui.words import size_words

if TYPE_CHECKING:
    from assistant.actions.look_in_folder import FoundPicture

PICTURE = QSize(96, 60)
_ROW = 76
_PICTURE_ROLE, _IMAGE_ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST_IMAGES = 400
Index = QModelIndex | QPersistentModelIndex


class ImportModel(QAbstractListModel):
    """Pictures with a check each. ``thumbnail_wanted(str)`` once for each that comes into sight: its path."""

    thumbnail_wanted = Signal(str)
    chosen_changed = Signal()

    def __init__(self, pictures: Sequence[FoundPicture], parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = tuple(pictures)
        self._rows = {str(picture.path): row for row, picture in enumerate(self._pictures)}
        self._chosen: set[int] = set()
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()

    def chosen(self) -> tuple[Path, ...]:
        """The paths of those with a check, in the order of the list."""
        return tuple(self._pictures[row].path for row in sorted(self._chosen))

    def count_chosen(self) -> int:
        """How many have a check."""
        return len(self._chosen)

    def choose_all(self, *, chosen: bool) -> None:
        """A check for all, or for none."""
        self._chosen = set(range(len(self._pictures))) if chosen else set()
        self._tell(0, len(self._pictures) - 1)

    def toggle(self, rows: Sequence[int]) -> None:
        """Gives all rows the check that the first of them has not."""
        if not rows:
            return
        if rows[0] in self._chosen:
            self._chosen -= set(rows)
        else:
            self._chosen |= set(rows)
        self._tell(min(rows), max(rows))

    def forget(self, path: str) -> None:
        """No small picture came of this wish."""
        self._asked.discard(self._rows.get(path, -1))

    def set_thumbnail(self, path: str, image: QImage) -> None:
        """The small picture of a file; the oldest are forgotten and asked for again when they come into sight."""
        row = self._rows.get(path)
        if row is None:
            return
        self._images[row] = image
        while len(self._images) > _MOST_IMAGES:
            old, _image = self._images.popitem(last=False)
            self._asked.discard(old)
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's name and default
        """How many there are."""
        return 0 if parent.isValid() else len(self._pictures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The picture, its small picture, its check, its words."""
        row = index.row()
        picture = self._pictures[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return displayable(picture.path.name)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row in self._chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                # Translators: read aloud behind a file's name: it is among those that will be added.
                chosen = ", " + _("chosen") if row in self._chosen else ""
                return f"{displayable(picture.path.name)}, {about(picture)}{chosen}"
            case _ if role == _PICTURE_ROLE:
                return picture
            case _ if role == _IMAGE_ROLE:
                return self._image(row)
        return None

    def _image(self, row: int) -> QImage | None:
        if row not in self._asked:
            self._asked.add(row)
            self.thumbnail_wanted.emit(str(self._pictures[row].path))
        return self._images.get(row)

    def _tell(self, first: int, last: int) -> None:
        if last >= first >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))
        self.chosen_changed.emit()


class ImportView(QListView):
    """Space gives a check to the rows that are marked; a click gives one to its row."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importList")
        # Translators: accessible name of the list of pictures of a folder.
        self.setAccessibleName(_("Pictures in the folder"))
        self._pictures = model
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if model.rowCount():
            self.setCurrentIndex(model.index(0))

    def toggle_marked(self) -> None:
        """A check for the marked rows, or none."""
        self._pictures.toggle(sorted(index.row() for index in self.selectionModel().selectedIndexes()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A plain click gives its row a check; with Shift or Ctrl it only marks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton and not event.modifiers():
            self._pictures.toggle([index.row()])


class _RowDelegate(QStyledItemDelegate):
    """Check, small picture, name, and a line about the file."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        picture: FoundPicture = index.data(_PICTURE_ROLE)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("chosen"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRectF(area).adjusted(1, 1, -1, -1))
        _paint_check(painter, QPointF(area.left() + 28, area.center().y()), is_on=_is_checked(index))
        box = QRectF(area.left() + 52, area.top() + 8, PICTURE.width(), PICTURE.height())
        _paint_picture(painter, box, index.data(_IMAGE_ROLE))
        left = round(box.right()) + 16
        room = area.right() - left - 16
        painter.setFont(theme.font(14, theme.MEDIUM))
        painter.setPen(theme.colour("ink"))
        name = QFontMetrics(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(left, area.top() + 16, room, 20), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("quiet"))
        words = QFontMetrics(painter.font()).elidedText(about(picture), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, area.top() + 40, room, 18), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's name
        """One size for all."""
        return QSize(300, _ROW)

    def editorEvent(  # noqa: N802  # Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The view gives the checks."""
        return False


def about(picture: FoundPicture) -> str:
    """The line about a file: what the file system says of its time is said to be the file's."""
    parts = []
    if picture.modified_at is not None:
        when = f"{say_day(picture.modified_at.date(), short=True)}, {picture.modified_at:%H:%M}"
        # Translators: of a picture file: when it was last written. It says nothing of when the picture was taken.
        parts.append(_("File’s time: {when}").format(when=when))
    parts += [size_words(picture.bytes), f"{picture.width} × {picture.height}"]
    if picture.moves:
        # Translators: of a picture file that holds a short film: only its first picture can be shown.
        parts.append(_("it moves; the first picture is shown"))
    return " · ".join(parts)


def _is_checked(index: Index) -> bool:
    return index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked


def _paint_check(painter: QPainter, centre: QPointF, *, is_on: bool) -> None:
    box = QRectF(centre.x() - 9, centre.y() - 9, 18, 18)
    painter.setPen(QPen(theme.colour("accent" if is_on else "outline"), 1.5))
    painter.setBrush(theme.colour("accent" if is_on else "field"))
    painter.drawRoundedRect(box, 4, 4)
    if is_on:
        icons.paint_icon(painter, "check", box.adjusted(1, 1, -1, -1), theme.colour("on_accent"))


def _paint_picture(painter: QPainter, box: QRectF, image: object) -> None:
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
    else:
        place = QRectF(box.center().x() - 10, box.center().y() - 10, 20, 20)
        icons.paint_icon(painter, "picture", place, theme.colour("quiet"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("outline"), 1))
    painter.drawPath(path)
