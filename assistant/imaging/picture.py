"""Opens pictures that came from a stranger: by kind, size and decoding checked, then re-made from their pixels.

A file's own word about itself is never trusted: kinds outside the list are not even tried, and the size is checked
before a pixel is decoded. The file that was given is never changed.
"""

from __future__ import annotations

import io
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from assistant.errors import InputError, msg

#: The most pixels that a picture may have.
LIMIT = 200_000_000
_KINDS = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # what phones write: a JPEG with a second one behind it
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
}
_FORMATS = [kind for kind in _KINDS if kind != "MPO"]

# Pillow's own guard starts at 89 megapixels; it is moved to this program's limit and stays as the second line.
Image.MAX_IMAGE_PIXELS = LIMIT
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)

#: Held while a whole picture is decoded, so that two huge ones are never in memory at once.
decoding = threading.Lock()


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """What a picture is: its kind by content, and its size in pixels as stored (before any turning)."""

    media_type: str
    width: int
    height: int


def inspect(untrusted: Path | bytes) -> PictureInfo:
    """Checks that this is a whole picture of an allowed kind with at most 200 megapixels.

    Raises InputError: ``picture-unreadable`` (none of the kinds), ``picture-too-large``, ``picture-damaged``.
    Reading errors of the disk stay OSError.
    """
    with opened(untrusted) as picture:
        info = PictureInfo(_KINDS[picture.format or ""], picture.width, picture.height)
        if picture.format == "PNG":
            picture.verify()  # every chunk and its checksum, without decoding
            return info
        if info.media_type == "image/jpeg":
            picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
        with decoding:
            picture.load()
    return info


def pixels_only(untrusted: Path | bytes) -> Image.Image:
    """The picture re-made from its pixels: turned as its camera said, in sRGB, mode RGB or RGBA, no metadata.

    Of an animation it is the first picture. Errors as of ``inspect``.
    """
    with opened(untrusted) as picture, decoding:
        picture.load()
        profile = picture.info.get("icc_profile")
        turned = ImageOps.exif_transpose(picture)
        plain = _in_colour(_in_srgb(turned, profile))
        clean = Image.new(plain.mode, plain.size)
        clean.paste(plain)
        return clean


@contextmanager
def opened(untrusted: Path | bytes) -> Iterator[Image.Image]:
    """The picture opened but not decoded, its kind and size checked; what goes wrong inside becomes InputError."""
    if isinstance(untrusted, Path):
        with untrusted.open("rb") as file, _open(file) as picture:
            yield picture
    else:
        with _open(io.BytesIO(untrusted)) as picture:
            yield picture


@contextmanager
def _open(file: io.BufferedReader | io.BytesIO) -> Iterator[Image.Image]:
    try:
        with Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > LIMIT:
                raise _too_large()
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise _no_picture() from error
    except OSError as error:
        if error.errno is not None:
            raise  # the disk, not the picture
        raise _damaged() from error
    except (SyntaxError, ValueError, IndexError, KeyError, TypeError, EOFError, struct.error, OverflowError) as error:
        # Pillow's readers raise all of these for files that lie about themselves.
        raise _damaged() from error


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    if not isinstance(profile, bytes) or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = "RGBA" if picture.mode == "RGBA" else "RGB"
        changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=target)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a profile that can't be used says nothing about the picture
    return picture if changed is None else changed


def _in_colour(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey: the upper eight
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    see_through = picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info
    wanted = "RGBA" if see_through else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


def _no_picture() -> InputError:
    return InputError(
        "picture-unreadable",
        # Translators: error; a file that was given as a picture.
        msg("This file can't be read as a picture"),
        # Translators: reason for the error above.
        msg("it is none of PNG, JPEG, WebP, GIF, BMP and TIFF"),
        # Translators: next step after the error above.
        msg("Open it in the program that made it and save it as PNG."),
    )


def _damaged() -> InputError:
    return InputError(
        "picture-damaged",
        # Translators: error; a picture file whose content ends early or contradicts itself.
        msg("This picture is not whole"),
        # Translators: reason for the error above.
        msg("its data end early or contradict themselves"),
        # Translators: next step after the error above.
        msg("Copy or download it again, or take a capture of it."),
    )


def _too_large() -> InputError:
    return InputError(
        "picture-too-large",
        # Translators: error; the picture has too many pixels.
        msg("This picture is too large"),
        # Translators: reason for the error above; {limit} is a number of megapixels.
        msg("it has more than {limit} megapixels", limit=LIMIT // 1_000_000),
        # Translators: next step after the error above.
        msg("Save it smaller, or cut it into several pictures."),
    )
