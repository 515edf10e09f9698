"""One table of returns in the style of the trade press, as an article with its claims."""

from __future__ import annotations

from rotascope.terms.articles import Claim, Mention
from tests.articles.remarks.scenes import claim, mention

YTD = {"NVDA": 0.368, "AAPL": 0.1169, "MSFT": 0.1631, "AMZN": 0.0541, "GOOGL": 0.6595,
       "GOOG": 0.656, "META": 0.1096, "TSLA": 0.2802, "MAGS": 0.2579}  # fmt: skip
YEAR = {"NVDA": 0.3494, "AAPL": 0.0548, "MSFT": 0.1082, "AMZN": 0.0135, "GOOGL": 0.6029,
        "GOOG": 0.5978, "META": 0.0941, "TSLA": 0.0504, "MAGS": 0.173}  # fmt: skip
SMALL = {"^SP600": 0.067, "SPSM": 0.0655, "^RUT": 0.1387, "IWM": 0.1399}


def cells(sentence: int = 1) -> list[Claim]:
    """The table's two columns and the small-cap figures before it."""
    made = [claim(s, "return", v, window="ytd", sentence=sentence) for s, v in SMALL.items()]
    for column, values in (("ytd", YTD), ("1y", YEAR)):
        made += [claim(s, "return", v, window=column, sentence=sentence, group=f"table 1: {column}")
                 for s, v in values.items()]  # fmt: skip
    return made


def named(sentence: int = 1) -> list[Mention]:
    """Every name of the table."""
    return [mention(s, sentence, start=n) for n, s in enumerate((*SMALL, *YTD))]
