"""Figures that no claim takes up are told with their sentence."""

from __future__ import annotations

from rotascope.articles.claims.unread import MOST_SHOWN, unread_figures
from tests.articles.claims.labels import found


def test_a_figure_of_no_claim_is_told_with_its_sentence() -> None:
    article, claims = found("IWM rose 13.9% this year. Sunshine hours were up 36.2% in Spain.")
    assert unread_figures(article, claims) == ("36.2% (sentence 2)",)


def test_what_claims_take_up_is_not_told() -> None:
    article, claims = found("IWM rose 13.9% this year. In 2022 the S&P 500 lost 19.4%.")
    assert unread_figures(article, claims) == ()


def test_a_text_of_figures_alone_is_told_up_to_a_bound() -> None:
    article, claims = found("Spain 3%. " * 300)
    told = unread_figures(article, claims)
    assert 0 < len(told) <= MOST_SHOWN
