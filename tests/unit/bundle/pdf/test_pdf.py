"""The index as a file: read back by pypdf, by poppler and by qpdf."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from PySide6.QtCore import QCoreApplication

from assistant.bundle.pdf import render_page, write_pdf
from assistant.bundle.pdf_layout import lay_out
from assistant.core.plan import Plan
from assistant.errors import ExportError

Make = Callable[..., Plan]
Pictures = Callable[[Plan], dict[str, Path]]
ROOT = Path(__file__).parents[4]


def page_texts(path: Path) -> list[str]:
    """The text of each page in reading order, as a search sees it."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def targets(path: Path) -> list[tuple[int, int]]:
    """For each link the page it is on and the page it leads to, both from 1."""
    reader = PdfReader(path)
    numbers = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1) if page.indirect_reference
    }
    found = []
    for number, page in enumerate(reader.pages, 1):
        for each in page.get("/Annots", ArrayObject()):
            annotation = each.get_object()
            assert isinstance(annotation, DictionaryObject)
            assert "/A" not in annotation
            destination = annotation["/Dest"]
            assert isinstance(destination, ArrayObject)
            found.append((number, numbers[list.__getitem__(destination, 0).idnum]))
    return found


def test_says_everything_once_in_order(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN a case with three questions, eight attachments and a gap
    # WHEN the index is written
    count = write_pdf(sample_plan, make_pictures(sample_plan), tmp_path / "INDEX.pdf")
    texts = page_texts(tmp_path / "INDEX.pdf")
    # THEN page 1 decides, and every section is where the contents say
    assert len(texts) == count == len(PdfReader(tmp_path / "INDEX.pdf").pages)
    first = " ".join(texts[0].split())
    assert first.startswith("Answers to Upwork’s letter of 14 December 2015")
    for fact in ("jdoe", "Northwind (client)", "not stated", "15 December 2015", "3 of 3", "USD 180.00"):
        assert fact in first
    assert "none in your letter" not in first  # what was not found is not said to be absent
    assert "Money on hold: USD 180.00" in first
    assert "What I can’t provide, and why" in first
    assert texts[1].startswith("Answers in full")
    assert "Since then I have had two contracts" in texts[1]
    assert texts[2].startswith("Attachments and timeline")
    assert "What happened when, November and December 2015" in texts[2]
    assert "How this file was made" in texts[-1]
    # AND every page says its number, and hashes stand on the last pages only
    for number, text in enumerate(texts, 1):
        assert f"{number} of {count}" in " ".join(text.split())
    assert sample_plan.head[:8] in "".join(texts[-2:])
    assert not any(sample_plan.exhibits[0].sha256[:8] in text for text in texts[:-2])


def test_is_sound_for_other_readers(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN an index
    path = tmp_path / "INDEX.pdf"
    write_pdf(sample_plan, make_pictures(sample_plan), path)
    # WHEN qpdf checks it and poppler lists its fonts
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True).stdout.decode().splitlines()[2:]
    # THEN it is sound, the shipped typefaces are in it with their weights, and nothing in it acts or is attached
    assert any("Inter_700wght" in line for line in fonts)
    assert any("SourceSerif4" in line and "700wght" in line for line in fonts)
    assert all(" yes " in line for line in fonts)
    data = path.read_bytes()
    for forbidden in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/URI", b"/OpenAction", b"/AA "):
        assert forbidden not in data
    reader = PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == "Answers to Upwork’s letter of 14 December 2015"
    assert {str(reader.metadata[key]) for key in ("/CreationDate", "/ModDate")} == {"D:20151215100600+01'00'"}
    root = reader.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    assert (str(root["/Lang"]), str(root["/PageMode"])) == ("en", "/UseOutlines")


def test_every_row_leads_to_its_page(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN an index and the pages that are said to hold the attachments
    pictures = make_pictures(sample_plan)
    count = write_pdf(sample_plan, pictures, tmp_path / "INDEX.pdf")
    found = lay_out(sample_plan, pictures).numbers.exhibits
    pages = {name: (target.page, last) for name, (target, last) in found.items()}
    # WHEN its links and its outline are followed
    links = targets(tmp_path / "INDEX.pdf")
    texts = page_texts(tmp_path / "INDEX.pdf")
    # THEN page 1, the answers and the list each lead to every attachment, and each page shows its label
    assert set(pages) == {exhibit.id for exhibit in sample_plan.exhibits}
    for source in (1, 2, 3):
        reached = {to for at, to in links if at == source}
        assert {first for first, _last in pages.values()} <= reached
    for exhibit in sample_plan.exhibits:
        assert exhibit.label in texts[pages[exhibit.id][0] - 1].split("\n", maxsplit=3)[0] or exhibit.label == "B-2"
        assert f"attachment{'s' if exhibit.label in ('B-1', 'B-2') else ''} " in texts[pages[exhibit.id][0] - 1]
    assert {to for at, to in links if at == 1} >= {2, 3, count - 1}
    outline = PdfReader(tmp_path / "INDEX.pdf").outline
    assert [str(each["/Title"]) for each in outline if isinstance(each, dict)][1:3] == [
        "Answers in full",
        "Attachments and timeline",
    ]


def test_same_plan_gives_same_bytes_everywhere(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN an index that this process wrote
    pictures = make_pictures(sample_plan)
    write_pdf(sample_plan, pictures, tmp_path / "one.pdf")
    write_pdf(sample_plan, pictures, tmp_path / "two.pdf")
    expected = hashlib.sha256((tmp_path / "one.pdf").read_bytes()).hexdigest()
    assert hashlib.sha256((tmp_path / "two.pdf").read_bytes()).hexdigest() == expected
    # WHEN processes in other places of the world write it again
    script = (
        "import importlib.util, pathlib, sys, hashlib\n"
        "spec = importlib.util.spec_from_file_location('made', sys.argv[1])\n"
        "made = importlib.util.module_from_spec(spec); sys.modules['made'] = made; spec.loader.exec_module(made)\n"
        "from assistant.bundle.pdf import write_pdf\n"
        "plan = made.sample(); to = pathlib.Path(sys.argv[2])\n"
        "write_pdf(plan, made.drawn(plan, to.parent), to)\n"
    )
    for number, (zone, language) in enumerate((("Asia/Kathmandu", "ja_JP.UTF-8"), ("America/St_Johns", "de_DE.UTF-8"))):
        folder = tmp_path / f"other-{number}"
        folder.mkdir()
        surroundings = {
            **os.environ,
            "TZ": zone,
            "LANG": language,
            "PYTHONHASHSEED": str(number),
            "QT_HASH_SEED": "0" if number else "",
        }
        to = folder / "INDEX.pdf"
        command = [sys.executable, "-c", script, str(Path(__file__).with_name("conftest.py")), str(to)]
        subprocess.run(command, check=True, env=surroundings, cwd=ROOT)
        # THEN the bytes are the same
        assert hashlib.sha256(to.read_bytes()).hexdigest() == expected


def test_runs_beside_the_window(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN an application that runs in this thread
    pictures = make_pictures(sample_plan)
    write_pdf(sample_plan, pictures, tmp_path / "here.pdf")
    assert QCoreApplication.instance() is not None
    # WHEN two other threads write the index while this one paints pages
    seen: list[tuple[int, int]] = []

    def work(name: str) -> None:
        write_pdf(sample_plan, pictures, tmp_path / name, report=lambda done, total: seen.append((done, total)))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a.pdf", "b.pdf")]
    for thread in threads:
        thread.start()
    images = [render_page(sample_plan, pictures, number, 300) for number in (1, 4)]
    for thread in threads:
        thread.join()
    # THEN all of them are right, and every page was counted
    expected = (tmp_path / "here.pdf").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes() == expected
    assert sorted(set(seen)) == [(number, 12) for number in range(1, 13)]
    assert all(image.width() == 300 and image.height() == 424 for image in images)


def test_stops_when_asked(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN work that is asked to stop after its third page
    cancelled = threading.Event()
    seen: list[int] = []

    def report(done: int, _total: int) -> None:
        seen.append(done)
        if done == 3:
            cancelled.set()

    folder = tmp_path / "out"
    folder.mkdir()
    # WHEN the index is written
    count = write_pdf(sample_plan, make_pictures(sample_plan), folder / "INDEX.pdf", report=report, cancelled=cancelled)
    # THEN it stops there and leaves nothing
    assert (count, seen) == (0, [1, 2, 3])
    assert list(folder.iterdir()) == []


def test_a_picture_that_is_none_is_named(sample_plan: Plan, make_pictures: Pictures, tmp_path: Path) -> None:
    # GIVEN a picture whose file is damaged
    pictures = make_pictures(sample_plan)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    folder = tmp_path / "out"
    folder.mkdir()
    # WHEN the index is written
    with pytest.raises(ExportError) as caught:
        write_pdf(sample_plan, {**pictures, "xC-2": broken}, folder / "INDEX.pdf")
    # THEN the error names the attachment and nothing is left
    assert caught.value.reference == "pdf-picture"
    assert "C-2" in str(caught.value)
    assert list(folder.iterdir()) == []


def test_text_can_be_found_in_every_script(make_plan: Make, make_item: Callable[..., object], tmp_path: Path) -> None:
    # GIVEN answers in Cyrillic and Greek, with signs whose glyphs serve two code points
    answer = "Вёрстка каталога; ми домовилися 5 листопада. Συμφωνία. “Fixed file office” — ‘don’t’ 0123456789 €"
    plan = make_plan([make_item("A", "How do you know your client", answer)])
    # WHEN the index is written
    write_pdf(plan, {}, tmp_path / "INDEX.pdf")
    # THEN a search finds them as they were written, and no letter lacks a font
    found = " ".join(page_texts(tmp_path / "INDEX.pdf")[1].split())
    assert answer in found
    assert "3 How this file was made" in page_texts(tmp_path / "INDEX.pdf")[0]
    assert lay_out(plan, {}).missing == ""


def test_a_gap_beside_attachments_is_no_refusal_of_all(
    make_plan: Make, make_item: Any, make_exhibit: Any, tmp_path: Path
) -> None:
    # GIVEN two questions with a reason why something can't be provided, one of them with an attachment
    some = make_item("A", "The chats", exhibits=[make_exhibit("A-1")], gap="The older ones were deleted.")
    plan = make_plan([some, make_item("B", "The contract", gap="There was none.")])
    # WHEN the papers are written
    write_pdf(plan, {}, tmp_path / "INDEX.pdf")
    # THEN page 1 says which is which
    front = " ".join(page_texts(tmp_path / "INDEX.pdf")[0].split())
    assert "I can’t provide all of this. The reason stands below." in front
    assert "I can’t provide this. The reason stands below." in front


def test_letters_without_a_font_are_named(make_plan: Make, make_item: Callable[..., object]) -> None:
    # GIVEN an answer with a character that stands in no font
    plan = make_plan([make_item("A", "Why", "seen \U0010fffd here")])
    # WHEN the papers are asked
    # THEN they name it and nothing else
    assert lay_out(plan, {}).missing == "\U0010fffd"


def test_a_case_without_anything_still_has_its_papers(make_plan: Make, tmp_path: Path) -> None:
    # GIVEN a plan without questions, attachments, dates, names and log
    plan = dataclasses.replace(make_plan([]), account="", platform_name="", letter_date=None, money_held="", log=())
    # WHEN the index is written
    count = write_pdf(plan, {}, tmp_path / "INDEX.pdf")
    # THEN page 1 and the last page stand, and nothing is claimed
    texts = page_texts(tmp_path / "INDEX.pdf")
    assert count == 2
    assert texts[0].startswith("Answers to your letter")
    assert "date not stated" in texts[0]
    assert "made without a log" in " ".join(texts[1].split())


def test_an_attachment_says_what_it_shows_for_another_question(
    sample_plan: Plan, make_pictures: Pictures, tmp_path: Path
) -> None:
    # GIVEN C-1, which shows the dates that B asks for, and B-3, a document without a title
    item_b, item_c = sample_plan.items[1:3]
    shown = dataclasses.replace(item_c.exhibits[0], shows=("B:dates",))
    bare = dataclasses.replace(item_b.exhibits[2], title="")
    item_b = dataclasses.replace(item_b, met=(("dates", True),), exhibits=(bare,))
    item_c = dataclasses.replace(item_c, exhibits=(shown, *item_c.exhibits[1:]))
    plan = dataclasses.replace(sample_plan, items=(sample_plan.items[0], item_b, item_c))

    # WHEN the index is written
    write_pdf(plan, make_pictures(plan), tmp_path / "INDEX.pdf")
    pages = [" ".join(text.split()) for text in page_texts(tmp_path / "INDEX.pdf")]

    # THEN page 1 names it for both, its own page says so, and the document is called one
    assert any("Also for" in page and "B dates" in page and "C-1" in page for page in pages)
    assert pages[0].count("C-1") == 2
    assert any("Kind and size" in page and "Document" in page for page in pages)
