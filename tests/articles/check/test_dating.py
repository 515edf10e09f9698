"""What day an undated article's figures are of."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.articles.check.dating import dated, speaks_of_a_day
from rotascope.panel import Panel
from tests.articles.tape import claim, closes, direction, tape

FIRST, LAST = date(2022, 12, 1), date(2025, 12, 23)
DAY = date(2024, 5, 14)


def wander(seed: int) -> dict[date, float]:
    days = list(closes(FIRST, LAST))
    steps = np.random.default_rng(seed).normal(0.0005, 0.015, len(days))
    return dict(zip(days, (100.0 * np.exp(np.cumsum(steps))).tolist(), strict=True))


@pytest.fixture(scope="module")
def panel() -> Panel:
    lines = {name: wander(seed) for seed, name in enumerate(("IWM", "SPY", "QQQ", "TSLA"))}
    return tape(LAST, lines)


def printed(panel: Panel, symbol: str, base: date, end: date = DAY) -> float:
    """The return between two closes as an article prints it, to a hundredth of a per cent."""
    series = panel.series(symbol, "pr")
    low, high = (series.levels[series.days == np.datetime64(day)][0] for day in (base, end))
    return round(float(high / low - 1.0), 4)


def test_three_figures_of_one_day_date_the_article(panel: Panel) -> None:
    usual = date(2023, 12, 29)
    claims = [claim(name, printed(panel, name, usual)) for name in ("IWM", "SPY", "QQQ")]
    found = dated(panel, claims)
    assert (found.day, found.fits, found.tried) == (DAY, 3, 3)
    assert found.convention == "last close of the year before, price"
    assert "3 of 3 figures fit 2024-05-14 to the printed digits" in found.note


def test_the_base_is_found_with_the_day(panel: Panel) -> None:
    first = date(2024, 1, 2)
    claims = [claim(name, printed(panel, name, first)) for name in ("IWM", "SPY", "QQQ")]
    assert dated(panel, claims).convention == "first close of the year, price"


def test_two_windows_share_the_day_and_not_the_base(panel: Panel) -> None:
    claims = [claim(n, printed(panel, n, date(2023, 12, 29))) for n in ("IWM", "SPY")]
    claims += [claim(n, printed(panel, n, date(2023, 5, 15)), "1y") for n in ("IWM", "QQQ")]
    found = dated(panel, claims)
    assert (found.day, found.fits) == (DAY, 4)
    assert "first close after the same day a year before" in found.convention


def test_a_misprint_among_many_does_not_hide_the_day(panel: Panel) -> None:
    usual = date(2023, 12, 29)
    claims = [claim(n, printed(panel, n, usual)) for n in ("IWM", "SPY", "QQQ", "TSLA")]
    claims.append(claim("IWM", 3.0))
    found = dated(panel, claims)
    assert (found.day, found.fits, found.tried) == (DAY, 4, 5)


def test_figures_that_no_day_fits_date_nothing(panel: Panel) -> None:
    found = dated(panel, [claim("IWM", 7.5), claim("SPY", -0.95)])
    assert (found.day, found.note) == (None, "its figures fit no day on file")


def test_rounded_figures_give_days_and_choose_none(panel: Panel) -> None:
    usual = date(2023, 12, 29)
    claims = [
        claim(n, round(printed(panel, n, usual), 2), op="~", tolerance=0.005)
        for n in ("IWM", "SPY")
    ]
    found = dated(panel, claims)
    assert found.day is None
    assert DAY in found.alternatives
    assert found.note.startswith("its figures fit")


def test_one_figure_alone_is_too_little_to_say(panel: Panel) -> None:
    found = dated(panel, [claim("IWM", printed(panel, "IWM", date(2023, 12, 29)))])
    assert found.tried == 1
    assert found.day in (None, DAY)


def test_without_figures_there_is_nothing_to_try(panel: Panel) -> None:
    assert dated(panel, []).note == "no figure of the article tells a day"
    assert not speaks_of_a_day(direction("IWM", ">", "SPY"))
    assert not speaks_of_a_day(claim("IWM", 0.1, "2022"))
    assert not speaks_of_a_day(claim("IWM", 0.1, "100y"))  # before any calendar: it has no base
    assert not speaks_of_a_day(claim("IWM", 0.1, kind="forecast"))


def test_nothing_known_later_than_the_panel_dates_an_article(panel: Panel) -> None:
    usual = date(2023, 12, 29)
    claims = [claim(name, printed(panel, name, usual)) for name in ("IWM", "SPY", "QQQ")]
    before = Panel(panel.backend, date(2024, 5, 13))
    assert dated(before, claims).day is None


def test_a_day_before_a_named_line_began_is_no_day_of_the_article() -> None:
    lines = {
        "IWM": wander(1),
        "XMAG": {d: v for d, v in wander(2).items() if d >= date(2024, 10, 22)},
    }
    panel = tape(LAST, lines)
    rough = claim(
        "IWM", round(printed(panel, "IWM", date(2022, 12, 30), date(2023, 6, 1)), 2), op="~"
    )
    found = dated(panel, [rough, claim("XMAG", 0.05, op="~", tolerance=0.005)])
    assert all(day >= date(2024, 10, 22) for day in found.alternatives)


def test_one_figure_tells_no_day(panel: Panel) -> None:
    one = claim("IWM", printed(panel, "IWM", date(2023, 12, 29)))
    found = dated(panel, [one])
    assert found.day is None
    assert "one figure" in found.note or "days from" in found.note
