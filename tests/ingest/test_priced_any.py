"""Whatever prices and actions come, and in whichever order: rows are counted, and nothing falls over."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.panel import Panel
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.ingest.beside import put
from tests.ingest.conftest import days
from tests.ingest.planted.case import TODAY

DAYS = days(12)
price = st.one_of(st.floats(1e-6, 9e6), st.sampled_from([100.0, 25.0, 50.0, 101.0]), st.none())
bar = st.tuples(
    st.sampled_from(["ZZ", "YY", "SPY"]), st.sampled_from(DAYS), price,
    st.one_of(st.none(), st.integers(0, 10**12)), st.sampled_from(["raw", "split", "index"]),
)  # fmt: skip
action = st.tuples(
    st.sampled_from(["ZZ", "YY"]), st.sampled_from(DAYS), st.sampled_from(["split", "dividend", "x"]),
    st.one_of(st.none(), st.floats(-1.0, 2000.0)), st.one_of(st.none(), st.floats(-1.0, 200.0)),
)  # fmt: skip
BAR = {
    "symbol": pl.String,
    "date": pl.Date,
    "close": pl.Float64,
    "volume": pl.Int64,
    "basis": pl.String,
}
ACTION = {"symbol": pl.String, "date": pl.Date, "kind": pl.String, "ratio": pl.Float64,
          "amount": pl.Float64}  # fmt: skip
LEVEL = {"symbol": pl.String, "date": pl.Date, "level": pl.Float64}
files = st.lists(
    st.one_of(
        st.tuples(st.just("bars"), st.lists(bar, min_size=1, max_size=24)),
        st.tuples(st.just("actions"), st.lists(action, min_size=1, max_size=8)),
        st.tuples(st.just("returns"), st.lists(bar.map(lambda b: b[:3]), min_size=1, max_size=24)),
    ),
    min_size=2, max_size=4,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files, st.lists(st.sampled_from(["a", "b"]), min_size=4, max_size=4))
def test_any_files_in_any_order_are_counted_and_can_be_read(
    given_: list[tuple[str, list[tuple[object, ...]]]], datasets: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        market = Market.open(Path(folder) / "store", create=True)
        for (table, rows), dataset in zip(given_, datasets, strict=False):
            schema = {"bars": BAR, "actions": ACTION, "returns": LEVEL}[table]
            frame = pl.DataFrame(rows, schema=schema, orient="row")
            report = put(market, Path(folder), table, frame, dataset)
            held = sum(n for _, n in report.quarantined)
            if report.rows_in:  # 0: the same bytes as before
                assert report.accepted + report.unchanged + held == report.rows_in == len(rows)
        panel = Panel(StoreBackend(market), TODAY)
        for symbol in ("ZZ", "YY", "SPY"):
            for basis in ("tr", "pr"):
                line = panel.series(symbol, basis)  # type: ignore[arg-type]
                assert (line.levels > 0).all()
                assert len(line) or line.missing
        market.close()
