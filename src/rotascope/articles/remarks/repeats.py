"""A text that is in its own file more than once."""

from __future__ import annotations

from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["repeats"]


@remark("repeats", row="C28")
def repeats(scene: Scene) -> tuple[Remark, ...]:
    """How much of the text was the article again: it is read, and its claims counted, once."""
    if not scene.article.repeats:
        return ()
    text = (
        f"{scene.article.repeats:,} characters were the article again: each claim is counted once"
    )
    return (Remark("", "supported", text),)
