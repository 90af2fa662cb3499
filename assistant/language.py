"""The person's language: gettext catalogues, plural forms, dates and lists in words. No Qt.

English is the language of the source texts and needs no catalogue. What goes to the platform is written in
English whatever is chosen here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gettext

    from assistant.errors import Message

DOMAIN = "assistant"
#: Language codes that are complete, in the order they are offered, each with its own name for itself.
AVAILABLE = {"en": "English", "ru": "Русский"}

_state: dict[str, gettext.NullTranslations] = {}
_code: dict[str, str] = {"code": "en"}


def system_language() -> str:
    """The code of the system's language if the program speaks it, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            code = value.split("_")[0].split(".")[0].lower()
            return code if code in AVAILABLE else "en"
    import locale  # only where the environment names no language

    code = (locale.getlocale()[0] or "en")[:2].lower()
    return code if code in AVAILABLE else "en"


def use(code: str) -> None:
    """Chooses the language of all texts from now on. An unknown code means English."""
    if code not in AVAILABLE or code == "en":
        _state.clear()
        _code["code"] = "en"
        return
    import gettext  # English needs none, and starts sooner without

    from assistant.assets import asset

    _state["catalogue"] = gettext.translation(DOMAIN, asset("locale"), languages=[code])
    _code["code"] = code


def current() -> str:
    """The code of the language in use."""
    return _code["code"]


def _(text: str) -> str:
    """The text in the person's language. Put ``# Translators: …`` on the line above the call."""
    catalogue = _state.get("catalogue")
    return catalogue.gettext(text) if catalogue and text else text


def pgettext(context: str, text: str) -> str:
    """The text in the person's language, where one English word has two meanings: ``context`` says which."""
    catalogue = _state.get("catalogue")
    return catalogue.pgettext(context, text) if catalogue else text


def ngettext(singular: str, plural: str, count: int) -> str:
    """The text for a number of things, in the person's language; fill ``{count}`` with ``.format``."""
    catalogue = _state.get("catalogue")
    if catalogue is None:
        return singular if count == 1 else plural
    return catalogue.ngettext(singular, plural, count)


def render(message: Message) -> str:
    """A message of ``core`` or ``errors`` in the person's language, its fields filled in.

    Fields that are messages themselves are rendered too.
    """
    from assistant.errors import Message  # whoever has a message has loaded it; help has none

    plural = message.plural
    template = _(message.text) if plural is None else ngettext(message.text, plural, message.count)
    fields = {name: render(value) if isinstance(value, Message) else value for name, value in message.fields.items()}
    return template.format(**fields)
