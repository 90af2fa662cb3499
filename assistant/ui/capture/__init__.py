"""Capturing in the window: the bar, the choice of a window or region, own windows out of the picture.

``controller.CaptureController`` takes pictures, ``bar.CaptureBar`` asks for them, ``window_list.WindowList`` offers
windows by title. None of them stores anything or knows a case: whoever owns them connects their signals::

    bar.capture_asked → controller.take_pointed      bar.same_asked → controller.take_same
    bar.region_asked → controller.take_region        bar.screen_asked(n) → controller.take_screen(n)
    bar.all_screens_asked → controller.take_all      bar.window_list_asked → window_list.offer_windows(controller, bar)
    controller.busy_changed → bar.set_busy           controller.repeat_changed → bar.set_can_repeat
    controller.frame_taken(Frame, CaptureDetails) → store it, then bar.show_saved(SavedCapture(…))
"""
