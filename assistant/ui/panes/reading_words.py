"""What the reading screen says above the questions."""

from __future__ import annotations

from assistant.core.case import Round
from assistant.language import _, ngettext


def heading(platform_name: str, count: int, outcome: str) -> str:
    """The large words: how many questions, or that there are none."""
    if count == 0:
        if outcome == "refusal":
            # Translators: large words for a letter that turns the person down.
            return _("The platform said no")
        # Translators: large words for a letter in which nothing seems to be asked.
        return _("I found no request here")
    if platform_name:
        # Translators: large words; {platform} is a name such as Upwork, {number} the number of questions as a word.
        text = ngettext("{platform} asks one question", "{platform} asks {number} questions", count)
    else:
        # Translators: large words where the platform isn't known; {number} is the number of questions as a word.
        text = ngettext("They ask one question", "They ask {number} questions", count)
    return text.format(platform=platform_name, number=number_word(count), count=count)


def below_heading(letter: Round, count: int) -> str:
    """The quiet words below them."""
    if count:
        # Translators: below the large words; the three dots are a button on each question.
        return _("Compare them with the letter. Change anything with ⋯")
    if letter.maybe:
        # Translators: below the large words when nothing seems to be asked; the lines can be shown by a button.
        return _("Some lines I was unsure of. Show them, or select a line in the letter and add it.")
    # Translators: below the large words when nothing seems to be asked.
    return _("If they do ask for something, select it in the letter and add it as a question.")


def maybe_words(count: int, *, none_found: bool) -> str:
    """The words of the button that shows lines that were not taken."""
    if none_found:
        # Translators: button; shows lines of the letter that may be a request.
        return _("Show the lines I was unsure of")
    # Translators: button; {count} lines of the letter may be a request.
    text = ngettext("Maybe asked: {count} line I was unsure of", "Maybe asked: {count} lines I was unsure of", count)
    return text.format(count=count)


def number_word(count: int) -> str:
    """A small number as a word, a large one in digits."""
    words = (
        # Translators: a number in “Upwork asks two questions”.
        _("two"),
        # Translators: a number in “Upwork asks three questions”.
        _("three"),
        # Translators: a number in “Upwork asks four questions”.
        _("four"),
        # Translators: a number in “Upwork asks five questions”.
        _("five"),
        # Translators: a number in “Upwork asks six questions”.
        _("six"),
        # Translators: a number in “Upwork asks seven questions”.
        _("seven"),
        # Translators: a number in “Upwork asks eight questions”.
        _("eight"),
        # Translators: a number in “Upwork asks nine questions”.
        _("nine"),
    )
    return words[count - 2] if 2 <= count <= 9 else str(count)


def card_keys() -> tuple[tuple[str, str], ...]:
    """What keys do while a question's card has the focus, in words, with the key."""
    return (
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Menu of the question"), "Menu"),
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Change its words"), "F4"),
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Split it in two"), "F5"),
        # Translators: in the overview of keys: while the words of a question are being changed.
        (_("Split it where the cursor stands"), "Ctrl+Return"),
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Join it with the next"), "Ctrl+J"),
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Move it up"), "Alt+Shift+Up"),
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Move it down"), "Alt+Shift+Down"),
        # Translators: in the overview of keys: while a question's card has the focus.
        (_("Drop it"), "Del"),
        # Translators: in the overview of keys: while words are being changed.
        (_("Leave the words as they were"), "Esc"),
    )
