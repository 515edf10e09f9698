"""Which side an article argues for, on each axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from rotascope.articles.sides import sides_taken
from rotascope.terms.articles import Claim
from tests.articles.remarks import scenes

NAMES = {"small caps": "small caps", "tech giants": "big tech", "large caps": "large caps",
         "XMAG": "XMAG", "MAGS": "MAGS", "IWM": "IWM"}  # fmt: skip


def _taken(*lines: str, claims: Sequence[Claim] = ()) -> dict[Any, Any]:
    mentions = [
        scenes.mention(symbol, n, "group", scenes.article(*lines).sentences[n].start + at)
        for n, line in enumerate(lines) for word, symbol in NAMES.items()
        if (at := line.removeprefix("# ").find(word)) >= 0
    ]  # fmt: skip
    return sides_taken(scenes.scene(scenes.article(*lines), claims, mentions=mentions))


@pytest.mark.parametrize(
    ("line", "taken"),
    [("# Why they dump tech giants for small caps", {"size": "small"}),
     ("We would overweight small caps here.", {"size": "small"}),
     ("In our view small caps are the more prudent allocation.", {"size": "small"}),
     ("A trade to like: long IWM against MAGS.", {"size": "small"}),
     ("tech giants beat small caps once more.", {"size": "large"}),
     ("XMAG benefits from what MAGS lacks.", {"concentration": "rest"}),
     ("Their long-duration earnings stand on their own: tech giants.", {}),
     ("small caps and large caps were mixed.", {})],
)  # fmt: skip
def test_a_sentence_argues_for_a_side_or_for_none(line: str, taken: dict[str, str]) -> None:
    assert _taken(line) == taken


def test_directions_without_a_number_count_and_history_does_not() -> None:
    now = scenes.claim(
        "small caps", "relative_return", 0.0, op=">", against=("large caps",), digits=None
    )
    then = scenes.claim("big tech", "relative_return", 0.0, op=">", window="10y", digits=None)
    assert _taken("Text.", claims=[now, then]) == {"size": "small"}


def test_a_single_company_speaks_for_no_side() -> None:
    up = scenes.claim("NVDA", "return", 0.0, op=">", digits=None)
    assert _taken("Text.", claims=[up]) == {}


def test_an_article_that_argues_both_ways_takes_no_side() -> None:
    lines = ("We would overweight small caps.", "Yet we favour large caps.")
    assert _taken(*lines) == {}


@pytest.mark.parametrize(
    ("rest", "few", "leads"),
    [(("XMAG", 0.1), ("MAGS", -0.01), "rest"), (("RSP", 0.02), ("QQQ", 0.2), "few")],
)
def test_two_printed_returns_say_who_leads_the_concentration_axis(
    rest: tuple[str, float], few: tuple[str, float], leads: str
) -> None:
    claims = [scenes.claim(s, "return", v, window="ytd") for s, v in (rest, few)]
    assert _taken("Text.", claims=claims) == {"concentration": leads}
