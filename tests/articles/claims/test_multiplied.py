"""Returns said in words: doubled, a third, half its value."""

from __future__ import annotations

import pytest

from tests.articles.claims.labels import told


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Shares of Tesla have doubled this year.", "return TSLA >= 1 [ytd]"),
        ("Nvidia has more than tripled in 2023.", "return NVDA > 2 [2023]"),
        ("Nvidia nearly doubled in 2024.", "return NVDA nearly 1 [2024]"),
        ("Nvidia gained a third in 2025.", "return NVDA ~ 0.333333 [2025]"),
        ("Tesla lost about two thirds of its value in 2022.", "return TSLA ~ -0.666667 [2022]"),
        ("Meta halved in 2022.", "return META <= -0.5 [2022]"),
    ],
)
def test_a_multiple_or_a_part_in_words_is_a_return(text: str, claim: str) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia doubled its dividend in 2024.",
        "Nvidia has not doubled this year.",
        "Nvidia gained a third of the market in 2025.",
        "Revenue doubled this year.",
        "Nvidia's revenue has doubled this year.",
        "Nvidia sales tripled in 2024.",
    ],
)
def test_what_is_no_price_or_did_not_happen_is_no_return(text: str) -> None:
    assert not [one for one in told(text) if one.startswith("return")]
