"""Best of seven."""

from __future__ import annotations

from datetime import date

from rotascope.articles.check.judge import judged
from rotascope.articles.measures.ranks import rank
from rotascope.terms.articles import Claim
from tests.articles.tape import claim, closes, tape

FIRST, LAST = date(2024, 12, 2), date(2025, 12, 23)
SEVEN = ("AAPL", "AMZN", "GOOGL", "META", "MSFT", "NVDA", "TSLA")
FALLEN = {name: closes(FIRST, LAST, d2025_03_03=90.0 - 8 * n) for n, name in enumerate(SEVEN)}


def place(symbol: str, value: float = 1.0, order: str = "best") -> Claim:
    return claim(
        symbol, value, measure="rank", against=("MAG7",), unit="count", tolerance=0.0, digits=0,
        detail=(("order", order),),
    )  # fmt: skip


def test_the_least_fallen_is_best_and_the_order_is_shown() -> None:
    seen = rank(tape(LAST, FALLEN), place("AAPL"), LAST)
    assert seen[0].value == 1.0
    assert seen[0].reason.startswith("AAPL -10.0 %, AMZN -18.0 %")


def test_worst_counts_from_the_other_end() -> None:
    panel = tape(LAST, FALLEN)
    asked = place("TSLA", order="worst")
    assert judged(asked, rank(panel, asked, LAST)).verdict == "supported"
    wrong = place("AAPL", order="worst")
    found = judged(wrong, rank(panel, wrong, LAST))
    assert found.verdict == "contradicted"
    assert found.observed == 7.0


def test_a_place_that_a_yield_could_change_is_not_called_wrong() -> None:
    near = FALLEN | {"AMZN": closes(FIRST, LAST, d2025_03_03=90.2)}
    total = tape(LAST, total=near)  # Apple's price is bounded by its yield, Amazon's is not
    price = next(o for o in rank(total, place("AAPL", 2.0), LAST) if "price" in o.reading)
    assert price.value == 2.0
    assert price.sure is None  # a yield only lowers Apple further
    other = next(o for o in rank(total, place("AMZN", 2.0), LAST) if "price" in o.reading)
    assert other.value == 1.0


def test_a_rank_needs_a_group_that_is_listed() -> None:
    panel = tape(LAST, FALLEN)
    alone = claim("AAPL", 1.0, measure="rank", unit="count")
    assert rank(panel, alone, LAST)[0].value is None
    missing = {name: levels for name, levels in FALLEN.items() if name != "NVDA"}
    assert "NVDA" in rank(tape(LAST, missing), place("AAPL"), LAST)[0].reason
