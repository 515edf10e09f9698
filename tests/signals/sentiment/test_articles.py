"""Articles as known: by side, each told once."""

from __future__ import annotations

from datetime import date

import polars as pl

from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.signals.sentiment.articles import ENTITIES, scores
from rotascope.store.memory import MemoryBackend

Row = tuple[str, date, str, float, str, str]  # entity, day, item, score, kind, title


def articles(rows: list[Row]) -> pl.DataFrame:
    entity, day, item, score, kind, title = (list(column) for column in zip(*rows, strict=True))
    return frame("sentiment", {"entity": entity, "date": day, "item": item, "known_at": day,
                               "score": score, "kind": kind, "title": title})  # fmt: skip


def panel(rows: list[Row], last: date = date(2024, 6, 28)) -> Panel:
    return Panel(MemoryBackend({"sentiment": articles(rows)}), last)


MONDAY, TUESDAY = date(2024, 6, 3), date(2024, 6, 4)


def test_an_article_that_a_second_feed_repeats_counts_once_and_from_its_first_day() -> None:
    told = panel([
        ("IWM", TUESDAY, "b", 0.9, "article", "Small caps RISE "),
        ("IWM", MONDAY, "a", 0.5, "article", "small caps rise"),
    ])  # fmt: skip
    found = scores(told, "small_cap", ("article",))
    assert found.values.tolist() == [0.5]
    assert found.known_at.tolist() == [MONDAY]


def test_every_line_of_the_seven_speaks_for_the_few() -> None:
    told = panel([
        ("GOOG", MONDAY, "a", 0.5, "article", "one"), ("NVDA", MONDAY, "b", -0.5, "article", "two"),
        ("MAGS", MONDAY, "c", 0.1, "article", "three"), ("XOM", MONDAY, "d", 1.0, "article", "four"),
    ])  # fmt: skip
    assert len(scores(told, "few", ("article",)).values) == 3


def test_what_is_no_score_or_another_kind_is_left_out() -> None:
    told = panel([
        ("IWM", MONDAY, "a", 7.0, "article", "one"), ("IWM", MONDAY, "b", 0.5, "call", "two"),
    ])  # fmt: skip
    assert len(scores(told, "small_cap", ("article",)).values) == 0
    assert scores(told, "", ("call",)).values.tolist() == [0.5]


def test_sides_share_no_name() -> None:
    names = [name for side in ENTITIES.values() for name in side]
    assert len(names) == len(set(names))
