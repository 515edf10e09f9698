"""Q01: a label is one of three words."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.labels import one_of_three


def test_a_cell_that_could_not_be_read_is_held_with_what_it_says() -> None:
    frame = pl.DataFrame({"at": [0, 1], "row": [2, 3], "label": ["neutral", "{'A': 'good'}"]})
    (findings,) = one_of_three(frame)
    assert findings.select("row", "check", "observed").rows() == [(3, "Q01", "{'A': 'good'}")]
