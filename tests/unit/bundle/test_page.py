"""The page for browsers runs nothing, fetches nothing, and says what the plan says."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.bundle.page import Thumbnail, facts, how_to_check, index_html
from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan


class Seen(HTMLParser):
    """Every tag, attribute and word of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def seen(plan: Plan, tmp_path: Path) -> Seen:
    picture = tmp_path / "small.jpg"
    picture.write_bytes(b"\xff\xd8\xff small")
    thumbnails = {
        exhibit.id: Thumbnail(picture, 320, 240) for exhibit in plan.exhibits if exhibit.is_picture and exhibit.file
    }
    return Seen(index_html(plan, thumbnails).decode("utf-8"))


def test_a_question_with_nothing_but_a_file_on_request_is_begun_on_all_papers(plan: Plan) -> None:
    # GIVEN a question without words, whose only file is listed as available on request
    item = plan.items[1]
    bare = replace(item, answer="", gap="", met=(("answer", False),), exhibits=item.exhibits[1:])
    changed = replace(plan, items=(plan.items[0], bare, plan.items[2]))

    # THEN the plan says how far it is, and so does the page; once it is withdrawn nothing is there
    assert [each.begun for each in changed.items] == [False, True, False]
    assert dict(facts(changed))["Questions answered"] == "2 of 3, 1 in part"
    gone = replace(bare, exhibits=(replace(bare.exhibits[0], status=ExhibitStatus.WITHDRAWN),))
    assert not gone.begun


def test_nothing_runs_and_nothing_is_fetched(seen: Seen) -> None:
    # THEN no element that runs or loads, no handler, no address outside the bundle
    assert not {tag for tag, _ in seen.tags} & {"script", "iframe", "object", "embed", "svg", "form", "link", "base"}
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        if "src" in attributes:
            assert str(attributes["src"]).startswith("data:image/jpeg;base64,")
        if "href" in attributes:
            assert re.fullmatch(r"#[A-Za-z0-9-]+|\.\./[A-Za-z0-9._/-]+", str(attributes["href"])), attributes["href"]


def test_the_policy_allows_the_own_style_only(plan: Plan) -> None:
    text = index_html(plan, {}).decode("utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode("utf-8")).digest()).decode("ascii")
    policy = next(tag["content"] for tag in Seen(text).all("meta") if "Content-Security-Policy" in tag.values())
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_it_can_be_read_aloud(seen: Seen) -> None:
    # THEN there is a language, a skip link to a place that exists, names for pictures, and headings without gaps
    assert seen.all("html") == [{"lang": "en"}]
    identifiers = [attributes["id"] for _tag, attributes in seen.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    inner = [str(tag["href"])[1:] for tag in seen.all("a") if str(tag["href"]).startswith("#")]
    assert inner[0] == "answers"
    assert set(inner) <= set(identifiers)
    named_by = {attributes["aria-labelledby"] for _tag, attributes in seen.tags if "aria-labelledby" in attributes}
    assert named_by <= set(identifiers)
    assert seen.all("img")
    assert all(tag["alt"] and tag["width"] and tag["height"] for tag in seen.all("img"))
    assert seen.headings[0] == 1
    assert seen.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(seen.headings, seen.headings[1:], strict=False))
    assert all(tag.get("scope") in ("col", "row") for tag in seen.all("th"))


def test_hostile_words_are_shown_as_words(seen: Seen, plan: Plan) -> None:
    assert plan.items[1].answer in seen.words
    assert "Contract 1, <b>bold</b>" in seen.words
    assert "{{ 7*7 }}" in seen.words


def test_it_says_what_is_there_and_what_is_not(seen: Seen) -> None:
    assert "Answers to Upwork’s letter of 14 December 2015" in seen.words
    assert "November 2015" in seen.words
    assert "available on request" in seen.words
    assert "withdrawn" in seen.words
    assert "C: rate of pay" in seen.words
    assert "Please include the scope" in seen.words
    assert "3 of 3" in seen.words


def test_an_empty_case_makes_a_page(plan: Plan) -> None:
    empty = replace(plan, items=(), log=(), account="", platform_name="", letter_date=None, money_held="")
    words = Seen(index_html(empty, {}).decode("utf-8")).words
    assert "Answers to your letter" in words
    assert "None" not in words


def test_how_to_check_names_the_head_and_the_limits(plan: Plan) -> None:
    text = how_to_check(plan).decode("ascii")
    assert plan.head in text
    assert "does not show that the screen" in " ".join(text.split())


def test_what_another_question_shows_is_named(plan: Plan) -> None:
    # GIVEN B-1, which shows the rate for question C
    text = index_html(plan, {}).decode("utf-8")

    # THEN question C names it, and no other does
    assert text.count("Also shown by") == 1
    assert re.search(r'Also shown by <a class="label" href="#B-1">B-1</a></p>\s*</section>', text)


def test_an_attachment_with_no_title_is_called_by_what_it_is(plan: Plan) -> None:
    bare = tuple(replace(each, title="") for each in plan.items[1].exhibits)
    words = Seen(index_html(replace(plan, items=(replace(plan.items[1], exhibits=bare),)), {}).decode("utf-8")).words
    assert "Screenshot" in words
    assert "Document" in words
