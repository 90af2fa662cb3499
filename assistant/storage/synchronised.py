"""Whether a folder is copied to other computers by a service. A case in it leaves this machine, and is to be warned of.

It looks at names and marks that the services leave, and asks none of them: what it doesn't recognise it can't tell.
"""

from __future__ import annotations

import re
from pathlib import Path

_NAMES = {
    "Dropbox": r"dropbox( \(.+\))?",
    "OneDrive": r"onedrive( - .+)?",
    "Google Drive": r"google ?drive|my drive|googledrive-.+",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Nextcloud": r"nextcloud\d*|owncloud",
    "Yandex Disk": r"yandex\.?disk",
    "pCloud": r"pcloud ?drive",
    "MEGA": r"mega|megasync",
    "Syncthing": r"syncthing",
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
}


def synchronised_by(path: Path) -> str:
    """The service's name; empty where none is recognised. ``path`` need not exist."""
    whole = path.expanduser().resolve()
    for folder in (whole, *whole.parents):
        for service, names in _NAMES.items():
            if re.fullmatch(names, folder.name, re.IGNORECASE):
                return service
        for mark, service in _MARKS.items():
            if _has(folder, mark):
                return service
    return ""


def _has(folder: Path, mark: str) -> bool:
    try:
        return any(folder.glob(mark)) if "*" in mark else (folder / mark).exists()
    except OSError:
        return False  # a folder that can't be looked into says nothing
