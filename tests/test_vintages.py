"""What was known on each day: no version before its day, the newest of its period from then on."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope import vintages
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset

ROWS = [  # period, known_at, value: the first quarter is revised after the second came out
    (date(2020, 1, 1), date(2020, 4, 30), 1.0),
    (date(2020, 4, 1), date(2020, 7, 30), 2.0),
    (date(2020, 1, 1), date(2020, 8, 27), 1.5),
    (date(2020, 10, 1), date(2021, 1, 28), 4.0),
]


def made(
    rows: list[tuple[date, date, float]], dataset: str = "a", series: str = "GDP"
) -> pl.DataFrame:
    days, known, values = zip(*rows, strict=True)
    return pl.DataFrame(
        {"dataset": dataset, "series": series, "date": days, "known_at": known,
         "value": values, "unit": "index", "assumed": False}
    )  # fmt: skip


def panel(as_of: date, *frames: pl.DataFrame) -> Panel:
    ranks = [Dataset(name, rank, "", "") for name, rank in (("a", 20), ("b", 10))]
    return Panel(MemoryBackend({"macro": pl.concat(frames or (made(ROWS),))}, ranks), as_of)


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


def test_versions_are_those_known_by_the_date_in_the_order_they_came() -> None:
    early = vintages.versions(panel(date(2020, 8, 26)), "GDP")
    assert early.values.tolist() == [1.0, 2.0]
    full = vintages.versions(panel(date(2022, 1, 1)), "GDP")
    assert full.values.tolist() == [1.0, 2.0, 1.5, 4.0]
    assert np.all(np.diff(full.known_at.astype(int)) >= 0)
    assert (full.unit, full.assumed, len(full)) == ("index", False, 4)
    assert len(vintages.versions(panel(date(2019, 1, 1)), "GDP")) == 0
    assert len(vintages.versions(panel(date(2022, 1, 1)), "none such")) == 0


def test_the_dataset_is_the_one_that_the_panel_takes() -> None:
    late = made([(date(2020, 1, 1), date(2020, 6, 1), 9.0)], dataset="b")
    both = made(ROWS), late
    assert vintages.versions(panel(date(2020, 5, 29), *both), "GDP").values.tolist() == [1.0]
    assert vintages.versions(panel(date(2020, 6, 1), *both), "GDP").values.tolist() == [9.0]
    assert panel(date(2020, 6, 1), *both).macro("GDP").values.tolist() == [9.0]


def test_a_revision_counts_from_its_own_day_and_not_before() -> None:
    found = vintages.versions(panel(date(2022, 1, 1)), "GDP")
    assert vintages.as_known_on(found, date(2020, 8, 26))[1].tolist() == [1.0, 2.0]
    periods, values = vintages.as_known_on(found, np.datetime64("2020-08-27"))
    assert (values.tolist(), str(periods[0])) == ([1.5, 2.0], "2020-01-01")
    assert len(vintages.as_known_on(found, date(2020, 4, 29))[0]) == 0


@pytest.mark.parametrize(
    "as_of", [date(2020, 5, 1), date(2020, 8, 1), date(2020, 9, 1), date(2021, 9, 1)]
)
def test_what_a_panel_of_that_day_sees_is_what_the_later_one_says_was_known(as_of: date) -> None:
    late = vintages.versions(panel(date(2022, 1, 1)), "GDP")
    then = panel(as_of).macro("GDP")
    periods, values = vintages.as_known_on(late, as_of)
    assert periods.tolist() == then.days.tolist()
    assert values.tolist() == then.values.tolist()


def test_first_releases_do_not_know_revisions() -> None:
    first = vintages.first_releases(vintages.versions(panel(date(2022, 1, 1)), "GDP"))
    assert first.values.tolist() == [1.0, 2.0, 4.0]
    assert str(first.known_at[0]) == "2020-04-30"


def test_a_path_holds_the_newest_period_and_takes_its_revisions_alone() -> None:
    found = vintages.versions(panel(date(2022, 1, 1)), "GDP")
    when = days("2020-04-29", "2020-04-30", "2020-07-30", "2020-08-27", "2021-01-28", "2021-12-31")
    periods, values = vintages.known_path(found, when)
    assert np.isnat(periods[0])
    assert np.isnan(values[0])
    assert values[1:].tolist() == [1.0, 2.0, 2.0, 4.0, 4.0]
    assert str(periods[3]) == "2020-04-01", "a revision of an older period is not the newest one"
    own = made([*ROWS, (date(2020, 10, 1), date(2021, 2, 25), 4.5)])
    revised = vintages.versions(panel(date(2022, 1, 1), own), "GDP")
    assert vintages.known_path(revised, when)[1].tolist()[-2:] == [4.0, 4.5]
    nothing = vintages.known_path(vintages.versions(panel(date(2022, 1, 1)), "none"), when)
    assert np.isnan(nothing[1]).all()


def test_a_trail_is_of_one_vintage_and_keeps_gaps() -> None:
    seen = vintages.trail(vintages.versions(panel(date(2022, 1, 1)), "GDP"), 3, months=3)
    assert [str(d) for d in seen.known_at] == [
        "2020-04-30",
        "2020-07-30",
        "2020-08-27",
        "2021-01-28",
    ]
    nan = float("nan")
    expected = [[nan, nan, 1.0], [nan, 1.0, 2.0], [nan, 1.5, 2.0], [2.0, nan, 4.0]]
    np.testing.assert_equal(seen.values, expected)
    assert str(seen.periods[-1]) == "2020-10-01"
    none = vintages.trail(vintages.versions(panel(date(2019, 1, 1)), "GDP"), 3, months=3)
    assert none.values.shape == (0, 3)


def test_a_trail_is_what_each_days_panel_would_have_shown() -> None:
    draw = np.random.default_rng(3)
    rows = []
    for month in range(60):
        period = np.datetime64("2015-01", "M") + month
        for lag in (1, 2, 5):
            known = (period + lag).astype("datetime64[D]") + 14
            rows.append((period.astype("datetime64[D]").item(), known.item(), float(draw.normal())))
    found = vintages.versions(panel(date(2024, 1, 1), made(rows)), "GDP")
    seen = vintages.trail(found, 4)
    for i in range(5, len(seen.known_at), 7):
        _, values = vintages.as_known_on(found, seen.known_at[i])
        assert values[-4:].tolist() == seen.values[i].tolist()
