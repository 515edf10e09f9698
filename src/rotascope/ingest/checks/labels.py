"""Q01 for judged headlines: a label is one of three words."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import found

__all__ = ["one_of_three"]

LABELS = ("positive", "negative", "neutral")


def one_of_three(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q01: the label is positive, negative or neutral; a cell that could not be read is none of them."""
    strange = ~pl.col("label").is_in(LABELS)
    return [found(frame, strange, "Q01", "label: positive, negative or neutral", pl.col("label"))]
