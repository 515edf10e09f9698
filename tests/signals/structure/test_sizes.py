"""Sizes as they became known."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.signals.structure.sizes import FUNDS, best_dataset, listed, no_size, size_of
from tests.signals.structure.frames import days_to, panel, sizes


def test_the_first_fund_on_file_speaks_for_a_side() -> None:
    both = pl.concat(
        [sizes("PW:SMALL", [1.0, 2.0], [1.0, 1.0]), sizes("IWM", [5.0, 6.0], [2.0, 2.0])]
    )
    found = size_of(panel({"funds": both}), "small_cap")
    assert found is not None
    assert (found.fund, found.assets.tolist()) == ("IWM", [10.0, 12.0])


def test_a_nav_that_is_not_said_is_net_assets_a_share() -> None:
    told = sizes("MAGS", [10.0, 20.0], [5.0, 6.0]).with_columns(nav=pl.lit(None, pl.Float64))
    found = size_of(panel({"funds": told}), "few")
    assert found is not None
    assert found.nav == pytest.approx([5.0, 6.0])


def test_a_day_that_is_told_after_a_later_one_speaks_for_no_day() -> None:
    told = sizes("MAGS", [10.0, 20.0, 30.0], [1.0, 1.0, 1.0])
    days = days_to(3)
    late = told.with_columns(known_at=pl.when(pl.col("date") == days[0].item()).then(
        pl.lit(days[2].item())).otherwise(pl.col("known_at")))  # fmt: skip
    found = size_of(panel({"funds": late}), "few")
    assert found is not None
    assert found.days.tolist() == [days[1].item(), days[2].item()]
    assert np.all(np.diff(found.known_at.astype(int)) >= 0)


def test_nothing_on_file_says_which_funds_and_which_table() -> None:
    empty = panel({})
    assert size_of(empty, "few") is None
    assert all(name in no_size(empty, "few") for name in ("MAGS", "table funds"))
    assert set(FUNDS) == {"small_cap", "large_cap", "few", "rest"}


def test_a_fund_is_as_old_as_its_listing() -> None:
    assert str(listed(panel({}), "XMAG")) == "2024-10-22"
    assert listed(panel({}), "PW:WRAP").year == 2000


def test_two_sources_are_never_mixed() -> None:
    one = sizes("MAGS", [10.0], [1.0])
    rows = panel({"funds": pl.concat([one, one.with_columns(dataset=pl.lit("other"))])}).dated(
        "funds", "MAGS"
    )
    assert len(set(best_dataset(panel({}), rows)["dataset"].tolist())) == 1
