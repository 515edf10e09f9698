"""Numbers that anybody can look up, asked of the product on real data.

Returns are fractions; the values are printed to four places by their publishers, so the tolerance is
half a unit of the last one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rotascope

pytestmark = [pytest.mark.shared, pytest.mark.slow]

HALF_DIGIT = 0.00005
NEWEST = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("symbol", "window", "basis", "value"),
    [
        ("SPY", "2022", "tr", -0.1818),
        ("SPY", "2023", "tr", 0.2618),
        ("SPY", "2024", "tr", 0.2489),
        ("IWM", "2022", "tr", -0.2048),
        ("AAPL", "2022", "tr", -0.2640),
        ("NVDA", "2023", "tr", 2.390),
        ("MAGS", "2024", "tr", 0.6397),
        ("^GSPC", "2022", "pr", -0.1944),
        ("^RUT", "2022", "pr", -0.2156),
    ],
)
def test_calendar_years(
    shared_store: Path, symbol: str, window: str, basis: str, value: float
) -> None:
    desk = rotascope.open(shared_store)
    (answer,) = desk.performance((symbol,), window, basis, NEWEST)
    tolerance = 0.0005 if value == 2.390 else HALF_DIGIT
    assert answer.value == pytest.approx(value, abs=tolerance)
    assert answer.base_date == date(
        int(window) - 1, 12, {2022: 31, 2023: 30, 2024: 29}[int(window)]
    )


@pytest.mark.parametrize(("symbol", "value"), [("MAGS", -0.0045), ("XMAG", 0.1051)])
def test_article_002_year_to_date_is_the_close_of_2026_06_09(
    shared_store: Path, symbol: str, value: float
) -> None:
    desk = rotascope.open(shared_store)
    (answer,) = desk.performance((symbol,), "ytd", "tr", date(2026, 6, 9))
    assert answer.value == pytest.approx(value, abs=HALF_DIGIT)
    assert answer.end_date == date(2026, 6, 9)


@pytest.mark.parametrize("symbol", ["MAGS", "XMAG", "SPSM"])
def test_a_basis_that_is_not_there_is_refused(shared_store: Path, symbol: str) -> None:
    (answer,) = rotascope.open(shared_store).performance((symbol,), "2025", "pr", NEWEST)
    assert answer.value is None
    assert answer.status == "not_measurable"
    assert symbol in answer.reason


@pytest.mark.parametrize(
    ("symbol", "day", "close"),
    [("^GSPC", date(2020, 3, 23), 2237.40), ("^VIX", date(2020, 3, 16), 82.69)],
)
def test_closes(shared_store: Path, symbol: str, day: date, close: float) -> None:
    series = rotascope.open(shared_store).panel(day).series(symbol, "pr")
    assert series.last == day
    assert series.levels[-1] == pytest.approx(close, abs=0.005)


@pytest.mark.parametrize(
    ("series", "period", "value"),
    [
        ("DGS10", date(1981, 9, 30), 15.84),
        ("DGS2", date(2023, 3, 8), 5.05),
        ("SHILLER.cape", date(2000, 1, 1), 43.77),
    ],
)
def test_macro_values(shared_store: Path, series: str, period: date, value: float) -> None:
    seen = rotascope.open(shared_store).panel(NEWEST).macro(series)
    at = seen.days.tolist().index(period)
    assert seen.values[at] == pytest.approx(value, abs=0.005)


def test_nominal_gdp_reads_as_it_was_first_published(shared_store: Path) -> None:
    desk = rotascope.open(shared_store)
    for day, value in (
        (date(2014, 1, 31), 17102.5),
        (date(2014, 4, 30), 17089.6),
        (date(2014, 7, 31), 17078.3),
    ):
        seen = desk.panel(day).macro("GDP.V")
        at = seen.days.tolist().index(date(2013, 10, 1))
        assert seen.values[at] == pytest.approx(value, abs=0.05)


LEADERS = [
    # as of, leader and relative return over 126 sessions of the size pair; the same for concentration
    ("2020-03-23", "large", -0.1432, "few", -0.1125),
    ("2022-12-30", "small", 0.0151, "rest", 0.0363),
    ("2024-07-11", "large", -0.0807, "few", -0.0898),
    ("2025-12-23", "small", 0.0500, "few", -0.1243),
    ("2026-06-12", "small", 0.0651, "rest", 0.1472),
]


@pytest.mark.parametrize(("day", "size", "size_126", "concentration", "concentration_126"), LEADERS)
def test_who_led_on_five_days(
    shared_store: Path,
    day: str,
    size: str,
    size_126: float,
    concentration: str,
    concentration_126: float,
) -> None:
    verdict = rotascope.open(shared_store).brief(date.fromisoformat(day)).verdict
    assert verdict.size.leader == size
    assert verdict.size.relative_126 == pytest.approx(size_126, abs=HALF_DIGIT)
    assert verdict.concentration.leader == concentration
    assert verdict.concentration.relative_126 == pytest.approx(concentration_126, abs=HALF_DIGIT)


def test_before_2023_the_brief_says_that_mags_did_not_exist(shared_store: Path) -> None:
    verdict = rotascope.open(shared_store).brief(date(2022, 12, 30)).verdict
    assert verdict.concentration.pair == "RSP / SPY"
    assert "XMAG" in verdict.concentration.note


def concentration(store: Path, day: str) -> dict[str, float | None]:
    readings = rotascope.open(store).signals((), None, "concentration", date.fromisoformat(day))
    return {reading.signal: reading.value for reading in readings}


def test_spys_file_of_2025_09_05_counts_issuers_once(shared_store: Path) -> None:
    seen = concentration(shared_store, "2025-09-08")
    assert seen["concentration.top10_large_cap"] == pytest.approx(0.3979, abs=HALF_DIGIT)
    assert seen["concentration.seven_large_cap"] == pytest.approx(0.3378, abs=HALF_DIGIT)
    assert seen["concentration.hhi_large_cap"] == pytest.approx(222, abs=0.5)
