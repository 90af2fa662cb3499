"""The wheel on a real X server: what another program gets, where the pointer is, what is held."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from virtual_desktop import VirtualDesktop, wait_for

from assistant.capture.backends.x11_input import X11Wheel
from assistant.errors import CaptureError

LISTENER = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
class Listener(QWidget):
    turned = 0
    def wheelEvent(self, event):
        self.turned += event.angleDelta().y() // -120
        self.setWindowTitle(f"turned {self.turned}")
app = QApplication(["listener"])
window = Listener()
window.setWindowTitle("turned 0")
window.setGeometry(200, 150, 300, 200)
window.show()
app.exec()
"""


@pytest.fixture
def wheel(desktop: VirtualDesktop) -> Iterator[X11Wheel]:
    made = X11Wheel(desktop.display)
    yield made
    made.close()
    made.close()


def test_another_program_gets_each_notch(desktop: VirtualDesktop, wheel: X11Wheel) -> None:
    # GIVEN another program's window
    desktop.start(sys.executable, "-c", LISTENER)
    wait_for(lambda: desktop.find_window("turned 0"), "the window")
    desktop.settle()

    # WHEN the wheel is turned over it, and the pointer put aside at once
    wheel.scroll((350, 250), 4)
    wheel.place_pointer((900, 700))

    # THEN it got every notch, and the pointer is where it was put
    wait_for(lambda: desktop.find_window("turned 4"), "four notches")
    assert wheel.pointer() == (900, 700)

    # AND upwards as well
    wheel.scroll((350, 250), -3)
    wait_for(lambda: desktop.find_window("turned 1"), "three notches back")


def test_what_is_held_is_seen(desktop: VirtualDesktop, wheel: X11Wheel) -> None:
    assert wheel.why_no_wheel() is None
    assert not wheel.escape_is_down()
    assert not wheel.modifier_is_down()
    for key, is_held in (("Escape", wheel.escape_is_down), ("ctrl", wheel.modifier_is_down)):
        desktop.run("xdotool", "keydown", key)
        wait_for(is_held, key)
        desktop.run("xdotool", "keyup", key)
        wait_for(lambda is_held=is_held: not is_held(), key)  # type: ignore[misc]  # mypy can't type a lambda's default


def test_a_lock_is_no_modifier(desktop: VirtualDesktop, wheel: X11Wheel) -> None:
    desktop.run("xdotool", "key", "Num_Lock")
    desktop.run("xdotool", "key", "Caps_Lock")
    assert not wheel.modifier_is_down()
    desktop.run("xdotool", "key", "Num_Lock")
    desktop.run("xdotool", "key", "Caps_Lock")


def test_a_server_that_is_not_there_is_said() -> None:
    wheel = X11Wheel(":4711")
    error = wheel.why_no_wheel()
    assert error is not None
    assert error.reference == "no-wheel"
    with pytest.raises(CaptureError):
        wheel.pointer()
