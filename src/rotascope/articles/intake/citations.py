"""What an article refers to, and when that can be shown to have been said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from rotascope.articles.intake.published import said_day
from rotascope.terms.articles import Citation

__all__ = ["citations_of", "post_moment"]

ADDRESS = re.compile(r"https?://[^\s<>\"'|\u201c\u201d]{4,2000}")
POST = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/[\w%]{1,40}/status(?:es)?/(\d{1,20})"
)
IN_BRACKETS = re.compile(r"\(((?:19|20)\d{2}, [^()]{3,20})\)")
TRAILING = ".,;:!?)]}\u2019'*_"
# X counts milliseconds from this moment in the upper bits of a post's number (its "snowflake").
EPOCH_MS = 1_288_834_974_657
FIRST_SNOWFLAKE = 29_700_859_247


def citations_of(text: str) -> tuple[Citation, ...]:
    """Every address in the text, with the day its line claims for it; a post's id is read for its time.

    Addresses are never fetched. `note` says by how many days the two differ, if they do.
    """
    made = []
    for found in ADDRESS.finditer(text):
        url = found[0].rstrip(TRAILING)
        start = text.rfind("\n", 0, found.start()) + 1
        line = text[start : found.start()]
        dated = IN_BRACKETS.search(line)
        cited = said_day(dated[1]) if dated else None
        post = POST.match(url)
        moment = post_moment(int(post[1])) if post else None
        made.append(
            Citation(
                kind="post" if post else "report" if "report" in line.casefold() else "page",
                text=line.strip()[:300],
                url=url,
                start=found.start(),
                end=found.start() + len(url),
                cited=cited,
                actual=moment.isoformat(timespec="minutes") if moment else "",
                note=_difference(cited, moment),
            )
        )
    return tuple(made)


def post_moment(number: int) -> datetime | None:
    """When a post on X was made, from its id: UTC; None for ids older than the scheme (November 2010)."""
    if number < FIRST_SNOWFLAKE or number >= 1 << 63:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=(number >> 22) + EPOCH_MS)


def _difference(cited: date | None, moment: datetime | None) -> str:
    if cited is None or moment is None:
        return ""
    days = (cited - moment.date()).days
    # One day either way is a reader's time zone.
    if abs(days) <= 1:
        return ""
    side = "later" if days > 0 else "earlier"
    return (
        f"the post's id holds {moment:%Y-%m-%d %H:%M} UTC, a {moment:%A}; the date cited is"
        f" {abs(days)} days {side}"
    )
