"""`rotascope data` on real data: span, source, age, rule, holes, vintages; what the gate holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from rotascope.surfaces.cli import app

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def asked(store: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["data", *arguments, "--store", str(store)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def told(store: Path, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asked(store, *arguments, "--json"))["on_file"]
    return found


def test_a_yield_says_its_assumed_lag_its_age_and_its_holes(shared_store: Path) -> None:
    (one,) = told(shared_store, "DGS2")
    assert (one["dataset"], one["first"], one["unit"]) == ("fred", "1980-01-02", "percent")
    assert (one["assumed"], one["lag_days"], one["age_sessions"]) == (True, 1, 1)
    # Elections of the 1980s and Lincoln's birthday: New York traded, banks were shut.
    assert one["holes"] == 9
    assert one["missing"][0] == "1985-02-12"
    text = " ".join(asked(shared_store, "DGS2").split())
    assert "registered lag, assumed: 1 day later" in text


def test_prices_that_were_never_revised_say_that_they_are_one_late_vintage(
    shared_store: Path,
) -> None:
    (one,) = told(shared_store, "CPIAUCSL", "--vintages")
    assert len(one["vintages"]) == 8
    assert one["vintages"][0] == {
        "period": "2026-04-01", "known_at": "2026-05-20", "value": 332.407, "assumed": True
    }  # fmt: skip
    assert "one late vintage" in one["vintages_note"]
    assert "CPIAUCSL.V" in one["vintages_note"]
    assert one["missing"] == ["2025-10-01"], "the shutdown's month was never published"


def test_a_fund_is_found_in_every_table_without_a_hole(shared_store: Path) -> None:
    found = told(shared_store, "IWM")
    tables = [(one["table"], one["dataset"]) for one in found]
    assert ("returns", "core_daily") in tables
    assert ("holdings", "ishares") in tables
    prices = [one for one in found if one["table"] in ("returns", "bars")]
    assert {one["holes"] for one in prices} == {0}
    assert not any(one["assumed"] for one in prices)


def test_nominal_output_is_printed_with_the_days_on_which_it_was_known(shared_store: Path) -> None:
    text = " ".join(asked(shared_store, "GDP.V", "--period", "2013Q4").split())
    for line in ("2014-01-31 17,102.5", "2014-04-30 17,089.6", "2014-07-31 17,078.3"):
        assert line in text
    then = asked(shared_store, "GDP.V", "--period", "2013Q4", "--as-of", "2014-03-03")
    assert "17,102.5" in then
    assert "17,089.6" not in then


def test_nothing_real_is_held_but_the_file_without_a_date(shared_store: Path) -> None:
    from rotascope.store.market import Market

    late = ("Q23", "Q24", "Q25", "Q26", "Q27", "Q28", "Q29", "Q30")
    held = {(h.check, h.source) for h in Market.open(shared_store).quarantine_list()}
    assert {one for one in held if one[0] in late} == {
        ("Q24", "holdings/IWM_holdings_nopreamble_undated.csv")
    }


def test_no_estimate_is_known_before_its_snapshot_nor_compared_across_the_vendors_break(
    shared_store: Path,
) -> None:
    from rotascope.store.market import Market

    rows = Market.open(shared_store).scan("estimates").collect()
    early = rows.filter(pl.col("date") < date(2025, 11, 17))
    assert early["basis"].n_unique() == 1
    assert rows["basis"].n_unique() == 2
    assert (rows["known_at"] > rows["date"]).all()
