"""The bar and the controller together: what the bar asks, the controller takes, and the bar shows how it stands."""

from __future__ import annotations

from assistant.ui.capture.bar import CaptureBar
from assistant.ui.capture.controller import CaptureController
from assistant.ui.capture.window_list import offer_windows


def make_bar(controller: CaptureController, *, show_hint: bool, place: tuple[int, int] | None) -> CaptureBar:
    """A bar for this controller; see ``CaptureBar``."""
    bar = CaptureBar(show_hint=show_hint, place=place)
    bar.capture_asked.connect(controller.take_pointed)
    bar.same_asked.connect(controller.take_same)
    bar.region_asked.connect(controller.take_region)
    bar.screen_asked.connect(controller.take_screen)
    bar.all_screens_asked.connect(controller.take_all)
    bar.window_list_asked.connect(lambda: offer_windows(controller, bar))
    bar.delay_chosen.connect(controller.set_delay)
    bar.delay_chosen.connect(bar.set_delay)
    bar.cancel_asked.connect(controller.cancel)
    controller.busy_changed.connect(bar.set_busy)
    controller.repeat_changed.connect(bar.set_can_repeat)
    controller.count_changed.connect(bar.show_count)
    bar.set_busy(controller.is_busy)
    bar.set_can_repeat(controller.can_repeat)
    bar.set_delay(controller.delay)
    controller.ask_whether_it_scrolls(bar.set_scrolls_alone)
    return bar
