"""Joins overlapping pictures of one scrolled page, exactly or not at all.

How it is used::

    joining = Joining()
    for frame in frames:                  # or one by one, as they are captured
        step = joining.add(frame)         # None for the first
    pages = compose(joining.plan(), load) # load(position) gives a frame again; one is held at a time
    record = seams(joining, sha256)       # JSON values for seams.json

``shift`` of a step is (dx, dy): what is at (x, y) of the second frame is at (x + dx, y + dy) of the first. Scrolling
down gives dy > 0.

It must never guess: a step that another place would explain as well, or that the whole overlap does not bear out, is
refused with the reason. It must never blend or draw: every row of a page is a row of one captured frame.
"""

from assistant.imaging.joining.composing import compose
from assistant.imaging.joining.joining import Joining
from assistant.imaging.joining.plan import Page, PagePlan, Run, plan_of
from assistant.imaging.joining.seams import seams
from assistant.imaging.joining.steps import ALGORITHM, Bands, Step, Verdict

__all__ = ["ALGORITHM", "Bands", "Joining", "Page", "PagePlan", "Run", "Step", "Verdict", "compose", "plan_of", "seams"]
