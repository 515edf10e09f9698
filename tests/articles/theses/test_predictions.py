"""Forecasts as registered: how probable, until when, for which side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rotascope.articles.theses.predictions import predictions_of
from rotascope.articles.theses.propose import due_after
from rotascope.articles.wording import PLAIN
from rotascope.terms import Claim, Prediction
from tests.articles.theses.texts import DAY, read
from tests.store.kept_articles import made_claim

TEXT = "Small caps may beat large caps over the next six months."


def claim(**more: object) -> Claim:
    return replace(made_claim(), kind="forecast", sentence=0, **more)  # type: ignore[arg-type]


def registered(text: str = TEXT, published: date | None = DAY, **more: object) -> Prediction:
    article, names = read(text, published)
    (one,) = predictions_of(article, names, [claim(**more)], date(2026, 1, 5))
    return one


def test_a_forecast_has_its_side_its_day_and_the_middle_of_its_band() -> None:
    one = registered()
    assert (one.axis, one.side, one.status, one.reason) == ("size", "small", "waiting", "")
    assert (one.opened, one.due) == (DAY, due_after(DAY, 126))
    assert one.probability == pytest.approx(0.45)  # 'may' of the claim: .3 to .6


def test_a_forecast_without_a_word_of_doubt_is_held_to_it() -> None:
    assert registered(hedge=None).probability == PLAIN


def test_an_undated_forecast_opens_when_it_is_registered() -> None:
    one = registered(published=None)
    assert (one.opened, one.due) == (date(2026, 1, 5), due_after(date(2026, 1, 5), 126))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Small caps may beat large caps.", "names no span"),
        ("It may rain over the next six months.", "speaks of no side"),
    ],
)
def test_what_no_day_or_no_line_decides_is_registered_and_never_scored(text: str, why: str) -> None:
    one = registered(text)
    assert one.status == "not_measurable"
    assert why in one.reason


def test_only_forecasts_are_registered_and_each_once() -> None:
    article, names = read(TEXT)
    claims = [claim(), claim(), claim(id="c2"), replace(claim(), kind="opinion", id="c3")]
    found = predictions_of(article, names, claims)
    assert len(found) == len({one.id for one in found}) == 2
