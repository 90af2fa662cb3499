"""Brings ``resources/locale`` up to date with the texts in the code, and says what still has to be translated.

``extracted()`` is also what the tests compare the catalogues with.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
_KEYWORDS = {"_": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2), "msg": None, "nmsg": (1, 2)}


def extracted() -> Catalog:
    """Every text in the code that a person reads, with the notes for the translator."""
    catalogue = Catalog(project="Appeal Assistant", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        ROOT / "assistant",
        method_map=[("**.py", "python")],
        keywords=_KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, line, message, comments, context in found:
        if message:
            catalogue.add(message, None, [(f"assistant/{file}", line)], auto_comments=comments, context=context)
    return catalogue


def main() -> int:
    """Updates every catalogue in place; 1 where texts are untranslated."""
    fresh, untranslated = extracted(), 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/assistant.po")):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=path.parts[-3])
        fresh.creation_date = catalogue.creation_date  # a run that finds nothing new changes nothing
        catalogue.update(fresh, no_fuzzy_matching=True)
        catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "none"
        catalogue.obsolete.clear()
        with path.open("wb") as out:
            write_po(out, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
        missing = [message.id for message in catalogue if message.id and not is_translated(message.string)]
        untranslated += len(missing)
        print(f"{path.parts[-3]}: {len(catalogue)} texts, {len(missing)} untranslated")
        for text in missing:
            print(f"  {text!r}")
    return 1 if untranslated else 0


def is_translated(string: object) -> bool:
    """Whether a translation is there in all its forms."""
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
