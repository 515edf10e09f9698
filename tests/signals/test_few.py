"""The planted seven are those that the planted market was made with."""

from __future__ import annotations

from rotascope.catalog import load
from rotascope.signals.few import PLANTED_SEVEN


def test_the_planted_seven_are_seven_issuers_as_the_real_ones_are() -> None:
    issuer = load().issuer
    real = load().baskets["MAG7"].symbols
    assert len({issuer(symbol) for symbol in PLANTED_SEVEN}) == 7 == len({issuer(s) for s in real})
    assert issuer("PW03") == issuer("PW02"), "a second line is no eighth company"
