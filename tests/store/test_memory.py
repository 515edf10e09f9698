from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.errors import BadArgument, IntegrityError
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import Dataset
from tests.store.invented import made_rows


def test_any_number_of_panels_share_the_same_arrays() -> None:
    backend = MemoryBackend({"returns": made_rows()})
    first, second = (backend.rows("returns", ["US:L0"])["US:L0"] for _ in range(2))
    assert first["tr"] is second["tr"]
    panels = [Panel(backend, date(2024, 1, 2 + i)) for i in range(3)]
    assert [len(panel.backend.rows("returns", ["US:L0"])["US:L0"]["tr"]) for panel in panels] == [
        3
    ] * 3


def test_columns_that_may_be_missing_can_be_left_out() -> None:
    backend = MemoryBackend({"returns": made_rows().drop("anchor")})
    assert backend.rows("returns", ["US:L0"])["US:L0"]["anchor"].tolist() != []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f.drop("date"), "date: absent"),
        (lambda f: f.with_columns(extra=1), "extra"),
        (lambda f: f.with_columns(tr=pl.lit(float("nan"))), "not finite"),
    ],
)
def test_rows_the_store_would_refuse_are_refused(change, told: str) -> None:
    with pytest.raises(IntegrityError, match=told):
        MemoryBackend({"returns": change(made_rows())})


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(BadArgument, match="no table 'prices'"):
        MemoryBackend({"prices": made_rows()})


def test_the_fingerprint_is_of_the_content() -> None:
    one = MemoryBackend({"returns": made_rows()})
    same = MemoryBackend({"returns": made_rows()})
    assert one.fingerprint() == same.fingerprint()
    other = MemoryBackend({"returns": made_rows().with_columns(pl.col("tr") + 1e-9)})
    ranked = MemoryBackend({"returns": made_rows()}, {"demo": Dataset("demo", 1, "", "")})
    assert len({one.fingerprint(), other.fingerprint(), ranked.fingerprint()}) == 3


def test_a_table_without_rows_is_empty_and_nothing_is_kept_on_disk() -> None:
    backend = MemoryBackend({}, [Dataset("demo", 1, "", "")])
    assert tuple(backend.ids("macro")) == ()
    assert backend.rows("macro", ["CPI"]) == {}
    assert backend.cache_folder is None
    assert set(backend.datasets()) == {"demo"}
    assert len(backend.long_returns().codes) == 0
