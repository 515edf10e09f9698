"""Who "it" and "the stock" are."""

from __future__ import annotations

import pytest

from rotascope.articles.claims.pronouns import spoken_of, the_one
from rotascope.articles.claims.reading import Place
from tests.articles.claims.labels import told

NVDA = Place("NVDA", "company", 0, 6)


@pytest.mark.parametrize(
    "text",
    [
        "Its shares rose 40% this year.",
        "The stock rose 40% this year.",
        "It rose 40% this year.",
        "The company gained 40% this year.",
    ],
)
def test_it_is_the_one_company_of_the_sentence_before(text: str) -> None:
    assert "return NVDA = 0.4 [ytd]" in told(f"Nvidia reported on Tuesday. {text}")


@pytest.mark.parametrize(
    "before",
    ["", "Nvidia and Tesla reported on Tuesday. ", "The market closed early. ",
     "Nvidia is the largest holding of MAGS. "],
)  # fmt: skip
def test_with_no_company_or_several_before_it_is_nobody(before: str) -> None:
    assert not [one for one in told(f"{before}Its shares rose 40% this year.") if "0.4" in one]


def test_a_name_of_the_sentence_itself_goes_first() -> None:
    assert spoken_of("Tesla said its shares rose", (Place("TSLA", "company", 0, 5),), NVDA) == ()
    assert spoken_of("Its shares rose", (), NVDA)[0].symbol == "NVDA"
    assert spoken_of("It is said that prices rose", (), None) == ()


def test_only_a_company_alone_is_meant_later() -> None:
    assert the_one((NVDA, Place("^GSPC", "index", 10, 17))) == NVDA
    assert the_one((NVDA, Place("TSLA", "company", 10, 15))) is None
    assert the_one((Place("IWM", "fund", 0, 3),)) is None
