"""Hatch build hook: compiles the catalogues, so that a wheel and an editable install find their languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]  # generic only in newer hatchling
    """Compiles ``resources/locale`` before anything is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each build, which then takes the whole folder of resources in."""
        compile_catalogues(Path(self.root) / "resources")


def compile_catalogues(resources: Path) -> list[Path]:
    """Compiles every ``.po`` below ``resources/locale`` to ``.mo`` beside it and returns the compiled files."""
    made = []
    for source in sorted(resources.glob("locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        target = source.with_suffix(".mo")
        with target.open("wb") as out:
            write_mo(out, catalogue)
        made.append(target)
    return made


def get_build_hook() -> type[CompileCatalogues]:
    """What hatchling asks a custom hook for."""
    return CompileCatalogues
