"""The start of Qt for what draws without a window, and the two typefaces of the program.

Commands export with no display: then a QGuiApplication on the offscreen platform is made here and kept. Where the
window runs, its application is used. Nothing here may open a window or change the one that is open.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

SANS = "Inter"
SERIF = "Source Serif 4"
_FONT_PACKAGES = ("fontpkg_inter", "fontpkg_source_serif_4")
_OPTICAL_SIZES = {SANS: (14.0, 32.0), SERIF: (8.0, 60.0)}
#: Tried in this order for what the two typefaces lack, so that the same system draws the same in every language.
_OTHERS = {
    SANS: ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Noto Sans Arabic", "Noto Sans Hebrew", "Segoe UI"),
    SERIF: ("Noto Serif CJK SC", "SimSun", "Songti SC", "Noto Naskh Arabic", "Noto Serif Hebrew", "Times New Roman"),
}
_lock = threading.Lock()
_kept: dict[str, QGuiApplication] = {}
_loaded: set[str] = set()


def ensure_gui() -> None:
    """Makes sure that fonts and painters work: starts Qt without a screen where it doesn't run, loads the fonts.

    May be called often and from any thread; the first call of a program without a window belongs to the main thread.
    """
    with _lock:
        if QCoreApplication.instance() is None:
            before = os.environ.get("QT_QPA_PLATFORM")
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            try:
                _kept["application"] = QGuiApplication(["appeal-assistant"])
            finally:
                if before is None:
                    del os.environ["QT_QPA_PLATFORM"]
                else:
                    os.environ["QT_QPA_PLATFORM"] = before
        _load_fonts()


def load_fonts() -> None:
    """Loads the two typefaces into the running application; a second call does nothing."""
    with _lock:
        _load_fonts()


def font(family: str, points: float, weight: int = 400, *, pixels: int = 0, tabular: bool = False) -> QFont:
    """A font of ``SANS`` or ``SERIF`` for paper and pictures, ``pixels`` high where given, else ``points``.

    The weight and the optical size are set as axes of the variable font: ``setWeight`` would only smear the regular
    one, and a PDF would hold the regular one. Ligatures are off, so that “file” stays four letters for a search;
    figures are lining, and of one width where ``tabular`` is asked for (Inter then spaces its hyphens too, so give
    it to the figures alone).
    """
    made = _sized([family, *_OTHERS[family]], points, pixels)
    made.setVariableAxis(QFont.Tag("wght"), weight)
    low, high = _OPTICAL_SIZES[family]
    made.setVariableAxis(QFont.Tag("opsz"), min(high, max(low, round(points))))
    for feature, on in (("liga", 0), ("clig", 0), ("calt", 0), ("lnum", 1), ("tnum", int(tabular))):
        made.setFeature(QFont.Tag(feature), on)
    return made


def other_font(family: str, points: float, weight: int = 400, *, pixels: int = 0) -> QFont:
    """The font for the letters that ``family`` lacks: the system's, with its own shaping and its own bold."""
    made = _sized(list(_OTHERS[family]), points, pixels)
    made.setWeight(QFont.Weight.Bold if weight >= 600 else QFont.Weight.Normal)
    return made


def _sized(families: list[str], points: float, pixels: int) -> QFont:
    made = QFont(families)
    if pixels:
        made.setPixelSize(pixels)
    else:
        made.setPointSizeF(points)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _load_fonts() -> None:
    for package in _FONT_PACKAGES:
        if package in _loaded:
            continue
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(f"not installed: {package}")
        for path in sorted((Path(spec.origin).parent / "files").glob("*.ttf")):
            if "Italic" not in path.name:
                QFontDatabase.addApplicationFont(str(path))
        _loaded.add(package)
