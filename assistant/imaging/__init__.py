"""Pixels: PNG in and out, thumbnails, text on pictures. No screen, no case."""
