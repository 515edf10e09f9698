"""Weights without a date, beside the dated ones on file."""

from __future__ import annotations

from rotascope.articles.measures.fund_files import funds_for
from rotascope.articles.measures.weights import top
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, Remark

__all__ = ["dated_weights"]

MEASURES = ("weight", "largest_weight", "sector_weight", "holdings_count")
TEN, MOST_FILES = 10, 3


@remark("dated_weights", row="C24")
def dated_weights(scene: Scene) -> tuple[Remark, ...]:
    """Weights that carry no date: what they say, whether they agree, and what each file on file says."""
    undated = [c for c in scene.of(*MEASURES)[:100] if c.as_of is None]
    if not undated or scene.article.published.day is not None:
        return ()
    whom = tuple(dict.fromkeys(s for c in undated for s in (c.against or c.subject)))
    files = [told for fund in funds_for(whom) for told in _files(scene, fund)]
    text = (
        f"{len(undated)} weights or counts carry no date, and neither does the article: they differ from"
        f" year to year{_twice(undated)}"
    )
    if files:
        text += f"; on file: {'; '.join(files)}"
    first = undated[0]
    needs = ("the day that each weight is of",)
    return (Remark("", "not_checkable", text, own.ids(undated), needs, _key(scene, whom), "",
                   first.start, first.end),)  # fmt: skip


def _twice(claims: list[Claim]) -> str:
    """Two numbers for one weight of one index."""
    held: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        other = held.setdefault((claim.measure, claim.subject, claim.against), claim)
        if other.value != claim.value and claim.measure == "weight":
            values = f"{(other.value or 0) * 100:.4g} % and {(claim.value or 0) * 100:.4g} %"
            return f"; the same weight is given as {values}"
    return ""


def _files(scene: Scene, fund: str) -> list[str]:
    """What each of a fund's files on file says, dated."""
    if fund not in set(scene.panel.ids("holdings")):
        return []
    told = []
    for file in [f for f in scene.panel.holdings(fund) if f.equity.any()][-MOST_FILES:]:
        largest = float(file.weights[file.equity].max())
        told.append(
            f"{fund} on {file.day}: top ten {top(file, TEN) * 100:.1f} %, largest"
            f" {largest * 100:.1f} %, {int(file.equity.sum()):,} equities"
        )
    return told


def _key(scene: Scene, whom: tuple[str, ...]) -> str:
    large = bool({"SPY", "IVV"} & set(funds_for(whom)) & set(scene.panel.ids("holdings")))
    return f"signal/concentration.top10_large_cap@{scene.panel.as_of}" if large else ""
