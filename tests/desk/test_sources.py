"""How old a source is does not depend on the others being as old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rotascope.desk import open_store
from rotascope.desk.sources import source_ages
from rotascope.ingest.sync import sync
from rotascope.store.fetches import Fetched
from rotascope.store.market import Market
from tests.ingest.invented import SOURCES, UNTIL, Net, down, needs

GOOD = Fetched("fred", "DGS2", "2024-03-28", "https://x.example/", "fetched",
               "2024-03-28T20:30:00+00:00", "2024-03-28T20:30:00+00:00", "ab", "", "", 9)  # fmt: skip
DOWN = replace(GOOD, source="yahoo", name="IWM", status="failed", run="2024-03-28",
               at="2024-04-04T21:00:00+00:00", detail="status 503")  # fmt: skip


class Remembered:
    """What was asked, in memory."""

    def __init__(self, *rows: Fetched) -> None:
        self.rows = rows

    def fetched(self) -> Sequence[Fetched]:
        return self.rows


def test_age_counts_to_the_date_asked_about_or_to_the_newest_attempt() -> None:
    (one,) = source_ages(Remembered(GOOD), date(2024, 4, 2))
    assert one.age_sessions == 2
    fred, yahoo = source_ages(Remembered(GOOD, DOWN), UNTIL)
    assert (fred.age_sessions, yahoo.age_sessions) == (4, 4)
    assert (yahoo.failing, yahoo.failure) == (1, "status 503")


def test_a_store_that_never_asked_has_no_sources() -> None:
    assert source_ages(Remembered(), UNTIL) == ()


def test_what_is_on_file_is_told_with_the_age_of_its_sources(tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    sync(market, SOURCES, needs(), Net(down={"prices": down("status 429")}).seam, today=UNTIL)
    market.close()
    desk = open_store(tmp_path / "store")
    lists, quotes = desk.data().sources
    assert (lists.source, lists.age_sessions, lists.failing) == ("lists", 0, 0)
    assert (quotes.source, quotes.last_good, quotes.age_sessions) == ("quotes", "", None)
    assert "status 429" in quotes.failure
    assert desk.data("F11").sources == ()
