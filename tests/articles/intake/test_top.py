"""Site, title, author and time above an article are told from it, in the forms that pastes have."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.top import top_of

BODY = (
    "Small caps rose 3% this week. The Russell 2000 is near a record.\n\nLarge caps fell on Friday."
)
FETCHED = datetime(2026, 6, 10, 15, tzinfo=UTC)
TITLE = "Small caps soar as Fed pivots"
# What stands above; then source, author, and day of publication.
HEADS = [
    (f"Wire News\n\n{TITLE}\n\nBy Jane Doe, Wire News | June 9, 2026 4:15 pm ET\n5 min read\n\n",
     "Wire News", "Jane Doe, Wire News", date(2026, 6, 9)),
    (f"{TITLE}\nJane Doe\nPublished 3 hours ago\nShare\n\n", "", "Jane Doe", date(2026, 6, 10)),
    (f"{TITLE}\nUpdated 2h ago \u00b7 By Jane Doe\n\n", "", "Jane Doe", date(2026, 6, 10)),
    (f"Home > Markets > Small Caps\n{TITLE}\nWritten by Jane Doe\nJun 9, 2026, 9:30 AM\n\n",
     "", "Jane Doe", date(2026, 6, 9)),
    (f"Subscribe\nSign in\nMarkets\n{TITLE}\nPublished Mon, Jun 8 2026 9:30 AM EDT\nJane Doe @jd\n\n",
     "Markets", "Jane Doe", date(2026, 6, 8)),
    (f"# {TITLE}\n\n*By Jane Doe*\n\n", "", "Jane Doe", None),
    (f"{TITLE}\n\nNEW YORK \u2014 June 9, 2026 \u2014 ", "", "", date(2026, 6, 9)),
    (f"{TITLE}\n\nNEW YORK, June 9, 2026 (Wire) - ", "", "", date(2026, 6, 9)),
]  # fmt: skip


@pytest.mark.parametrize(("head", "source", "author", "day"), HEADS)
def test_a_head_is_taken_apart(head: str, source: str, author: str, day: date | None) -> None:
    read = article_of(Document(head + BODY), fetched=FETCHED)
    assert (read.title, read.source, read.author) == (TITLE, source, author)
    assert read.published.day == day
    assert read.sentences[0].kind == "title"
    assert "Small caps rose 3% this week." in read.sentences[1].text
    assert not {"ago", "min read", "Subscribe"} & {word for word in read.text.split("\n")}


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Key Takeaways\n- Small caps lead.\n\n{BODY}",
        f"By the numbers\n\n{BODY}",
        "| Name | YTD |\n|---|---|\n| ACME | 3% |",
    ],
)
def test_where_nothing_stands_above_nothing_is_taken(text: str) -> None:
    top = top_of(text)
    assert (top.source, top.author, top.taken) == ("", "", ())
    assert top.text == text


def test_a_title_that_is_given_is_not_looked_for_and_stands_once() -> None:
    top = top_of(f"A line that could be one\n\n{BODY}", "The title of the page")
    assert (top.title, top.taken) == ("The title of the page", ())
    again = top_of(f"Wire\nThe Title of the page\nBy Jane Doe\n\n{BODY}", "The title of the page")
    assert again.text == f"The title of the page\n\nWire\n\n{BODY}"


def test_the_head_of_a_table_is_no_title() -> None:
    rows = "FundYTD ReturnThree Year Return\nFund A (MAGS)21.10%140.25%\nFund B (IWM)12.40%-3.05%"
    assert top_of(f"Here are the figures:\n\n{rows}").title == ""
