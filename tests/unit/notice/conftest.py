from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

LETTERS = Path(__file__).resolve().parents[2] / "data" / "letters"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``labelled`` is every letter of tests/data/letters in turn: its text and what a person reads in it."""
    if "labelled" in metafunc.fixturenames:
        paths = sorted(LETTERS.glob("*.json"))
        assert paths
        metafunc.parametrize("labelled", [_load(path) for path in paths], ids=[path.stem for path in paths])


def _load(path: Path) -> dict[str, Any]:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data
