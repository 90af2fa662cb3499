"""Every text that a person reads can be translated, has a note for the translator, and is translated."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "resources" / "locale").glob("*/LC_MESSAGES/assistant.po"))
#: Words that we don't say: texts are calm and plain, and blame nobody.
UNWANTED = re.compile(r"\b(just|simply|easy|easily|unproved|violation|court-proof|obviously)\b", re.IGNORECASE)


def _texts_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("texts", ROOT / "packaging" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def in_code() -> Catalog:
    found = _texts_module().extracted()
    assert isinstance(found, Catalog)
    assert len(found) > 50
    return found


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(str(form) for form in text)  # type: ignore[attr-defined]  # a plural is a sequence


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_each_text_has_a_note_for_the_translator(in_code: Catalog) -> None:
    without = [message.id for message in _messages(in_code) if not message.auto_comments]
    assert without == []


def test_texts_are_calm(in_code: Catalog) -> None:
    loud = [message.id for message in _messages(in_code) if any(UNWANTED.search(form) for form in _forms(message.id))]
    assert loud == []


def test_texts_are_literals_so_that_they_can_be_extracted() -> None:
    # GIVEN every call that marks a text
    wrong = []
    for path in (ROOT / "assistant").rglob("*.py"):
        if path.name in ("language.py", "errors.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                count = {"_": 1, "msg": 1, "pgettext": 2, "ngettext": 2, "nmsg": 2}.get(node.func.id, 0)
                wrong += [
                    f"{path.name}:{node.lineno}"
                    for argument in node.args[:count]
                    if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
                ]

    # THEN its text stands there, so that the extraction finds it
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_catalogue_is_complete_and_holds_nothing_else(path: Path, in_code: Catalog) -> None:
    # GIVEN a catalogue as it is kept
    with path.open("rb") as stream:
        kept = read_po(stream)

    # THEN it has the texts of the code, all translated in every plural form, and no leftovers
    there, wanted = (
        {(message.context or "", *_forms(message.id)) for message in _messages(each)} for each in (kept, in_code)
    )
    assert sorted(wanted - there) == [], "run: python3 packaging/dev.py texts"
    assert sorted(there - wanted) == [], "run: python3 packaging/dev.py texts"
    assert not kept.obsolete
    for message in _messages(kept):
        forms = _forms(message.string)
        assert not message.fuzzy, message.id
        assert all(forms), f"not translated: {message.id}"
        assert len(forms) == (kept.num_plurals if message.pluralizable else 1), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_have_the_same_fields(path: Path) -> None:
    with path.open("rb") as stream:
        kept = read_po(stream)
    for message in _messages(kept):
        wanted = set().union(*(_fields(form) for form in _forms(message.id)))
        for form in _forms(message.string):
            # One form may spell the number out ("one file") where only one number can be meant by it.
            assert _fields(form) <= wanted, message.id
            assert wanted - _fields(form) <= {"count"} if message.pluralizable else _fields(form) == wanted, message.id
