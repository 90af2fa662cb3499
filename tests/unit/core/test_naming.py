from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.event_date import EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.items import RequestedItem
from assistant.core.naming import exhibit_name, extension_of, folder_name, prefix, slug

SHOT = Exhibit(
    "x1", "C", ExhibitKind.CAPTURE, "0" * 64, 10, "image/png", dt.datetime(2026, 3, 4, tzinfo=dt.UTC), label="C-2"
)


def test_names_carry_account_subject_and_date() -> None:
    dated = replace(SHOT, title="Scope and rate", event_date=EventDate.parse("2015-12-17"))
    assert prefix("jdoe", "upwork", 1) == "jdoe_upwork-letter-1"
    assert prefix("", "upwork", 2) == "upwork-letter-2"
    assert prefix("Ünal Ş.", "", 1) == "unal-s_platform-letter-1"
    assert prefix("Мария Щукина-Й.", "upwork", 1) == "mariya-shchukina-y_upwork-letter-1"
    assert slug("Ωραία Τέχνη, Straße, Łódź 東京") == "oraia-techni-strasse-lodz"
    assert folder_name(RequestedItem("", kind="work_samples", letter="B")) == "B_work-samples"
    assert exhibit_name(dated, ".png") == "C-2_2015-12-17_scope-and-rate.png"
    assert exhibit_name(SHOT, ".png") == "C-2.png"
    ranged = replace(SHOT, event_date=EventDate.parse("2015-12-01..2015-12-17"))
    assert exhibit_name(ranged, ".pdf") == "C-2_2015-12-01_to_2015-12-17.pdf"


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "LPT9"])
def test_names_that_windows_reserves_are_changed(name: str) -> None:
    assert slug(name) == name.lower() + "-"


@given(st.text(), st.text())
def test_whatever_a_title_holds_the_name_is_short_and_plain(title: str, original: str) -> None:
    name = exhibit_name(replace(SHOT, title=title), extension_of("application/octet-stream", original))
    assert len(name) <= 60
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|\n\r\t\0 ')
    assert not name.endswith(".")


def test_the_extension_follows_what_the_file_is() -> None:
    assert extension_of("image/jpeg", "liar.exe") == ".jpg"
    assert extension_of("application/zip", "a.b.DOCX") == ".docx"
    assert extension_of("application/octet-stream", "none") == ".bin"
