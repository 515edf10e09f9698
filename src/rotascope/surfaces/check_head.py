"""The first lines of what `check` found: the article, how it fared, and its tone with names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rotascope.surfaces import check_words, claim_words, numbers
from rotascope.surfaces.layout import inked, joined, labelled, wrapped
from rotascope.terms.theses import Checked

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["head", "tone"]

NAMED = 12


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
    made += labelled("published", check_words.published(article.published), width)
    if told.dating is not None:
        made += labelled("dated by its data", check_words.dated(told), width, most=4)
    for one in article.citations:
        if one.note:
            made += labelled("cites", f"{one.url}: {one.note}", width, "warn", most=3)
    return made


def _verdict(told: Checked, width: int) -> list[Text]:
    """How its claims and the article as a whole fared, and the worst of it: what is read first."""
    if not told.findings and not told.remarks:
        return []
    made = labelled("verdict", check_words.verdict_line(told), width)
    first, bad = check_words.against(told)
    return made + (
        labelled("against it", first, width, "narrow" if bad else "plain", most=3) if first else []
    )


def tone(told: Checked, width: int, every: bool) -> list[Text]:
    """The tone with its label, and the names it speaks of: `every` one, or the first twelve."""
    scored, article = told.sentiment, told.article
    if not scored.n:
        return labelled("tone", scored.note or "nothing was scored", width, "muted")
    text = (
        f"{scored.label} {check_words.scored(scored.score)} \u00b7 intensity"
        f" {scored.intensity:.2f}, balance {scored.balance:.2f},"
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
