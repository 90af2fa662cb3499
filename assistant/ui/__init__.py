"""The window: panes, dialogs, the capture bar, lanes for slow work, the theme.

A pane takes plain data in and emits signals out; only ``session`` calls actions. No widget holds a thread.
"""
