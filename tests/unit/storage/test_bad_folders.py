"""Folders that are no case, half a case, held by another, read-only, full or damaged: one clear error, nothing lost."""

from __future__ import annotations

import datetime as dt
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from assistant.bundle.preflight import original_lost
from assistant.bundle.verify import verify
from assistant.core.custody import first_break
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Clock
from assistant.errors import AssistantError, DamagedError, LockedError, StorageError
from assistant.storage.folder import CaseFolder

NOBODY = 65534


def add(folder: CaseFolder, data: bytes) -> Exhibit:
    return folder.take_in_bytes(data, item="A", kind=ExhibitKind.CAPTURE, media_type="image/png")


def reference(call: Callable[[], object]) -> str:
    with pytest.raises(AssistantError) as error:
        call()
    assert str(error.value)  # all fields are filled
    return error.value.reference


def contents(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """A full disk: no file may grow past ``size``."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def as_somebody_else(work: Callable[[], str]) -> str:
    """What ``work`` gives in a process of its own that is not root's, which read-only modes don't hold back."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing, work().encode())
        except BaseException as error:  # noqa: BLE001  # said to the parent, whatever it is
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that another user can reach."""
    path = Path(tempfile.mkdtemp(prefix="case-test-"))
    path.chmod(0o755)
    yield path
    for inside in [path, *path.rglob("*")]:
        if inside.is_dir():
            inside.chmod(0o700)
    shutil.rmtree(path)


def make_read_only(place: Path) -> None:
    for path in [place, *place.rglob("*")]:
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)


def test_what_is_no_case(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "other").mkdir()
    (tmp_path / "foreign").mkdir()
    with closing(sqlite3.connect(tmp_path / "foreign" / "case.db")) as connection:
        connection.execute("CREATE TABLE x (y)")
    before = contents(tmp_path)
    for write in (True, False):
        assert reference(partial(CaseFolder.open, tmp_path / "none", clock, write=write)) == "case-not-found"
        assert reference(partial(CaseFolder.open, tmp_path / "file", clock, write=write)) == "case-is-file"
        assert reference(partial(CaseFolder.open, tmp_path / "other", clock, write=write)) == "case-not-here"
        assert reference(partial(CaseFolder.open, tmp_path / "foreign", clock, write=write)) == "case-not-here"
    assert {name: data for name, data in contents(tmp_path).items() if "case.lock" not in name} == before


def test_a_case_of_a_newer_version_is_left_untouched(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN a case that a newer version has made, with changes that are in the log of SQLite alone
    folder.close()
    connection = sqlite3.connect(place / "case.db")
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    before = contents(place)
    for write in (True, False):
        assert reference(partial(CaseFolder.open, place, clock, write=write)) == "case-newer"
    assert contents(place)["case.db"] == before["case.db"]
    assert contents(place)["case.db-wal"] == before["case.db-wal"]
    connection.close()


def test_a_second_writer_is_told_who_holds_the_case(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN a case that is open, with a second connection
    second = folder.another()
    with pytest.raises(LockedError, match=f"since 2026-03-04 14:32: process {os.getpid()} on ") as error:
        CaseFolder.open(place, clock)
    assert error.value.reference == "case-locked"

    # WHEN the note of who holds it is damaged, THEN the lock holds all the same
    (place / "case.holder").write_text("{")
    assert reference(lambda: CaseFolder.open(place, clock)) == "case-locked"

    # WHEN the first is closed, THEN the second still has it; WHEN both are, it is free
    folder.close()
    assert reference(lambda: CaseFolder.open(place, clock)) == "case-locked"
    add(second, b"x")
    second.close()
    second.close()
    CaseFolder.open(place, clock).close()
    assert not (place / "case.holder").exists()


def test_the_lock_ends_with_its_process(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN another process that holds the case
    folder.close()
    code = (
        "import sys, time; from pathlib import Path; from assistant.storage.folder import CaseFolder;"
        "from assistant.storage.clock import SystemClock;"
        "f = CaseFolder.open(Path(sys.argv[1]), SystemClock()); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LockedError, match=f"process {other.pid} "):
            CaseFolder.open(place, clock)
        with CaseFolder.open(place, clock, write=False) as reader:
            assert reader.case().account == "mira"

        # WHEN it is killed, THEN the case is free at once
        other.send_signal(signal.SIGKILL)
        other.wait()
    CaseFolder.open(place, clock).close()


def test_a_full_disk_loses_nothing_that_was_acknowledged(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN a case with an exhibit
    kept = add(folder, b"kept")
    folder.answer("A", "kept answer")
    before = folder.case()

    # WHEN the disk is full for an original, and then for the catalogue too
    with files_up_to(200_000):
        assert reference(lambda: add(folder, bytes(300_000))) == "disk-full"
    with files_up_to(100):
        assert reference(lambda: add(folder, b"small")) == "disk-full"
        assert reference(lambda: folder.answer("A", "x" * 50_000)) == "disk-full"
        assert folder.case() == before

    # THEN the case goes on, all is there, and the next opening finds nothing broken
    add(folder, b"after")
    folder.close()
    with CaseFolder.open(place, clock) as again:
        assert again.case().items[0].answer == "kept answer"
        assert again.original_is_intact(kept)
        assert [each.bytes for each in again.case().exhibits] == [4, 5]
        assert first_break(again.custody()) is None


def test_a_case_can_be_made_again_after_a_full_disk(tmp_path: Path, clock: Clock) -> None:
    with files_up_to(1000):
        assert reference(lambda: CaseFolder.create(tmp_path / "case", clock)) == "disk-full"
    CaseFolder.create(tmp_path / "case", clock).close()


def test_a_full_disk_does_not_keep_a_case_from_being_read(folder: CaseFolder, place: Path, clock: Clock) -> None:
    add(folder, b"x")
    folder.close()
    with files_up_to(10), CaseFolder.open(place, clock, write=False) as reader:
        assert len(reader.case().exhibits) == 1


@pytest.mark.parametrize("is_after_crash", [False, True])
def test_a_read_only_case_can_be_read(
    public: Path, clock: Clock, new_case: Callable[[Path], CaseFolder], is_after_crash: bool
) -> None:
    # GIVEN a case in a folder that can't be written, perhaps with its newest change in the log of SQLite alone
    folder = new_case(public / "made")
    exhibit = add(folder, b"x")
    folder.answer("A", "newest")
    if is_after_crash:
        shutil.copytree(public / "made", public / "case", ignore=shutil.ignore_patterns("*-shm"))
        assert (public / "case" / "case.db-wal").stat().st_size > 0
        folder.close()
    else:
        folder.close()
        shutil.copytree(public / "made", public / "case")
    make_read_only(public / "case")

    def look() -> str:
        with CaseFolder.open(public / "case", clock, write=False) as reader:
            assert reader.original_is_intact(exhibit)
            assert reader.recovered() == ()
            assert first_break(reader.custody()) is None
            with reader.another() as second:
                assert second.case() == reader.case()
            return reader.case().items[0].answer

    def change() -> str:
        try:
            CaseFolder.open(public / "case", clock)
        except AssistantError as error:
            return error.reference
        return "opened"

    def make() -> str:
        try:
            CaseFolder.create(public / "case" / "inside", clock)
        except AssistantError as error:
            return error.reference
        return "made"

    # THEN it is read, to the newest change, and writing is refused in words
    before = contents(public / "case")
    assert as_somebody_else(look) == "newest"
    assert as_somebody_else(change) == "case-read-only"
    assert as_somebody_else(make) == "case-read-only"
    assert contents(public / "case") == before


def test_a_case_of_somebody_else_can_not_be_read(
    public: Path, clock: Clock, new_case: Callable[[Path], CaseFolder]
) -> None:
    new_case(public / "case").close()
    if os.geteuid() != 0:
        (public / "case").chmod(0o000)

    def look() -> str:
        try:
            CaseFolder.open(public / "case", clock, write=False)
        except StorageError as error:
            return error.reference
        return "opened"

    assert as_somebody_else(look) == "case-unreadable"


def test_a_half_copied_case(folder: CaseFolder, place: Path, clock: Clock, tmp_path: Path) -> None:
    # GIVEN a case with two exhibits and a copy of its catalogue
    first, second = add(folder, b"1"), add(folder, b"2")
    folder.close()

    # WHEN its originals were not copied, THEN that is said
    half = tmp_path / "half"
    shutil.copytree(place, half, ignore=shutil.ignore_patterns("originals"))
    for write in (True, False):
        assert reference(partial(CaseFolder.open, half, clock, write=write)) == "case-half-copied"

    # WHEN one original misses, THEN the case opens and names it
    shutil.copytree(place / "originals", half / "originals")
    shutil.rmtree(half / "originals" / first.sha256[:2])
    with CaseFolder.open(half, clock) as opened:
        assert [each.id for each in opened.missing_originals()] == [first.id]
        assert opened.original_is_intact(second)

    # WHEN the catalogue was not copied, THEN that is said, and the case can be put back from its copy
    (half / "case.db").unlink()
    assert reference(lambda: CaseFolder.open(half, clock)) == "case-damaged"
    with CaseFolder.restore(half, clock) as restored:
        assert [each.id for each in restored.case().exhibits] == [first.id, second.id]


def test_a_case_whose_one_original_is_gone_opens_and_can_be_put_right(
    folder: CaseFolder, place: Path, clock: Clock
) -> None:
    # GIVEN a case with one attachment, whose file somebody has deleted
    exhibit = add(folder, b"1")
    folder.original(exhibit).unlink()
    folder.close()

    # WHEN it is opened THEN the attachment is named, and can be erased
    with CaseFolder.open(place, clock) as opened:
        assert [each.id for each in opened.missing_originals()] == [exhibit.id]
        opened.erase(exhibit.id, "its file is gone")
        assert opened.missing_originals() == ()


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    middle = bytearray(data)
    for at in range(4096, len(data), 512):
        middle[at : at + 16] = bytes(255 - byte for byte in middle[at : at + 16])
    return bytes(middle)


DAMAGES = [_cut, _flip, lambda _data: b"", lambda _data: b"no database" * 500, lambda data: b"x" + data[1:]]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_case_names_its_good_copy_and_comes_back(
    folder: CaseFolder, place: Path, clock: Clock, damage: Callable[[bytes], bytes]
) -> None:
    # GIVEN a case with a good copy, and an exhibit that came after it
    folder.answer("A", "in the copy")
    first = add(folder, b"in the copy")
    folder.keep_copy()
    late = add(folder, b"after the copy")
    copy = max((place / "copies").iterdir())
    folder.close()
    for newer in (place / "copies").iterdir():
        if newer > copy:
            newer.unlink()

    # WHEN its catalogue is damaged
    broken = damage((place / "case.db").read_bytes())
    (place / "case.db").write_bytes(broken)
    for write in (True, False):
        with pytest.raises(DamagedError, match="2026-03-04 14:32") as error:
            CaseFolder.open(place, clock, write=write)
        assert error.value.reference == "case-damaged"
        assert f"copies/{copy.name}" in str(error.value.next_step)
    assert (place / "case.db").read_bytes() == broken
    assert CaseFolder.restorable(place) == dt.datetime(2026, 3, 4, 14, 32, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))

    # THEN the copy can be put back, what came after it is found again, and the damaged file is kept
    with CaseFolder.restore(place, clock) as restored:
        assert restored.case().items[0].answer == "in the copy"
        assert restored.original_is_intact(first)
        assert first_break(restored.custody()) is None
        assert restored.custody()[-1].action == "restored"
        (found,) = restored.recovered()
        assert found.sha256 == late.sha256
        assert restored.take_up(found, item="B", kind=ExhibitKind.FILE, media_type="image/png").label == "B-1"
        assert restored.recovered() == ()
    assert broken in contents(place / "set-aside").values()


def test_a_damaged_case_without_a_copy(folder: CaseFolder, place: Path, clock: Clock) -> None:
    folder.close()
    shutil.rmtree(place / "copies")
    (place / "case.db").write_bytes(b"")
    assert CaseFolder.restorable(place) is None
    with pytest.raises(DamagedError, match="from a backup"):
        CaseFolder.open(place, clock)
    with pytest.raises(DamagedError):
        CaseFolder.restore(place, clock)
    assert (place / "case.db").read_bytes() == b""


def test_a_damaged_copy_is_passed_over(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN two copies, the newer damaged
    folder.keep_copy()
    folder.answer("A", "x")
    folder.keep_copy()
    folder.close()
    newest = max((place / "copies").iterdir())
    newest.write_bytes(b"broken")
    (place / "case.db").write_bytes(b"broken too")

    # THEN the older is put back, and what is kept from now on sorts after the damaged
    with CaseFolder.restore(place, clock) as restored:
        assert restored.case().items[0].answer == ""
    assert max((place / "copies").iterdir()) > newest


def test_a_sound_case_is_not_put_back(folder: CaseFolder, place: Path, clock: Clock) -> None:
    folder.keep_copy()
    folder.answer("A", "newest")
    folder.close()
    assert CaseFolder.restorable(place) is None
    with CaseFolder.restore(place, clock) as again:
        assert again.case().items[0].answer == "newest"
        assert again.custody()[-1].action != "restored"


def test_a_log_row_that_can_not_be_read_is_damage(folder: CaseFolder, place: Path, clock: Clock) -> None:
    folder.close()
    with closing(sqlite3.connect(place / "case.db")) as connection:
        connection.execute("UPDATE custody SET row = '{' WHERE seq = 2")
        connection.execute("UPDATE rounds SET found = '[]'")
        connection.commit()
    with CaseFolder.open(place, clock) as opened:
        assert reference(opened.custody) == "case-damaged"
        assert reference(opened.case) == "case-damaged"


@pytest.mark.parametrize("damage", ["{", "[]", '{"seq": "two"}'])
def test_nothing_is_sealed_with_a_log_row_that_can_not_be_read(
    folder: CaseFolder, place: Path, clock: Clock, damage: str
) -> None:
    # GIVEN a log whose last row is damaged
    before = folder.case().title
    folder.close()
    with closing(sqlite3.connect(place / "case.db")) as connection:
        connection.execute("UPDATE custody SET row = ? WHERE seq = (SELECT max(seq) FROM custody)", (damage,))
        connection.commit()

    # WHEN the case is to be changed THEN that is said, and nothing was changed
    with CaseFolder.open(place, clock) as opened:
        assert reference(lambda: opened.describe_case(title="Other")) == "case-damaged"
        assert opened.case().title == before


def test_what_may_not_be_read_is_not_called_changed(public: Path, new_case: Callable[[Path], CaseFolder]) -> None:
    # GIVEN an original that the person has no right to read, though its bytes are the same
    place = public / "case"
    with new_case(place) as folder:
        exhibit = add(folder, b"the contract")
        original = folder.original(exhibit)
    make_read_only(place)
    original.chmod(0)

    # WHEN the case is checked, and files are made from it, THEN both say what is the matter
    found = f"{original.relative_to(place)}"
    assert as_somebody_else(lambda: " ".join((*verify(place).unreadable, *verify(place).changed))) == found
    assert as_somebody_else(lambda: original_lost(exhibit, original).code) == "original-unreadable"


def test_three_copies_are_kept(folder: CaseFolder, place: Path, clock: Clock) -> None:
    for number in range(5):
        folder.answer("A", str(number))
        assert folder.keep_copy()
        assert not folder.keep_copy()
    assert len(list((place / "copies").iterdir())) == 3
    folder.close()
    CaseFolder.open(place, clock).close()
    assert len(list((place / "copies").iterdir())) == 3


def test_a_case_of_an_older_version_is_read_as_it_is_and_led_to_today_when_it_is_opened(
    folder: CaseFolder, place: Path, clock: Clock
) -> None:
    # GIVEN a case as the version before joined pictures made it, with an erasing that was cut short
    kept = folder.take_in_bytes(b"kept", item="A", kind=ExhibitKind.FILE, media_type="text/plain")
    gone = folder.take_in_bytes(b"gone", item="A", kind=ExhibitKind.FILE, media_type="text/plain")
    left = folder.original(gone)
    folder.erase(gone.id, "why")
    folder.close()
    left.write_bytes(b"gone")
    with closing(sqlite3.connect(place / "case.db")) as connection:
        connection.execute("UPDATE erased SET unfinished = 1")
        for table in ("frames", "joined", "strips", "going"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE originals DROP COLUMN kept_in")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()

    # WHEN it is opened for reading, THEN it can be read, and its catalogue stays as it is
    with CaseFolder.open(place, clock, write=False) as reader:
        assert reader.original_is_intact(kept)
        assert reader.case().exhibits == (kept,)
        assert [each.sha256 for each in reader.stored()] == [kept.sha256]
    with closing(sqlite3.connect(place / "case.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)

    # WHEN it is opened for writing, THEN it is led to today's tables, and the erasing is finished
    with CaseFolder.open(place, clock) as again:
        assert again.original_is_intact(kept)
        assert again.unfinished_strips() == ()
        assert not left.exists()
    with closing(sqlite3.connect(place / "case.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
