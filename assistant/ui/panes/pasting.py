"""What a clipboard or a drop holds, sorted: paths, a PNG as it is, or pixels. Nothing is opened here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_PNG = "image/png"


@dataclass(frozen=True, slots=True)
class Pasted:
    """At most one of the three is filled."""

    paths: tuple[str, ...] = ()
    png: bytes = b""
    image: QImage | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing that can be attached."""
        return not self.paths and not self.png and self.image is None


def sort_out(untrusted: QMimeData | None) -> Pasted:
    """Files before pictures; a PNG as the other program made it before pixels that would have to be packed again."""
    if untrusted is None:
        return Pasted()
    paths = tuple(url.toLocalFile() for url in untrusted.urls() if url.isLocalFile())
    if paths:
        return Pasted(paths=paths)
    png = bytes(untrusted.data(_PNG).data()) if untrusted.hasFormat(_PNG) else b""
    if png:
        return Pasted(png=png)
    image = untrusted.imageData() if untrusted.hasImage() else None
    return Pasted(image=image) if isinstance(image, QImage) and not image.isNull() else Pasted()
