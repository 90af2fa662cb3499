"""Platforms by id: how each is named, and how a letter shows that it comes from one."""

from __future__ import annotations


def display_name(platform: str) -> str:
    """The name that people know, such as ``Upwork`` for ``upwork``; for an unknown id, the id with its hyphens as
    spaces; empty for ``unknown``.
    """
    raise NotImplementedError
