"""Which side a text says will lead, on which pair."""

from __future__ import annotations

import pytest

from rotascope.articles.theses.sides import (
    Side,
    lead_of,
    named_most,
    on_pair,
    opposed,
    pair_in,
    pair_near,
    side_of,
)
from tests.articles.theses.texts import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Small caps should lead.", ("size", "small", False)),
        ("Small caps may lag.", ("size", "large", True)),
        ("Small caps beat the Magnificent 7.", ("size", "small", False)),
        ("Large caps beat small caps.", ("size", "large", False)),
        ("The Magnificent 7 lead on.", ("concentration", "few", False)),
        ("This is the end of an era of concentrated leadership.", ("concentration", "rest", True)),
        ("XMAG gains.", ("concentration", "rest", False)),
        ("The rally is broadening.", ("concentration", "rest", False)),
        ("Long IWM, short MAGS.", ("size", "small", False)),
        ("It rains.", None),
    ],
)
def test_a_clause_speaks_for_a_side(text: str, expected: tuple[str, str, bool] | None) -> None:
    article, names = read(text)
    assert side_of(article.text, 0, names) == (None if expected is None else Side(*expected))  # type: ignore[arg-type]


def test_the_pair_has_the_small_or_the_rest_above() -> None:
    for text in ("IWM against SPY.", "SPY against IWM."):
        article, names = read(text)
        assert pair_in(0, len(article.text), names) == "IWM/SPY"
    article, names = read("SPY and MAGS.")
    assert pair_in(0, len(article.text), names) == ""


def test_named_lines_before_go_before_groups_in_words() -> None:
    article, names = read("The S&P 600 rose against MAGS. Small caps lead large caps. It holds.")
    assert pair_near(article, 2, names) == "SPSM/MAGS"
    article, names = read("It holds. Small caps lead large caps.")
    assert pair_near(article, 0, names) == "IWM/SPY"
    assert pair_near(*_bare("It rains.")) == ""


def _bare(text: str):  # type: ignore[no-untyped-def]
    article, names = read(text)
    return article, 0, names


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Small caps outperformed large caps. Big tech is named. Big tech is named again.",
            "small",
        ),
        ("XMAG is up 4 %, MAGS is down 2 %.", "rest"),
        ("Money flows out of small caps into big tech.", "large"),
    ],
)
def test_an_article_speaks_for_what_it_says_gains(text: str, side: str) -> None:
    found = lead_of(*read(text))
    assert found is not None
    assert found.side == side


def test_an_article_about_nothing_speaks_for_nobody() -> None:
    assert lead_of(*read("It rains.")) is None
    assert named_most(*read("It rains.")) is None
    found = named_most(*read("Small caps, and small caps."))
    assert lead_of(*read("Small caps, and small caps.")) is None
    assert found is not None
    assert found.side == "small"


def test_sides_of_two_axes_may_agree() -> None:
    small, rest, few = (
        Side("size", "small", False),
        Side("concentration", "rest", False),
        Side("concentration", "few", False),
    )
    assert not opposed(small, rest)
    assert opposed(small, few)
    assert on_pair(rest, "SPSM/MAGS") == small
    assert on_pair(few, "SPSM/MAGS").side == "large"
    assert on_pair(rest, "XMAG/MAGS") == rest
