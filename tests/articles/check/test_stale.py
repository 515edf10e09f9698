"""What held once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rotascope.articles.check import stale
from rotascope.articles.check.stale import OF_A_MOMENT, against_today
from rotascope.articles.measures.observed import Observed
from rotascope.panel import Panel
from rotascope.terms.articles import MEASURES, Claim, Finding
from tests.articles.tape import claim, tape

THEN, NOW = date(2025, 12, 23), date(2026, 6, 12)
LEVEL = claim("^VIX", 14.0, "", measure="level", unit="index", tolerance=0.5, kind="level")


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What the newest day says: the test sets it."""
    says = {"value": 14.2}

    def seen(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
        return (Observed("close", says["value"], end_date=day),)

    monkeypatch.setattr(stale, "observed", seen)
    return says


def finding(of: Claim = LEVEL) -> Finding:
    return Finding(of, "supported", 14.1, "close", "")


def test_a_level_that_has_moved_on_is_stale(today: dict[str, float]) -> None:
    today["value"] = 22.0
    found = against_today(tape, NOW, THEN, finding())
    assert found.verdict == "stale"
    assert found.reason == "held on 2025-12-23 (14.10); on 2026-06-12 it is 22.00"
    assert found.observed == 14.1


def test_one_that_still_holds_is_not(today: dict[str, float]) -> None:
    assert against_today(tape, NOW, THEN, finding()).verdict == "supported"
    assert today["value"] == 14.2


def test_an_article_of_today_cannot_be_stale(today: dict[str, float]) -> None:
    today["value"] = 22.0
    assert against_today(tape, NOW, NOW, finding()).verdict == "supported"


def test_a_return_or_a_named_day_cannot_be_stale(today: dict[str, float]) -> None:
    today["value"] = 22.0
    dated = replace(LEVEL, as_of=THEN)
    for of in (claim("IWM", 0.1), dated):
        assert against_today(tape, NOW, THEN, finding(of)).verdict == "supported"


def test_only_what_was_supported_can_go_stale(today: dict[str, float]) -> None:
    today["value"] = 22.0
    wrong = replace(finding(), verdict="contradicted")
    assert against_today(tape, NOW, THEN, wrong) == wrong
    assert set(MEASURES) >= OF_A_MOMENT
