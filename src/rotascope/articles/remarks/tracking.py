"""A fund set beside its index, with the difference that a fee would make."""

from __future__ import annotations

from datetime import date

from rotascope.articles.measures.fees import fee_on
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.articles.standing import TRACKED
from rotascope.terms.articles import Claim, Remark

__all__ = ["tracking"]


@remark("tracking", row="C18")
def tracking(scene: Scene) -> tuple[Remark, ...]:
    """Funds less their indices over one window: a fund ahead of its index is a mismatch of bases."""
    made = []
    for window in own.windows(scene):
        figures = own.printed(scene, window)
        gaps = {fund: (figures[fund].value or 0.0) - (figures[index].value or 0.0)
                for fund, index in TRACKED.items() if fund in figures and index in figures}  # fmt: skip
        if gaps and any(gap > 0.0 for gap in gaps.values()):
            made.append(_told(scene, figures, gaps, window))
    return tuple(made)


def _told(scene: Scene, figures: dict[str, Claim], gaps: dict[str, float], window: str) -> Remark:
    day = scene.day or scene.panel.as_of
    parts = [f"{fund} {own.percent(gap)} against {own.called(scene, TRACKED[fund])}{_fee(fund, day)}"
             for fund, gap in gaps.items()]  # fmt: skip
    signs = {gap > 0.0 for gap in gaps.values()}
    told = "of opposite signs, " if len(signs) > 1 else ""
    text = (
        f"{own.worded(window)} {own.listed(parts)}: {told}and no fee puts a fund ahead of its index;"
        " one is on total return or taken at another time than the other"
    )
    used = [figures[s] for fund in gaps for s in (fund, TRACKED[fund])]
    first = used[0]
    return Remark("", "approximate", text, own.ids(used), (
        "fund and index on one basis (price or total return) and at one close",
    ), "", "", first.start, first.end)  # fmt: skip


def _fee(fund: str, day: date) -> str:
    known = fee_on(fund, day)
    return f" (fee {known.ratio * 100:.2f} % a year)" if known else ""
