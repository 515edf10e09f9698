"""Two invented sources and a network in memory: what the tests of sync ask."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from rotascope.catalog import load
from rotascope.errors import NoData, RotascopeError
from rotascope.ingest.on_file import NOTHING
from rotascope.ingest.sync import Seam
from rotascope.net.body import Body, Manners
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.providers.requests import Needs, Request
from rotascope.registry import SourceSpec
from tests.ingest.conftest import days, price_rows

PRICES, LISTS = "prices.example.com", "lists.example.com"
UNTIL = date(2024, 3, 28)
PRICED = DatasetSpec("quotes", 40, "invented", "same session")
LISTED = DatasetSpec("lists", 20, "invented", "same session")
SYMBOLS = ("AAPL", "MSFT", "IWM")
Answer = bytes | RotascopeError


def priced(needs: Needs) -> tuple[Request, ...]:
    """One body of bars a line, from the newest on file; its dividends as a second table."""
    return tuple(_priced(needs, symbol) for symbol in SYMBOLS)


def _priced(needs: Needs, symbol: str) -> Request:
    newest = needs.on_file.newest("bars", "quotes", symbol)
    first = needs.since or newest or date(2024, 1, 2)
    columns = {name: name for name in ("symbol", "date", "close")}
    bars = Job(PRICED, "bars", Path(), "", columns=columns, constants={"basis": "raw"})
    paid = replace(bars, table="actions", constants={"kind": "dividend"},
                   columns={"symbol": "symbol", "date": "date", "amount": "paid"})  # fmt: skip
    paid = replace(paid, where=replace(paid.where, present=("paid",)))
    url = f"https://{PRICES}/bars/{symbol}?from={first}&to={needs.until}"
    return Request(symbol, url, (bars, paid), begins=(b"symbol,",))


def listed(needs: Needs) -> tuple[Request, ...]:
    """A list of codes, then one body for each code on it: a plan that grows with what it is told."""
    columns = {"code": "code", "symbol": "symbol", "date": "date"}
    codes = Job(LISTED, "identifiers", Path(), "", columns=columns, constants={"scheme": "cik"})
    asked = [Request("codes", f"https://{LISTS}/codes?key={needs.keys.get('key', '')}", (codes,),
                     secret=("key",), every=5)]  # fmt: skip
    facts = Job(LISTED, "macro", Path(), "", columns={"date": "date", "value": "value"})
    for code in sorted(needs.on_file.codes("cik").values()):
        job = replace(facts, constants={"series": f"F{code}", "unit": "usd", "assumed": False})
        asked.append(Request(f"facts-{code}", f"https://{LISTS}/facts/{code}", (job,), every=0))
    return tuple(asked)


PRICE_SOURCE = SourceSpec("quotes", "Quotes", (PRICES,), "none", 20, "", priced)
LIST_SOURCE = SourceSpec("lists", "Lists", (LISTS,), "none", 10, "", listed)
SOURCES = (PRICE_SOURCE, LIST_SOURCE)


def bars_body(symbol: str, first: str = "2024-01-02", last: str = "2024-03-28") -> bytes:
    """What the price source answers: rows from first to last, a dividend on every 20th."""
    rows = [row for row in price_rows(120, symbol) if first <= row.split(",")[1] <= last]
    every = {str(day) for day in days(120)[::20]}
    lines = [f"{row},{0.25 if row.split(',')[1] in every else ''}" for row in rows]
    return "\n".join(["symbol,date,close,paid", *lines, ""]).encode()


def facts_body(code: str) -> bytes:
    """What the list source answers for one code."""
    return "\n".join(["date,value", *(f"{day},{code}.5" for day in days(12)), ""]).encode()


CODES = b"symbol,code,date\nAAPL,11,2024-01-02\nMSFT,22,2024-01-02\n"


@dataclass
class Net:
    """A network in memory: what was asked, and answers that go before the sources' own.

    `down` holds words: an address with one of them in it fails, by NoData or what is said there.
    """

    until: date = UNTIL
    asked: list[str] = field(default_factory=list)
    down: dict[str, Answer] = field(default_factory=dict)
    moment: datetime = datetime(2024, 3, 28, 20, 30, tzinfo=UTC)

    def now(self) -> datetime:
        """A second later each time."""
        self.moment += timedelta(seconds=1)
        return self.moment

    def content(self, url: str) -> bytes:
        """The bytes at an address."""
        self.asked.append(url)
        for word, answer in self.down.items():
            if word in url:
                if isinstance(answer, bytes):
                    return answer
                raise answer
        host, path = url.removeprefix("https://").split("/", 1)
        if host == PRICES:
            symbol, query = path.removeprefix("bars/").split("?")
            first, last = (part.split("=")[1] for part in query.split("&"))
            return bars_body(symbol, first, last)
        return CODES if path.startswith("codes") else facts_body(path.removeprefix("facts/"))

    def get(self, url: str, manners: Manners = Manners()) -> Body:  # noqa: B008
        """The seam."""
        return Body(url, url, self.content(url), "text/csv", "", self.now())

    def download(self, url: str, path: Path, manners: Manners = Manners()) -> Body:  # noqa: B008
        """The seam for large bodies."""
        content = self.content(url)
        path.write_bytes(content)
        return Body(url, url, b"", "text/csv", "", self.now(), sha256(content).hexdigest())

    @property
    def seam(self) -> Seam:
        """As sync takes it."""
        return Seam(self.get, self.download, self.now)

    @property
    def names(self) -> list[str]:
        """What was asked, without queries."""
        return [url.split("?")[0].rpartition("/")[2] for url in self.asked]


def needs(until: date = UNTIL, since: date | None = None, **keys: str) -> Needs:
    """What a sync wants."""
    return Needs(load(), until, since, NOTHING, {"key": "hush-hush", **keys})


def down(why: str = "status 503") -> NoData:
    """What the seam raises."""
    return NoData(why, "status 200", "again later")
