"""A case folder on disk: catalogue, originals, custody log, lock, kept exports; and the person's preferences.

Knows nothing of pixels, letters or the window. What it acknowledges is on disk.
"""
