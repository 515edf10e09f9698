"""The sample: real figures from packages we depend on."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers import sample
from rotascope.providers.sample import constructed_total_return, jobs, read_sample


def part(name: str) -> pl.DataFrame:
    job = next(job for job in jobs() if job.dataset.name == f"sample_{name}")
    return read_sample(job.path, **job.options)


def test_every_part_reads_and_has_a_plain_note() -> None:
    for job in jobs():
        made = read_sample(job.path, **job.options)
        assert made.height > 500, job.dataset.name
        assert made["date"].null_count() == 0, job.dataset.name
        assert job.dataset.note
        assert job.dataset.precedence >= 90
    notes = {job.dataset.name: job.dataset.note for job in jobs()}
    assert notes["sample_stocks"].startswith("20 names chosen with hindsight")
    assert notes["sample_constructed"].startswith("constructed")


def test_apples_first_and_last_levels() -> None:
    apple = part("stocks").filter(pl.col("symbol") == "AAPL").sort("date")
    assert apple.row(0, named=True)["level"] == "0.264"
    assert apple["date"][-1] == date(2022, 12, 28)


def test_the_constructed_return_is_price_plus_a_part_of_last_years_dividends() -> None:
    closes = pl.DataFrame(
        {"row": [1, 2, 3], "date": [date(2013, 12, 31), date(2014, 1, 2), date(2014, 1, 3)],
         "close": [1848.36, 1831.98, 1831.37]}
    )  # fmt: skip
    made = constructed_total_return(closes)
    assert made["anchor"].to_list() == [1831.98, None]
    # 1831.37 / 1831.98 - 1 + 34.99 / 1831.98 / 252 = -0.00033297 + 0.00007579
    assert made["tr"][1] == pytest.approx(-0.00025718, abs=1e-8)


def test_french_small_caps_are_the_mean_of_three_portfolios_dated_at_months_end() -> None:
    lines = part("french_lines").sort("symbol", "date")
    small = lines.filter(pl.col("symbol") == "FRSMALL")
    assert small["date"][:2].to_list() == [date(1948, 12, 31), date(1949, 1, 31)]
    assert small["anchor"][0] == 100.0
    # January 1949: S1V1 -0.0071, S1V3 0.0534, S1V5 0.0435.
    assert small["tr"][1] == pytest.approx((-0.0071 + 0.0534 + 0.0435) / 3)
    assert small["date"][-1] == date(2017, 3, 31)


def test_indices_are_prices_and_never_returns() -> None:
    for job in jobs():
        if job.dataset.name in ("sample_index", "sample_sp500", "sample_nasdaq", "sample_vix"):
            assert job.table == "bars"
            assert job.constants == {"basis": "index"}


def test_the_libraries_are_not_imported() -> None:
    code = (
        "import sys; from rotascope.providers.sample import jobs, read_sample;"
        "[read_sample(j.path, **j.options) for j in jobs()];"
        "print([m for m in ('skfolio', 'arch', 'linearmodels', 'statsmodels', 'pandas')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_package_without_its_data_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sample.FILES, "index", ("skfolio", "datasets/data/gone.csv.gz"))
    with pytest.raises(BadFile, match=r"gone\.csv\.gz is not in the installed skfolio"):
        jobs()


@pytest.mark.shared
def test_the_constructed_index_stays_within_20_basis_points_a_year_of_spy(shared_store) -> None:  # type: ignore[no-untyped-def]
    from rotascope.panel import Panel
    from rotascope.store.backend import StoreBackend
    from rotascope.store.market import Market

    spy = Panel(StoreBackend(Market.open(shared_store)), date(2022, 12, 28)).series("SPY")
    real = pl.DataFrame({"date": spy.days, "spy": spy.levels})
    made = (
        part("constructed")
        .with_columns(own=(1 + pl.col("tr").fill_null(0.0)).cum_prod())
        .join(real, on="date")
    )
    ends = made.group_by(pl.col("date").dt.year().alias("year")).agg(
        pl.col("own", "spy").sort_by("date").last()
    ).sort("year")  # fmt: skip
    gap = ends["own"].pct_change() - ends["spy"].pct_change()
    assert gap.abs().max() < 0.0020  # type: ignore[operator]


@pytest.mark.shared
def test_dividends_are_shillers(shared_data) -> None:  # type: ignore[no-untyped-def]
    shiller = pl.read_parquet(shared_data / "macro" / "shiller.parquet")
    for year, paid in sample.DIVIDENDS_PER_SHARE.items():
        december = shiller.filter(pl.col("date") == date(year, 12, 1))["dividend"][0]
        assert december == pytest.approx(paid, abs=0.005)
