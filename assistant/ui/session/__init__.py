"""What the window does: panes' signals become actions on a lane, and what came of them goes back to the panes.

``open_case`` holds the one open case; ``letters``, ``answers``, ``attachments``, ``capturing`` and ``sending`` each
do one part of the work on it; ``session`` joins them. Nothing here waits on the screen's thread.
"""
