"""Siblings said to move as one."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.synchrony import synchrony
from rotascope.terms.articles import Remark
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
