"""The one look-up of shipped files: ``resources/`` in a checkout, ``assistant/resources`` in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """The path of a shipped file or folder, such as ``asset("icons", "lock.svg")``.

    Raises FileNotFoundError when it was not shipped, which is a fault of the installation.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"not shipped with this installation: {'/'.join(parts)}")
