"""Scores of articles become rows that signals see, and outdate nothing that is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import BadArgument
from rotascope.ingest.judged import keep_scores
from rotascope.panel import Panel
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market

ID, DAY, KNOWN = "ab" * 32, date(2025, 12, 23), date(2026, 6, 15)
SCORES = [("IWM", 0.4, "positive"), ("market", -0.1, "neutral")]


@pytest.fixture
def market(tmp_path: Path) -> Market:
    return Market.open(tmp_path / "store", create=True)


def scores_of(market: Market, day: date, entity: str = "IWM") -> list[float]:
    rows = Panel(StoreBackend(market), day).dated("sentiment", entity)
    return [float(score) for score in rows.get("score", [])]


def test_a_score_is_seen_from_the_session_that_gave_it_and_not_before(market: Market) -> None:
    assert keep_scores(market, ID, "Small caps lead", DAY, SCORES, KNOWN) == 2
    assert scores_of(market, KNOWN) == [0.4]
    assert scores_of(market, date(2026, 6, 12)) == []
    row = Panel(StoreBackend(market), KNOWN).dated("sentiment", "market")
    assert (row["date"][0].item(), str(row["kind"][0]), str(row["title"][0])) == (
        DAY, "article", "Small caps lead",
    )  # fmt: skip


def test_the_same_scores_again_add_nothing_and_a_new_one_stands_in_place(market: Market) -> None:
    keep_scores(market, ID, "t", DAY, SCORES, KNOWN)
    assert keep_scores(market, ID, "t", DAY, SCORES, date(2026, 6, 16)) == 0
    assert keep_scores(market, ID, "t", DAY, [("IWM", 0.5, "positive")], date(2026, 6, 16)) == 1
    assert scores_of(market, date(2026, 6, 16)) == [0.5]
    assert scores_of(market, KNOWN) == [0.4]


def test_what_is_kept_by_the_state_of_the_market_stays_in_service(market: Market) -> None:
    before = market.fingerprint()
    keep_scores(market, ID, "t", DAY, SCORES, KNOWN)
    assert market.fingerprint() == before
    assert StoreBackend(market).ids("sentiment") == ("IWM", "market")
    keep_scores(market, "cd" * 32, "t", DAY, [("XMAG", 0.2, "neutral")], KNOWN)
    assert StoreBackend(market).ids("sentiment") == ("IWM", "XMAG", "market")


def test_a_score_out_of_range_is_refused(market: Market) -> None:
    with pytest.raises(BadArgument, match=r"score of 1\.5"):
        keep_scores(market, ID, "t", DAY, [("IWM", 1.5, "positive")], KNOWN)
