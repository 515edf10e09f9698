"""Q05: rows dated on days on which New York did not trade: weekends, holidays, mournings, storms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from rotascope.sessions import last_session, shift
from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted

Made = Callable[..., pl.DataFrame]


def closed(name: str, day: str, made: Made = closes, text: bool = False) -> Planted:
    """A row of the session after it is dated on the closed day."""
    on = date.fromisoformat(day)
    first = shift(last_session(on), -9)
    sound = made(n=20, first=first.isoformat())
    wrong = sound.with_columns(
        date=pl.when(pl.int_range(pl.len()) == 10).then(pl.lit(on)).otherwise(pl.col("date"))
    )
    if text:
        sound, wrong = as_text(sound, "date"), as_text(wrong, "date")
    return planted(name, wrong, sound, 10)


VARIANTS = (
    closed("a Saturday", "2024-03-16"),
    closed("a Sunday", "2023-10-01", levels),
    closed("a Saturday in text", "2026-05-16", bars, text=True),
    closed("New Year's Day", "2025-01-01"),
    closed("New Year's Day kept on a Monday", "2023-01-02", bars),
    closed("Martin Luther King's day", "2024-01-15", levels),
    closed("Presidents' day", "2022-02-21"),
    closed("Good Friday", "2024-03-29", bars),
    closed("Good Friday in April", "2019-04-19", levels),
    closed("Memorial day", "2025-05-26"),
    closed("Juneteenth", "2024-06-19", levels),
    closed("the first Juneteenth, kept on a Monday", "2022-06-20", bars),
    closed("the fourth of July", "2023-07-04"),
    closed("the fourth kept on a Friday", "2020-07-03", levels),
    closed("Labor day", "2024-09-02", text=True),
    closed("Thanksgiving", "2023-11-23", bars),
    closed("Christmas", "2024-12-25", levels),
    closed("Christmas kept on a Friday", "2021-12-24"),
    closed("the day after the towers", "2001-09-12", levels),
    closed("the hurricane", "2012-10-29", bars),
    closed("Reagan's funeral", "2004-06-11", levels),
    closed("Bush's funeral", "2018-12-05"),
    closed("Carter's funeral", "2025-01-09", levels, text=True),
)
