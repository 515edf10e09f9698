"""Names in an article: what each means, and words that only look like one."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.intake import Document, article_of
from rotascope.articles.names import mentions
from rotascope.catalog import load
from rotascope.terms.articles import Article, Publication, Sentence


def article(*sentences: str, day: date | None = None) -> Article:
    """An article of these sentences."""
    text, parts = "", []
    for own in sentences:
        parts.append(Sentence(len(text), len(text) + len(own), own, "body"))
        text += own + "\n"
    return Article("x", "", text, tuple(parts), Publication(day, "given" if day else "undated"))


def named(*sentences: str, day: date | None = None) -> list[str]:
    """The symbols mentioned, in order."""
    return [m.symbol for m in mentions(article(*sentences, day=day), load())]


def said(*sentences: str) -> list[str]:
    """The words each mention covers."""
    own = article(*sentences)
    return [own.text[m.start : m.end] for m in mentions(own, load())]


@pytest.mark.parametrize(
    ("sentence", "symbols"),
    [
        ("IWM rose while MAGS fell.", ["IWM", "MAGS"]),
        ("Long $iwm against $NVDA.", ["IWM", "NVDA"]),
        ("The iShares Russell 2000 ETF (IWM) tracks the Russell 2000.", ["IWM", "^RUT"]),
        ("Metric | S&P 500 (SPY) | Russell 2000 (IWM)", ["^GSPC", "SPY", "^RUT", "IWM"]),
        ("Nvidia Corp. (NVDA)36.80%34.94%", ["NVDA"]),
        ("Alphabet Inc. Class C (GOOG)65.60%59.78%", ["GOOG"]),
        ("The S&P SmallCap 600 Index and the SPSM ETF.", ["^SP600", "SPSM"]),
        ("The SPSM vs. Mag7 ratio.", ["SPSM", "MAG7"]),
        ("The Magnificent 7 and the Magnificent Seven are the Mag-7.", ["MAG7"] * 3),
        ("Small-cap stocks beat large-caps.", ["small caps", "large caps"]),
        ("Smallcap shares, small cap equities.", ["small caps", "small caps"]),
        ("The Fed Funds rate fell below the 2-year Treasury yield.", ["DFF", "DGS2"]),
        ("The Nasdaq Composite and the VIX.", ["^IXIC", "^VIX"]),
        ("The Fed and BTIG.", ["Federal Reserve", "BTIG"]),
        ("AT&T (NYSE: T) pays.", ["T"]),
        ("Foo Industries Inc. (FOO) fell.", ["FOO"]),
        ("The Bar Global Equity Fund (BARGX) is new.", ["BARGX"]),
        ("Shares of AMD and Micron rose.", ["AMD", "MU"]),
        ("Small- and mid-cap stocks rallied.", ["small caps", "mid caps"]),
        ("The Mag 7 (AAPL, MSFT and META).", ["MAG7", "AAPL", "MSFT", "META"]),
        ("Apple's phones and Meta's ads.", ["AAPL", "META"]),
        ("The 10-year Treasury yield and the 2-year fell.", ["DGS10", "DGS2"]),
        ("Over the 10-year period SPX led.", ["^GSPC"]),
        ("The Vanguard Small-Cap ETF (VB).", ["VB"]),
        ("BRK/B against the Dow Jones Industrial Average.", ["BRK-B", "^DJI"]),
        ("The Russell 1000 Growth index beat the Russell 1000.", ["^RLG", "^RUI"]),
        ("In 2022 the S&P fell, said S&P Global.", ["^GSPC", "SPGI"]),
        ("JPMorgan shares and J.P. Morgan's bankers.", ["JPM", "JPM"]),
    ],
)
def test_a_name_means_its_line(sentence: str, symbols: list[str]) -> None:
    assert named(sentence) == symbols


@pytest.mark.parametrize(
    "sentence",
    [
        "It is all on us now.",
        "IT AND ALL ARE ON SALE, AND THE TIP IS: META MATTERS.",
        "A meta analysis of studies.",
        "Meta questions about methods.",
        "An apple a day.",
        "Apple pie for all.",
        "The Amazon rainforest burns.",
        "The Oracle of Delphi spoke.",
        "The IT department and the ALL hands meeting are ON.",
        "The US and the UK have a CEO and a CFO each, says the GOP.",
        "Alphabet soup (GDP) everywhere.".replace("GDP", "EBITDA"),
        "Their target price is high.",
        "He will spot an arm of the law at 5 PM and plug the USB stick in.",
        "Progressive travelers zoom by in a snap; SNAP judgements on the GAP at 9 PM.",
        "The gap widens; the block holds.",
    ],
)
def test_a_word_that_looks_like_a_ticker_is_none(sentence: str) -> None:
    assert named(sentence) == []


def test_the_non_seven_are_not_the_seven() -> None:
    assert named("It is a non-Mag 7 trade.") == []


def test_context_or_a_certain_naming_elsewhere_decides_about_a_word() -> None:
    assert named("META shares rose.") == ["META"]
    assert named("We like NVDA, META and TSLA.") == ["NVDA", "META", "TSLA"]
    assert named("META is where it ends.", "Meta Platforms Inc. (META) 10.96%") == ["META", "META"]
    assert named("META is where it ends.") == []
    assert named("Buy IT, NVDA and $ON.") == ["IT", "NVDA", "ON"]


def test_a_ticker_means_what_it_meant_on_the_day() -> None:
    assert named("META shares and FB shares.", day=date(2021, 9, 1)) == ["METV", "META"]
    assert named("META shares and FB shares.", day=date(2025, 12, 23)) == ["META"]
    assert named("GOOG shares.", day=date(2013, 1, 2)) == ["GOOGL"]
    assert named("Meta shares.", day=date(2019, 1, 2)) == []


def test_a_name_and_its_own_ticker_are_one_mention() -> None:
    assert said("Apple Inc. (AAPL)11.69%5.48%") == ["Apple Inc. (AAPL)"]
    assert said("The iShares Russell 2000 ETF (IWM) rose.") == ["iShares Russell 2000 ETF (IWM)"]


def test_a_bank_that_speaks_is_an_organisation_and_one_that_trades_a_share() -> None:
    found = mentions(
        article("Goldman Sachs strategists like it.", "Goldman Sachs shares fell."), load()
    )
    assert [(m.symbol, m.kind) for m in found] == [
        ("Goldman Sachs", "organisation"),
        ("GS", "company"),
    ]


def test_offsets_are_the_articles_and_mentions_do_not_overlap() -> None:
    own = article("Small caps and IWM.", "The S&P 500 (SPY) and Nvidia Corp. (NVDA).")
    found = mentions(own, load())
    assert [own.text[m.start : m.end] for m in found if m.symbol == "NVDA"] == [
        "Nvidia Corp. (NVDA)"
    ]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [m.sentence for m in found] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "1",
        "(",
        "A",
        "S&P ",
        "$",
        "A.",
        "NVDA ",
        "Meta ",
        "META ",
        "IT, NVDA, ",
        "Apple Inc. (",
        "\u2011",
        "(A",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    load()
    own = article(piece * (100_000 // len(piece)))
    started = time.perf_counter()
    found = mentions(own, load())
    assert time.perf_counter() - started < 5.0
    assert all(m.end <= len(own.text) for m in found)


LINES = {
    "000": {"^GSPC": 2, "IWM": 8, "MAGS": 4, "MAG7": 6, "AAPL": 2, "GOOGL": 1, "GOOG": 1, "AMZN": 1,
            "META": 2, "MSFT": 1, "NVDA": 4, "TSLA": 1},
    "001": {"^GSPC": 9, "^RUT": 5, "IWM": 3, "SPY": 1, "^IXIC": 1},
    "002": {"XMAG": 4, "MAGS": 3, "MAG7": 1},
    "003": {"IWM": 2, "^GSPC": 3, "OEX": 1, "MAG7": 1, "GM": 1, "GE": 1},
    "004": {"SPSM": 3, "^SP600": 3, "IWM": 2, "^RUT": 3, "MAG7": 6, "MAGS": 1, "ORCL": 1, "^VIX": 1,
            "NVDA": 2, "AAPL": 1, "MSFT": 1, "AMZN": 2, "GOOGL": 2, "GOOG": 1, "META": 2, "TSLA": 1},
}  # fmt: skip
"""How often each article names each line: counted in the texts, repeats and "non-Mag 7" left out."""


@pytest.mark.shared
@pytest.mark.parametrize("number", sorted(LINES))
def test_every_line_that_a_seed_article_names_is_found_and_no_other(
    articles: dict[str, Path], number: str
) -> None:
    own = article_of(Document(articles[number].read_text("utf-8")))
    found = [m for m in mentions(own, load()) if m.kind in ("company", "fund", "index")]
    found += [m for m in mentions(own, load()) if m.symbol == "MAG7"]
    assert Counter(m.symbol for m in found) == LINES[number]


PIECES = (
    "IWM", "$", "(", ")", "META", " ", ", ", "/", "Apple", "Inc.", "small", "-", "caps", "and", "mid",
    "S&P", "500", "é", "\u202e", "non", "Mag 7", "NYSE: ", "T", "\u2019s", "\n", "12%", "Goldman Sachs",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_jumble_of_names_gives_mentions_that_stand_where_they_say(text: str) -> None:
    own = article(text)
    found = mentions(own, load())
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == mentions(own, load())
