"""Draws the pictures of the sample case: chat pages in a browser window, and deliverables.

Kept so that they can be drawn anew: ``.venv/bin/python packaging/draw_sample.py``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import fontpkg_inter
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QPen

WIDTH, HEIGHT = 1180, 740
TARGET = Path(__file__).resolve().parent.parent / "resources" / "sample"
INK, QUIET, LINE, SIDE = QColor("#1d2226"), QColor("#68717a"), QColor("#d9dcdf"), QColor("#f5f6f8")
PEOPLE = {"Northwind": QColor("#6a7d4c"), "jdoe": QColor("#4d5d8c")}

CHATS = {
    "chat-first-message": (
        "Tuesday, 3 November 2015",
        [
            ("Northwind", "09:41", "Hello! I saw your portfolio. We sell tea and need a small website."),
            ("jdoe", "10:05", "Thank you for writing. How many pages do you have in mind?"),
            ("Northwind", "10:12", "A home page, two inner pages and a form to order. Nothing big."),
            ("jdoe", "10:20", "That I can do. Send me your texts and photos and I'll write down what is included."),
            ("Northwind", "10:31", "I'll have them on Monday."),
        ],
    ),
    "chat-scope": (
        "Monday, 9 November 2015",
        [
            ("Northwind", "13:31", "Texts and twelve photos are in the shared folder now."),
            (
                "jdoe",
                "13:36",
                "Got them. So the work is: design and HTML/CSS for home, teas, about and the order form.",
            ),
            ("jdoe", "13:37", "Two rounds of changes are included. Hosting and domain stay with you."),
            ("Northwind", "13:44", "Yes, that is what we need. When can we see the first page?"),
            ("jdoe", "13:51", "The home page on Thursday, all four pages on 27 November."),
        ],
    ),
    "chat-price": (
        "Wednesday, 11 November 2015",
        [
            ("Northwind", "10:02", "So we agree on the work: home page, two inner pages and the order form."),
            ("jdoe", "10:09", "Yes. Design and HTML/CSS for all four, two rounds of changes. Delivery on 27 November."),
            ("Northwind", "10:14", "And the price for everything?"),
            ("jdoe", "10:16", "$640 fixed: $320 after the design, $320 after delivery."),
            ("Northwind", "10:21", "Agreed, $640. I'll set up the two milestones today."),
        ],
    ),
    "chat-delivery": (
        "Friday, 27 November 2015",
        [
            ("jdoe", "15:58", "All four pages are in the contract now, with a note on how to change prices."),
            ("Northwind", "16:40", "Looked at everything on the phone and on the computer. It works."),
            ("Northwind", "16:42", "Could the form say how long delivery takes?"),
            ("jdoe", "17:03", "Added: two to four days. Please reload the page."),
            ("Northwind", "17:10", "Thank you! I approve the second milestone."),
        ],
    ),
}


class Page:
    """A picture being drawn, with the few shapes that the sample needs."""

    def __init__(self, height: int = HEIGHT) -> None:
        self.image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
        self.image.fill(QColor("white"))
        self.painter = QPainter(self.image)
        self.painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def text(self, x: float, y: float, text: str, *, size: int = 15, weight: int = 400, colour: QColor = INK) -> float:
        """Draws one line with its top at ``y`` and returns where it ends."""
        font = QFont("Inter")
        font.setPixelSize(size)
        font.setVariableAxis(QFont.Tag("wght"), weight)  # setWeight picks no instance of an application font
        self.painter.setFont(font)
        self.painter.setPen(colour)
        drawn = self.painter.boundingRect(QRectF(x, y, WIDTH, 40), Qt.AlignmentFlag.AlignLeft, text)
        self.painter.drawText(drawn, Qt.AlignmentFlag.AlignLeft, text)
        return drawn.right()

    def box(self, x: float, y: float, w: float, h: float, colour: QColor, *, radius: float = 0) -> None:
        """Fills a rectangle."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(QRectF(x, y, w, h), radius, radius)

    def outline(self, x: float, y: float, w: float, h: float, *, radius: float = 8) -> None:
        """Draws the outline of a rectangle."""
        self.painter.setPen(QPen(QColor("#c3c8cd"), 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(QRectF(x, y, w, h), radius, radius)

    def rule(self, x: float, y: float, w: float) -> None:
        """Draws a hairline."""
        self.box(x, y, w, 1, LINE)

    def browser(self, title: str, address: str) -> None:
        """Draws the top of a browser window, 80 high."""
        self.box(0, 0, WIDTH, 36, QColor("#dcdfe2"))
        self.box(14, 8, 240, 28, QColor("#f1f2f4"), radius=6)
        self.text(28, 13, title, size=13)
        self.box(0, 36, WIDTH, 44, QColor("#f1f2f4"))
        self.box(80, 44, WIDTH - 160, 28, QColor("#e4e7ea"), radius=14)
        self.text(98, 50, address, size=13)
        self.text(22, 48, "‹", size=18)
        self.text(48, 48, "›", size=18)
        self.rule(0, 79, WIDTH)

    def save(self, name: str) -> None:
        """Ends the drawing and writes it."""
        self.painter.end()
        # Qt's "quality" of a PNG is its compression upside down: 0 is the smallest file.
        if not self.image.save(str(TARGET / f"{name}.png"), quality=0):
            sys.exit(f"could not write {name}.png")


def draw_chat(name: str, day: str, messages: list[tuple[str, str, str]]) -> None:
    """A message room with address, both names and the date header."""
    page = Page()
    page.browser("Northwind · Messages", "https://messages.example/rooms/northwind")
    page.box(0, 80, 240, HEIGHT - 80, SIDE)
    page.text(24, 100, "Messages", size=19, weight=600)
    for row, (other, colour) in enumerate(
        [("Northwind", PEOPLE["Northwind"]), ("Blue Harbour", QColor("#557f8c")), ("Support", QColor("#7d7484"))]
    ):
        top = 140 + row * 48
        if row == 0:
            page.box(12, top - 6, 216, 42, QColor("#e3e7f2"), radius=8)
        avatar(page, 24, top, 30, other, colour)
        page.text(64, top + 5, other, size=14)
    avatar(page, 268, 96, 36, "Northwind", PEOPLE["Northwind"])
    page.text(318, 94, "Northwind", size=15, weight=600)
    page.text(318, 114, "with jdoe · Tea shop website", size=13, colour=QUIET)
    page.rule(240, 148, WIDTH - 240)
    end = page.text(620, 168, day, size=14, weight=600, colour=QUIET)
    page.rule(268, 178, 336)
    page.rule(end + 16, 178, WIDTH - end - 44)
    top = 210
    for who, at, what in messages:
        avatar(page, 268, top, 36, who, PEOPLE[who])
        right = page.text(320, top - 2, who, weight=600)
        page.text(right + 10, top, at, size=13, colour=QUIET)
        page.text(320, top + 20, what)
        top += 72
    page.outline(268, HEIGHT - 76, WIDTH - 296, 48)
    page.text(284, HEIGHT - 62, "Write a message", colour=QUIET)
    page.save(name)


def avatar(page: Page, x: float, y: float, size: int, name: str, colour: QColor) -> None:
    """A disc with the first letter of a name."""
    page.box(x, y, size, size, colour, radius=size / 2)
    page.text(
        x + size * 0.33, y + size * 0.22, name[0].upper(), size=int(size * 0.44), weight=600, colour=QColor("white")
    )


def draw_contract() -> None:
    """The contract as its page shows it."""
    page = Page(560)
    page.browser("Tea shop website · Contract", "https://contracts.example/10002841")
    page.text(60, 112, "Tea shop website", size=24, weight=600)
    page.text(60, 148, "Contract 10002841 · Northwind and jdoe · started Wednesday, 11 November 2015", colour=QUIET)
    page.rule(60, 186, WIDTH - 120)
    for column, (name, value) in enumerate([("Price", "$640.00 fixed"), ("Paid", "$320.00"), ("On hold", "$320.00")]):
        page.text(60 + column * 260, 208, name, size=13, colour=QUIET)
        page.text(60 + column * 260, 230, value, size=19, weight=600)
    page.text(60, 296, "Milestones", size=17, weight=600)
    rows = [
        ("1  Design of four pages", "$320.00", "paid 13 November 2015"),
        ("2  All pages delivered", "$320.00", "approved 27 November 2015"),
    ]
    for row, (what, amount, state) in enumerate(rows):
        top = 336 + row * 52
        page.text(60, top, what)
        page.text(560, top, amount)
        page.text(720, top, state, colour=QUIET)
        page.rule(60, top + 36, WIDTH - 120)
    page.save("contract-page")


def draw_home() -> None:
    """The first deliverable: the tea shop's home page, as it was on the day of its delivery."""
    page = Page()
    page.browser("Tea shop · home", "https://preview.example/tea-shop/home.html")
    page.text(60, 104, "Slow Leaf Tea", size=22, weight=600)
    for place, word in enumerate(["Teas", "About us", "Order"]):
        page.text(840 + place * 100, 108, word)
    page.box(60, 156, WIDTH - 120, 300, QColor("#5d7350"), radius=10)
    page.text(110, 236, "More leaves,", size=40, weight=600, colour=QColor("white"))
    page.text(110, 290, "warm hands.", size=40, weight=600, colour=QColor("white"))
    page.box(110, 366, 150, 44, QColor("#e5d3a8"), radius=8)
    page.text(138, 378, "See our teas", weight=600)
    for place, (colour, name) in enumerate([("#c8ad7d", "Oolong"), ("#a9b690", "Green"), ("#8d6a55", "Black")]):
        left = 60 + place * 360
        page.box(left, 480, 340, 150, QColor(colour), radius=8)
        page.text(left, 642, name, weight=600)
    page.text(60, 700, "First version for Northwind, 12 November 2015", size=13, colour=QUIET)
    page.save("home-page")


def draw_form() -> None:
    """The second deliverable: the order form."""
    page = Page(620)
    page.browser("Tea shop · order", "https://preview.example/tea-shop/order.html")
    page.text(60, 108, "Order", size=26, weight=600)
    page.text(60, 146, "Delivery takes two to four days.", colour=QUIET)
    for row, name in enumerate(["Name", "Address", "Which tea, and how much"]):
        page.text(60, 196 + row * 92, name, size=14, weight=500)
        page.outline(60, 222 + row * 92, 560, 44)
    page.box(60, 486, 160, 46, QColor("#5d7350"), radius=8)
    page.text(98, 499, "Send order", weight=600, colour=QColor("white"))
    page.text(60, 574, "Second version for Northwind, 25 November 2015", size=13, colour=QUIET)
    page.save("order-form")


def main() -> int:
    """Draws all of them."""
    app = QGuiApplication(sys.argv[:1])
    for file in (Path(fontpkg_inter.__file__).parent / "files").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    for name, (day, messages) in CHATS.items():
        draw_chat(name, day, messages)
    draw_contract()
    draw_home()
    draw_form()
    del app
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
