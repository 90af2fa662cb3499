"""The page opens in a real browser and asks nothing of any computer."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from PIL import Image

from assistant.bundle.page import Thumbnail, index_html
from assistant.core.plan import Plan

OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--dump-dom"),
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it tries stays here
)


def test_a_browser_shows_it_and_makes_no_request(plan: Plan, tmp_path: Path) -> None:
    # GIVEN the page with hostile words in every field
    small = tmp_path / "small.jpg"
    Image.new("RGB", (32, 24), "teal").save(small)
    hostile = '<img src="http://example.com/x.png" onerror="alert(1)"><script>document.title="ran"</script>'
    items = tuple(
        replace(
            item,
            text=hostile,
            answer=hostile,
            gap=hostile,
            exhibits=tuple(replace(exhibit, title=hostile, where=hostile) for exhibit in item.exhibits),
        )
        for item in plan.items
    )
    plan = replace(plan, items=items, account=hostile, platform_name=hostile, money_held=hostile, references=(hostile,))
    thumbnails = {exhibit.id: Thumbnail(small, 32, 24) for exhibit in plan.exhibits if exhibit.file}
    page = tmp_path / "index.html"
    page.write_bytes(index_html(plan, thumbnails))

    # WHEN a browser opens it and keeps a record of its network
    shown, asked = opened(page, tmp_path / "profile")

    # THEN the words are shown as words, and no address was asked for
    assert "&lt;script&gt;document.title=" in shown
    assert "<title>Answers to" in shown
    assert asked == []


def test_the_record_would_show_a_request(tmp_path: Path) -> None:
    page = tmp_path / "other.html"
    page.write_text('<img src="http://example.com/x.png">')
    assert opened(page, tmp_path / "profile")[1] == ["http://example.com/x.png"]


def opened(page: Path, profile: Path) -> tuple[str, list[str]]:
    """What a browser makes of a page, and the addresses it asked for; its own maker's left out."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert browser, "a Chromium is needed to open the page"
    record = profile.with_suffix(".json")
    places = (f"--user-data-dir={profile}", f"--log-net-log={record}")
    done = subprocess.run([browser, *OPTIONS, *places, page.as_uri()], check=True, capture_output=True, timeout=120)
    events = json.loads(record.read_text("utf-8"))
    kinds = {number: name for name, number in events["constants"]["logEventTypes"].items()}
    asked = [
        event["params"]["url"]
        for event in events["events"]
        if kinds[event["type"]] == "URL_REQUEST_START_JOB" and "url" in event.get("params", {})
    ]
    own = re.compile(r"(file|data|chrome[a-z-]*):|https?://([a-z0-9.-]+\.)?(google|googleapis|gvt1)\.com/")
    return done.stdout.decode("utf-8"), [address for address in asked if not own.match(address)]
