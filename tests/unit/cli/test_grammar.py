from __future__ import annotations

import pytest

from assistant.cli.grammar import COMMANDS, OPTIONS, WINDOW, UsageError, parse


def test_options_stand_anywhere() -> None:
    # GIVEN the same call in three orders
    orders = (
        ["add", "case", "B", "a.png", "b.png", "--shows", "scope", "C:dates", "--json"],
        ["--json", "add", "--shows", "scope", "C:dates", "case", "B", "a.png", "b.png"],
        ["add", "case", "--shows=scope,C:dates", "B", "a.png", "--json", "b.png"],
    )

    for words in orders:
        # WHEN it is read
        call = parse(words)

        # THEN it is the same call
        assert call.command.name == "add"
        assert call.arguments == ["case", "B", "a.png", "b.png"]
        assert call.parts == ["scope", "C:dates"]
        assert call.as_json


def test_a_value_may_begin_with_a_hyphen() -> None:
    call = parse(["capture", "case", "B", "--region", "-1920,0,800,600", "--title", "- a title"])
    assert call.values == {"--region": "-1920,0,800,600", "--title": "- a title"}


def test_after_two_hyphens_all_are_arguments() -> None:
    assert parse(["add", "case", "B", "--", "--json"]).arguments == ["case", "B", "--json"]


def test_a_hyphen_alone_is_standard_input() -> None:
    assert parse(["read", "-"]).arguments == ["-"]


def test_no_command_is_the_window() -> None:
    assert parse([]).command is WINDOW
    assert parse(["a case"]).arguments == ["a case"]


def test_a_list_needs_no_case() -> None:
    assert parse(["capture", "--list"]).flags == {"--list"}


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        (["read"], "usage-missing"),
        (["new", "case"], "usage-missing"),
        (["add", "case", "B"], "usage-missing"),
        (["status", ""], "usage-missing"),
        (["status", "a", "b"], "usage-too-many"),
        (["status", "case", "--title", "x"], "usage-option"),
        (["status", "case", "--nonsense"], "usage-option"),
        (["set", "case", "A-1", "--title"], "usage-value"),
        (["set", "case", "A-1", "--title", "--send"], "usage-value"),
        (["set", "case", "A-1", "--shows"], "usage-value"),
        (["status", "case", "--json=1"], "usage-no-value-wanted"),
        (["check", "case"], "usage-command"),
        (["letter", "case", "file"], "usage-command"),
        (["--json"], "usage-command"),
        (["capture", "--json"], "usage-missing"),
    ],
)
def test_what_cannot_be_understood_is_named(words: list[str], reference: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(words)
    assert error.value.reference == reference


def test_commands_of_later_days_are_absent() -> None:
    assert not {"letter", "hide", "check", "sent"} & set(COMMANDS)


def test_every_option_of_a_command_is_known() -> None:
    for command in (*COMMANDS.values(), WINDOW):
        assert set(command.options) <= set(OPTIONS), command.name
