"""What may be typed: the commands with their arguments and options, and the reading of a command line into a call.

Its own parser, since an option's value may begin with a hyphen (``--region -1920,0,800,600``), options may stand
anywhere, and every fault has to become one sentence (``usage`` writes it). Light on purpose: ``--help`` loads no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

FLAG, VALUE, PARTS = "flag", "value", "parts"
#: Every option there is, and what follows it: nothing, one value, or one and more parts such as ``B:dates``.
OPTIONS = {
    "--json": FLAG,
    "--help": FLAG,
    "--version": FLAG,
    "--letter": VALUE,
    "--account": VALUE,
    "--title": VALUE,
    "--text": VALUE,
    "--text-file": VALUE,
    "--cannot": VALUE,
    "--event-date": VALUE,
    "--date-source": VALUE,
    "--shows": PARTS,
    "--screen": VALUE,
    "--region": VALUE,
    "--window": VALUE,
    "--again": FLAG,
    "--delay": VALUE,
    "--list": FLAG,
    "--item": VALUE,
    "--where": VALUE,
    "--send": FLAG,
    "--keep": FLAG,
    "--why": VALUE,
    "--profile": VALUE,
    "--max-size": VALUE,
    "--case": VALUE,
}
_SAID = ("--event-date", "--date-source", "--title", "--shows")
_PART_WORDS = ("answer", "screenshot", "dates", "scope", "rate", "document")


class Command:
    """One command: its name, the names of its arguments (one that ends in … takes several) and its options.

    ``needed`` are options that it can't do without; ``module`` of this package does the work.
    """

    def __init__(
        self,
        name: str,
        arguments: str,
        module: str,
        options: Sequence[str] = (),
        *,
        needed: Sequence[str] = (),
        bare: str = "",
    ) -> None:
        self.name = name
        self.arguments = tuple(arguments.split())
        self.module = module
        self.options = ("--json", "--help", *options)
        self.needed = needed
        self.bare = bare  # an option with which the arguments are not needed


COMMANDS = {
    command.name: command
    for command in (
        Command("read", "FILE|-", "letters"),
        Command("new", "CASE", "letters", ("--letter", "--account", "--title"), needed=("--letter",)),
        Command("status", "CASE", "letters"),
        Command("answer", "CASE ITEM", "letters", ("--text", "--text-file", "--cannot")),
        Command("add", "CASE ITEM FILE…", "attachments", _SAID),
        Command(
            "capture",
            "CASE ITEM",
            "capturing",
            ("--screen", "--region", "--window", "--again", "--delay", "--list", *_SAID),
            bare="--list",
        ),
        Command("join", "CASE ITEM FILE…", "joining"),
        Command("set", "CASE EXHIBIT", "attachments", (*_SAID, "--item", "--where", "--send", "--keep")),
        Command("withdraw", "CASE EXHIBIT", "attachments", ("--why",), needed=("--why",)),
        Command("erase", "CASE EXHIBIT", "attachments", ("--why",), needed=("--why",)),
        Command("export", "CASE OUT", "sending", ("--profile", "--max-size")),
        Command("verify", "ZIP|FOLDER|CASE", "sending", ("--case",)),
        Command("sample", "DIR", "letters"),
    )
}
#: No command: the window, with a case where one is given.
WINDOW = Command("", "", "", ("--version",))


class Call:
    """A command line that was understood; ``arguments`` and values are as typed, and so untrusted."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.arguments: list[str] = []
        self.values: dict[str, str] = {}
        self.flags: set[str] = set()
        self.parts: list[str] | None = None

    @property
    def as_json(self) -> bool:
        """Whether JSON is wanted."""
        return "--json" in self.flags

    def given(self, *options: str) -> list[str]:
        """Which of these options were given."""
        return [
            option
            for option in options
            if option in self.flags or option in self.values or (option == "--shows" and self.parts is not None)
        ]


class UsageError(Exception):
    """What was typed can't be understood: a stable ``reference``, the word that it is about, and the command."""

    def __init__(self, reference: str, untrusted_word: str, command: str = "") -> None:
        super().__init__(reference, untrusted_word, command)
        self.reference = reference
        self.untrusted_word = untrusted_word
        self.command = command


def parse(words: Sequence[str]) -> Call:
    """The call that these words are. Raises UsageError."""
    call = Call(WINDOW)
    rest = list(_pairs(words))
    for index, (option, word) in enumerate(rest):
        if not option:
            if word in COMMANDS:
                call.command = COMMANDS[word]
                del rest[index]
            break
    for option, word in rest:
        _take(call, option, word)
    if not call.flags & {"--help", "--version"}:
        _check(call)
    return call


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each option with its value (for parts: with each of them), and each argument with an empty option."""
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word == "--":
            yield from (("", rest) for rest in words[place:])
            return
        if not word.startswith("-") or word == "-":
            yield "", word
            continue
        option, equals, value = word.partition("=")
        option = {"-h": "--help", "-V": "--version"}.get(option, option)
        kind = OPTIONS.get(option)
        if kind is None:
            raise UsageError("usage-option", option)
        if equals and kind == FLAG:
            raise UsageError("usage-no-value-wanted", option)
        if equals or kind == FLAG:
            yield option, value
            continue
        values = _following(words, place, several=kind == PARTS)
        if not values:
            raise UsageError("usage-value", option)
        yield from ((option, each) for each in values)
        place += len(values)


def _following(words: Sequence[str], place: int, *, several: bool) -> Sequence[str]:
    """The values of an option that stand from ``place`` on: one, or with ``several`` as many as are parts."""
    end = place
    while end < len(words) and words[end].partition("=")[0] not in OPTIONS:
        if end > place and not (several and _are_parts(words[end])):
            break
        end += 1
    return words[place:end]


def _are_parts(word: str) -> bool:
    """Whether a word is parts such as ``scope``, ``B:dates`` or ``scope,rate``: then it still belongs to --shows."""
    return all(_is_part(each) for each in word.split(","))


def _is_part(word: str) -> bool:
    head, colon, tail = word.partition(":")
    if colon and head != "other":
        return head.isascii() and head.isalpha() and len(head) <= 2 and _is_part(tail)
    return word in _PART_WORDS or (head == "other" and tail.isascii() and tail.isdigit())


def _take(call: Call, option: str, word: str) -> None:
    if not option:
        call.arguments.append(word)
        return
    if option not in call.command.options:
        raise UsageError("usage-option", option, call.command.name)
    if OPTIONS[option] == FLAG:
        call.flags.add(option)
    elif OPTIONS[option] == PARTS:
        call.parts = [*(call.parts or []), *(part for part in word.split(",") if part)]
    else:
        call.values[option] = word


def _check(call: Call) -> None:
    command = call.command
    if command is WINDOW:
        if len(call.arguments) > 1 or call.as_json:
            raise UsageError("usage-command", call.arguments[0] if call.arguments else "--json")
        return
    if command.bare in call.flags and not call.arguments:
        return
    wanted = command.arguments
    if len(call.arguments) < len(wanted):
        raise UsageError("usage-missing", wanted[len(call.arguments)].rstrip("…"), command.name)
    if len(call.arguments) > len(wanted) and not wanted[-1].endswith("…"):
        raise UsageError("usage-too-many", call.arguments[len(wanted)], command.name)
    for option in command.needed:
        if option not in call.values:
            raise UsageError("usage-missing", option, command.name)
    if "" in call.arguments:
        raise UsageError(
            "usage-missing", wanted[min(call.arguments.index(""), len(wanted) - 1)].rstrip("…"), command.name
        )
