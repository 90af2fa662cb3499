"""The letter as paper: layout from line ends and marks, and places found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.widgets.letter_lines import set_as_paper

BODY = "Hello,\nplease send:\n  • an invoice\n  • a contract\n\n2. a photo\nThank you"


def test_list_marks_become_layout() -> None:
    # GIVEN a letter with bullets and a numbered line
    # WHEN it is set as paper
    paper = set_as_paper(BODY)
    # THEN the marks stand apart from the words
    assert [(line.mark, line.text) for line in paper.lines] == [
        ("", "Hello,"),
        ("", "please send:"),
        ("•", "an invoice"),
        ("•", "a contract"),
        ("2.", "a photo"),
        ("", "Thank you"),
    ]


def test_entries_of_a_list_stand_closer_than_paragraphs() -> None:
    gaps = [line.gap for line in set_as_paper(BODY).lines]
    assert gaps[3] == 8
    assert gaps[5] == 14


def test_a_span_is_found_on_the_paper_and_back() -> None:
    # GIVEN a span of the body
    paper = set_as_paper(BODY)
    start = BODY.index("a contract")
    # WHEN it is looked up
    first, last = paper.to_paper(start), paper.to_paper(start + len("a contract"))
    # THEN the paper has the same words there, and they lead back
    assert paper.text[first:last] == "a contract"
    assert (paper.to_body(first), paper.to_body(last - 1) + 1) == (start, start + len("a contract"))


def test_lines_cut_at_a_column_are_one_paragraph() -> None:
    # GIVEN a letter that a mail program wrapped
    body = (
        "We looked at your account again and found that more information is\n"
        "needed before we can go on. Please send us what is named below and\n"
        "we will look at it.\n\nThe team"
    )
    # WHEN it is set as paper
    paper = set_as_paper(body)
    # THEN the sentence is whole again
    assert [line.text for line in paper.lines] == [" ".join(body.split("\n\n", maxsplit=1)[0].split("\n")), "The team"]


def test_a_name_after_a_colon_belongs_to_the_line_before() -> None:
    lines = set_as_paper(
        "Linked accounts:\nNorthwind\nA new paragraph follows here, and it is longer than a name."
    ).lines
    assert [line.gap for line in lines] == [0, 0, 14]


@given(st.text(alphabet="ab \n•-.1:😀", max_size=120))
def test_no_word_is_lost_or_moved(body: str) -> None:
    paper = set_as_paper(body)
    assert len(paper.kept) == len(paper.text)
    assert list(paper.kept) == sorted(set(paper.kept))
    for place, character in enumerate(paper.text):
        if character not in " \n":
            assert body[paper.kept[place]] == character
