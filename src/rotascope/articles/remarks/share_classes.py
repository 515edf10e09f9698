"""Two share lines of one company counted as two."""

from __future__ import annotations

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, Remark

__all__ = ["share_classes"]


@remark("share_classes", row="C04")
def share_classes(scene: Scene) -> tuple[Remark, ...]:
    """Lists that hold two lines of one issuer: means by issuer and by line, beside the fund's figure."""
    doubled = _doubled(scene, tuple(dict.fromkeys(m.symbol for m in scene.mentions)))
    if not doubled:
        return ()
    parts, used = [], []
    for window in own.windows(scene):
        told = _means(scene, window)
        if told:
            parts.append(told[0])
            used += told[1]
    issuer = scene.catalog.issuer(doubled[0])
    text = f"{own.listed(doubled)} are lines of one issuer, {issuer}: it counts once"
    if parts:
        text += "; mean of the names " + "; ".join(parts)
    first = next(m for m in scene.mentions if m.symbol == doubled[-1])
    return (Remark("", "partial", text, own.ids(used), start=first.start, end=first.end),)


def _doubled(scene: Scene, symbols: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of the first issuer that the article names by more than one."""
    held: dict[str, list[str]] = {}
    for symbol in symbols:
        held.setdefault(scene.catalog.issuer(symbol), []).append(symbol)
    return next((tuple(lines) for lines in held.values() if len(lines) > 1), ())


def _means(scene: Scene, window: str) -> tuple[str, list[Claim]] | None:
    """One window: mean by issuer, mean by line, and what a fund of the few is printed to have earned."""
    figures = own.printed(scene, window)
    few = [s for s in figures if own.side_of(s, scene.catalog) == "few"]
    lines = [s for s in few if s not in own.BENCHMARKS and s.isalpha()]
    if not _doubled(scene, tuple(lines)):
        return None
    by_issuer = own.issuer_mean(scene, figures, lines) or 0.0
    by_line = sum(figures[s].value or 0.0 for s in lines) / len(lines)
    fund = next((s for s in own.BENCHMARKS if s in figures), "")
    beside = f" ({fund} {own.percent(figures[fund].value or 0.0)})" if fund else ""
    issuers = len({scene.catalog.issuer(s) for s in lines})
    text = (
        f"{own.worded(window)} {own.percent(by_issuer)} by issuer ({issuers}){beside},"
        f" {own.percent(by_line)} by line ({len(lines)})"
    )
    return text, [figures[s] for s in lines]
