from __future__ import annotations

import datetime as dt
import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

STATUS_KEYS = ["case", "title", "account", "platform", "rounds", "ready", "items", "exhibits", "missing"]
EXHIBIT_KEYS = [
    "id",
    "label",
    "item",
    "title",
    "kind",
    "sha256",
    "bytes",
    "captured_at",
    "captured_at_utc",
    "added_at",
    "event_date",
    "shows",
    "send",
    "status",
    "original_name",
]
ONE_LINE = re.compile(r"error: .+ \(.+\)\. .+ \[[a-z0-9-]+\]\n")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "my chat.png"
    Image.new("RGB", (30, 20), (9, 90, 200)).save(path)
    return path


def refused(shell: Shell, *words: str | Path) -> str:
    """Runs a command that must be refused in one line; gives the reference."""
    done = shell(*words)
    assert done.status == 2, done
    assert done.out == ""
    assert ONE_LINE.fullmatch(done.err), done.err
    return str(done.err).rpartition("[")[2].rstrip("]\n")


def test_read_prints_what_is_asked(shell: Shell, letter: Path) -> None:
    # WHEN a letter is read from a file and from standard input
    done = shell("read", "--json", letter)
    shell.world.typed = letter.read_bytes()
    again = shell("read", "-", "--json")

    # THEN both print the same object, whose spans lie in its body
    assert done.status == 0
    assert done.json == again.json
    assert [item["requirements"] for item in done.json["items"]] == [
        ["answer"],
        ["answer", "screenshot", "dates"],
        ["answer", "screenshot", "dates", "scope", "rate"],
    ]
    for item in done.json["items"]:
        assert done.json["body"][item["start"] : item["end"]].split()[0] in item["text"]
    assert "2. Examples of the work" in shell("read", letter).out


def test_new_and_status_have_the_agreed_form(shell: Shell, case: Path) -> None:
    done = shell("status", case, "--json")
    assert list(done.json) == [
        "case",
        "title",
        "account",
        "platform",
        "rounds",
        "ready",
        "items",
        "exhibits",
        "missing",
    ]
    assert done.json["case"] == str(case)
    assert done.json["account"] == "jdoe"
    assert done.json["platform"] == "upwork"
    assert done.json["rounds"] == [{"number": 1, "received": None, "sent": None}]
    assert done.json["ready"] is False
    first = done.json["items"][0]
    assert list(first) == ["letter", "text", "kind", "state", "answer", "gap", "requirements", "exhibits"]
    assert (first["letter"], first["state"]) == ("A", "empty")
    assert first["requirements"] == [{"part": "answer", "met": False}]
    assert done.json["missing"][0] == "in A, your answer"


def test_a_case_is_not_overwritten(shell: Shell, case: Path, letter: Path) -> None:
    assert refused(shell, "new", case, "--letter", letter) == "case-exists"


def test_a_letter_that_cannot_be_read_makes_no_case(shell: Shell, tmp_path: Path) -> None:
    # GIVEN letters that are none
    empty, binary, large = tmp_path / "empty", tmp_path / "binary", tmp_path / "large"
    empty.write_bytes(b" \n")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    large.write_bytes(b"word " * 1_000_000)
    os.mkfifo(tmp_path / "pipe")
    new = tmp_path / "new"

    # WHEN cases are to be made of them THEN each says why, and nothing is there
    assert refused(shell, "new", new, "--letter", empty) == "letter-empty"
    assert refused(shell, "new", new, "--letter", binary) == "letter-binary"
    assert refused(shell, "new", new, "--letter", large) == "letter-too-large"
    assert "it has 5.0 MB" in shell("read", large).err
    shell.world.typed = large.read_bytes()
    assert "it has more than 2 MB" in shell("read", "-").err
    assert refused(shell, "new", new, "--letter", tmp_path / "none") == "letter-not-found"
    assert refused(shell, "new", new, "--letter", tmp_path) == "letter-not-a-file"
    assert refused(shell, "read", tmp_path / "pipe") == "letter-not-a-file"
    assert not new.exists()


def test_answers_and_gaps(shell: Shell, case: Path, tmp_path: Path) -> None:
    # WHEN questions are answered in the three ways
    text = tmp_path / "answer.txt"
    text.write_bytes("Первая строка\r\nsecond".encode())
    assert shell("answer", case, "A", "--text", "- by a friend").status == 0
    assert shell("answer", case, "b", "--text-file", text).status == 0
    done = shell("answer", case, "C", "--cannot", "The client deleted the room", "--json")

    # THEN the status says so
    answers = {item["letter"]: item for item in done.json["items"]}
    assert (answers["A"]["answer"], answers["A"]["state"]) == ("- by a friend", "ready")
    assert (answers["B"]["answer"], answers["B"]["state"]) == ("Первая строка\nsecond", "started")
    assert (answers["C"]["gap"], answers["C"]["state"]) == ("The client deleted the room", "gap")

    # AND an answer takes the place of the gap
    again = shell("answer", case, "C", "--text", "By mail", "--json")
    assert {item["letter"]: item["gap"] for item in again.json["items"]}["C"] == ""


def test_answers_that_are_refused(shell: Shell, case: Path, tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\xfd")
    assert refused(shell, "answer", case, "Z", "--text", "x") == "item-unknown"
    assert refused(shell, "answer", case, "A") == "usage-one-needed"
    assert refused(shell, "answer", case, "A", "--text", "x", "--cannot", "y") == "usage-together"
    assert refused(shell, "answer", case, "A", "--cannot", "  ") == "reason-empty"
    assert refused(shell, "answer", case, "A", "--text-file", binary) == "text-not-utf8"
    assert refused(shell, "answer", tmp_path / "none", "A", "--text", "x") == "case-not-found"


def test_added_files_have_the_agreed_form(shell: Shell, case: Path, picture: Path, tmp_path: Path) -> None:
    # GIVEN a picture and a document
    note = tmp_path / "note.txt"
    note.write_text("delivered", encoding="utf-8")

    # WHEN they are added
    done = shell(
        *("add", case, "C", picture, note, "--event-date", "2015-12", "--date-source", "seen"),
        *("--shows", "scope", "B:dates", "--json"),
    )

    # THEN both are described alike, and no capture time is made up
    assert done.status == 0, done.err
    first, second = done.json["exhibits"]
    assert list(first) == EXHIBIT_KEYS
    assert (first["label"], second["label"]) == ("C-1", "C-2")
    assert (first["kind"], first["title"], first["original_name"]) == ("file", "", "my chat.png")
    assert first["captured_at"] is None
    assert first["captured_at_utc"] is None
    assert first["added_at"] == "2026-03-04T14:32:07+01:00"
    assert first["event_date"] == {"start": "2015-12-01", "end": "2015-12-31", "precision": "month", "source": "seen"}
    assert first["shows"] == ["scope", "B:dates"]
    assert first["bytes"] == picture.stat().st_size
    assert shell("status", case, "--json").json["exhibits"] == [first, second]


def test_the_same_file_again_is_added_and_told(shell: Shell, case: Path, picture: Path) -> None:
    # GIVEN a file that is attached, and the same kept here under another question
    assert "warnings" not in shell("add", case, "C", picture, "--json").json
    # WHEN it is added once more
    done = shell("add", case, "A", picture, "--json")
    # THEN it is there, and it is told what it was already
    assert len(done.json["exhibits"]) == 1
    assert [each["code"] for each in done.json["warnings"]] == ["already-attached"]
    assert "“my chat.png” was attached already: C-1" in done.err
    # WHEN the first is kept here THEN its lasting id is told
    shell("set", case, "C-1", "--keep")
    shell("set", case, "A-1", "--keep")
    assert "was attached already: x1, which is kept here" in shell("add", case, "B", picture).err


def test_where_one_file_is_bad_none_is_added(shell: Shell, case: Path, picture: Path, tmp_path: Path) -> None:
    # GIVEN what poses as a picture, and other things that are no file
    fake = tmp_path / 'quo"te\nnew \u202egnp.png'
    fake.write_bytes(b"no picture at all")
    link, pipe, missing = tmp_path / "link.png", tmp_path / "pipe", tmp_path / "missing"
    link.symlink_to(picture)
    os.mkfifo(pipe)
    odd = tmp_path / os.fsdecode(b"\xff.png")
    odd.write_bytes(b"no picture")

    # WHEN each is given after a good one THEN it is refused in one line
    for bad in (fake, link, pipe, missing, tmp_path, odd):
        assert refused(shell, "add", case, "A", picture, bad).startswith(("picture-", "file-"))

    # AND nothing was added
    assert shell("status", case, "--json").json["exhibits"] == []


def test_bad_words_change_nothing(shell: Shell, case: Path, picture: Path) -> None:
    assert refused(shell, "add", case, "A", picture, "--event-date", "17.12.2015") == "date-unreadable"
    assert refused(shell, "add", case, "A", picture, "--event-date", "") == "usage-value-wrong"
    assert (
        refused(shell, "add", case, "A", picture, "--event-date", "2015", "--date-source", "x") == "usage-value-wrong"
    )
    assert refused(shell, "add", case, "A", picture, "--date-source", "seen") == "date-missing"
    assert refused(shell, "add", case, "A", picture, "--shows", "mood") == "part-unknown"
    assert refused(shell, "add", case, "A", picture, "--shows", "other:9") == "part-unknown"
    assert refused(shell, "add", case, "A", picture, "--shows", "Q:dates") == "item-unknown"
    assert shell("status", case, "--json").json["exhibits"] == []


def test_set_describes_and_labels_close_up(shell: Shell, case: Path, picture: Path, tmp_path: Path) -> None:
    # GIVEN three attachments
    for number in range(3):
        Image.new("RGB", (9, 9), (number, 0, 0)).save(picture)
        shell("add", case, "C", picture)

    # WHEN one is kept here, and another is moved and described
    kept = shell("set", case, "C-1", "--keep", "--json").json["exhibits"][0]
    moved = shell(
        "set", case, "C-2", "--item", "B", "--title", "Домой", "--event-date", "2015-12-01..2015-12-17", "--json"
    )

    # THEN the first has no label, the others closed up
    assert kept["label"] is None
    assert kept["send"] is False
    changed = moved.json["exhibits"][0]
    assert (changed["label"], changed["title"], changed["event_date"]["precision"]) == ("B-1", "Домой", "range")
    status = shell("status", case, "--json").json
    assert [item["exhibits"] for item in status["items"]] == [[], ["B-1"], ["C-1"]]
    assert shell("set", case, kept["id"], "--send", "--json").json["exhibits"][0]["label"] == "C-1"


def test_set_needs_something_to_set(shell: Shell, case: Path, picture: Path) -> None:
    shell("add", case, "A", picture)
    assert refused(shell, "set", case, "A-1") == "usage-one-needed"
    assert refused(shell, "set", case, "A-1", "--send", "--keep") == "usage-together"
    assert refused(shell, "set", case, "A-9", "--title", "x") == "exhibit-unknown"
    assert refused(shell, "set", case, "A-1", "--item", "Q") == "item-unknown"


def test_erase_and_withdraw(shell: Shell, case: Path, picture: Path) -> None:
    # GIVEN an attachment that was never sent
    added = shell("add", case, "A", picture, "--json").json["exhibits"][0]

    # THEN it can't be withdrawn, nor erased without a reason
    assert refused(shell, "withdraw", case, "A-1", "--why", "x") == "exhibit-not-sent"
    assert refused(shell, "erase", case, "A-1", "--why", " ") == "why-empty"

    # AND erased it is gone
    assert shell("erase", case, "A-1", "--why", "a password", "--json").json == {"erased": added["id"], "label": "A-1"}
    assert shell("status", case, "--json").json["exhibits"] == []


def test_a_withdrawn_attachment_is_left_alone(shell: Shell, case: Path, picture: Path) -> None:
    # GIVEN an attachment that was sent and withdrawn
    assert shell("add", case, "B", picture).status == 0
    with CaseFolder.open(case, shell.world.clock()) as folder:
        folder.keep_export({"picture": picture})
        folder.mark_sent(dt.date(2026, 3, 5))
    assert shell("withdraw", case, "B-1", "--why", "wrong chat").status == 0

    # WHEN it is withdrawn again or described, THEN both are refused
    for words in (("withdraw", case, "B-1", "--why", "again"), ("set", case, "B-1", "--title", "T")):
        done = shell(*words)
        assert (done.status, done.out) == (2, "")
        assert "withdrawn" in done.err
        assert "[exhibit-withdrawn]" in done.err


def test_a_command_waits_for_another_one(
    shell: Shell, case: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a case that is being written, and a command that has patience
    holder = CaseFolder.open(case, shell.world.clock())
    release = threading.Timer(0.3, holder.close)

    # WHEN the other ends in time, THEN the command does its work
    release.start()
    assert shell("add", case, "B", picture).status == 0
    release.join()

    # WHEN it doesn't, THEN the command says who holds the case
    monkeypatch.setattr("assistant.cli.cases.PATIENCE", 0.1)
    with CaseFolder.open(case, shell.world.clock()):
        assert "[case-locked]" in shell("add", case, "B", picture).err


def test_capture_takes_what_was_chosen(shell: Shell, case: Path) -> None:
    # WHEN a window is captured after a wait, and then again after it has moved
    screen = shell.world.grabber
    assert screen is not None
    done = shell("capture", case, "C", "--window", "bright lantern", "--delay", "2.5", "--title", "Chat", "--json")
    window = screen.there[0]
    screen.there[0] = type(window)(window.id, "Another tab", type(window.area)(10, 10, 30, 20), window.untrusted_class)
    again = shell("capture", case, "C", "--again", "--json")

    # THEN both times the window's own area was taken, with the time of this computer
    assert done.status == again.status == 0, done.err + again.err
    assert [(area.x, area.y, area.width, area.height) for area in screen.grabbed] == [(4, 4, 20, 10), (10, 10, 30, 20)]
    assert shell.world.waited == [2.5, 0.0]
    taken = done.json["exhibits"][0]
    assert (taken["kind"], taken["title"], taken["label"]) == ("capture", "Chat", "C-1")
    assert taken["captured_at"] == "2026-03-04T14:32:07+01:00"
    assert taken["captured_at_utc"] == "2026-03-04T13:32:07+00:00"
    assert screen.is_closed


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ([], (0, 0, 64, 48)),
        (["--screen", "all"], (0, 0, 64, 48)),
        (["--screen", "1"], (0, 0, 64, 48)),
        (["--region", "1,2,30,40"], (1, 2, 30, 40)),
    ],
)
def test_capture_of_an_area_and_again(
    shell: Shell, case: Path, words: list[str], area: tuple[int, int, int, int]
) -> None:
    screen = shell.world.grabber
    assert screen is not None
    assert shell("capture", case, "A", *words).status == 0
    assert shell("capture", case, "B", "--again").status == 0
    assert [(each.x, each.y, each.width, each.height) for each in screen.grabbed] == [area, area]


def test_capture_of_one_colour_is_kept_with_a_note(shell: Shell, case: Path) -> None:
    assert shell.world.grabber is not None
    shell.world.grabber.blank = True
    done = shell("capture", case, "A", "--json")
    assert done.status == 0
    assert len(done.json["exhibits"]) == 1
    assert done.err.startswith("note: The picture has one colour only")
    assert [warning["code"] for warning in done.json["warnings"]] == ["blank"]
    assert done.json["warnings"][0]["what"].startswith("The picture has one colour only")

    # WHEN it is taken once more THEN each thing that is odd is told, to people as well
    again = shell("capture", case, "A")
    assert (again.status, len(again.err.splitlines())) == (0, 2)
    assert "exactly the same as the one before" in again.err
    shell.world.grabber.blank = False
    assert shell("capture", case, "A", "--json").json["warnings"] == []


def test_captures_that_are_refused(shell: Shell, case: Path) -> None:
    assert refused(shell, "capture", case, "A", "--again") == "capture-no-last"
    assert refused(shell, "capture", case, "A", "--window", "nothing like it") == "capture-window-gone"
    assert refused(shell, "capture", case, "A", "--screen", "7") == "screen-unknown"
    assert refused(shell, "capture", case, "A", "--screen", "0") == "usage-value-wrong"
    assert refused(shell, "capture", case, "A", "--region", "1,2,3") == "usage-value-wrong"
    assert refused(shell, "capture", case, "A", "--region", "1,2,0,4") == "usage-value-wrong"
    assert refused(shell, "capture", case, "A", "--delay", "nan") == "usage-value-wrong"
    assert refused(shell, "capture", case, "A", "--delay", "-1") == "usage-value-wrong"
    assert refused(shell, "capture", case, "A", "--screen", "1", "--again") == "usage-together"
    assert refused(shell, "capture", "--list", "--again") == "usage-together"
    assert refused(shell, "capture", case, "Q") == "item-unknown"
    shell.world.grabber = None
    assert refused(shell, "capture", case, "A") == "capture-unknown-system"
    assert shell("status", case, "--json").json["exhibits"] == []


def test_list_says_what_can_be_captured(shell: Shell) -> None:
    assert shell("capture", "--list", "--json").json == {
        "backend": "fake",
        "passed_over": [],
        "screens": [{"number": 1, "x": 0, "y": 0, "width": 64, "height": 48, "scale": 1.0, "name": "first"}],
        "windows": [{"id": 7, "title": "Messages – Bright Lantern", "x": 4, "y": 4, "width": 20, "height": 10}],
    }
    assert "Bright Lantern" in shell("capture", "--list").out


def test_exports_that_are_refused(shell: Shell, case: Path, tmp_path: Path) -> None:
    for words in (("--profile", "gmail"), ("--max-size", "much"), ("--max-size", "0")):
        assert refused(shell, "export", case, tmp_path / "out", *words) == "usage-value-wrong"
    assert refused(shell, "export", tmp_path / "none", tmp_path / "out") == "case-not-found"
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_verified(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK no zip")
    os.mkfifo(tmp_path / "pipe")
    assert refused(shell, "verify", tmp_path / "none.zip") == "verify-not-found"
    assert refused(shell, "verify", tmp_path / "pipe") == "verify-not-a-file"
    assert refused(shell, "verify", tmp_path / "no.zip", "--json") == "archive-unreadable"


def test_sample_is_ready(shell: Shell, tmp_path: Path) -> None:
    done = shell("sample", tmp_path / "sample", "--json")
    assert done.status == 0, done.err
    assert done.json["ready"] is True
    assert {exhibit["kind"] for exhibit in done.json["exhibits"]} == {"file"}
    assert refused(shell, "sample", tmp_path / "sample") == "case-exists"
    assert "3 of 3 answered" in shell("status", tmp_path / "sample").out
