"""Four quarters from cash flow statements: by hand, as first filed, and not after they grew old."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.providers.planted_parts.fundamentals import CAPEX, FEW
from rotascope.providers.planted_tables import frame
from rotascope.signals.earnings import filings
from tests.signals.earnings import worlds

TAG = "NetIncomeLoss"
ROWS = [  # start, end, filed, value: a year, then the sums since January of the next
    ("2021-01-01", "2021-12-31", "2022-02-01", 100.0),
    ("2021-01-01", "2021-03-31", "2021-05-01", 20.0),
    ("2022-01-01", "2022-03-31", "2022-05-02", 30.0),
    ("2021-01-01", "2021-06-30", "2021-08-02", 45.0),
    ("2022-01-01", "2022-06-30", "2022-08-01", 70.0),
]


def facts(
    rows: list[tuple[str, str, str, float]], tag: str = TAG, who: str = "PW01"
) -> pl.DataFrame:
    start, end, known, value = zip(*rows, strict=True)
    n = len(rows)
    day = date.fromisoformat
    return frame(
        "facts",
        {
            "entity": [who] * n,
            "tag": [tag] * n,
            "unit": ["USD"] * n,
            "start": [day(d) for d in start],
            "date": [day(d) for d in end],
            "accession": [f"{i}" for i in range(n)],
            "known_at": [day(d) for d in known],
            "value": list(value),
        },
    )


def test_four_quarters_are_the_full_year_plus_this_part_less_the_same_part() -> None:
    panel = worlds.panel(date(2022, 9, 1), facts=facts(ROWS))
    made = filings.yearly(panel, "PW01", (TAG,))
    # 100, 100 + 30 - 20, 100 + 70 - 45
    assert made.value.tolist() == [100.0, 110.0, 125.0]
    assert made.known.astype(str).tolist() == ["2022-02-01", "2022-05-02", "2022-08-01"]


def test_a_restatement_changes_nothing_that_was_filed() -> None:
    again = [*ROWS, ("2021-01-01", "2021-12-31", "2022-08-15", 999.0)]
    panel = worlds.panel(date(2022, 9, 1), facts=facts(again))
    assert filings.yearly(panel, "PW01", (TAG,)).value.tolist() == [100.0, 110.0, 125.0]


def test_the_first_tag_that_is_filed_speaks_and_none_is_nothing() -> None:
    panel = worlds.panel(date(2022, 9, 1), facts=facts(ROWS))
    assert len(filings.yearly(panel, "PW01", ("Other", TAG)).value) == 3
    assert len(filings.yearly(panel, "PW01", ("Other",)).value) == 0


def test_sums_stand_for_two_filings_time_and_then_lapse() -> None:
    panel = worlds.panel(date(2022, 9, 1), facts=facts(ROWS))
    _, days, table = filings.pooled(panel, {"now": (TAG,), "before": (TAG,)}, {"before": 365})
    assert days.astype(str).tolist() == ["2022-02-01", "2022-05-02", "2022-08-01"]
    assert table["now"][0].tolist() == [100.0, 110.0, 125.0]
    assert np.isnan(table["before"]).all()


def test_the_planted_filings_are_recovered_and_the_few_are_seven() -> None:
    panel = worlds.planted_panel()
    assert filings.filers(panel) == FEW
    line = filings.yearly(panel, "PW01", (CAPEX,))
    steps = np.diff(np.log(line.value))
    # spending grows by 7 % a quarter at the end
    assert steps[-4:] == pytest.approx([0.07] * 4, abs=1e-9)
    assert (np.diff(line.known.astype(int)) >= 0).all()


def test_fiscal_years_of_52_weeks_roll_too() -> None:
    rows = [
        ("2020-09-27", "2021-09-25", "2021-11-01", 100.0),
        ("2020-09-27", "2020-12-26", "2021-02-01", 30.0),
        ("2021-09-26", "2021-12-25", "2022-02-01", 36.0),
    ]
    panel = worlds.panel(date(2022, 3, 1), facts=facts(rows))
    assert filings.yearly(panel, "PW01", (TAG,)).value.tolist() == [100.0, 106.0]
