"""A move that is said to be no blip."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.articles.remarks.lasting import lasting
from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes

DAY = date(2025, 12, 23)


def _market(first: date, turning: bool) -> Panel:
    """Months of 21 sessions that go up and down in turn, or always up."""
    days = [d.item() for d in all_sessions() if first <= d.item() <= DAY]
    back = np.arange(len(days))[::-1]
    steps = np.where((back // 21) % 2 == 0, 0.02, -0.02 if turning else 0.02) / 21.0
    small = dict(zip(days, 100.0 * np.exp(np.cumsum(steps)), strict=True))
    return scenes.world(DAY, total={"IWM": small, "SPY": dict.fromkeys(days, 100.0)})


def _read(text: str, first: date = date(2020, 1, 2), turning: bool = True) -> tuple[Remark, ...]:
    return lasting(scenes.scene(scenes.article(text), panel=_market(first, turning)))


def test_in_a_market_that_turns_every_month_no_move_went_on() -> None:
    (made,) = _read("It is no head fake, they say.")
    assert made.text.startswith(
        '"head fake" is a matter of odds: IWM / SPY moved +2.0 % in the 21 sessions'
    )
    assert "the next went the same way in 0 (0 %" in made.text
    assert made.key == "signal/persistence.small_large@2025-12-23"


def test_in_one_that_never_turns_every_move_did() -> None:
    (made,) = _read("The rotation has legs.", turning=False)
    assert "(100 %, 90 %:" in made.text


def test_a_short_history_gives_no_odds() -> None:
    assert _read("No head fake.", date(2025, 10, 1)) == ()
    (made,) = _read("No head fake.", date(2025, 1, 2))
    assert "too few for odds" in made.text


def test_a_text_that_does_not_say_so_is_left_alone() -> None:
    assert _read("Small caps rose.") == ()
