"""Forecasts as registered: how probable, until when, for which side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rotascope.articles.theses.predictions import as_foretold, predictions_of
from rotascope.articles.theses.propose import due_after
from rotascope.articles.wording import PLAIN, hedge_of, middle_of
from rotascope.terms import Claim, Hedge, Prediction
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


def of(text: str, words: str, *, day: date = date(2022, 6, 15), **more: object) -> Prediction:
    article, names = read(text, day)
    start = text.index(words)
    made = claim(quote=words, start=start, end=start + len(words), **more)
    (one,) = predictions_of(article, names, [made])
    return one


def test_of_an_if_then_the_then_is_scored_and_the_if_is_kept_beside_it() -> None:
    one = of("If Apple closes below $120, Microsoft will follow.", "Apple closes below $120")
    assert one.claim.quote == "Microsoft will follow"
    assert one.given == "if Apple closes below $120"
    assert one.claim.value is None
    assert one.probability == middle_of(hedge_of("Microsoft will follow"))


def test_a_company_price_is_on_no_side() -> None:
    one = of("Microsoft could fall another 20% in 2023.", "Microsoft", subject=("MSFT",))
    assert (one.axis, one.side, one.status) == (None, None, "not_measurable")


def test_a_year_of_the_calendar_is_a_span_that_begins_with_it() -> None:
    one = of("Small caps will beat large caps in 2023.", "Small caps")
    assert (one.begins, one.due, one.status) == (date(2023, 1, 1), date(2023, 12, 29), "waiting")
    assert of("Small caps will beat large caps through 2023.", "Small caps").begins is None
    assert of("Small caps will beat large caps, as in 2021.", "Small caps").due is None


def test_a_window_of_another_paragraph_does_not_stick() -> None:
    assert of("Small caps will beat large caps.", "Small caps", window="2021").claim.window == ""
    named = of("Small caps will beat large caps in 2023.", "Small caps", window="2023")
    assert named.claim.window == "2023"


def test_what_somebody_should_do_is_an_opinion() -> None:
    article, names = read("Congress should act on tariffs.")
    wish = claim(subject=(), measure="statement", hedge=Hedge("should", 0.5, 0.8))
    assert predictions_of(article, names, [wish]) == ()
    assert [one.kind for one in as_foretold(article, names, [wish])] == ["opinion"]
