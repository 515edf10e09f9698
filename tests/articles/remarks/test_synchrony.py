"""Siblings said to move as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rotascope.articles.remarks.synchrony import OWN, settled, synchrony
from rotascope.terms.articles import Finding, Remark
from tests.articles.remarks import scenes
from tests.articles.tape import closes

DAY = date(2025, 12, 23)


def _read(
    second: float, text: str = "Such synchronized gains speak for breadth."
) -> tuple[Remark, ...]:
    claims = [scenes.claim(s, "return", v, window="ytd")
              for s, v in (("^SP600", 0.067), ("^RUT", second), ("IWM", second))]  # fmt: skip
    panel = scenes.world(DAY, price={"^RUT": closes(date(2025, 12, 1), DAY)})
    return synchrony(scenes.scene(scenes.article(text), claims, panel=panel))


def test_seven_points_apart_is_no_synchrony() -> None:
    (made,) = _read(0.1387)
    assert made.verdict == "contradicted"
    assert "are 7.2 points apart" in made.text
    assert "^RUT +0.0 % from its record" in made.text


def test_two_points_apart_is() -> None:
    (made,) = _read(0.087)
    assert (made.verdict, made.needs) == ("supported", ())


def test_an_article_that_does_not_say_so_is_not_measured() -> None:
    assert _read(0.1387, "Small caps gained.") == ()


def test_a_claim_of_agreement_is_judged_as_the_remark_is() -> None:
    (made,) = _read(0.1387)
    noticed = [replace(made, kind="synchrony")]
    asked = scenes.claim("small caps", "agreement", None)
    asked = replace(asked, start=made.start + 1, end=made.end)
    printed = [
        scenes.claim(s, "return", v, window="ytd") for s, v in (("^SP600", 0.067), ("^RUT", 0.1387))
    ]
    found = [Finding(asked, "not_checkable", 0.07, "funds", "funds stand for their indices")]
    found += [Finding(one, "supported", one.value, "", "") for one in printed]
    first = settled(found, noticed)[0]
    assert (first.verdict, first.reading_used) == ("contradicted", OWN)
    assert first.observed is not None
    assert round(first.observed, 4) == 0.0717
    assert "7.2 points apart; funds stand for" in first.reason
    assert settled(found, []) == tuple(found)
