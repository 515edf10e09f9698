"""Articles and what was found in them, as kept: one text one row, whatever door it came through.

What is kept again under the same id is left as it is; what was found anew as of the same day, by the
same reader, stands in place of what was found before. Writers need no lock: one row, one transaction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument, NotOnFile
from rotascope.store.sealed import opened, seal, text_of
from rotascope.store.state import State, schema
from rotascope.terms import Article, Claim, Dating, Disagreement, Finding, Remark, Sentiment

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "ClaimsOf",
    "Judged",
    "Said",
    "article_named",
    "check",
    "first_kept",
    "forget_article",
    "keep_article",
    "keep_judged",
    "stored_articles",
    "stored_claims",
    "stored_judged",
]

SHORTEST = 4
ID = re.compile(r"[0-9a-f]{1,64}")
ARTICLES = "SELECT id, body, sha FROM articles"
JUDGED = "SELECT article, as_of, reader, body, sha FROM findings"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one reader found in an article with the knowledge of one day."""

    article: str
    as_of: date
    reader: str
    sentiment: Sentiment | None = None
    findings: tuple[Finding, ...] = ()
    forecasts: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    dating: Dating | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim of an article without what was found of it."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class ClaimsOf:
    """What the library needs of a `Judged`: its claims and its dating; the rest is not read."""

    article: str
    as_of: date
    findings: tuple[Said, ...] = ()
    forecasts: tuple[Said, ...] = ()
    dating: Dating | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, those that could be looked up first."""
        return tuple(one.claim for one in (*self.findings, *self.forecasts))


def keep_article(state: State, article: Article, at: str) -> bool:
    """Keep an article, read at the moment `at` (UTC, ISO 8601); False if its text is there already."""
    body = text_of(article)
    row = {"id": article.id, "at": at, "body": body, "sha": seal(article.id, body)}
    with state.changing() as connection:  # one statement, whoever else keeps the same text at once
        table = schema().tables["articles"]
        told = _dialect(connection).insert(table).values(row).on_conflict_do_nothing()
        return connection.execute(told).rowcount > 0


def first_kept(state: State) -> dict[str, str]:
    """The moment (UTC, ISO 8601) at which each article on file was first kept, by its whole id."""
    return {str(name): str(at) for name, at in state.read("SELECT id, at FROM articles")}


def forget_article(state: State, name: str) -> dict[str, int]:
    """Take an article, by its whole id, and all that was made of it off file; rows removed by table.

    Its findings, theses, forecasts and what became of those go with it, in one transaction. Its tone in
    the market's table `sentiment` stays: what a signal once read is never taken back.
    """
    tables, gone = schema().tables, {}
    items = [
        str(row[0])
        for made in ("theses", "forecasts")
        for row in state.read(f"SELECT id FROM {made} WHERE article = :name", name=name)
    ]
    outcomes, articles = tables["outcomes"], tables["articles"]
    with state.changing() as connection:
        for item in items:
            connection.execute(outcomes.delete().where(outcomes.c.item == item))
        for made in ("findings", "theses", "forecasts"):
            table = tables[made]
            told = connection.execute(table.delete().where(table.c.article == name))
            gone[made] = told.rowcount
        gone["articles"] = connection.execute(
            articles.delete().where(articles.c.id == name)
        ).rowcount
    return gone


def _dialect(connection: Connection) -> Any:
    """Who says "insert unless it is there" in the words of this database."""
    from sqlalchemy.dialects import postgresql, sqlite

    return postgresql if connection.dialect.name == "postgresql" else sqlite


def stored_articles(state: State) -> tuple[Article, ...]:
    """Every article on file, in the order in which they were first read."""
    return tuple(_article(row) for row in state.read(f"{ARTICLES} ORDER BY at, id"))


def article_named(state: State, begins: str) -> Article:
    """The one article whose id begins so, four characters at least. Raises NoAnswer, BadArgument."""
    if len(begins) < SHORTEST or not ID.fullmatch(begins):
        what = f"'{begins[:64]}' is no article's id"
        raise BadArgument(what, f"{SHORTEST} or more of its hex digits", "`rotascope library`")
    rows = state.read(f"{ARTICLES} WHERE id LIKE :like ORDER BY id", like=f"{begins}%")
    if not rows:
        raise NotOnFile(f"no article on file begins with {begins}", "", "`rotascope library`")
    if len(rows) > 1:
        what = f"{len(rows)} articles begin with {begins}"
        raise BadArgument(what, "more of the id", f"{rows[0][0][: len(begins) + 6]}")
    return _article(rows[0])


def keep_judged(state: State, judged: Judged, at: str) -> None:
    """Keep what was found, in place of what the same reader found as of the same day."""
    table, body = schema().tables["findings"], text_of(judged)
    key = {"article": judged.article, "as_of": str(judged.as_of), "reader": judged.reader}
    with state.changing() as connection:
        same = (table.c[name] == value for name, value in key.items())
        connection.execute(table.delete().where(*same))
        values = {**key, "at": at, "body": body, "sha": seal(_name(judged), body)}
        connection.execute(table.insert().values(**values))


def stored_judged(state: State, article: str = "") -> tuple[Judged, ...]:
    """What was found (in one article, by its whole id), oldest day first."""
    only = " WHERE article = :article" if article else ""
    asked = {"article": article} if article else {}
    rows = state.read(f"{JUDGED}{only} ORDER BY as_of, article, reader", **asked)
    return tuple(_judged(row) for row in rows)


def stored_claims(state: State, by: date | None = None) -> dict[str, ClaimsOf]:
    """The newest claims of every article, by its whole id; with `by` the newest as of that day.

    Only what stands in the end is opened: a full shelf takes a third of the time of `stored_judged`.
    """
    newest: dict[str, Row] = {}
    for row in state.read(f"{JUDGED} ORDER BY as_of, article, reader"):
        if by is None or str(row[1]) <= str(by):
            newest[str(row[0])] = row
    found = {}
    for article, row in newest.items():
        _, as_of, reader, body, sha = (str(part) for part in row)
        found[article] = opened(ClaimsOf, f"{article} {as_of} {reader}", body, sha)
    return found


def check(state: State) -> None:
    """Raise IntegrityError for an article, or what was found in one, that is not as it was kept."""
    stored_articles(state)
    stored_judged(state)


def _article(row: Row) -> Article:
    name, body, sha = (str(part) for part in row)
    return opened(Article, name, body, sha)


def _judged(row: Row) -> Judged:
    article, as_of, reader, body, sha = (str(part) for part in row)
    return opened(Judged, f"{article} {as_of} {reader}", body, sha)


def _name(judged: Judged) -> str:
    return f"{judged.article} {judged.as_of} {judged.reader}"
