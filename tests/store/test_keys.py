from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.store import keys
from rotascope.store.keys import packed, words_and_codes

ROW = st.tuples(
    st.sampled_from(["a", "B", "ä", "b", ""]),
    st.dates(date(1990, 1, 1), date(1990, 1, 9)),
    st.integers(-(2**40), 2**40),
    st.sampled_from([-1.5, 0.0, 2.25]),
)


def frame(rows: list[tuple[str, date, int, float]]) -> pl.DataFrame:
    types = {"text": pl.String, "day": pl.Date, "whole": pl.Int64, "number": pl.Float64}
    return pl.DataFrame(rows, schema=types, orient="row")


@given(st.lists(ROW, max_size=30))
def test_packed_keys_sort_and_compare_like_their_columns(
    rows: list[tuple[str, date, int, float]],
) -> None:
    made = packed(frame(rows).get_columns())
    assert list(np.argsort(made, kind="stable")) == sorted(range(len(rows)), key=lambda i: rows[i])
    assert len(set(made.tolist())) == len(set(rows))


def test_spans_too_wide_for_one_number_are_ranked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(t, date(1990, 1, d), n, 0.0) for t in "ba" for d in (2, 1) for n in (2**40, -(2**40))]
    monkeypatch.setattr(keys, "LIMIT", 2**44)
    made = packed(frame(rows).get_columns())
    assert list(np.argsort(made)) == sorted(range(8), key=lambda i: rows[i])


def test_codes_count_into_the_ascending_words() -> None:
    words, codes = words_and_codes(pl.Series(["b", "a", "b"]))
    assert words.to_list() == ["a", "b"]
    assert codes.to_list() == [1, 0, 1]
