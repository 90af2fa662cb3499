"""A process that takes in, answers, keeps and erases is killed at random moments; what it acknowledged is there.

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
from collections.abc import Callable
from pathlib import Path

from assistant.core.custody import first_break
from assistant.core.ports import Clock
from assistant.storage.folder import CaseFolder

ROUNDS = 200 if os.environ.get("APPEAL_FULL") == "1" else 10
CHILD = Path(__file__).with_name("busy_child.py")


def killed_at_random(place: Path, source: Path, number: int, dice: random.Random) -> list[dict[str, str]]:
    """What a busy child said before it was killed: after some acknowledgements and a moment more."""
    with subprocess.Popen(
        [sys.executable, CHILD, place, source, str(number)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(dice.randint(1, 40))]
        timer = threading.Timer(dice.uniform(0, 0.02), child.send_signal, [signal.SIGKILL])
        timer.start()
        said += child.stdout.readlines()
        timer.join()
        assert child.wait() == -signal.SIGKILL
    return [json.loads(line) for line in said if line.endswith("\n")]


def check(folder: CaseFolder, said: list[dict[str, str]]) -> None:
    case = folder.case()
    there = {exhibit.id: exhibit for exhibit in case.exhibits}
    erased = {each["exhibit"] for each in said if each["did"] == "erased"}
    for each in said:
        if each["did"] == "took in" and each["exhibit"] not in erased and each["exhibit"] in there:
            exhibit = there[each["exhibit"]]
            assert exhibit.sha256 == each["sha256"]
            assert folder.original_is_intact(exhibit)
        elif each["did"] == "kept":
            assert Path(each["path"]).joinpath("made.zip").read_text() == each["text"]
    taken = {each["exhibit"] for each in said if each["did"] == "took in"}
    # The last erasing may have been done without being acknowledged.
    assert len(taken - erased - set(there)) <= 1
    assert not erased & set(there)
    answers = [each["text"] for each in said if each["did"] == "answered"]
    if answers:
        assert int(case.items[0].answer) - int(answers[-1]) in (0, 1)
    assert folder.missing_originals() == ()
    assert first_break(folder.custody()) is None


def test_what_was_acknowledged_survives_a_kill(
    tmp_path: Path, clock: Clock, new_case: Callable[[Path], CaseFolder]
) -> None:
    # GIVEN a case and a file to add
    place, source = tmp_path / "case", tmp_path / "source"
    new_case(place).close()
    seed = random.SystemRandom().randrange(1 << 32)
    print("seed", seed)
    dice = random.Random(seed)  # noqa: S311  # moments, no secrets
    aside = 0

    for number in range(ROUNDS):
        # WHEN a process that is busy with it is killed
        said = killed_at_random(place, source, number, dice)
        assert said

        # THEN the case can be read and opened, all it said is true, and at most what was in the making is offered
        with CaseFolder.open(place, clock, write=False) as reader:
            check(reader, said)
        with CaseFolder.open(place, clock) as folder:
            check(folder, said)
            found = folder.recovered()
            assert len(found) <= 1
            for each in found:
                folder.set_aside(each)
        aside += len(found)
    assert aside <= ROUNDS
