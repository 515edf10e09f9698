"""Names picked from a group of which the article itself prints the rest."""

from __future__ import annotations

import re

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, Remark, Sentence

__all__ = ["selective"]

COMPARES = re.compile(
    r"\b(?:under-?perform(?:s|ed|ing)?|out-?perform(?:s|ed|ing)?|lag(?:s|ged|ging)?|trail(?:s|ed|ing)?"
    r"|beat(?:s|en|ing)?)\b",
    re.I,
)
MOST = 5
Table = tuple[str, dict[str, Claim]]
BEHIND = re.compile(r"^(?:under|lag|trail)", re.I)


@remark("selective", row="C03")
def selective(scene: Scene) -> tuple[Remark, ...]:
    """The whole split of a group where a sentence names some of it against a benchmark."""
    tables = {window: own.printed(scene, window) for window in own.windows(scene)}
    made: list[Remark] = []
    for number, sentence, verb in scene.saying(COMPARES):
        if sentence.kind in ("table", "title") or len(made) >= MOST:
            continue
        named, benchmark = _clause(scene, number, sentence, verb)
        for window, figures in tables.items():
            split = _split(scene, named, benchmark, (window, figures), bool(BEHIND.match(verb[0])))
            if split is not None:
                text, claims = split
                made.append(Remark("", "selective", text, own.ids(claims), (), "", "",
                                   sentence.start, sentence.end))  # fmt: skip
    return tuple(made)


def _clause(
    scene: Scene, number: int, sentence: Sentence, verb: re.Match[str]
) -> tuple[list[str], str]:
    """(whom the verb's clause is about, what they are set against): names before it and after it."""
    start = sentence.start + max(sentence.text.rfind(mark, 0, verb.start()) for mark in ",;:") + 1
    at = sentence.start + verb.end()
    inside = scene.named(number)
    before = [m.symbol for m in inside if start <= m.start < at and m.kind == "company"]
    after = [m.symbol for m in inside if m.start >= at]
    return list(dict.fromkeys(before)), after[0] if after else ""


def _split(
    scene: Scene, named: list[str], benchmark: str, table: Table, behind: bool
) -> tuple[str, list[Claim]] | None:
    """The sentence and its claims, where the article's own table holds more of the group."""
    window, figures = table
    hurdle = figures.get(benchmark)
    group = _group(scene, named)
    if hurdle is None or hurdle.value is None or not group:
        return None
    issuer = scene.catalog.issuer
    means = {i: own.issuer_mean(scene, figures, [s for s in group if issuer(s) == i])
             for i in dict.fromkeys(issuer(s) for s in group)}  # fmt: skip
    lag = [i for i, mean in means.items() if mean is not None and mean < hurdle.value]
    lead = [i for i, mean in means.items() if mean is not None and mean >= hurdle.value]
    mine, other = (lag, lead) if behind else (lead, lag)
    said = {issuer(s) for s in named}
    unsaid = [i for i in mine if i not in said]
    if not other or len(lag) + len(lead) <= len(said):
        return None
    left_out = f"; it leaves out {own.listed(_tickers(scene, unsaid))}" if unsaid else ""
    text = (
        f"{own.worded(window)} {own.listed(_tickers(scene, lag))} ({len(lag)}) lag"
        f" {own.called(scene, benchmark)} and {own.listed(_tickers(scene, lead))} ({len(lead)}) lead"
        f" it: the article names {own.listed(_tickers(scene, list(said & set(mine))))}{left_out}"
    )
    return text, [hurdle, *(figures[s] for s in group if s in figures)]


def _group(scene: Scene, named: list[str]) -> tuple[str, ...]:
    """The lines of the smallest basket that holds everyone named, with issuers' other lines."""
    issuer = scene.catalog.issuer
    wanted = {issuer(s) for s in named}
    holding = [
        b for b in scene.catalog.baskets.values() if wanted <= {issuer(s) for s in b.symbols}
    ]
    if not wanted or not holding:
        return ()
    basket = min(holding, key=lambda b: len(b.symbols))
    inside = {issuer(s) for s in basket.symbols}
    lines = [c.subject[0] for c in scene.of("return") if len(c.subject) == 1]
    return tuple(dict.fromkeys((*basket.symbols, *(s for s in lines if issuer(s) in inside))))


def _tickers(scene: Scene, issuers: list[str]) -> list[str]:
    """Issuers by the ticker that the article prints, its first line."""
    lines = [m.symbol for m in scene.mentions if m.kind == "company"]
    lines += [c.subject[0] for c in scene.of("return")]
    return sorted(next((s for s in lines if scene.catalog.issuer(s) == i), i) for i in issuers)
