"""Nearness without a distance."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.phrase import phrase
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes
from tests.articles.tape import closes

DAY = date(2025, 12, 23)
BEFORE = "Look at the fund on the small-cap index."
TEXT = "Analysts see the index within striking distance of its highs."


def _read(
    text: str = TEXT, symbol: str = "^SP600", level: float = 98.3, **line: object
) -> tuple[Remark, ...]:
    kept = closes(date(2025, 11, 3), DAY, d2025_12_12=level)
    told = {"price": {symbol: kept}} if line.get("own") else {"total": {"SPSM": kept}}
    named = [scenes.mention("SPSM", 0, "fund", 2), scenes.mention(symbol, 0, "index", 8)]
    claims = [scenes.claim(symbol, "return", 0.067, window="ytd")]
    panel = scenes.world(DAY, **told)  # type: ignore[arg-type]
    return phrase(scenes.scene(scenes.article(BEFORE, text), claims, mentions=named, panel=panel))


def test_the_distance_and_the_sessions_since_stand_with_the_phrase() -> None:
    (made,) = _read()
    assert made.verdict == "supported_under"
    assert (
        "the S&P SmallCap 600 was \N{MINUS SIGN}1.7 % from its highest close of 2025-12-11"
        in made.text
    )
    assert (
        "8 sessions before (SPSM, total return, stands for it), at +6.70 % year to date"
        in made.text
    )


def test_a_tenth_below_its_own_record_is_not_near_it() -> None:
    (made,) = _read(symbol="^RUT", level=90.0, own=True)
    assert made.verdict == "contradicted"


def test_an_index_without_a_series_and_without_a_stand_in_is_not_checkable() -> None:
    (made,) = _read(symbol="^IXIC")
    assert made.verdict == "not_checkable"


def test_a_phrase_with_its_distance_needs_no_remark() -> None:
    assert _read(TEXT.replace("its highs", "its highs, 2 % away")) == ()
    assert _read("Analysts like the index.") == ()
