"""Short duration, in two opposite senses."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.articles.remarks.ambiguous import ambiguous
from rotascope.sessions import all_sessions
from tests.articles.remarks import scenes

DAY = date(2025, 12, 23)


def _bonds() -> object:
    days = [d.item() for d in all_sessions() if date(2021, 1, 4) <= d.item() <= DAY]
    steps = np.cumsum(np.random.default_rng(5).normal(0.0, 0.05, len(days)))
    total = {name: dict(zip(days, 100.0 * np.exp(-duration * steps / 100.0), strict=True))
             for name, duration in (("SHY", 2.0), ("TLT", 16.0))}  # fmt: skip
    return scenes.world(
        DAY, total=total, macro={"DGS10": dict(zip(days, 4.0 + steps, strict=True))}
    )


@pytest.mark.parametrize("words", ["short-duration Treasuries", "short duration"])
def test_both_meanings_are_priced_and_their_signs_differ(words: str) -> None:
    (made,) = ambiguous(scenes.scene(scenes.article(f"Hedge with {words}."), panel=_bonds()))  # type: ignore[arg-type]
    assert made.verdict == "not_checkable"
    assert "the article does not say which" in made.text
    held, short = (part for part in made.text.split("; ") if "a week when" in part)
    assert "(SHY): \N{MINUS SIGN}" in held  # short maturities lose a little when yields rise
    assert "(TLT): +" in short  # who is short of duration gains
    assert "steepener" in made.text


def test_without_prices_the_two_meanings_are_still_named() -> None:
    (made,) = ambiguous(scenes.scene(scenes.article("Hedge with short-duration bonds.")))
    assert "a week when" not in made.text
    assert made.needs == ("which of the two is meant",)


def test_the_duration_of_a_visit_is_none_of_bonds() -> None:
    assert ambiguous(scenes.scene(scenes.article("A rally of short length."))) == ()
