"""Who was right how often: by source, author, speaker and hedging word; nobody is rated on few."""

from dataclasses import replace

import pytest

from rotascope.terms import Hedge, Ruling, Speaker
from rotascope.theses.record import FEWEST, track_record
from tests.store.kept_articles import DAY, made_prediction, made_ruling, made_thesis


def told(n: int, right: int, base: float | None = 0.3):  # type: ignore[no-untyped-def]
    """n theses of Demo Wire, `right` of them right at 80 %."""
    items = [
        replace(made_thesis(f"t-{i:04d}"), source="Demo Wire", hedge=Hedge("likely", 0.7, 0.9))
        for i in range(n)
    ]
    rulings = {
        one.id: Ruling(
            one.id, DAY, "right" if i < right else "wrong", score=0.04 if i < right else 0.64, base=base
        )
        for i, one in enumerate(items)
    }  # fmt: skip
    return items, rulings


def test_eight_scored_have_the_mean_of_their_scores_beside_the_base() -> None:
    items, rulings = told(8, 6)
    source, word = track_record(items, rulings)
    assert (source.name, source.role, source.registered, source.scored) == (
        "Demo Wire",
        "source",
        8,
        8,
    )
    assert (source.right, word.name, word.role) == (6, "likely", "word")
    assert source.brier == pytest.approx((6 * 0.04 + 2 * 0.64) / 8)
    assert source.base == pytest.approx(0.3)


def test_seven_are_listed_and_not_rated() -> None:
    one = track_record(*told(FEWEST - 1, 7))[0]
    assert (one.scored, one.right, one.brier, one.base) == (7, 7, None, None)
    assert one.reason == "7 scored, 8 needed for a score"


def test_without_every_base_rate_none_is_compared() -> None:
    items, rulings = told(8, 8)
    rulings["t-0000"] = replace(rulings["t-0000"], base=None)
    one = track_record(items, rulings)[0]
    assert one.brier is not None
    assert (one.base, one.reason) == (None, "the base rate is not known for each of them")


def test_what_is_not_over_is_registered_and_not_scored() -> None:
    items, _ = told(3, 0)
    rulings = {
        "t-0000": made_ruling("expired", "t-0000"),
        "t-0001": made_ruling("waiting", "t-0001"),
    }
    one = track_record(items, rulings)[0]
    assert (one.registered, one.scored, one.right) == (3, 0, 0)


def test_a_prediction_counts_for_the_one_who_is_quoted() -> None:
    names = {(one.role, one.name) for one in track_record([made_prediction()], {})}
    assert names == {("speaker", "Demo Bank"), ("word", "may")}
    quoted = replace(made_thesis(), speaker=Speaker("Demo Bank", 2), author="A. Writer")
    found = {(one.role, one.name) for one in track_record([quoted], {})}
    assert found == {
        ("author", "A. Writer"),
        ("speaker", "Demo Bank"),
        ("word", "no word of doubt"),
    }


def test_nothing_registered_is_nobody() -> None:
    assert track_record([], {}) == ()
