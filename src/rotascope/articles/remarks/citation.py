"""A source cited for another day than its own."""

from __future__ import annotations

from datetime import datetime

from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Citation, Remark

__all__ = ["citation"]

ZONES = 1
"""Days that two clocks may differ by around midnight."""


@remark("citation", row="C20")
def citation(scene: Scene) -> tuple[Remark, ...]:
    """Citations whose own moment, held by a post's number, is not the day that the article says."""
    posts = [c for c in scene.article.citations if c.kind == "post"]
    made = []
    for cited in posts:
        gap = _days_off(cited)
        if gap is None or abs(gap) <= ZONES:
            continue
        text = (
            f"the post is cited for {cited.cited}; its number holds {_moment(cited)},"
            f" {abs(gap)} days {'earlier' if gap > 0 else 'later'}"
        )
        if len(posts) == 1:
            text += "; it is the only post that the article rests on"
        made.append(Remark("", "contradicted", text, start=cited.start, end=cited.end))
    return tuple(made)


def _days_off(cited: Citation) -> int | None:
    if cited.cited is None or not cited.actual:
        return None
    return (cited.cited - datetime.fromisoformat(cited.actual).date()).days


def _moment(cited: Citation) -> str:
    when = datetime.fromisoformat(cited.actual)
    return f"{when:%Y-%m-%d %H:%M} UTC, a {when:%A}"
