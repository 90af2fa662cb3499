"""The text of a web page or an HTML mail. Tags are read, never obeyed: nothing is fetched, nothing runs.

The scanner is the module's own: that of the standard library takes minutes over two megabytes of opening brackets,
and a letter comes from a stranger.
"""

from __future__ import annotations

import html
import re

_DROPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select", "math"}
_BLOCKS = {
    "p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "header", "footer", "hr", "pre", "dd", "dt", "dl", "form", "center", "body", "html", "main", "aside",
}  # fmt: skip
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl"}
_TAGS = re.compile(
    r"<(?:!doctype|/?(?:html|body|head|div|p|br|table|tr|td|ul|ol|li|span|script|style|a|b|h[1-6]|img))\b",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_SHORT_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})[^<>]*>")
_RAW = {name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_ENDLESS_NUMBER = re.compile(r"&#\d{8,};?")
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
    at, size = 0, len(untrusted_text)
    while at < size:
        opening = untrusted_text.find("<", at)
        if opening < 0:
            opening = size
        page.words(untrusted_text[at:opening])
        at = _after_markup(untrusted_text, opening, page) if opening < size else size
    return page.text()


def _after_markup(text: str, at: int, page: _Page) -> int:
    """Takes what begins with the ``<`` at ``at``; the place after it. A comment that never ends hides the rest."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return end + 3 if end >= 0 else len(text)
    if text.startswith(("<!", "<?"), at):
        end = text.find(">", at)
        return end + 1 if end >= 0 else len(text)
    tag = _TAG.match(text, at) or _SHORT_TAG.match(text, at)
    if tag is None:
        page.words("<")
        return at + 1
    name = tag[2].lower()
    if tag[1]:
        page.close(name)
        return tag.end()
    if name in _RAW:
        end_tag = _RAW[name].search(text, tag.end())
        return end_tag.end() if end_tag else len(text)
    page.open(name)
    if tag[0].endswith("/>"):
        page.close(name)
    return tag.end()


class _Page:
    """Collects the lines of a page."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._mark = ""
        self._dropped: list[str] = []
        self._lists: list[int] = []

    def open(self, tag: str) -> None:
        """An opening tag."""
        if tag == "body":
            self._dropped.clear()
        if tag in _DROPPED and len(self._dropped) < _DEEPEST:
            self._dropped.append(tag)
        if self._dropped:
            return
        if tag in _BLOCKS:
            self._break(blank=tag in _SPACED)
        if tag in ("ul", "ol") and len(self._lists) < _DEEPEST:
            self._lists.append(0 if tag == "ol" else -1)
        if tag == "li":
            self._mark = self._next_mark()
        if tag in ("td", "th"):
            self._line.append(" ")

    def close(self, tag: str) -> None:
        """A closing tag."""
        if self._dropped:
            if tag == self._dropped[-1]:
                self._dropped.pop()
            return
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self._break(blank=tag in _SPACED)

    def words(self, untrusted_words: str) -> None:
        """Text between tags, its character references put as characters."""
        if untrusted_words and not self._dropped:
            self._line.append(html.unescape(_ENDLESS_NUMBER.sub("\ufffd", untrusted_words)))

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
