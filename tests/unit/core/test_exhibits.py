from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus, label_key, labelled

NOW = dt.datetime(2026, 3, 4, 14, 0, tzinfo=dt.UTC)


def exhibit(number: int, item: str = "C", **changes: object) -> Exhibit:
    made = Exhibit(f"x{number}", item, ExhibitKind.CAPTURE, "0" * 64, 10, "image/png", NOW)
    return replace(made, **changes)  # type: ignore[arg-type]  # keyword values of several types


def labels(*exhibits: Exhibit) -> list[str]:
    return [each.label for each in labelled(exhibits)]


def test_labels_follow_what_is_sent_and_close_up() -> None:
    # GIVEN three of C, the second kept here, and one of A between them
    # WHEN labels are given
    # THEN there is no gap
    assert labels(exhibit(1), exhibit(2, send=False), exhibit(3, "A"), exhibit(4)) == ["C-1", "", "A-1", "C-2"]


def test_a_sent_label_never_changes_and_new_ones_go_on_counting() -> None:
    # GIVEN C-1 to C-3 sent, C-2 withdrawn since, C-1 now kept here, and a new one
    sent = [exhibit(n, was_sent=True, label=f"C-{n}") for n in (1, 2, 3)]
    sent[0] = replace(sent[0], send=False)
    sent[1] = replace(sent[1], status=ExhibitStatus.WITHDRAWN)

    # WHEN labels are given THEN the old ones stand
    assert labels(*sent, exhibit(4)) == ["C-1", "C-2", "C-3", "C-4"]


def test_a_fixed_label_stays_though_it_was_not_sent_itself() -> None:
    # GIVEN that C-2 was given after a sending and is kept here now, and C-1 was erased
    fixed = [exhibit(n, label=f"C-{n}", label_is_fixed=True, send=n != 2) for n in (2, 3)]

    # WHEN labels are given THEN nothing closes up
    assert labels(*fixed, exhibit(4)) == ["C-2", "C-3", "C-4"]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.booleans())))
def test_numbers_of_an_item_are_one_run(rows: list[tuple[str, bool]]) -> None:
    done = labelled(exhibit(n, item, send=send) for n, (item, send) in enumerate(rows))
    for item in "AB":
        numbers = [int(each.label.split("-")[1]) for each in done if each.item == item and each.label]
        assert numbers == list(range(1, len(numbers) + 1))


def test_labels_sort_as_people_count() -> None:
    assert sorted(["AA-1", "C-10", "C-2", "A-1", "?"], key=label_key) == ["A-1", "C-2", "C-10", "AA-1", "?"]
