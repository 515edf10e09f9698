"""What plans may ask of the store."""

from __future__ import annotations

from datetime import date

import polars as pl

from rotascope.ingest.on_file import NOTHING, MarketOnFile
from rotascope.store.market import Batch, Market
from rotascope.store.tables import TABLES


def kept(market: Market, table: str, rows: list[dict[str, object]], name: str = "b") -> None:
    spec = TABLES[table]
    frame = pl.DataFrame(rows, schema_overrides=spec.columns)
    blank = [pl.lit(None, dtype=kind).alias(n) for n, kind in spec.columns.items()
             if n not in frame.columns]  # fmt: skip
    whole = frame.with_columns(blank).select(list(spec.columns))
    n = len(whole)
    batch = Batch(f"{table}-{name}", table, rows[0]["dataset"], name, name, "m", n, n, 0, 0)  # type: ignore[arg-type]
    market.append(table, whole, batch)


def bar(line: str, day: str, dataset: str = "yahoo") -> dict[str, object]:
    on = date.fromisoformat(day)
    return {"dataset": dataset, "instrument": line, "date": on, "known_at": on, "close": 1.0,
            "basis": "raw"}  # fmt: skip


def test_the_newest_day_of_a_line_is_found_by_id_and_by_ticker(market: Market) -> None:
    from rotascope.catalog import load

    iwm = load().instrument_id("IWM", date(2024, 1, 2))
    kept(
        market, "bars", [bar(iwm, "2024-01-02"), bar(iwm, "2024-01-03"), bar("US:X", "2024-01-02")]
    )
    kept(market, "bars", [bar(iwm, "2024-02-01", "other")], "c")
    told = MarketOnFile(market)
    assert told.newest("bars", "yahoo", iwm) == date(2024, 1, 3)
    assert told.newest("bars", "yahoo", "iwm") == date(2024, 1, 3)
    assert told.newest("bars", "yahoo", "X") == date(2024, 1, 2)
    assert told.newest("bars", "other", "IWM") == date(2024, 2, 1)
    assert told.newest("bars", "yahoo", "SPY") is None
    assert told.newest("macro", "fred", "DGS10") is None


def test_one_look_answers_for_every_line_of_a_table(market: Market) -> None:
    kept(market, "bars", [bar(f"US:L{i}", "2024-01-02") for i in range(50)])
    told = MarketOnFile(market)
    assert told.newest("bars", "yahoo", "US:L0") == date(2024, 1, 2)
    kept(market, "bars", [bar("US:L0", "2024-01-03")], "c")
    assert told.newest("bars", "yahoo", "US:L0") == date(2024, 1, 2)  # until it is made anew
    assert MarketOnFile(market).newest("bars", "yahoo", "US:L0") == date(2024, 1, 3)


def code(symbol: str, cik: str, day: str, scheme: str = "cik") -> dict[str, object]:
    on = date.fromisoformat(day)
    return {"dataset": "sec", "code": cik, "scheme": scheme, "date": on, "known_at": on,
            "symbol": symbol, "name": symbol}  # fmt: skip


def test_codes_are_those_of_the_newest_list(market: Market) -> None:
    rows = [code("FB", "1", "2021-01-04"), code("META", "1", "2024-01-02"),
            code("BRK.B", "2", "2024-01-02"), code("X", "9", "2024-01-02", "isin")]  # fmt: skip
    kept(market, "identifiers", rows)
    told = MarketOnFile(market)
    assert told.codes("cik") == {"META": "1", "BRK-B": "2"}
    assert told.codes("lei") == {}


def line(fund: str, day: str, n: int, symbol: str, weight: float, kind: str) -> dict[str, object]:
    on = date.fromisoformat(day)
    return {"dataset": "ishares", "fund": fund, "date": on, "line": n, "known_at": on,
            "symbol": symbol, "name": symbol, "weight": weight, "kind": kind}  # fmt: skip


def test_members_are_the_equities_of_the_newest_file(market: Market) -> None:
    rows = [
        line("IWM", "2024-01-02", 1, "OLD", 1.0, "equity"),
        line("IWM", "2024-01-03", 1, "AAA", 0.2, "equity"),
        line("IWM", "2024-01-03", 2, "BF/B", 0.5, "equity"),
        line("IWM", "2024-01-03", 3, "AAA", 0.1, "equity"),
        line("IWM", "2024-01-03", 4, "USD", 0.1, "cash"),
        line("IWM", "2024-01-03", 5, "-", 0.1, "equity"),
        line("SPY", "2024-01-02", 1, "MSFT", 1.0, "equity"),
    ]
    kept(market, "holdings", rows)
    told = MarketOnFile(market)
    assert told.holdings("IWM") == ("BF-B", "AAA")
    assert told.holdings("spy") == ("MSFT",)
    assert told.holdings("QQQ") == ()


def test_without_a_store_there_is_nothing() -> None:
    assert NOTHING.newest("bars", "yahoo", "IWM") is None
    assert NOTHING.codes("cik") == {}
    assert NOTHING.holdings("IWM") == ()
