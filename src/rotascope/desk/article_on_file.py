"""An article on file, checked again: the page of an article shows what `check` would say of it.

The findings of a check are kept, its takeaways and its case against are not: they are made anew, with
the knowledge of the day on which the article was last checked, so that its address tells one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rotascope.desk.check import checked
from rotascope.desk.keep_check import stored
from rotascope.errors import NoAnswer, UnknownName
from rotascope.store.articles import Judged, article_named, stored_judged
from rotascope.store.backend import StoreBackend
from rotascope.terms.articles import Article, Publication
from rotascope.terms.theses import Checked

if TYPE_CHECKING:
    from rotascope.desk.panels import Panels

__all__ = ["article_on_file"]

OWN = "article/"


def article_on_file(
    panels: Panels, begins: str, as_of: str | date | None = None, published: date | None = None
) -> Checked:
    """What is to be said of the article whose id begins so, with what was known on a day.

    Without a day: with what was known when it was last checked; a later session is told in a note.
    `published` is the day that the reader gives to one that says none.
    Keys of claims that were not kept as of that day are left out: nothing would open them. Raises
    NoAnswer or BadArgument for what begins no article's id, UnknownName for a day before it was on file.
    """
    backend = panels.backend
    if not isinstance(backend, StoreBackend):
        raise NoAnswer("rows in memory hold no articles", "a store", "`rotascope check FILE`")
    article = article_named(backend.market.state, begins)
    if published is not None:
        article = replace(article, published=Publication(published, "given"))
    judged = stored_judged(backend.market.state, article.id)
    newest = panels.any(as_of).as_of
    back = panels.look_back(as_of)
    shelf = stored(backend, back)
    if back is not None and not any(one.article.id == article.id for one in shelf):
        what = f"article {article.id[:12]} was not on file by {back}"
        raise UnknownName(what, "a day on which it was", "the same without a day")
    latest = newest if as_of is not None else min(newest, _last_day(article, judged) or newest)
    told = checked(lambda day: panels.at(min(day, latest)), latest, article, shelf)
    notes = told.notes
    if latest < newest:
        notes = (*notes, f"checked with what was known on {latest}; {newest} is on file by now")
    kept = any(one.as_of == told.as_of for one in judged)
    return replace(told if kept else _without_keys(told), notes=notes)


def _last_day(article: Article, judged: Sequence[Judged]) -> date | None:
    """The day as of which an article was last checked that nothing else dates; None if one does."""
    dated = article.published.day or any(one.dating and one.dating.day for one in judged)
    return None if dated else max((one.as_of for one in judged), default=None)


def _without_keys(told: Checked) -> Checked:
    """The same without keys that open only what was kept."""
    findings = (replace(one, key="") if one.key.startswith(OWN) else one for one in told.findings)
    return replace(told, key="", findings=tuple(findings))
