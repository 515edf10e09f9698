"""Performance: base, end and basis spelled out; what is not on file is refused, never replaced."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.desk.performance import ends_of, key_of, performance
from rotascope.desk.windows import window
from rotascope.errors import BadArgument, UnknownName
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from tests.evidence.markets import market, returns_frame, sessions_to

LAST = date(2024, 1, 3)
# Closes of 2023-12-28, 2023-12-29, 2024-01-02, 2024-01-03: 100, 110, 99, 121.
LEVELS = np.log([100.0, 110.0, 99.0, 121.0])


def with_prices() -> Panel:
    bars = pl.DataFrame(
        {
            "dataset": "hand",
            "instrument": "INDEX:^GSPC:1927-12-30",
            "date": sessions_to(LAST, 4),
            "known_at": sessions_to(LAST, 4),
            "close": [100.0, 104.0, 95.0, 110.0],
            "basis": "index",
        }
    ).select(
        pl.col(name).cast(kind) if name in ("dataset", "instrument", "date", "known_at", "close",
                                            "basis")
        else pl.lit(None, kind).alias(name)
        for name, kind in TABLES["bars"].schema.items()
    )  # fmt: skip
    frames = {"bars": bars, "returns": returns_frame({"IWM": LEVELS}, LAST)}
    return Panel(MemoryBackend(frames), LAST)


def test_year_to_date_starts_at_the_last_close_of_the_year_before() -> None:
    (found,) = performance(market({"IWM": LEVELS}, LAST, LAST), ["IWM"], "ytd", "tr")
    assert found.value == pytest.approx(121 / 110 - 1)
    assert (found.base_date, found.end_date) == (date(2023, 12, 29), LAST)
    assert found.key == key_of("IWM", "ytd", "tr", LAST) == "performance/IWM/ytd/tr@2024-01-03"


def test_a_span_starts_at_the_close_before_its_first_day() -> None:
    panel = market({"IWM": LEVELS}, LAST, LAST)
    (found,) = performance(panel, ["IWM"], "2023-12-29:2024-01-02", "tr")
    assert found.value == pytest.approx(99 / 100 - 1)
    assert (found.base_date, found.end_date) == (date(2023, 12, 28), date(2024, 1, 2))


def test_a_series_younger_than_the_window_is_refused() -> None:
    (found,) = performance(market({"IWM": LEVELS}, LAST, LAST), ["IWM"], "1y", "tr")
    assert (found.value, found.base_date, found.status) == (None, None, "short_history")
    assert found.reason == "IWM begins 2023-12-28; the base of 1y is 2023-01-03"


def test_a_series_that_ended_is_stale_and_not_carried_forward() -> None:
    panel = market({"IWM": LEVELS}, date(2024, 2, 1), LAST)
    (found,) = performance(panel, ["IWM"], "ytd", "tr")
    assert (found.value, found.status) == (None, "stale")
    assert "is of 2024-01-03" in found.reason


def test_price_and_total_return_are_kept_apart() -> None:
    panel = with_prices()
    (price,) = performance(panel, ["^GSPC"], "ytd", "pr")
    assert price.value == pytest.approx(110 / 104 - 1)
    (refused,) = performance(panel, ["^GSPC"], "ytd", "tr")
    assert (refused.value, refused.status) == (None, "not_measurable")
    assert "a price series is on file (--basis pr)" in refused.reason
    (other,) = performance(panel, ["IWM"], "ytd", "pr")
    assert "a total-return series is on file (--basis tr)" in other.reason


def test_answers_come_in_the_order_asked() -> None:
    panel = market({"IWM": LEVELS, "SPY": LEVELS}, LAST, LAST)
    found = performance(panel, ["spy", "IWM"], "ytd", "tr")
    assert [f.symbol for f in found] == ["SPY", "IWM"]


def test_one_line_has_one_name_however_it_is_written() -> None:
    panel = market({"BRK-B": LEVELS}, LAST, LAST)
    found = performance(panel, ["BRK.B", "brk/b", "BRK-B"], "ytd", "tr")
    assert {f.symbol for f in found} == {"BRK-B"}
    assert {f.value for f in found} == {found[0].value}


def test_a_symbol_nobody_knows_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'IWM'"):
        performance(market({"IWM": LEVELS}, LAST, LAST), ["IWN2"], "ytd", "tr")


def test_a_listed_symbol_that_is_not_on_file_is_no_mistake() -> None:
    (found,) = performance(market({"IWM": LEVELS}, LAST, LAST), ["SPY"], "ytd", "tr")
    assert found.status == "not_measurable"
    assert found.reason == "no total-return series for SPY by 2024-01-03"


def test_wrong_use_is_refused_at_the_door() -> None:
    panel = market({"IWM": LEVELS}, LAST, LAST)
    with pytest.raises(BadArgument, match="or pr"):
        performance(panel, ["IWM"], "ytd", "nominal")  # type: ignore[arg-type]
    with pytest.raises(BadArgument, match="no symbol"):
        performance(panel, [], "ytd", "tr")


def test_the_rows_of_base_and_end_are_those_of_the_answer() -> None:
    panel = market({"IWM": LEVELS}, LAST, LAST)
    ends = ends_of(panel.series("IWM"), window("ytd", LAST))
    assert (ends.base, ends.end, ends.status) == (1, 3, "ok")
