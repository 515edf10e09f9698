"""The page's own label and score, which cannot follow from one another."""

from __future__ import annotations

from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["printed_label"]


@remark("printed_label", row="C05")
def printed_label(scene: Scene) -> tuple[Remark, ...]:
    """What the page prints of its own tone: a label needs a mean and a disagreement, not one score."""
    told = {name.lower(): value for name, value in scene.article.printed}
    label, score = told.get("overall sentiment", ""), told.get("sentiment score", "")
    if not label or not score:
        return ()
    text = (
        f"the page labels itself {label} at a score of {score}: one score cannot give the label, which"
        " needs the mean and the disagreement between sentences"
    )
    if told.get("ticker sentiment", "-") == "":
        text += "; its sentiment by ticker is empty"
    needs = ("how far its sentences disagree: intensity and balance beside the mean",)
    return (Remark("", "not_checkable", text, (), needs),)
