"""Losses called permanent."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.permanent import permanent
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes
from tests.articles.tape import closes

# A peak of 1,527 on 2000-03-24, a trough, and 1,530 again on 2007-05-30, as the index had it.
LINE = closes(date(1999, 12, 1), date(2009, 3, 31), start=1400.0, d2000_03_24=1527.0,
              d2000_04_03=1100.0, d2007_05_30=1530.0, d2007_10_09=1565.0, d2008_01_02=900.0)  # fmt: skip


def _read(text: str, end: date = date(2009, 3, 31)) -> tuple[Remark, ...]:
    panel = scenes.world(end, price={"^GSPC": LINE})
    return permanent(scenes.scene(scenes.article(text), panel=panel))


def test_a_peak_that_came_back_after_seven_years_was_no_permanent_loss() -> None:
    (made,) = _read("The slump of 2000 did permanent harm to the index.")
    assert made.verdict == "contradicted"
    assert (
        "the S&P 500's peak of 2000-03-24, 1,527, was reached again on 2007-05-30, 7.2 years"
        in made.text
    )


def test_of_two_years_one_may_still_be_waiting() -> None:
    (made,) = _read("2000/2007 show permanent damage.")
    assert made.verdict == "partial"
    assert "has not been reached again by 2009-03-31" in made.text


def test_nothing_known_later_heals_a_loss() -> None:
    (made,) = _read("The slump of 2000 was permanent.", date(2006, 12, 29))
    assert made.verdict == "partial"


def test_a_year_before_the_file_or_no_year_is_left_alone() -> None:
    assert _read("The permanent loss of 1929.") == ()
    assert _read("A permanent allocation.") == ()
