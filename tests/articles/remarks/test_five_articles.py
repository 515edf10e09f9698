"""The five articles on the real tape: every contradiction that one article holds is found, and no more.

Facts and short quotes of them only; the texts are read beside the real data and never kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rotascope.articles.check import check_claims
from rotascope.articles.claims import claims_of
from rotascope.articles.counter import counter_case
from rotascope.articles.intake import article_of
from rotascope.articles.intake.document import Document
from rotascope.articles.names import mentions
from rotascope.articles.remarks import Scene, remarks
from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from rotascope.terms.articles import Remark

LATEST = date(2026, 6, 12)
Scenes = Callable[[str], Scene]


@pytest.fixture(scope="module")
def scene(shared_store: Path, articles: dict[str, Path]) -> Scenes:
    """An article by number, read and checked as far as the remarks need it."""
    backend = StoreBackend(Market.open(shared_store))
    panels = cache(lambda day: Panel(backend, day))

    @cache
    def made(number: str) -> Scene:
        article = article_of(Document(articles[number].read_text("utf-8")))
        named = mentions(article, load())
        claims = claims_of(article, named, load())
        findings, dating = check_claims(panels, LATEST, article, claims)
        day = min((dating.day if dating else None) or LATEST, LATEST)
        return Scene(article, named, claims, findings, panels(day), load(), dating)

    return made


def _row(made: Scene, row: str) -> Remark:
    return next(one for one in remarks(made) if one.row == row)


@pytest.mark.parametrize(
    ("number", "row", "verdict", "said"),
    [
        ("000", "C01", "contradicted", "takes 0.3 to 2.6 % off"),
        ("004", "C02", "contradicted", "11.8 points behind"),
        ("004", "C03", "selective", "AAPL, AMZN and META (3) lag"),
        ("004", "C04", "partial", "+25.02 % by issuer (7)"),
        ("000", "C05", "not_checkable", "mixed at a score of 0.05"),
        ("002", "C05", "not_checkable", "neutral at a score of 0.10"),
        ("004", "C07", "supported", "TSLA stands out"),
        ("000", "C10", "contradicted", "in 2022 IWM"),
        ("003", "C11", "contradicted", "167 of 500 is 33.4 %"),
        ("004", "C17", "contradicted", "7.2 points apart"),
        ("004", "C18", "approximate", "IWM +0.12 %"),
        ("000", "C19", "approximate", "about 2,000 and again nearly 2,000"),
        ("001", "C20", "contradicted", "2024-06-15 22:31 UTC, a Saturday, 6 days earlier"),
        ("001", "C21", "not_checkable", "no checkable evidence"),
        ("000", "C22", "contradicted", "2007-05-30, 7.2 years later"),
        ("001", "C24", "not_checkable", "30 % and 34 %"),
        ("000", "C27", "not_checkable", "does not say which"),
        ("004", "C28", "supported_under", "from its highest close of 2025-12-11"),
    ],
)
def test_what_is_weak_in_one_article_is_found(
    scene: Scenes, number: str, row: str, verdict: str, said: str
) -> None:
    found = [one for one in remarks(scene(number)) if one.row == row and said in one.text]
    assert [one.verdict for one in found] == [verdict]


def test_what_the_claim_of_impact_needs_is_solved_with_its_precedent(scene: Scenes) -> None:
    made = _row(scene("000"), "C01")
    needs = " ".join((made.text, *made.needs))
    assert "30.0 to 32.0 % of the index" in needs
    assert "2.9 to 3.1 times" in needs
    assert "2025-01-27 NVDA \N{MINUS SIGN}17.0 %, SPY \N{MINUS SIGN}1.4 %" in needs


def test_the_outlier_of_the_table_is_real_on_the_tape(scene: Scenes) -> None:
    text = _row(scene("004"), "C07").text
    assert "from 2024-12-24 to 2025-01-02, so the figures are real" in text


def test_neither_a_year_nor_a_page_is_mixed_up_with_another(scene: Scenes) -> None:
    # MAGS is +25.79 % in one article and -0.45 % in another: other years, no contradiction within.
    rows = {n: {one.row for one in remarks(scene(n))} for n in ("000", "001", "002", "003", "004")}
    assert "C06" not in set().union(*rows.values())
    assert not {"C02", "C03", "C07", "C17", "C18"} & (
        rows["000"] | rows["001"] | rows["002"] | rows["003"]
    )
    assert "C01" not in rows["001"] | rows["002"] | rows["003"] | rows["004"]


@pytest.mark.parametrize(
    ("number", "row", "said"),
    [
        ("000", "001", "+20.4 % and the S&P 500 +265 % is +13.8 %"),
        ("000", "141", "10 basis points a year less than MAGS"),
        ("001", "057", "took 11.1 points off"),
        ("001", "059", "sum to 45 to 51 %"),
        ("002", "013", "11.18 points ahead of MAGS (ratio +11.23 %)"),
        ("004", "011", "0.77 points from the fund's +25.79 %"),
    ],
)
def test_what_holds_is_said_to_hold(scene: Scenes, number: str, row: str, said: str) -> None:
    found = [one for one in remarks(scene(number)) if one.row == row and said in one.text]
    assert [one.verdict for one in found] == ["supported"]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_each_article_has_its_counter_case_with_a_base_rate(scene: Scenes, number: str) -> None:
    points = counter_case(scene(number))
    assert 1 <= len(points) <= 6
    assert any("independent cases" in point.base_rate for point in points)
    assert all(any(sign.isdigit() for sign in point.text) for point in points)
