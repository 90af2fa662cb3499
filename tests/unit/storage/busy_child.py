"""Works on a case without end and says what is done, a line of JSON each, once it is done. To be killed."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
import sys
from pathlib import Path

from assistant.core.exhibits import ExhibitKind
from assistant.storage.clock import SystemClock
from assistant.storage.folder import CaseFolder


def say(did: str, **more: str) -> None:
    print(json.dumps({"did": did, **more}), flush=True)


def work(place: Path, source: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # bytes to store, no secrets
    folder = CaseFolder.open(place, SystemClock())
    first = int(folder.case().items[0].answer or 0)
    for number in itertools.count(first + 1):
        folder.answer("A", str(number))
        say("answered", text=str(number))
        data = dice.randbytes(dice.randint(0, 300_000))
        sha256 = hashlib.sha256(data).hexdigest()
        source.write_bytes(data)
        if number % 2:
            exhibit = folder.take_in_file(source, item="B", kind=ExhibitKind.FILE, media_type="text/plain")
        else:
            exhibit = folder.take_in_bytes(data, item="A", kind=ExhibitKind.CAPTURE, media_type="image/png")
        say("took in", exhibit=exhibit.id, sha256=sha256)
        if number % 5 == 0:
            source.write_text(str(number))
            round_number, revision = folder.keep_export({"made.zip": source}, {})
            path = folder.path / "exports" / f"{round_number}-{revision}"
            say("kept", path=str(path), text=str(number))
        if number % 7 == 0:
            folder.erase(exhibit.id, "test")
            say("erased", exhibit=exhibit.id)


work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
