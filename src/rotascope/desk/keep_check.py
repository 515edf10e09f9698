"""What `check` found, kept: the article, its findings, its theses, and its tone as signals read it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from rotascope import catalog, sessions
from rotascope.articles.library import Shelved
from rotascope.articles.names import mentions
from rotascope.articles.theses import opened_on, predictions_of
from rotascope.errors import WrongUse
from rotascope.ingest.judged import Score, keep_scores
from rotascope.panel import Backend
from rotascope.store.articles import (
    ClaimsOf,
    Judged,
    article_named,
    first_kept,
    forget_article,
    keep_article,
    keep_judged,
    stored_articles,
    stored_claims,
)
from rotascope.store.backend import StoreBackend
from rotascope.store.theses import keep_predictions, keep_theses
from rotascope.terms.articles import Article, Sentiment
from rotascope.terms.theses import Checked, Prediction

__all__ = ["forget", "keep", "known_on", "stored"]

MARKET = "market"


def stored(backend: Backend, by: date | None = None) -> tuple[Shelved, ...]:
    """Every article on file with its claims and the day its figures fit; none in memory.

    A look back to the day `by` sees what was kept and published by then, read with the knowledge of
    no later day. Without it everything kept so far is seen, whatever the newest session on file is.
    """
    if not isinstance(backend, StoreBackend):
        return ()
    state = backend.market.state
    judged = stored_claims(state, by)
    kept = first_kept(state)
    shelf = (_shelved(one, judged.get(one.id), kept[one.id]) for one in stored_articles(state))
    return tuple(one for one in shelf if by is None or one.known_by(by))


def known_on(at: str) -> date:
    """The first session that knows what was kept at a moment (UTC, ISO 8601)."""
    return sessions.shift(sessions.last_complete(datetime.fromisoformat(at)), 1)


def forget(backend: Backend, begins: str) -> str:
    """Take one article and all that was made of it off file; a sentence on what went.

    Raises NoAnswer or BadArgument for what begins no article's id, or several.
    """
    if not isinstance(backend, StoreBackend):
        raise WrongUse("rows in memory hold no articles", "a store", "")
    state = backend.market.state
    article = article_named(state, begins)
    gone = forget_article(state, article.id)
    return (
        f"article {article.id[:12]} forgotten, with theses: {gone['theses']}, forecasts:"
        f" {gone['forecasts']}; the tone that signals read of it stays in the table `sentiment`"
    )


def _shelved(article: Article, judged: ClaimsOf | None, at: str) -> Shelved:
    day = known_on(at)
    if judged is None:
        return Shelved(article, kept=day)
    return Shelved(article, judged.claims, judged.dating, day)


def keep(backend: Backend, told: Checked, today: date, at: datetime) -> str:
    """Keep everything that `check` said, and say in a sentence what is new.

    `today`: the session that first knows it; `at`: the moment. The same again adds nothing. Raises
    WrongUse for rows that are in no store.
    """
    if not isinstance(backend, StoreBackend):
        raise WrongUse("an article cannot be kept in memory", "a store", "")
    state, article = backend.market.state, told.article
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    fresh = keep_article(state, article, moment)
    found = Judged(article.id, told.as_of, told.sentiment.reader, told.sentiment, told.findings,
                   told.forecasts, told.remarks, told.disagreements, told.dating)  # fmt: skip
    if told.sentiment.n:
        keep_judged(state, found, moment)
    new = keep_theses(state, [opened_on(one, today) for one in told.theses], moment)
    registered = keep_predictions(state, _predictions(told, today), moment)
    rows = _scored(backend, told, today)
    parts = [f"article {article.id[:12]} {'kept' if fresh else 'was on file'}"]
    parts += [f"new theses: {new}"] if new else []
    parts += [f"new forecasts: {registered}"] if registered else []
    return "; ".join([*parts, rows])


def _predictions(told: Checked, today: date) -> tuple[Prediction, ...]:
    """The forecasts to be scored one day; none of an article that is not read."""
    if not told.forecasts:
        return ()
    claims = [one.claim for one in told.forecasts]
    day = told.dating.day if told.dating is not None else None
    return predictions_of(
        told.article, mentions(told.article, catalog.load()), claims, day or today
    )


def _scored(backend: StoreBackend, told: Checked, today: date) -> str:
    """The tone as rows of the table `sentiment`, where a day is known."""
    article, day = told.article, told.article.published.day
    if not told.sentiment.n:
        return "no tone to keep"
    if told.sentiment.reader != "builtin":
        # A model may be talked into a score: no signal ever counts one.
        return f"read by {told.sentiment.reader}: signals count the built-in reader's tone alone"
    if day is None:
        return "undated: its tone is not counted by signals; --published would"
    if day > today:
        return f"dated {day}, after today: its tone is not counted by signals"
    title = article.title or article.sentences[0].text[:120]
    n = keep_scores(backend.market, article.id, title, day, _scores(told.sentiment), today)
    return f"{n} scores for the sentiment signals, known from {today}" if n else "its scores stand"


def _scores(sentiment: Sentiment) -> tuple[Score, ...]:
    """The document's score, and those of symbols with two mentions or more."""
    firm = [one for one in sentiment.by_symbol if one.firm]
    each = tuple((one.symbol, one.score, one.label) for one in firm)
    return ((MARKET, sentiment.score, sentiment.label), *each)
