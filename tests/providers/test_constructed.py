"""Every constructed body passes the gate whole, by the plan that asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.groups import import_together
from rotascope.ingest.run import import_jobs
from rotascope.providers.jobs import Job
from rotascope.registry import SOURCES
from rotascope.store.market import Market
from tests.providers.constructed import BODIES, bodies, body_of
from tests.providers.damage import needs

SETTINGS = {
    "fred": "a" * 32,
    "feeds": "https://news.example/rss.xml https://filings.example/atom.xml",
}
REFUSED = {"stooq.com/q/d/l@s=qqq.us", "stooq.com/q/d/l@s=nvda.us"}
MARKET = ("fed", "yahoo", "stooq", "fred", "alfred", "treasury", "cboe", "news")
ROWS = {"fed": 10, "yahoo": 5 + 72 + 3 * 73, "stooq": 3 * 73, "fred": 70 + 6 + 2, "alfred": 14,
        "treasury": 974, "cboe": 5, "news": 3}  # fmt: skip


def jobs(source: str) -> list[Job]:
    """The jobs of every request whose body lies here."""
    made = []
    for request in SOURCES[source].plan(needs(**SETTINGS)):
        path = body_of(request.url)
        if path is not None and str(path.relative_to(BODIES)) not in REFUSED:
            made += [replace(j, path=path, source=f"{source}/{request.name}") for j in request.jobs]
    return made


def test_the_bodies_on_disk_are_the_constructed_ones() -> None:
    for name, text in bodies().items():
        assert (BODIES / name).read_bytes() == text.encode(), f"{name} is not as constructed"


@pytest.mark.parametrize("source", MARKET)
def test_a_sound_body_passes_the_gate_whole(source: str, tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    done = import_together(market, jobs(source), today=date(2026, 6, 15))
    assert done.jobs
    for one in done.jobs:
        assert one.status == "imported", one.sentence
        assert one.rows_in == one.accepted, one.sentence
        assert not one.held, one.sentence
    assert sum(one.accepted for one in done.jobs) == ROWS[source]


@pytest.mark.parametrize("source", MARKET)
def test_the_same_body_again_adds_nothing(source: str, tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    import_together(market, jobs(source), today=date(2026, 6, 15))
    again = import_jobs(market, jobs(source), today=date(2026, 6, 16))
    assert {one.status for one in again.jobs} == {"already"}


def test_a_later_fetch_of_the_same_page_adds_nothing_either(tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    for source in ("fed", "news"):
        first = jobs(source)
        import_together(market, first, today=date(2026, 6, 15))
        later = [replace(j, options={**j.options, "known": "2026-06-16"}) for j in first]
        again = import_together(market, later, today=date(2026, 6, 16))
        assert sum(one.accepted for one in again.jobs) == 0
        assert sum(one.unchanged for one in again.jobs) == ROWS[source]


def test_prices_on_file_are_raw_and_their_actions_beside_them(tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    import_together(market, jobs("yahoo"), today=date(2026, 6, 15))
    held = market.scan("bars").collect()
    assert held.group_by("basis").len().sort("basis").rows() == [
        ("index", 73),
        ("raw", 2 * 73 + 72),
    ]
    nvda = held.filter(pl.col("instrument") == "XNAS:NVDA:1999-01-22").sort("date")
    around = nvda.filter(pl.col("date").is_between(date(2026, 5, 1), date(2026, 5, 4)))["close"]
    assert around[0] / around[1] == pytest.approx(4.0, rel=0.03)  # 4:1 on the 4th, as traded
    assert nvda["known_at"].to_list() == nvda["date"].to_list()


@pytest.mark.parametrize("source", [*MARKET])
def test_a_plan_names_only_its_hosts_and_its_reader(source: str) -> None:
    spec = SOURCES[source]
    asked = spec.plan(needs(**SETTINGS))
    assert len({request.name for request in asked}) == len(asked)
    for request in asked:
        host = request.url.split("/")[2]
        assert request.url.startswith("https://")
        assert not spec.hosts or host in spec.hosts
        assert {job.dataset.name for job in request.jobs} == {source}
        assert request.begins


def test_a_body_begins_as_its_request_says() -> None:
    for source in MARKET:
        for request in SOURCES[source].plan(needs(**SETTINGS)):
            path = body_of(request.url)
            if path is None:
                continue
            sound = str(path.relative_to(BODIES)) not in REFUSED
            assert path.read_bytes().lstrip().startswith(request.begins) is sound, path
