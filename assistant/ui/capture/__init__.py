"""Capturing in the window: the bar, the choice of a window or region, own windows out of the picture."""
