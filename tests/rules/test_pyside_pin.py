"""PySide6 6.12.0 drops a reference to None in every void call on CPython 3.11; the pin must keep it out."""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import QObject


def test_void_calls_keep_the_references_to_none() -> None:
    # GIVEN an object whose setter returns nothing
    thing = QObject()
    before = sys.getrefcount(None)

    # WHEN it is called often
    for _ in range(300):
        thing.setObjectName("x")

    # THEN None was not given away once a call
    assert sys.getrefcount(None) > before - 50, PySide6.__version__
