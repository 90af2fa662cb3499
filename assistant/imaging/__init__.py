"""Pixels: frames of the screen, PNG in and out, what kind of file something is, thumbnails.

Nothing here opens a window, reads a clock or changes a file that it was given. What comes from a file is a
stranger's until its kind, its size and its decoding were checked here.
"""
