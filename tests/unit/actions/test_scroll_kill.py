"""A program that captures and scrolls is killed at random moments; every acknowledged picture is there afterwards.

Ten rounds; two hundred with ``APPEAL_FULL=1``. The moments come from a seed that is printed when a round fails.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from assistant.actions.scroll import finish_scroll
from assistant.bundle.joined import picture_file
from assistant.bundle.kept import verify_case
from assistant.core.custody import first_break
from assistant.core.ports import Clock
from assistant.storage.folder import CaseFolder
from assistant.storage.places import sha256_of

ROUNDS = 200 if os.environ.get("APPEAL_FULL") == "1" else 10
ROOT = Path(__file__).resolve().parents[3]
CHILD = Path(__file__).with_name("scrolling_child.py")
Said = list[dict[str, Any]]


def killed_at_random(place: Path, number: int, dice: random.Random) -> Said:
    """What a child said before it was killed: after some acknowledgements and a moment more."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "packaging")))}
    with subprocess.Popen(
        [sys.executable, CHILD, place, str(number)], stdout=subprocess.PIPE, text=True, env=env
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(dice.randint(1, 40))]
        timer = threading.Timer(dice.uniform(0, 0.05), child.send_signal, [signal.SIGKILL])
        timer.start()
        lines += child.stdout.readlines()
        timer.join()
        assert child.wait() == -signal.SIGKILL
    return [json.loads(line) for line in lines if line.endswith("\n")]


def check(folder: CaseFolder, said: Said) -> None:
    """All that was acknowledged is there; of a strip that was not joined each picture is offered, in its order."""
    there = {exhibit.id: exhibit for exhibit in folder.case().exhibits}
    offered = {strip.id: [frame.sha256 for frame in strip.kept] for strip in folder.unfinished_strips()}
    kept: dict[str, list[str]] = {}
    taken_back: dict[str, str] = {}
    for each in said:
        if each["did"] == "captured":
            assert there[each["exhibit"]].sha256 == each["sha256"]
        elif each["did"] == "joined":
            kept.pop(each["strip"], None)
            for exhibit, sha256 in each["exhibits"]:
                assert there[exhibit].sha256 == sha256
        elif each["did"] == "kept":
            kept.setdefault(each["strip"], []).append(each["sha256"])
        elif each["did"] == "took back":
            kept[each["strip"]].remove(each["sha256"])
            taken_back[each["strip"]] = each["sha256"]
    for strip, hashes in kept.items():
        if strip in offered:  # one more may have come, or the last been taken back, without being acknowledged
            assert offered[strip][: len(hashes)] in (hashes, hashes[:-1])
            assert len(offered[strip]) <= len(hashes) + 1
        elif hashes:  # it was joined without being acknowledged
            used = {each.sha256 for exhibit in there.values() for each in frames(folder, exhibit.id)}
            single = {exhibit.sha256 for exhibit in there.values()}
            # The only picture of a strip may have been taken back without being acknowledged: none is left to offer.
            assert set(hashes) <= used | single or len(hashes) == 1
    for exhibit in there.values():
        assert folder.original_is_intact(exhibit)
    for stored in folder.stored():
        assert sha256_of(stored.path) == stored.sha256
    assert first_break(folder.custody()) is None


def frames(folder: CaseFolder, exhibit_id: str) -> tuple[Any, ...]:
    exhibit = folder.case().exhibit(exhibit_id)
    strip = folder.strip_of(exhibit) if exhibit else None
    return strip.frames if strip else ()


def test_every_picture_of_a_scrolling_capture_survives_a_kill(letter_case: CaseFolder, clock: Clock) -> None:
    place = letter_case.path
    letter_case.close()
    seed = random.SystemRandom().randrange(1 << 32)
    print("seed", seed)
    dice = random.Random(seed)  # noqa: S311  # moments, no secrets

    for number in range(ROUNDS):
        # WHEN a process that captures and scrolls is killed
        said = killed_at_random(place, seed % 1000 + number, dice)

        # THEN the case can be read and opened, and all that it said is true
        with CaseFolder.open(place, clock, write=False) as reader:
            check(reader, said)
        with CaseFolder.open(place, clock) as folder:
            check(folder, said)
            assert len(folder.recovered()) <= 1
            for found in folder.recovered():
                folder.set_aside(found)

            # THEN what was left unfinished can be joined or set aside, and nothing else lies in the case
            for strip in folder.unfinished_strips():
                if dice.random() < 0.7:
                    for exhibit in finish_scroll(folder, strip.id).exhibits:
                        assert picture_file(folder, exhibit).exists()
                else:
                    folder.set_strip_aside(strip.id)
            assert folder.unfinished_strips() == ()
            named = {stored.path for stored in folder.stored()}
            assert {*place.glob("originals/??/*"), *place.glob("working/*")} == named
    compared = verify_case(place)
    assert (compared.changed, compared.missing, compared.chain) == ([], [], "holds")
