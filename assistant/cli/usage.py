"""The sentences for a command line that can't be understood."""

from __future__ import annotations

from assistant.cli.grammar import COMMANDS, UsageError
from assistant.errors import AssistantError, InputError, Message, msg
from assistant.storage.names import displayable


def error_of(fault: UsageError) -> InputError:
    """What, why and what next, for a fault that the grammar found."""
    word = displayable(fault.untrusted_word, 60)
    reason = _WHY.get(fault.reference)
    if fault.reference == "usage-command":
        # Translators: next step; the command in quotation marks stays.
        step = msg("Type “appeal-assistant --help” for the commands there are.")
    else:
        # Translators: next step; the command in quotation marks stays.
        step = msg("Type “appeal-assistant {command}--help” to see how it is used.", command=_spaced(fault.command))
    return InputError(fault.reference, _what(fault.reference, word, fault.command), reason or _no_reason(), step)


def wrong_value(option: str, untrusted_value: str, why: Message) -> InputError:
    """An option's value that can't be used; ``why`` says what it may be."""
    return InputError(
        "usage-value-wrong",
        # Translators: error; {option} is an option such as --region, {value} what was given for it.
        msg("{option} can't be “{value}”", option=option, value=displayable(untrusted_value, 60)),
        why,
        # Translators: next step after the error above.
        msg("Give it in that form."),
    )


def together(first: str, second: str) -> InputError:
    """Two options that exclude each other."""
    return InputError(
        "usage-together",
        # Translators: error; {first} and {second} are options such as --send and --keep.
        msg("{first} and {second} can't be given together", first=first, second=second),
        # Translators: reason, in brackets.
        msg("each says something else"),
        # Translators: next step after the error above.
        msg("Leave one of them out."),
    )


def one_needed(options: str) -> InputError:
    """None of several options, of which one is needed."""
    return InputError(
        "usage-one-needed",
        # Translators: error; a command was given without what it should do.
        msg("Nothing was said to be done"),
        # Translators: reason, in brackets; {options} are options such as --text, --cannot.
        msg("one of {options} is needed", options=options),
        # Translators: next step after the error above.
        msg("Add one of them."),
    )


def not_printed(error: OSError) -> AssistantError:
    """What was done could not be printed."""
    return AssistantError(
        "output-failed",
        # Translators: error; a command was done, and its result could not be printed.
        msg("The result can't be printed"),
        # Translators: reason, in brackets; {reason} comes from the system, in its words.
        msg("the system says: {reason}", reason=error.strerror or type(error).__name__),
        # Translators: next step after the error above.
        msg("What was asked for is done; see that there is room where the result goes."),
    )


def _what(reference: str, word: str, command: str) -> Message:
    match reference:
        case "usage-option":
            # Translators: error; {word} is an option that was typed.
            return msg("There is no option {word} here", word=word)
        case "usage-value":
            # Translators: error; {word} is an option such as --title.
            return msg("{word} has no value", word=word)
        case "usage-no-value-wanted":
            # Translators: error; {word} is an option such as --json.
            return msg("{word} takes no value", word=word)
        case "usage-missing":
            # Translators: error; {command} is a command, {word} is what has to be given, such as CASE or --letter.
            return msg("“{command}” needs {word}", command=command, word=word)
        case "usage-too-many":
            # Translators: error; {command} is a command, {word} is what was typed too much.
            return msg("“{command}” can't do anything with “{word}”", command=command, word=word)
        case _:
            # Translators: error; {word} is what was typed.
            return msg("“{word}” is neither a command nor a case", word=word)


def _spaced(command: str) -> str:
    return f"{command} " if command in COMMANDS else ""


def _no_reason() -> Message:
    # Translators: reason, in brackets.
    return msg("the command line can't be understood")


_WHY = {
    # Translators: reason, in brackets.
    "usage-option": msg("it is unknown, or belongs to another command"),
    # Translators: reason, in brackets; the example stays.
    "usage-value": msg("no value follows; one that begins like an option is written --title=--text"),
    # Translators: reason, in brackets.
    "usage-no-value-wanted": msg("it is only given or not given"),
    # Translators: reason, in brackets.
    "usage-missing": msg("it was not given, or is empty"),
    # Translators: reason, in brackets.
    "usage-too-many": msg("more was given than it takes"),
    # Translators: reason, in brackets.
    "usage-command": msg("there is no command of this name and no such folder"),
}
