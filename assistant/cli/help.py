"""What ``--help`` prints. Loads nothing but the words."""

from __future__ import annotations

from assistant.cli.grammar import COMMANDS, FLAG, OPTIONS, Command
from assistant.language import _

PROGRAM = "appeal-assistant"
_VALUES = {
    "--letter": "FILE|-",
    "--account": "NAME",
    "--title": "T",
    "--text": "T",
    "--text-file": "FILE|-",
    "--cannot": "REASON",
    "--event-date": "D",
    "--date-source": "seen|file|stated",
    "--shows": "PART…",
    "--screen": "N|all",
    "--region": "X,Y,W,H",
    "--window": "TEXT",
    "--delay": "SECONDS",
    "--item": "ITEM",
    "--where": "T",
    "--why": "T",
    "--profile": "mail",
    "--max-size": "14MB",
    "--case": "CASE",
}


def help_text(command: Command) -> str:
    """The help of one command, or of all where it is the window."""
    return _of_one(command) if command.name else _of_all()


def _of_all() -> str:
    width = max(len(_usage(command)) for command in COMMANDS.values())
    # Translators: one line about the program, at the top of its help.
    about = _("Appeal Assistant: from a marketplace's letter to an answer that is ready to attach.")
    # Translators: heading in the help, above the commands.
    heading = _("Commands, each with --json and --help:")
    # Translators: in the help; what the program does where it is given no command.
    window = _("opens the window")
    lines = [f"  {'[CASE]'.ljust(width)}  {window}"]
    lines += [f"  {_usage(command).ljust(width)}  {_summary(command.name)}" for command in COMMANDS.values()]
    return "\n".join([about, "", f"{PROGRAM} [CASE]", f"{PROGRAM} COMMAND …", "", heading, "", *lines, "", *_terms()])


def _of_one(command: Command) -> str:
    options = [
        f"  {option}" if OPTIONS[option] == FLAG else f"  {option} {_VALUES[option]}"
        for option in command.options
        if option != "--help"
    ]
    # Translators: heading in the help of a command, above its options.
    heading = _("Options:")
    head = f"{PROGRAM} {_usage(command)}"
    about = [_summary(command.name), *_more(command.name)]
    return "\n".join([head, "", *about, "", heading, *options, "", *_terms()])


def _more(name: str) -> list[str]:
    """What has to be known of a command beside its summary."""
    if name == "capture":
        return [
            # Translators: in the help of the command “capture”.
            _("Nothing chosen: all screens. X,Y,W,H are physical pixels of the whole desktop, as --list shows them."),
            # Translators: in the help of the command “capture”.
            _("A window that others cover is brought forward first, and the picture is taken as soon as it is whole."),
            # Translators: in the help of the command “capture”; “warnings” is a name in JSON and stays.
            _("What is odd about a picture (one colour, the same as before, covered) is told, in JSON as “warnings”."),
        ]
    if name != "join":
        return []
    return [
        # Translators: in the help of the command “join”.
        _("The files are joined in the order given."),
        # Translators: in the help of the command “join”.
        _("The files are kept in the case as they are. A refused step makes nothing, and the exit status is 1."),
        # Translators: in the help of the command “join”; the words in quotation marks are names in JSON and stay.
        _("In JSON, “first” and “second” are the files as named here, and “shift” is how far the page moved on."),
        # Translators: in the help of the command “join”; “exhibit” and “exhibits” are names in JSON and stay.
        _("More than 20000 rows become several attachments: “exhibit” is the first joined one, “exhibits” all."),
    ]


def _usage(command: Command) -> str:
    needed = "".join(f" {option} {_VALUES[option]}" for option in command.needed)
    return f"{command.name} {' '.join(command.arguments)}{needed}"


def _terms() -> list[str]:
    return [
        # Translators: in the help; capitals, codes and examples stay.
        _("ITEM is a question's letter. EXHIBIT is a label such as C-2, or a lasting id such as x12."),
        # Translators: in the help; capitals, codes and examples stay.
        _("A date D is 2015-12-17, 2015-12, 2015 or 2015-12-01..2015-12-17."),
        # Translators: in the help; capitals, codes and examples stay.
        _("PART is answer, screenshot, dates, scope, rate, document or other:N; of another question: B:dates."),
        # Translators: in the help; about the number that a command leaves to the shell.
        _("Exit status: 0 done; 1 done, and something is wrong that the output names; 2 nothing was done."),
    ]


def _summary(name: str) -> str:
    match name:
        case "read":
            # Translators: what a command does, in its help.
            return _("prints what a letter asks for")
        case "new":
            # Translators: what a command does, in its help.
            return _("makes a case folder from a letter")
        case "status":
            # Translators: what a command does, in its help.
            return _("prints questions, attachments and what is missing")
        case "answer":
            # Translators: what a command does, in its help.
            return _("sets a question's answer, or why it can't be provided")
        case "export":
            # Translators: what a command does, in its help.
            return _("writes index, zip and reply into a folder")
        case "verify":
            # Translators: what a command does, in its help.
            return _("compares files that were made with their manifest")
        case "sample":
            # Translators: what a command does, in its help.
            return _("makes the sample case")
        case _:
            return _of_attachments(name)


def _of_attachments(name: str) -> str:
    match name:
        case "add":
            # Translators: what a command does, in its help.
            return _("adds files as attachments")
        case "capture":
            # Translators: what a command does, in its help.
            return _("captures the screen as an attachment, or lists screens and windows")
        case "join":
            # Translators: what a command does, in its help.
            return _("joins overlapping pictures into one attachment, or refuses and says why")
        case "set":
            # Translators: what a command does, in its help.
            return _("describes an attachment")
        case "withdraw":
            # Translators: what a command does, in its help.
            return _("takes back an attachment that was sent")
        case _:
            # Translators: what a command does, in its help.
            return _("removes an attachment that was never sent, for good")
