"""Spans: what a table holds by dataset, and nothing that was not known yet."""

from datetime import date

from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from rotascope.store.spans import Span

FRAMES, TRUTH = planted.frames()


def test_a_span_counts_series_rows_and_days() -> None:
    (span,) = MemoryBackend(FRAMES).spans("bars", TRUTH.last)
    lines = FRAMES["bars"]["instrument"].n_unique()
    assert span == Span("bars", "planted", lines, len(FRAMES["bars"]), TRUTH.first, TRUTH.last,
                        FRAMES["bars"]["known_at"].max())  # fmt: skip


def test_rows_not_known_yet_are_not_counted() -> None:
    day = date(2022, 6, 30)
    (span,) = MemoryBackend(FRAMES).spans("macro", day)
    known = FRAMES["macro"].filter(FRAMES["macro"]["known_at"] <= day)
    assert span.rows == len(known) < len(FRAMES["macro"])


def test_an_empty_table_has_no_span() -> None:
    assert MemoryBackend({}).spans("returns", TRUTH.last) == ()
