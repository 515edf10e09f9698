"""Every version, but none that the panel's date does not know; what is kept is shared and never later."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.known_rows import dataset_note, every_version, kept_for, whole_table
from rotascope.panel import Panel, Rows
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES

FIRST, REVISED, LATER = date(2024, 1, 31), date(2024, 3, 28), date(2024, 6, 28)


def backend() -> MemoryBackend:
    n = 3
    rows = pl.DataFrame(
        {
            "dataset": ["a"] * n,
            "series": ["X", "X", "Y"],
            "date": [date(2023, 10, 1)] * n,
            "known_at": [FIRST, REVISED, LATER],
            "value": [1.0, 2.0, 3.0],
            "unit": ["percent"] * n,
            "assumed": [False] * n,
        },
        schema=TABLES["macro"].schema,
    )
    return MemoryBackend({"macro": rows})


def test_older_versions_are_handed_out_and_later_ones_are_not() -> None:
    store = backend()
    told = [
        every_version(Panel(store, day), "macro", ["X", "Y"]) for day in (FIRST, REVISED, LATER)
    ]
    assert [list(one) for one in told] == [["X"], ["X"], ["X", "Y"]]
    assert [one["X"]["value"].tolist() for one in told] == [[1.0], [1.0, 2.0], [1.0, 2.0]]


def test_a_table_is_arranged_once_and_cut_at_each_panels_date() -> None:
    store, made = backend(), []

    def arrange(rows: list[Rows]) -> tuple[dict[str, np.ndarray], tuple[str, ...]]:
        made.append(len(rows))
        names = ("known_at", "value")
        return {n: np.concatenate([r[n] for r in rows]) for n in names}, ("X", "Y")

    late, early = (whole_table(Panel(store, day), "macro", arrange) for day in (LATER, FIRST))
    assert made == [2]
    assert sorted(late[0]["value"].tolist()) == [1.0, 2.0, 3.0]
    assert early[0]["value"].tolist() == [1.0]


def test_what_is_kept_is_kept_for_one_source_of_rows() -> None:
    one, other = backend(), backend()
    kept_for(Panel(one, FIRST), "x")["a"] = 1
    assert kept_for(Panel(one, LATER), "x") == {"a": 1}
    assert kept_for(Panel(one, LATER), "y") == {}
    assert kept_for(Panel(other, FIRST), "x") == {}


def test_a_dataset_without_a_note_says_nothing() -> None:
    assert dataset_note(Panel(backend(), FIRST), "nobody") == ""
