"""Files of words: headlines that people judged, names of companies in headlines, feeds."""

from __future__ import annotations

from rotascope.ingest.recognise.answer import job, own
from rotascope.providers.jobs import Job
from rotascope.providers.labels import PUBLISHED
from rotascope.providers.sniff import Sniff

__all__ = ["feed", "judged", "names"]

FEEDS = (b"<rss", b"<feed", b"<rdf:RDF")


def feed(seen: Sniff) -> tuple[Job, ...] | None:
    """An RSS or Atom feed; an item is known from the session after it was published."""
    if seen.kind != "xml" or not any(tag in seen.head[:4096] for tag in FEEDS):
        return None
    return (job(seen, "news", "news", reader="news"),)


def judged(seen: Sniff) -> tuple[Job, ...] | None:
    """SEntFiN's headlines with a sentiment for each entity, dated by the corpus's own paper."""
    if not seen.has("S No.", "Title", "Decisions"):
        return None
    remark = f"dated {PUBLISHED}, the day of the corpus's paper: assumed"
    return (job(seen, "sentfin", "labels", remark, reader="labels",
                constants={"corpus": "sentfin", "date": PUBLISHED}),)  # fmt: skip


def names(seen: Sniff) -> tuple[Job, ...] | None:
    """SEntFiN's list of entities: symbols of the NSE and what headlines call them; needs --date."""
    if not seen.has("Symbol", "Entity") or len(seen.header) > 3:
        return None
    note = f"NSE symbols and their names by {seen.path.name}, of the day given with the file"
    columns = {"code": _named(seen, "symbol"), "symbol": _named(seen, "symbol"),
               "name": _named(seen, "entity")}  # fmt: skip
    return (own(seen, "identifiers", note, "next session", columns=columns,
                constants={"scheme": "NSE"}),)  # fmt: skip


def _named(seen: Sniff, name: str) -> str:
    return next(column for column in seen.header if column.strip().lower() == name)
