"""Q28: no vintage before its period is over, and one value in each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.vintages import (
    against_stored,
    carried,
    of_file,
    one_value,
    period_over,
)
from rotascope.providers.jobs import DatasetSpec, Job
from tests.ingest.checks.frames import held, rows


def vintage(series: str, day: date, known: date, value: float = 1.0) -> dict[str, object]:
    return {"series": series, "date": day, "value": value, "known_at": known}


@pytest.mark.parametrize(
    ("series", "known", "bad"),
    [
        ("GDP", date(2026, 3, 30), True),  # the quarter ends on the 31st
        ("GDP", date(2026, 3, 31), False),
        ("CPIAUCSL", date(2026, 1, 30), True),
        ("CPIAUCSL", date(2026, 1, 31), False),
        ("UMCSENT", date(2026, 1, 16), False),  # published within its month
        ("UMCSENT", date(2025, 12, 31), True),
        ("DGS10", date(2026, 1, 1), False),
        ("DGS10", date(2025, 12, 31), True),
        ("MINE", date(2026, 1, 1), False),  # of unknown frequency: its day
    ],
)
def test_a_period_is_over_before_it_is_described(series: str, known: date, bad: bool) -> None:
    frame = rows("macro", vintage(series, date(2026, 1, 1), known))
    assert bool(held(period_over(frame))) is bad


def test_an_unregistered_series_is_judged_by_its_own_spacing() -> None:
    quarters = [date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1)]
    frame = rows("macro", *(vintage("MINE", d, d.replace(day=28)) for d in quarters))
    assert held(period_over(frame)) == [0, 1, 2, 3]


def test_one_vintage_says_one_value() -> None:
    day, known = date(2025, 1, 1), date(2025, 4, 30)
    frame = rows("macro", vintage("GDP", day, known, 1.0), vintage("GDP", day, known, 1.1),
                 vintage("GDP", day, date(2025, 5, 30), 1.1), vintage("X", day, known, 2.0),
                 vintage("X", day, known, 2.0))  # fmt: skip
    assert held(one_value(frame)) == [0, 1], "an equal repetition is Q09's"


def test_what_a_vintage_said_does_not_change() -> None:
    day, known = date(2025, 1, 1), date(2025, 4, 30)
    stored = pl.DataFrame({"series": ["GDP"], "date": [day], "known_at": [known], "value": [1.0]})
    frame = rows("macro", vintage("GDP", day, known, 1.0 + 1e-12), vintage("GDP", day, known, 1.01),
                 vintage("GDP", day, date(2025, 5, 30), 1.01))  # fmt: skip
    assert held(against_stored(frame, stored)) == [1]


def test_only_files_that_carry_vintages_are_judged() -> None:
    spec = DatasetSpec("d", 1, "", "")
    jobs = [Job(spec, "macro", Path("x"), "x", known=k) for k in ("in file", "registered lag")]
    assert [carried(job) for job in jobs] == [True, False]
    early = rows("macro", vintage("GDP", date(2026, 1, 1), date(2026, 1, 2)))
    assert [bool(held(of_file(early, job))) for job in jobs] == [True, False]
