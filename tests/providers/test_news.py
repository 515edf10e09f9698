"""Feeds: plain text, New York's day, and nothing known before it was fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile, NoAnswer, WrongUse
from rotascope.net.urls import redacted
from rotascope.providers.news import plan, read_news
from tests.providers.constructed import ATOM, RSS
from tests.providers.damage import damaged, needs, read_or_told


def feed(folder: Path, content: str, name: str = "feed.xml") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def rss(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{inside}</channel></rss>'
    )


def test_an_rss_item_is_a_row_of_plain_text(tmp_path: Path) -> None:
    made = read_news(feed(tmp_path, RSS))
    assert made.row(0, named=True) == {
        "row": 1, "source": "Invented Markets Wire", "date": "2026-06-12", "item": "wire-1001",
        "title": "Small caps lead & breadth widens", "summary": "The Russell rose.",
        "url": "https://news.example/1001", "published": "2026-06-12T13:05:00+00:00",
        "known_at": "2026-06-12",
    }  # fmt: skip


def test_no_character_turns_the_line_around_and_a_link_names_what_has_no_id(tmp_path: Path) -> None:
    made = read_news(feed(tmp_path, RSS)).row(1, named=True)
    assert made["title"] == "Fed minutes: no surprise"
    assert made["item"] == "https://news.example/1002"
    assert made["known_at"] == "2026-06-15"  # 17:30 in New York on a Friday


def test_an_atom_entry_is_a_row_too(tmp_path: Path) -> None:
    made = read_news(feed(tmp_path, ATOM)).row(0, named=True)
    assert made["title"] == "Mega caps report in July"
    assert made["summary"] == "Dates are set."
    assert made["published"] == "2026-06-11T12:00:00+00:00"
    assert made["source"] == "Invented Filings"


def test_what_is_fetched_later_is_known_later(tmp_path: Path) -> None:
    made = read_news(feed(tmp_path, RSS), known="2026-06-18")
    assert made["known_at"].to_list() == ["2026-06-18", "2026-06-18"]
    early = read_news(feed(tmp_path, RSS), known="2026-06-01")
    assert early["known_at"].to_list() == ["2026-06-12", "2026-06-15"]


def test_an_item_without_a_date_has_none(tmp_path: Path) -> None:
    made = read_news(feed(tmp_path, rss("<title>undated</title>"))).row(0, named=True)
    assert (made["date"], made["published"], made["known_at"]) == (None, "", None)
    far = rss("<title>t</title><pubDate>Fri, 01 Jan 2100 10:00:00 GMT</pubDate>")
    assert read_news(feed(tmp_path, far))["known_at"].to_list() == [None]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("https://a.example/x", "https://a.example/x"), ("javascript:alert(1)", ""),
     ("file:///etc/passwd", ""), ("", "")],
)  # fmt: skip
def test_only_links_of_the_web_are_kept(tmp_path: Path, given: str, kept: str) -> None:
    made = read_news(feed(tmp_path, rss(f"<title>t</title><link>{given}</link>")))
    assert made["url"].to_list() == [kept]


def test_entries_and_texts_have_their_limits(tmp_path: Path) -> None:
    many = rss(*(f"<title>{n}</title>" for n in range(1_005)))
    assert len(read_news(feed(tmp_path, many))) == 1_000
    long = rss(f"<title>t</title><description>{'x' * 50_000}</description>")
    assert len(read_news(feed(tmp_path, long))["summary"][0]) == 40_000
    with pytest.raises(BadFile, match="larger than"):
        read_news(feed(tmp_path, " " * 3_000_001))


def test_a_long_id_is_kept_as_its_digest(tmp_path: Path) -> None:
    made = read_news(feed(tmp_path, rss(f"<title>t</title><guid>{'g' * 300}</guid>")))
    assert len(made["item"][0]) == 32


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html><body>not found</body></html>",
        "/etc/passwd",
        "https://news.example/rss.xml",
        "{}",
    ],
)
def test_what_is_no_feed_is_told_and_never_opened(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadFile, match="no RSS or Atom feed"):
        read_news(feed(tmp_path, content))


def test_entities_of_a_document_type_do_not_multiply(tmp_path: Path) -> None:
    bomb = ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in ("ab", "bc", "cd", "de", "ef", "fg"))
            + "]>" + rss("<title>&g;</title>")[21:])  # fmt: skip
    path = feed(tmp_path, bomb)
    try:
        titles = read_news(path)["title"].to_list()
    except BadFile:
        titles = []
    assert all(len(title or "") < 200 for title in titles)


def test_without_feeds_the_plan_names_the_setting() -> None:
    with pytest.raises(NoAnswer, match="ROTASCOPE_FEEDS"):
        plan(needs())


def test_each_feed_is_asked_once_and_shows_nothing_of_its_query() -> None:
    asked = plan(needs(feeds="https://a.example/rss?key=s3cret&n=5  https://a.example/atom\n"
                             " https://a.example/atom"))  # fmt: skip
    assert [r.url for r in asked] == [
        "https://a.example/rss?key=s3cret&n=5",
        "https://a.example/atom",
    ]
    assert redacted(asked[0].url, asked[0].secret) == "https://a.example/rss?***"
    assert [r.jobs[0].constants for r in asked] == [
        {"source": "a.example/rss"},
        {"source": "a.example/atom"},
    ]
    assert len({r.name for r in asked}) == 2
    assert asked[0].jobs[0].options == {"known": "2026-06-15"}


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_feeds_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    broken = data.draw(damaged(data.draw(st.sampled_from((RSS, ATOM))).encode()))
    assert read_or_told(tmp_path, "news", broken, known="2026-06-15") in (True, False)


@pytest.mark.parametrize(
    "address",
    [
        "https://[bad/rss",
        "https:\\\\u:hush@h.example/rss",
        "https:/u:hush@h.example/rss",
        "u:hush@h.example/rss",
        "https://u:hush@h.example/rss",
        "https://u:hu#hush@h.example/rss",
        "https://u:hu?hush@h.example/rss",
        "https://h.example:x/rss?hush",
        "ftp://h.example/rss?hush",
    ],
)
def test_an_address_that_cannot_be_asked_is_told_by_its_setting_and_no_password(
    address: str,
) -> None:
    with pytest.raises(WrongUse, match="ROTASCOPE_FEEDS") as told:
        plan(needs(feeds=f"https://a.example/rss {address}"))
    assert "hu" not in str(told.value).replace("https", "")
