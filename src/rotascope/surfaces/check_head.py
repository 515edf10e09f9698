"""The first lines of what `check` found: the article, how it fared, and its tone with names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.surfaces import claim_words, numbers
from rotascope.surfaces.layout import inked, joined, labelled, wrapped
from rotascope.terms.articles import FindingVerdict, Publication, Remark
from rotascope.terms.theses import Checked

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["head", "kind_of", "tone"]

NAMED = 12
KINDS = {
    "selective": "names left out",
    "permanent": "what is said to be permanent",
    "count_share": "a count",
}
"""What a kind of remark is about, where its own word says too little."""
FAILED: tuple[FindingVerdict, ...] = (
    "contradicted",
    "check_failed",
    "selective",
    "stale",
    "partial",
)
HOW = {
    "given": "as given", "metadata": "by the page's own data", "text": "by its own words",
    "relative": "counted from when it was fetched",
}  # fmt: skip


def head(told: Checked, width: int) -> list[Text]:
    """The article by its title, how it fared, who wrote it and when, as lines of `width` columns."""
    article = told.article
    title = article.title or (article.sentences[0].text if article.sentences else "")
    first, *rest = wrapped(title, width - 9, 2)
    made = [inked(("ARTICLE  ", "head"), (first, "plain"))]
    made += [inked((" " * 9 + line, "plain")) for line in rest]
    made += _verdict(told, width)
    by = joined((article.source, article.author, article.url))
    made += labelled("from", by, width, "muted", most=1) if by else []
    made += labelled("published", _published(article.published), width)
    if told.dating is not None:
        made += labelled("dated by its data", _dating(told), width, most=4)
    for one in article.citations:
        if one.note:
            made += labelled("cites", f"{one.url}: {one.note}", width, "warn", most=3)
    return made


def _verdict(told: Checked, width: int) -> list[Text]:
    """How its claims and the article as a whole fared, and the worst of it: what is read first."""
    if not told.findings and not told.remarks:
        return []
    failed: dict[FindingVerdict, list[str]] = {}
    for one in told.remarks:
        if one.verdict in FAILED:
            failed.setdefault(one.verdict, []).append(KINDS.get(one.kind, kind_of(one)))
    parts = [
        f"{claim_words.VERDICTS[word][1]}: {', '.join(dict.fromkeys(failed[word]))}"
        for word in sorted(failed, key=claim_words.ORDER.__getitem__)
    ]
    counts = sorted(told.counts, key=lambda one: claim_words.ORDER[one[0]])
    if counts:
        said = ", ".join(f"{n} {claim_words.VERDICTS[word][1]}" for word, n in counts)
        many = numbers.plural(sum(n for _, n in counts), "claim")
        none = [word for word, _ in counts] == ["not_checkable"]
        parts.append(f"none of {many} could be looked up" if none else f"of {many} {said}")
    made = labelled("verdict", "; ".join(parts) or "nothing in it could be looked up", width)
    if told.counter_case:
        first = claim_words.plain(told.counter_case[0].text, told.as_of)
        first = first[:1].upper() + first[1:]
        bad = failed or any(one.verdict == "contradicted" for one in told.findings)
        made += labelled("against it", first, width, "narrow" if bad else "plain", most=3)
    return made


def _published(told: Publication) -> str:
    if told.day is None:
        return joined(("undated", told.note))
    beside = HOW.get(told.how, told.how)
    note = f" ({told.note})" if told.note and told.how != "metadata" else ""
    return f"{numbers.weekday(told.day)}, {beside}{note}"


def _dating(told: Checked) -> str:
    dating = told.dating
    if dating is None or dating.day is None:
        return dating.note if dating else ""
    how = f", {dating.convention}" if dating.convention else ""
    return joined((f"{numbers.weekday(dating.day)}{how}", dating.note))


def tone(told: Checked, width: int, every: bool) -> list[Text]:
    """The tone with its label, and the names it speaks of: `every` one, or the first twelve."""
    scored, article = told.sentiment, told.article
    if not scored.n:
        return labelled("tone", scored.note or "nothing was scored", width, "muted")
    score = f"{scored.score:+.2f}".replace("-", numbers.MINUS)
    text = (
        f"{scored.label} {score} \u00b7 intensity {scored.intensity:.2f}, balance {scored.balance:.2f},"
        f" {numbers.plural(scored.n, 'sentence')}, by {scored.reader}"
    )
    made = labelled("tone", joined((text, scored.note)), width)
    page = [f"{name} {value}" for name, value in article.printed if value]
    if page:
        made += labelled("", f"the page itself prints {', '.join(page)}", width, "muted")
    sides = [claim_words.side(one) for one in scored.by_symbol]
    return made + _names(sides if every else sides[:NAMED], len(sides), width)


def _names(sides: Sequence[tuple[str, str]], of: int, width: int) -> list[Text]:
    """Scores by name in as many lines as they take, each with its ink."""
    from rotascope.surfaces.layout import LABEL

    room = width - LABEL - 2
    left = of - len(sides)
    shown = [*sides, *([(f"and {left} more: --all", "muted")] if left else [])]
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0
    for text, ink in shown:
        if used + len(text) > room and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append((f"{'   ' if used else ''}{text}", ink))
        used += len(text) + 3
    heads = ["  by name", *[""] * (len(rows) - 1)]
    pairs = zip(heads, rows, strict=True)
    return [inked((f"{head:<{LABEL + 2}}", "head"), *row) for head, row in pairs if row]


def kind_of(one: Remark) -> str:
    """What kind of remark it is, in plain words."""
    return one.kind.replace("_", " ")
