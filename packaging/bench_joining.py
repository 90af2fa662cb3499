"""How long joining 100 frames of 1920×1080 takes, and how much memory, in a process of its own.

The frames are views of one drawn page, so that nothing is measured but the joining and the pages made of it.
"""

from __future__ import annotations

import resource
import statistics
import time

from long_page import Page, long_page, view

from assistant.imaging.joining import Joining, Verdict, compose

FRAMES, WIDTH, HEIGHT, STEP = 100, 1920, 1080, 432
RUNS = 3
GOAL_S = 4.5


def main() -> int:
    """Prints one row a measurement, as ``bench.py`` does."""
    page = long_page(WIDTH, HEIGHT + STEP * (FRAMES - 1))
    before = _peak_mb()
    runs = [_joined(page) for _ in range(RUNS)]
    total = statistics.median(judged + composed for judged, composed, _pages in runs)
    judged = statistics.median(each[0] for each in runs)
    pages = runs[0][2]
    ratio = total / GOAL_S
    print(f"{'joining 100 frames of 1920x1080, pages included':58} {total * 1000:7.0f} ms {'':>10} {ratio:7.2f}  4.5 s")
    print(f"{'  judging a frame':58} {judged * 1000 / FRAMES:7.0f} ms {'':>10} {'':>7}  -")
    print(f"{f'  memory at most, above the drawn page ({pages} pages)':58} {_peak_mb() - before:7.0f} MB")
    return 0


def _joined(page: Page) -> tuple[float, float, int]:
    """Seconds of judging all frames, seconds of making all pages, and how many pages."""
    started = time.perf_counter()
    joining = Joining()
    for number in range(FRAMES):
        step = joining.add(view(page, number * STEP, HEIGHT))
        if step is not None and (step.verdict is not Verdict.JOINED or step.shift != (0, STEP)):
            raise SystemExit(f"frame {number} was not joined: {step}")
    judged = time.perf_counter()
    heights = [made.pixels.height for made in compose(joining.plan(), lambda at: view(page, at * STEP, HEIGHT))]
    if sum(heights) != len(page):
        raise SystemExit(f"{sum(heights)} rows came of {len(page)}")
    return judged - started, time.perf_counter() - judged, len(heights)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    raise SystemExit(main())
