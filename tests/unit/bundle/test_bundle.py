"""An export on a real case: whole, the same each time, nothing said of what stays here, all or nothing."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it comes without types
import pytest
from PIL import Image, ImageDraw

from assistant.assets import asset
from assistant.bundle.bundle import write_bundle
from assistant.bundle.verify import verify
from assistant.core.case import Round
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock
from assistant.errors import ExportError, InputError
from assistant.storage.folder import CaseFolder

LETTER = b"Hello,\nplease tell us how you know your client and send examples of your work.\n"
CAUGHT = "a password that was captured by mistake"
NAMES = [f"jdoe_upwork-letter-1_{end}" for end in ("INDEX.pdf", "evidence.zip", "reply.eml", "reply.txt")]


def picture(colour: str = "white", size: tuple[int, int] = (640, 400), kind: str = "PNG") -> bytes:
    drawn = Image.new("RGB", size, colour)
    ImageDraw.Draw(drawn).text((20, 20), "Monday, 9 November 2015")
    data = io.BytesIO()
    drawn.save(data, kind)
    return data.getvalue()


def capture(folder: CaseFolder, clock: Clock, item: str, colour: str, **details: object) -> Exhibit:
    return folder.take_in_bytes(
        picture(colour),
        item=item,
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        captured_at=clock.now(),
        width=640,
        height=400,
        **details,  # type: ignore[arg-type]  # the fields are named by the tests
    )


def add(folder: CaseFolder, path: Path, content: bytes, media_type: str, item: str = "B", **more: object) -> Exhibit:
    path.write_bytes(content)
    return folder.take_in_file(
        path,
        item=item,
        kind=ExhibitKind.FILE,
        media_type=media_type,
        **more,  # type: ignore[arg-type]  # as above
    )


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Iterator[CaseFolder]:
    with CaseFolder.create(tmp_path / "case", clock, title="Northwind", account="jdoe") as made:
        made.add_round(
            Round(1, LETTER.decode(), "upwork"),
            [
                RequestedItem("How do you know your client", "relationship", start=27, end=54),
                RequestedItem("Examples of your work", "work_samples", ("answer", "screenshot", "dates")),
            ],
            LETTER,
        )
        made.accept()
        made.answer("A", "They wrote to me on Upwork on 5 November 2015.")
        made.answer("B", "Two product sheets.\n\nDelivered on 9 November 2015.")
        seen = EventDate.parse("2015-11-09", DateSource.SEEN)
        capture(made, clock, "A", "ivory", title="First message", event_date=EventDate.parse("2015-11"))
        capture(made, clock, "B", "linen", title="Scope: «40 €»", event_date=seen, where="Room 7f3a")
        add(made, tmp_path / "note.txt", b"Sent on 9 November.\n", "text/plain", event_date=seen)
        yield made


def content(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def state(folder: CaseFolder) -> tuple[object, ...]:
    """What an export that failed must leave as it was."""
    files = {path for path in folder.path.rglob("*") if path.is_file() and not path.name.startswith("case.db")}
    return folder.case(), folder.custody(), folder.exports(), files


def test_the_folder_and_the_zip_are_whole(folder: CaseFolder, tmp_path: Path) -> None:
    # WHEN the files are made
    out = tmp_path / "to send" / "наружу"
    report = write_bundle(folder, out)

    # THEN they have their names and the report describes them
    assert report.written
    assert report.complete
    assert report.pages >= 4
    assert sorted(path.name for path in out.iterdir()) == NAMES
    for file in report.files:
        data = file.path.read_bytes()
        assert (file.bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert [file.role for file in report.files] == ["index", "zip", "reply", "draft"]
    assert report.as_json() | {"files": [], "changes": []} == {
        "written": True,
        "round": 1,
        "revision": 1,
        "files": [],
        "mail_bytes": (out / NAMES[2]).stat().st_size,
        "findings": [],
        "changes": [],
    }

    # AND other programs find the zip in order
    archive = out / NAMES[1]
    subprocess.run(["unzip", "-tq", archive], check=True, capture_output=True)
    shutil.unpack_archive(archive, tmp_path / "unpacked")
    check = ["sha256sum", "--strict", "-c", "SHA256SUMS.txt"]
    subprocess.run(check, cwd=tmp_path / "unpacked", check=True, capture_output=True)
    inside = content(archive)
    assert list(inside) == [
        "INDEX.pdf",
        "A_relationship/A-1_2015-11_first-message.png",
        "B_work-samples/B-1_2015-11-09_scope-40.png",
        "B_work-samples/B-2_2015-11-09.txt",
        "SHA256SUMS.txt",
        "records/custody-log.txt",
        "records/exhibits.csv",
        "records/how-to-check.txt",
        "records/index.html",
        "records/manifest.json",
        "records/timeline.csv",
    ]
    assert inside["INDEX.pdf"] == (out / NAMES[0]).read_bytes()
    jsonschema.validate(
        json.loads(inside["records/manifest.json"]), json.loads(asset("manifest.schema.json").read_text("utf-8"))
    )

    # AND comparing says so: the zip, the folder, the unpacked zip and the case
    assert verify(archive, folder.path).against_case == "same"
    for path in (archive, out, tmp_path / "unpacked"):
        found = verify(path, folder.path)
        assert found.ok
        assert (found.chain, found.against_case) == ("holds", "same")
    assert verify(folder.path).ok


def test_the_draft_is_what_goes_over_the_wire(folder: CaseFolder, tmp_path: Path) -> None:
    report = write_bundle(folder, tmp_path / "out")
    attached = sum(file.bytes for file in report.files if file.attach)
    assert [file.role for file in report.files if file.attach] == ["index", "zip"]
    assert 1.36 < report.mail_bytes / attached < 1.45
    assert (tmp_path / "out" / NAMES[3]).read_text("utf-8") == report.reply


def test_pictures_are_their_pixels_with_a_band_below(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a photo with words hidden in its data
    exif = Image.Exif()
    exif[0x010E] = "hidden in the data"
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(data, "JPEG", exif=exif, comment=b"hidden as well")
    add(folder, tmp_path / "photo.jpg", data.getvalue(), "image/jpeg", width=300, height=200, title="Photo")

    # WHEN the files are made
    report = write_bundle(folder, tmp_path / "out")

    # THEN the copies say nothing but pixels, and those are the original's
    inside = content(tmp_path / "out" / NAMES[1])
    for exhibit in report.plan.exhibits:
        if not exhibit.is_picture:
            continue
        original = Image.open(folder.original(next(e for e in folder.case().exhibits if e.id == exhibit.id)))
        sent = Image.open(io.BytesIO(inside[exhibit.file]))
        assert sent.format == "PNG"
        assert sent.info == {}
        assert sent.height > original.height
        assert sent.crop((0, 0, *original.size)).tobytes() == original.convert("RGB").tobytes()
        assert exhibit.changes
        assert b"hidden" not in inside[exhibit.file]


def test_what_is_kept_here_or_erased_is_named_nowhere(folder: CaseFolder, tmp_path: Path, clock: Clock) -> None:
    # GIVEN one that is kept here and one that was erased
    kept = capture(folder, clock, "A", "black", title=CAUGHT)
    folder.change_exhibit(kept.id, send=False)
    erased = capture(folder, clock, "A", "navy", title=CAUGHT)
    folder.erase(erased.id, CAUGHT)

    # WHEN the files are made
    report = write_bundle(folder, tmp_path / "out")

    # THEN neither words, ids nor hashes of them leave, though the chain holds
    inside = content(tmp_path / "out" / NAMES[1])
    everything = b"".join([*inside.values(), *(path.read_bytes() for path in (tmp_path / "out").iterdir())])
    for secret in (CAUGHT, kept.sha256, erased.sha256):
        assert secret.encode() not in everything
    log = inside["records/custody-log.txt"].decode()
    assert not re.search(rf'"({kept.id}|{erased.id})"', log)
    assert log.count("withheld") >= 4
    assert '"action":"captured"' in log
    assert verify(tmp_path / "out").chain == "holds"
    assert [exhibit.label for exhibit in report.plan.exhibits] == ["A-1", "B-1", "B-2"]


def test_what_can_run_is_on_request(folder: CaseFolder, tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
    add(folder, tmp_path / "site.html", page, "text/html", event_date=EventDate.parse("2015"))
    report = write_bundle(folder, tmp_path / "out")
    assert report.written
    assert not report.complete
    (finding,) = report.findings
    assert (finding.code, finding.blocks, finding.exhibit) == ("kind-not-sent", False, "B-3")
    inside = content(tmp_path / "out" / NAMES[1])
    assert page not in inside.values()
    (listed,) = json.loads(inside["records/manifest.json"])["on_request"]
    assert (listed["label"], listed["bytes"]) == ("B-3", len(page))
    assert listed["original_sha256"] == hashlib.sha256(page).hexdigest()
    assert b"available on request" in inside["records/index.html"]
    assert "On request: B-3" in report.reply


def test_missing_parts_are_named_and_do_not_block(folder: CaseFolder, tmp_path: Path) -> None:
    folder.answer("A", "")
    report = write_bundle(folder, tmp_path / "out")
    assert report.written
    assert not report.complete
    assert [(finding.code, finding.blocks, finding.item) for finding in report.findings] == [
        ("part-missing", False, "A")
    ]
    assert "in A, your answer" in str(report.findings[0].what)


def test_characters_without_a_font_are_named_and_do_not_block(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN an answer with a character that stands in no font
    folder.answer("A", "seen \U0010fffd here")
    # WHEN the files are made
    report = write_bundle(folder, tmp_path / "out")
    # THEN they are written, and what can't be seen in them is said
    assert report.written
    assert [(finding.code, finding.blocks) for finding in report.findings] == [("letters-not-drawn", False)]
    assert "\U0010fffd" in str(report.findings[0].what)


def test_the_same_case_gives_the_same_bytes(folder: CaseFolder, tmp_path: Path) -> None:
    first, second = write_bundle(folder, tmp_path / "1"), write_bundle(folder, tmp_path / "2")
    assert [file.sha256 for file in first.files] == [file.sha256 for file in second.files]
    assert (first.revision, second.revision) == (1, 1)
    folder.answer("A", "Another answer.")
    third = write_bundle(folder, tmp_path / "3")
    assert third.revision == 2
    assert verify(tmp_path / "1", folder.path).against_case == "same"
    assert verify(tmp_path / "3", folder.path).against_case == "same"


def test_a_bundle_of_another_case_differs(folder: CaseFolder, tmp_path: Path) -> None:
    write_bundle(folder, tmp_path / "out")
    stranger = tmp_path / "stranger.zip"
    shutil.copy(tmp_path / "out" / NAMES[1], stranger)
    with zipfile.ZipFile(stranger, "a") as archive:
        archive.comment = b"touched"
    assert verify(stranger, folder.path).against_case == "differs"


def test_a_case_without_exports_can_not_be_compared(folder: CaseFolder, tmp_path: Path, clock: Clock) -> None:
    write_bundle(folder, tmp_path / "out")
    with CaseFolder.create(tmp_path / "other", clock) as other:
        other.add_round(Round(1, "Hello", "upwork"), [], b"Hello")
    assert verify(tmp_path / "out", tmp_path / "other").against_case == "not compared"


def test_a_folder_that_is_taken_is_left_alone(folder: CaseFolder, tmp_path: Path) -> None:
    write_bundle(folder, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    was = state(folder)
    folder.path.parent.joinpath("a\nfile").write_text("a file")
    for out, reference in ((tmp_path / "out", "out-taken"), (tmp_path / "a\nfile", "out-no-folder")):
        with pytest.raises(InputError) as error:
            write_bundle(folder, out)
        assert error.value.reference == reference
        assert "\n" not in str(error.value)
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert state(folder) == was


def test_the_name_of_a_file_does_not_leave(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN a document that was added as note.txt and got no title
    report = write_bundle(folder, tmp_path / "out")
    archive, reply = report.file("zip"), report.file("reply")
    assert archive is not None
    assert reply is not None

    # THEN nothing but the program says what it is
    for name, data in content(archive.path).items():
        assert b"note" not in name.encode() + (b"" if name.endswith((".png", ".pdf")) else data), name
    assert "B-2 (9 Nov 2015): Document" in reply.path.read_text("utf-8")
    printed = subprocess.run(["pdftotext", tmp_path / "out" / NAMES[0], "-"], capture_output=True, check=True).stdout
    assert b"note" not in printed


def test_other_files_in_the_folder_stay(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    assert write_bundle(folder, tmp_path / "out").written
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [*NAMES, "mine.txt"]
    assert verify(tmp_path / "out").ok


def test_too_large_blocks_and_names_the_heaviest(folder: CaseFolder, tmp_path: Path) -> None:
    was = state(folder)
    for limit in (2_000, 30_000):
        report = write_bundle(folder, tmp_path / "out", max_bytes=limit)
        assert not report.written
        (finding,) = report.findings
        assert (finding.code, finding.blocks) == ("too-large", True)
        assert "B-1" in str(finding.why)
        assert report.as_json()["revision"] is None
    assert not (tmp_path / "out").exists()
    assert state(folder) == was


def test_sizes_near_the_limit_are_told_apart(folder: CaseFolder, tmp_path: Path) -> None:
    archive = write_bundle(folder, tmp_path / "1").file("zip")
    assert archive is not None
    (finding,) = write_bundle(folder, tmp_path / "2", max_bytes=archive.bytes - 1).findings
    size, limit = re.findall(r"([0-9.]+) MB", str(finding.what))
    assert size != limit
    assert "0.0 MB" not in str(finding.why)


def test_nothing_is_made_among_what_the_case_keeps(folder: CaseFolder) -> None:
    was = state(folder)
    for out in (folder.path, folder.path / "exports", folder.path / "originals" / "new"):
        with pytest.raises(InputError) as caught:
            write_bundle(folder, out)
        assert caught.value.reference == "out-in-case"
    assert state(folder) == was


def test_the_loose_index_is_attached_only_while_it_fits(folder: CaseFolder, tmp_path: Path) -> None:
    whole = write_bundle(folder, tmp_path / "1")
    archive = whole.file("zip")
    assert archive is not None
    report = write_bundle(folder, tmp_path / "2", max_bytes=archive.bytes)
    assert [file.role for file in report.files if file.attach] == ["zip"]
    assert NAMES[0] not in report.reply
    assert report.mail_bytes < whole.mail_bytes


def test_a_changed_or_lost_original_blocks(folder: CaseFolder, tmp_path: Path) -> None:
    first, second, _note = folder.case().exhibits
    folder.original(first).chmod(0o600)
    folder.original(first).write_bytes(b"changed")
    folder.original(second).unlink()
    report = write_bundle(folder, tmp_path / "out")
    assert not report.written
    blocking = {(finding.code, finding.exhibit) for finding in report.findings if finding.blocks}
    assert blocking == {("original-changed", "A-1"), ("original-missing", "B-1")}
    assert all("erase this one" in str(finding.next_step) for finding in report.findings if finding.blocks)
    assert not (tmp_path / "out").exists()
    found = verify(folder.path)
    assert not found.ok
    assert len(found.changed) == len(found.missing) == 1


def test_without_an_accepted_question_nothing_is_made(tmp_path: Path, clock: Clock) -> None:
    with CaseFolder.create(tmp_path / "case", clock) as folder:
        folder.add_round(Round(1, "Hello", "unknown"), [RequestedItem("Why")], b"Hello")
        report = write_bundle(folder, tmp_path / "out")
    assert [finding.code for finding in report.findings] == ["no-questions"]
    assert not report.written


@pytest.mark.parametrize("at", [0, 300, 510, 800, 900, 979])
def test_a_cancel_leaves_nothing(folder: CaseFolder, tmp_path: Path, at: int) -> None:
    # GIVEN someone who stops when so many thousandths are done
    was, cancelled = state(folder), threading.Event()

    def report(done: int, _total: int) -> None:
        if done >= at:
            cancelled.set()

    # WHEN the files are made
    with pytest.raises(ExportError) as error:
        write_bundle(folder, tmp_path / "out", report=report, cancelled=cancelled)

    # THEN nothing was made and nothing was changed
    assert error.value.reference == "export-cancelled"
    assert not (tmp_path / "out").exists()
    assert state(folder) == was


def test_progress_goes_one_way_to_the_end(folder: CaseFolder, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_bundle(folder, tmp_path / "out", report=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (1000, 1000)


def test_a_place_that_can_not_be_written_is_named(
    folder: CaseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a disk that is full when the third file is put into its place
    was, replace, seen = state(folder), Path.replace, []

    def full(self: Path, target: Path) -> Path:
        if target.parent.name == "out":
            seen.append(target)
            if len(seen) == 3:
                raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)

    # WHEN the files are made
    with pytest.raises(ExportError) as error:
        write_bundle(folder, tmp_path / "out")

    # THEN none of them is left
    assert error.value.reference == "export-failed"
    assert "no more room" in str(error.value.why)
    assert not (tmp_path / "out").exists()
    assert folder.case() == was[0]


def test_the_papers_agree(folder: CaseFolder, tmp_path: Path) -> None:
    # GIVEN the files of a case
    report = write_bundle(folder, tmp_path / "out")
    inside = content(tmp_path / "out" / NAMES[1])
    pdf = subprocess.run(["pdftotext", "-layout", tmp_path / "out" / NAMES[0], "-"], check=True, capture_output=True)
    page = re.sub(r"<style>.*?</style>|<[^>]+>", " ", inside["records/index.html"].decode("utf-8"), flags=re.DOTALL)
    papers = {
        "pdf": pdf.stdout.decode("utf-8"),
        "html": page,
        "reply": report.reply,
        "manifest": inside["records/manifest.json"].decode("utf-8"),
    }
    flat = {name: " ".join(text.split()) for name, text in papers.items()}

    # THEN each has the same labels and answers, and the dates of the same events
    labels = {exhibit.label for exhibit in report.plan.exhibits}
    for name, text in flat.items():
        assert set(re.findall(r"\b[A-Z]-\d+\b", text)) == labels, name
        for answer in ("They wrote to me on Upwork on 5 November 2015.", "Two product sheets."):
            assert answer in text, name
    csv = inside["records/exhibits.csv"].decode("utf-8-sig")
    assert set(re.findall(r'^"([A-Z]-\d+)"', csv, re.MULTILINE)) == labels
    assert '"2015-11"' in csv
    for name, words in (("pdf", "9 November 2015"), ("html", "9 November 2015"), ("reply", "9 Nov 2015")):
        assert words in flat[name], name
    for name, words in (("pdf", "November 2015"), ("html", "November 2015"), ("reply", "Nov 2015")):
        assert words in flat[name], name
    for exhibit in report.plan.exhibits:
        assert exhibit.sha256 in flat["html"]
        assert exhibit.sha256 in re.sub(r"\s", "", papers["pdf"])
    assert report.plan.head in re.sub(r"\s", "", papers["pdf"])
