"""What the view hangs on, each with what watches it."""

from __future__ import annotations

from rotascope.articles.dependencies import Dependency, dependencies
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["hangs_on"]

SHOWN = 6


@remark("hangs_on", row="166")
def hangs_on(scene: Scene) -> tuple[Remark, ...]:
    """The drivers that the article's conditions and risks name, and the signals that watch each."""
    nodes = dependencies(scene.article)
    if not nodes:
        return ()
    shown = nodes[:SHOWN]
    text = "the view hangs on " + "; ".join(_said(node) for node in shown)
    if len(nodes) > len(shown):
        text += f"; and {len(nodes) - len(shown)} more"
    watch = [monitor for n in shown for monitor in n.driver.monitor[:1]]
    text += f". More: rotascope signals {' '.join(dict.fromkeys(watch))}" if watch else ""
    needs = tuple(f"{n.driver.name}: {n.driver.why}" for n in shown if not n.driver.monitor)
    watched = next((n.driver.monitor[0] for n in shown if n.driver.monitor), "")
    key = f"signal/{watched}@{scene.panel.as_of}" if watched else ""
    return (Remark("", "not_checkable", text, (), needs, key, "", nodes[0].start, nodes[0].end),)


def _said(node: Dependency) -> str:
    return f"{node.driver.name}{'' if node.driver.monitor else ' (nothing watches it)'}"
