"""A page whose figures are older than its date."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.articles.check import check_claims
from rotascope.articles.check.misdated import misdated
from rotascope.panel import Panel
from rotascope.terms.articles import Claim, Finding
from tests.articles.tape import article, claim, closes, tape

FIRST, LAST = date(2023, 12, 1), date(2025, 12, 23)
THEN, GIVEN = date(2025, 3, 14), date(2025, 9, 2)
NAMES = ("IWM", "SPY", "QQQ", "TSLA")


def wander(seed: int) -> dict[date, float]:
    days = list(closes(FIRST, LAST))
    steps = np.random.default_rng(seed).normal(0.001, 0.02, len(days))
    return dict(zip(days, (100.0 * np.exp(np.cumsum(steps))).tolist(), strict=True))


LINES = {name: wander(seed) for seed, name in enumerate(NAMES)}


def printed(*names: str) -> list[Claim]:
    base = date(2024, 12, 31)
    return [claim(n, round(LINES[n][THEN] / LINES[n][base] - 1.0, 4)) for n in names]


@pytest.fixture(scope="module")
def whole() -> Panel:
    return tape(LAST, LINES)


def test_figures_of_an_earlier_day_are_stale_and_the_day_is_named(whole: Panel) -> None:
    found, dating = check_claims(
        lambda day: Panel(whole.backend, day), LAST, article(GIVEN), printed(*NAMES)
    )
    assert dating is not None
    assert dating.day == THEN
    assert "the day given, 2025-09-02, is later" in dating.note
    assert {f.verdict for f in found} == {"stale"}
    assert found[0].reason.startswith("it held on 2025-03-14 and not on 2025-09-02: ")


def test_a_figure_that_never_held_stays_contradicted(whole: Panel) -> None:
    claims = [*printed(*NAMES), claim("IWM", 4.0)]
    found, _ = check_claims(lambda day: Panel(whole.backend, day), LAST, article(GIVEN), claims)
    assert [f.verdict for f in found] == ["stale"] * 4 + ["contradicted"]


def test_two_wrong_figures_are_just_wrong(whole: Panel) -> None:
    found, dating = check_claims(
        lambda day: Panel(whole.backend, day), LAST, article(GIVEN), printed("IWM", "SPY")
    )
    assert dating is None
    assert "stale" not in {f.verdict for f in found}


def test_a_day_after_the_one_given_is_never_looked_at(whole: Panel) -> None:
    early = date(2025, 2, 3)
    asked: list[date] = []

    def watched(day: date) -> Panel:
        asked.append(day)
        return Panel(whole.backend, day)

    found, dating = check_claims(watched, LAST, article(early), printed(*NAMES))
    assert dating is None
    assert "stale" not in {f.verdict for f in found}
    assert max(asked) == early


def test_what_fits_its_day_is_left_alone(whole: Panel) -> None:
    right = [Finding(one, "supported", 0.1, "", "") for one in printed(*NAMES)]
    assert misdated(lambda day: Panel(whole.backend, day), THEN, right) == (tuple(right), None)
