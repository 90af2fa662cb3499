"""The text of a web page or an HTML mail. Tags are read, never obeyed: nothing is fetched, nothing runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_DROPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select", "math"}
_BLOCKS = {
    "p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "header", "footer", "hr", "pre", "dd", "dt", "dl", "form", "center", "body", "html", "main", "aside",
}  # fmt: skip
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl"}
_TAGS = re.compile(r"<(?:!doctype|/?(?:html|body|head|div|p|br|table|tr|td|ul|ol|li|span|script|style|a|b|h[1-6]|img))\b",
                   re.IGNORECASE)  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_LONE_OPENING = re.compile(r"<(?![a-zA-Z/!])")
_DEEPEST = 20


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or the source of one: it begins as such, or tags are frequent in it."""
    head = text[:20_000]
    start = head.lstrip("\ufeff \t\r\n")[:200].lower()
    tags = len(_TAGS.findall(head))
    return tags > 0 and (start.startswith(("<!doctype", "<html", "<body")) or tags >= 4 or start.startswith("<"))


def text_of_html(untrusted_text: str) -> str:
    """The text a reader would see: blocks on lines of their own, list entries after ``• ``, the rest dropped."""
    page = _Page()
    # A "<" that opens no tag would make the parser look for its end again and again in a hostile text.
    page.feed(_LONE_OPENING.sub("&lt;", untrusted_text.replace("\x00", "")))
    page.close()
    return page.text()


class _Page(HTMLParser):
    """Collects the lines of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._mark = ""
        self._dropped: list[str] = []
        self._lists: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            if len(self._dropped) < _DEEPEST:
                self._dropped.append(tag)
            return
        if self._dropped and tag not in ("body", "div", "p"):
            return
        if tag == "body":
            self._dropped.clear()
        if tag in _BLOCKS:
            self._break(blank=tag in _SPACED)
        if tag in ("ul", "ol") and len(self._lists) < _DEEPEST:
            self._lists.append(0 if tag == "ol" else -1)
        if tag == "li":
            self._mark = self._next_mark()
        if tag in ("td", "th"):
            self._line.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped and tag == self._dropped[-1]:
            self._dropped.pop()
            return
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self._break(blank=tag in _SPACED)

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._line.append(data)

    def unknown_decl(self, data: str) -> None:
        """Marked sections such as ``<![if !mso]>`` say nothing to a reader."""

    def text(self) -> str:
        """The lines so far, with at most one blank line between two."""
        self._break(blank=False)
        joined = "\n".join(self._lines).strip("\n")
        return joined + "\n" if joined else ""

    def _next_mark(self) -> str:
        depth = "  " * max(0, len(self._lists) - 1)
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            return f"{depth}{self._lists[-1]}. "
        return f"{depth}• "

    def _break(self, *, blank: bool) -> None:
        line = _SPACES.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if line:
            self._lines.append(self._mark + line)
            self._mark = ""
        if blank and not self._mark and self._lines and self._lines[-1]:
            self._lines.append("")
