"""Swaps of the wrapper: notional over net assets, dealers, financing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.run import import_paths
from rotascope.panel import Panel
from rotascope.providers.planted_parts.structure import DEALERS, SWAPS
from rotascope.providers.planted_tables import frame
from rotascope.signals.reading import measure
from rotascope.signals.structure.swaps import SPREAD, financing, swap_share, wrapper
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.signals.structure.frames import days_to, panel, sizes


def contracts(weights: list[float | None], kinds: list[str] | None = None) -> pl.DataFrame:
    day = days_to(2)[0]
    many = len(weights)
    return frame(
        "derivatives",
        {
            "fund": ["MAGS"] * many, "date": [day.item()] * many, "line": range(1, many + 1),
            "known_at": [days_to(1)[0].item()] * many, "kind": kinds or ["swap"] * many,
            "underlying": ["NVDA"] * many, "name": ["a swap"] * many,
            "notional": [30e6, -10e6, 60e6][:many], "weight": weights,
            "counterparty": ["NM", "GS", "NM"][:many],
        },
    )  # fmt: skip


def rate(percent: float) -> pl.DataFrame:
    days = days_to(3)[:1]
    return frame("macro", {"series": ["SOFR"], "date": days, "known_at": days, "value": [percent],
                           "unit": ["percent"], "assumed": [False]})  # fmt: skip


def test_longs_and_shorts_are_both_exposure_and_dealers_are_listed_by_size() -> None:
    trace = swap_share(panel({"derivatives": contracts([0.3, 0.1, 0.6])}))
    assert trace.value[-1] == pytest.approx(1.0)
    assert "NM 90 %, GS 10 %" in trace.text


def test_without_weights_notional_is_set_against_net_assets() -> None:
    size = sizes("MAGS", [1e6] * 3, [200.0] * 3)
    trace = swap_share(panel({"derivatives": contracts([None] * 3), "funds": size}))
    assert trace.value[-1] == pytest.approx(0.5)  # 100 m of 200 m USD
    none = swap_share(panel({"derivatives": contracts([None] * 3)}))
    assert (none.text, none.reason[:7]) == ("", "neither")


def test_what_is_no_swap_is_not_counted() -> None:
    held = wrapper(panel({"derivatives": contracts([0.3, 0.1, 0.6], ["swap", "future", "swap"])}))
    assert held is not None
    assert held.share[-1] == pytest.approx(0.9)
    assert wrapper(panel({"derivatives": contracts([0.5], ["future"])})) is None


def test_carry_is_notional_times_rate_and_spread_and_linear_in_both() -> None:
    told = {"derivatives": contracts([0.3, 0.1, 0.3]), "macro": rate(4.3)}
    trace = financing(panel(told))
    assert trace.value[-1] == pytest.approx(0.7 * (0.043 + SPREAD), rel=1e-12)
    dearer = financing(panel(told | {"macro": rate(5.3)}))
    assert dearer.value[-1] - trace.value[-1] == pytest.approx(0.7 * 0.01, rel=1e-9)
    assert "0.50 % more costs 0.35 %" in trace.text


def test_an_old_rate_does_not_stand_for_todays() -> None:
    old = rate(4.3).with_columns(date=pl.lit(days_to(90)[0].item()))
    (found,) = measure(
        panel({"derivatives": contracts([0.3, 0.1, 0.6]), "macro": old}),
        ["structure.financing_few"],
    )
    assert found.reading.status == "undefined"
    assert "SOFR" in found.reading.reason


def test_no_contracts_and_no_rate_are_named() -> None:
    assert "table derivatives" in swap_share(panel({})).reason
    assert "SOFR, DFF" in financing(panel({"derivatives": contracts([0.3])})).reason


def test_the_planted_wrapper_is_recovered(planted_panel: Panel) -> None:
    held = wrapper(planted_panel)
    assert held is not None
    assert held.share == pytest.approx(SWAPS)
    assert dict(held.dealers) == pytest.approx(DEALERS)
    assert held.largest == pytest.approx(max(DEALERS.values()))


ROUNDHILL = """Date,Account,StockTicker,CUSIP,SecurityName,Shares,Price,MarketValue,Weightings,NetAssets,SharesOutstanding,CreationUnits,MoneyMarketFlag
06/14/2024,MAGS,NVDA,67066G104,NVIDIA CORP,100000,190,19000000,6.33%,300000000,5000000,500,
06/14/2024,MAGS,67066G104 TRS 050425 NM,67066G104 TRS 050425 NM,NVIDIA CORP SWAP NM,150000,190,28500000,9.50%,300000000,5000000,500,
06/14/2024,MAGS,037833100 TRS 050425 GS,037833100 TRS 050425 GS,APPLE INC SWAP GS,200000,200,40000000,13.33%,300000000,5000000,500,
06/14/2024,MAGS,FGXXX,31846V336,First American Government Obligations Fund,1000000,1,212500000,70.84%,300000000,5000000,500,Y
"""  # noqa: E501 - lines as they come


def test_the_issuers_own_file_feeds_the_signals(tmp_path: Path) -> None:
    """A file in the issuer's format, through the door and the gate: 68.5 m of 300 m USD by swap."""
    file = tmp_path / "RU_Holdings_20240614.csv"
    file.write_text(ROUNDHILL, "utf-8")
    market = Market.open(tmp_path / "store", create=True)
    import_paths(market, [file], today=date(2024, 6, 17))
    told = Panel(StoreBackend(market), date(2024, 6, 17))
    share, points = measure(told, ["structure.swap_share_few", "structure.closure_few"])
    assert share.reading.value == pytest.approx(68.5 / 300, abs=1e-4)
    assert "GS 58 %, NM 42 %" in share.reading.text
    assert "300 m USD" in points.reading.text
    market.close()
