"""Capturing in the window: the bar, the choice of a window or region, own windows out of the picture.

``controller.CaptureController`` takes pictures: ``steps`` runs a capture as a chain, ``clearing`` takes own windows
away (``own_windows``, ``settle``), ``frozen_choice`` lets a person choose (``choosing``, ``overlay``).
``bar.CaptureBar`` asks for pictures and shows what came of it, ``scroll_panel.ScrollPanel`` does so while a page is
scrolled. None of them stores anything or knows a case: ``ui.session.capturing`` and ``ui.session.scrolling`` do.
"""
