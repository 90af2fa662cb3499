from __future__ import annotations

from pathlib import Path

import pytest

from assistant.storage.clock import SystemClock
from assistant.storage.synchronised import synchronised_by


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Dropbox/Cases/one", "Dropbox"),
        ("OneDrive - Studio/Documents/one", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/one", "iCloud"),
        ("Documents/Appeal Assistant/one", ""),
        ("Documents/about dropbox/one", ""),
    ],
)
def test_services_are_known_by_the_names_of_their_folders(tmp_path: Path, path: str, service: str) -> None:
    assert synchronised_by(tmp_path / path) == service


def test_services_are_known_by_their_marks(tmp_path: Path) -> None:
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert synchronised_by(tmp_path / "shared" / "deep" / "case") == "Syncthing"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".sync_0a1b.db").touch()
    assert synchronised_by(tmp_path / "other") == "Nextcloud"


def test_the_system_clock_knows_its_offset() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() is not None
    assert clock.monotonic() <= clock.monotonic()
