"""What a fall of some names takes off an index."""

from __future__ import annotations

from rotascope.articles.claims.impacts import impact
from tests.articles.claims.labels import found, told
from tests.articles.claims.test_reading import article, names

TEXT = "A 10\u201325% fall in any 1\u20132 names (NVDA, META) would take 3\u20138% off the S&P 500."


def test_the_shock_the_names_and_the_hit_are_told_apart() -> None:
    (claim,) = found(TEXT)[1]
    assert (claim.kind, claim.measure) == ("range", "impact")
    assert (claim.subject, claim.against) == (("NVDA", "META"), ("^GSPC",))
    assert (claim.value, claim.high) == (0.03, 0.08)
    assert dict(claim.detail) == {"shock": "0.10..0.25", "names": "1..2"}


def test_one_number_is_no_range() -> None:
    assert told("A 15% fall in Nvidia would take about 1% off the S&P 500.") == [
        "impact NVDA/^GSPC ~ 0.01 []"
    ]


def test_without_a_shock_or_a_hit_there_is_no_impact() -> None:
    text = "NVDA would take the lead off MSFT."
    from rotascope.articles.claims.reading import read

    assert impact(read(article(text), 0, names(text, "NVDA", "MSFT"))) == ((), ())
