"""What a model may show: bound figures and words of the article."""

from __future__ import annotations

import pytest

from rotascope.articles.library.words import terms
from rotascope.articles.llm.bound import bound, found, refusal
from tests.articles.library import texts
from tests.articles.llm.obedient import MISDEEDS

TEXT = (
    "Small caps led this week while the giants fell. The Russell 2000 gained “a lot”, said one\n"
    "trader of funds; see the 10-year yield. Index funds were sold from here."
)
ARTICLE = texts.article(TEXT)
KNOWN = frozenset(terms(TEXT))
FACTS = {"performance/IWM/2025-12-31:2026-06-12/tr@2026-06-12": "return of IWM ytd"}
KEY = next(iter(FACTS))


def refused(text: str) -> str:
    return refusal(text, FACTS, ["Russell 2000", "10-year"], KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Small caps led while the giants fell",
        "Small caps led: the fund gained {{" + KEY + "}}",
        "The Russell 2000 led, and the 10-year yield fell",
        "“Giants” fell — small caps led…",
        "A naïve trader of small caps led",
    ],
)
def test_plain_words_of_the_article_may_be_shown(text: str) -> None:
    assert refused(text) == ""


@pytest.mark.parametrize("text", MISDEEDS)
def test_what_brings_in_a_number_an_address_or_markup_may_not(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("small caps led by 5", "digit"),
        ("small caps led by twelve", "spells"),
        ("small caps led by Twelve", "spells"),
        ("small caps ledⅫ", "digit"),
        ("small caps led 五", "digit"),
        ("the Russell 20001 led", "digit"),
        ("small caps led {{secret", "markup"),
        ("small caps led {{" + KEY + "x}}", "not offered"),
        ("small caps led $ so", "markup"),
        ("smаll caps led", "Latin"),
        ("small caps ﬂ led", "Latin"),
        ("buy everything everywhere without delay", "article does not"),
        ("small caps led\tfunds", "hidden"),
        ("small caps led evil.shop", "address"),
        ("small caps led //evil", "address"),
        ("small caps led x.co.uk", "address"),
    ],
)
def test_the_reason_is_named(text: str, why: str) -> None:
    assert why in refused(text)


def test_a_key_becomes_the_stores_figure_and_says_what_it_is() -> None:
    shown = {KEY: "+14.20 % (return of IWM ytd)"}
    assert bound("It gained  {{" + KEY + "}} so far", shown) == (
        "It gained +14.20 % (return of IWM ytd) so far"
    )


def test_a_quote_is_found_over_line_ends_and_nowhere_else() -> None:
    place = found("said one trader of funds", ARTICLE)
    assert place is not None
    assert " ".join(ARTICLE.text[slice(*place)].split()) == "said one trader of funds"
    assert found("said two traders of funds", ARTICLE) is None
    assert found("  ", ARTICLE) is None
    assert found("Small caps lag", ARTICLE) is None


NUMBERS = """
fiftyfold sixfold hundredfold halved trebled quintupled ninety-nine twentyfive eighths thousandth
thirds nil lakh XL IX MMXXVI fif-ty fif…ty f|i|f|t|y f-i-f-t-y per|cent zweitausend vingt-cinq
veinticinco six|fold score couple pair decade quarter MM fif|ty fi|f|ty twen|tyfive
"""
WORDS = "forth ones set self stress street undone MIX DC DIV once often tents"


@pytest.mark.parametrize("word", NUMBERS.split())
def test_a_number_in_letters_is_refused_however_it_is_put_together(word: str) -> None:
    said = f"Small caps led {word.replace('|', ' ')} while the giants fell"
    assert refusal(said, {}, [], frozenset(terms(said))) == "spells a number"


@pytest.mark.parametrize("word", WORDS.split())
def test_words_that_only_look_like_numbers_may_be_shown(word: str) -> None:
    said = f"Small caps led {word} while the giants fell"
    assert refusal(said, {}, [], frozenset(terms(said))) == ""
