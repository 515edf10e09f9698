"""Headlines from RSS and Atom feeds of the user's choice, as plain text."""

from __future__ import annotations

import calendar
import hashlib
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from rotascope import sessions
from rotascope.errors import BadFile, NoAnswer, Refused, WrongUse
from rotascope.net.body import Manners
from rotascope.net.urls import EVERY, parsed, redacted
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.moments import NEW_YORK, known_after
from rotascope.providers.plain import plain
from rotascope.providers.requests import Needs, Request
from rotascope.registry import provider, source

__all__ = ["plan", "read_news"]

SPEC = DatasetSpec("news", 10, "headlines of the feeds you name; known when fetched", "in file")
ENTRIES, TEXT, ADDRESS, SIZE = 1_000, 40_000, 2_000, 3_000_000
ID = 200
COLUMNS = ("source", "date", "item", "title", "summary", "url", "published", "known_at")
XML = (b"<?xml", b"<rss", b"<feed", b"<rdf", b"\xef\xbb\xbf<", b"<!--")


@source(
    "news",
    title="News: RSS and Atom feeds",
    hosts=(),
    terms="each feed has its publisher's terms; headlines are kept for your own reading",
    order=90,
)
def plan(needs: Needs) -> tuple[Request, ...]:
    """One body a feed of ROTASCOPE_FEEDS. What is fetched is known from the session after `until`."""
    feeds = dict.fromkeys(needs.keys.get("feeds", "").split())
    if not feeds:
        raise NoAnswer("no news feed is named", "addresses of RSS or Atom feeds",
                       "set ROTASCOPE_FEEDS to addresses separated by blanks")  # fmt: skip
    known = sessions.shift(needs.until, 1).isoformat()
    return tuple(_request(address, known) for address in feeds)


def _request(address: str, known: str) -> Request:
    parts = urlsplit(_sound(address))
    host = re.sub(r"[^A-Za-z0-9.-]", "", parts.hostname or "feed")[:60]
    digest = hashlib.sha256(address.encode()).hexdigest()[:8]
    job = Job(SPEC, "news", Path(), "", reader="news", known="in file",
              constants={"source": f"{host}{parts.path}"[:ID]}, options={"known": known})  # fmt: skip
    manners = Manners(per_minute=10, tries=3, cap=SIZE, wire=SIZE)
    # An address may carry a reader's own token: nothing of its query is shown.
    return Request(f"{host}-{digest}", address, (job,), manners, secret=(EVERY,), begins=XML)


def _sound(address: str) -> str:
    """The address, if it is one that can be asked. A password in any other is not shown."""
    try:
        parsed(address)
    except Refused:
        shown = redacted(address, (EVERY,))
        raise WrongUse(
            f"ROTASCOPE_FEEDS: '{shown}' cannot be asked",
            "an http or https address of a host, without a user or password",
            "mend that address",
        ) from None
    return address


@provider("news")
def read_news(path: Path, **options: Any) -> pl.DataFrame:
    """source, date (New York), item, title, summary, url, published (UTC), known_at, of a feed.

    Option `known`: the first session after the fetch; an item is known from then, or from the session
    after it was published if that is later. An item without a date has none here either, and is held.
    The first 1,000 entries, 40,000 characters of text each; links other than http(s) are left out.
    """
    with reading(path.name, "RSS or Atom feed"):
        if path.stat().st_size > SIZE:
            raise BadFile(f"{path.name}: larger than {SIZE:,} bytes", "a feed", "a smaller feed")
        parsed = _parsed(path.read_bytes())
        if not parsed.get("version") and not parsed.entries:
            raise BadFile(f"{path.name}: no RSS or Atom feed", "a feed", "check its address")
        known = date.fromisoformat(options["known"]) if options.get("known") else None
        name = plain(str(parsed.feed.get("title") or ""), ID) or path.stem
        rows = [(name, *_item(entry, known)) for entry in parsed.entries[:ENTRIES]]
    schema = dict.fromkeys(COLUMNS, pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("row", offset=1)


def _parsed(content: bytes) -> Any:
    """The feed by feedparser, which cleans HTML itself.

    It gets a stream: text it would take for an address, or for a file's name.
    """
    import feedparser  # 60 ms that only news needs

    try:
        return feedparser.parse(io.BytesIO(content), resolve_relative_uris=False)
    except (AssertionError, RuntimeError) as trouble:
        # Its parser of broken feeds is an old SGML one, which asserts where it should report.
        raise ValueError(f"a feed that breaks off ({type(trouble).__name__})") from trouble


def _item(entry: Any, known: date | None) -> tuple[str | None, ...]:
    moment = _moment(entry)
    link = plain(str(entry.get("link") or ""), ADDRESS)
    title = plain(str(entry.get("title") or ""), TEXT)
    named = plain(str(entry.get("id") or ""), 10 * ID) or link or title
    item = named if 0 < len(named) <= ID else hashlib.sha256(named.encode()).hexdigest()[:32]
    day = moment.astimezone(NEW_YORK).date().isoformat() if moment else None
    first = _known(moment, known)
    return (day, item, title or None, plain(_body(entry), TEXT),
            link if link.startswith(("http://", "https://")) else "",
            moment.isoformat() if moment else "", first.isoformat() if first else None)  # fmt: skip


def _body(entry: Any) -> str:
    content = entry.get("content") or [{}]
    return str(entry.get("summary") or content[0].get("value") or "")


def _moment(entry: Any) -> datetime | None:
    """When it was published, else updated, in UTC; None if it does not say, or no calendar holds it."""
    parsed = next((entry[n] for n in ("published_parsed", "updated_parsed") if n in entry), None)
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _known(moment: datetime | None, known: date | None) -> date | None:
    try:
        said = known_after(moment) if moment else None
    except ValueError:
        return None  # after the end of the calendar: nobody can know when
    return max(filter(None, (said, known)), default=None)
