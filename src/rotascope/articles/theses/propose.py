"""An article into theses: each if-then and each call, with what would prove it wrong, and its horizon.

Nothing is guessed into a condition: a clause that no observable stands for stays as words, so that the
thesis says it cannot be watched. What would end the move that the article speaks for falsifies its
theses; it is no thesis of the other side.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from rotascope import sessions
from rotascope.articles.theses.calls import (
    MOST_SESSIONS,
    PLAIN_SESSIONS,
    calls,
    sessions_of,
    year_of,
)
from rotascope.articles.theses.clauses import Clause, Conditional, conditionals
from rotascope.articles.theses.observables import condition_of
from rotascope.articles.theses.sides import (
    Side,
    lead_of,
    named_most,
    on_pair,
    opposed,
    pair_in,
    pair_near,
    side_of,
)
from rotascope.articles.wording import hedge_of
from rotascope.errors import BadArgument
from rotascope.terms.articles import AUTHOR, Article, Claim, Mention, Speaker
from rotascope.terms.theses import Thesis, Trigger
from rotascope.terms.words import Axis, Leader

__all__ = ["due_after", "opened_on", "theses_of"]

MOST, MOST_IFS, MOST_SENTENCES = 12, 100, 2_000
LONGEST = 300
BACK = 3
Role = Literal["trigger", "falsifier"]
_HOUSE = re.compile(r"\b(?:strategists|analysts|economists|brokers|advisers)\b", re.I)
_LEADS = re.compile(r"\b(?:lead|leadership|outperform\w*|rotation|spread)\b", re.I)
_IT = re.compile(r"^(?:it|this|that|these|the (?:trend|pattern|move|setup|reversal))\b", re.I)
UNREAD = "not looked at yet"


@dataclass(frozen=True, slots=True)
class _Draft:
    """One thesis in the making: where it is said, what follows, and the clauses it hangs on."""

    side: Side
    pair: str
    sentence: int
    text: str
    then: str
    keys: tuple[Trigger, ...]


Against = list[tuple[int, Trigger]]
"""What would end the move that an article speaks for, each with its sentence."""


def theses_of(
    article: Article, mentions: Sequence[Mention], claims: Iterable[Claim] = ()
) -> tuple[Thesis, ...]:
    """The article's if-thens and calls, twelve at most, in the order of its text.

    Every trigger has its words, its condition ("" where no observable says this) and no state: `watched`
    looks. `opened` is the publication, None if that is not known; the speaker is that of the claims in
    the same sentence. The horizon is the sentence's own, else the article's first, else half a year.
    The first 2,000 sentences are read.
    """
    article = replace(article, sentences=article.sentences[:MOST_SENTENCES])
    mentions = [one for one in mentions if one.sentence < MOST_SENTENCES]
    plain = lead_of(article, mentions)
    lead = plain or named_most(article, mentions)
    drafts, against = _drafts(article, mentions, lead, plain)
    drafts += [
        _Draft(one.side, one.pair, one.sentence, one.text, one.text, ())
        for one in islice(calls(article, mentions), MOST_IFS)
    ]
    if against and lead is not None and all(opposed(one.side, lead) for one in drafts):
        drafts.append(_bare(article, mentions, lead, min(number for number, _ in against)))
    speakers = {one.sentence: one.speaker for one in claims if one.speaker.name}
    made: dict[object, Thesis] = {}
    for draft in sorted(drafts, key=lambda one: one.sentence):
        own = lead is not None and not opposed(draft.side, lead)
        keys = _new(against, draft) if own else ()
        thesis = _thesis(article, draft, keys, _speaker(draft, speakers))
        same = thesis.side, thesis.pair, _conditions(thesis)
        # Of calls that say the same, the one that names its own span is the one to be held to.
        if same not in made or (sessions_of(draft.text) and not sessions_of(made[same].statement)):
            made[same] = thesis
    return tuple(made.values())[:MOST]


def _speaker(draft: _Draft, speakers: Mapping[int, Speaker]) -> Speaker:
    """Who speaks there; of "if it holds" the one whose words "it" stands for; of a call its house."""
    own = speakers.get(draft.sentence)
    if own is None and any(_IT.match(key.words) for key in draft.keys):
        own = speakers.get(draft.sentence - 1)
    house = None if draft.keys or own is not None else _HOUSE.search(draft.text[:LONGEST])
    return own or (Speaker(house[0].lower(), 2) if house else AUTHOR)


def _bare(article: Article, mentions: Sequence[Mention], lead: Side, number: int) -> _Draft:
    """The article's own side without an if, where it only says what would end it."""
    text, pair = article.sentences[number].text, pair_near(article, number, mentions)
    side = on_pair(lead, pair) if pair else lead
    return _Draft(side, pair, number, text, text, ())


def opened_on(thesis: Thesis, day: date, why: str = "undated: the day it was registered") -> Thesis:
    """An undated thesis, watched from `day` on; one that has its own day is left as it is.

    `why` says where the day comes from, behind the note.
    """
    if thesis.opened is not None:
        return thesis
    note = f"{thesis.note}; opened: {why}"
    return replace(thesis, opened=day, expires=due_after(day, thesis.horizon_days), note=note)


def due_after(day: date, horizon: int) -> date:
    """The session `horizon` sessions after a day; by the calendar year where no session is known yet."""
    try:
        return sessions.shift(day, horizon)
    except BadArgument:
        return day + timedelta(days=round(horizon * 365 / 252))


def _drafts(
    article: Article, mentions: Sequence[Mention], lead: Side | None, plain: Side | None
) -> tuple[list[_Draft], Against]:
    """(if-thens with a side, what would end the move that the article plainly speaks for)."""
    found: list[_Draft] = []
    against: Against = []
    for one in conditionals(article)[:MOST_IFS]:
        pair = pair_near(article, one.sentence, mentions)
        side = _side(one, mentions, lead)
        if side is None:
            continue
        ends = one.against or (plain is not None and side.turned and opposed(side, plain))
        keys = _keys(article, one, pair, "falsifier" if ends else "trigger")
        if ends:
            against += [
                (one.sentence, key) for key in keys if key.condition or one.kind == "driver"
            ]
        elif any(key.condition for key in keys) or one.kind == "list":
            sentence = article.sentences[one.sentence]
            used = any(f'"{pair}"' in key.condition for key in keys) and pair
            named = used or pair_in(sentence.start, sentence.end, mentions)
            side = on_pair(side, named) if named else side
            text = sentence.text
            if one.kind == "driver":  # what would end the move stands in the same sentence
                text = article.text[one.ifs[0].start : one.then.end]
            found.append(_Draft(side, named, one.sentence, text, one.then.text, keys))
    return found, against


def _side(one: Conditional, mentions: Sequence[Mention], lead: Side | None) -> Side | None:
    """The side that the then speaks for, else the ifs'; of what moves the trend, the article's own."""
    if one.kind == "driver":
        return lead
    clauses = (one.then, *one.ifs) if one.kind != "list" else (one.then,)
    found = (side_of(clause.text, clause.start, mentions) for clause in clauses)
    side = next((side for side in found if side is not None), None)
    return side or (lead if _LEADS.search(one.then.text) else None)


def _keys(article: Article, one: Conditional, pair: str, role: Role) -> tuple[Trigger, ...]:
    """One key a clause that must hold with the others; one for all of them where any is enough."""
    read = [(clause, _read(article, one.sentence, clause.text, pair)) for clause in one.ifs]
    if one.any_of and role == "trigger":
        known = [condition for _, condition in read if condition]
        words = ", or ".join(clause.text for clause, condition in read if condition)
        joined = " or ".join(f"({condition})" for condition in known)
        if not known:
            return ()
        single = known[0] if len(known) == 1 else joined
        return (_key(Clause(words, one.ifs[0].start), single, role, one.ifs[-1].end),)
    return tuple(_key(clause, condition, role, clause.end) for clause, condition in read)


def _read(article: Article, sentence: int, text: str, pair: str) -> str:
    """The condition of a clause; "it holds" means the line that was spoken of just before."""
    found = condition_of(text, pair)
    if found or not _IT.match(text):
        return found
    for number in range(sentence - 1, max(sentence - BACK, 0) - 1, -1):
        found = condition_of(article.sentences[number].text, pair)
        if found:
            return found
    return ""


def _key(clause: Clause, condition: str, role: Role, end: int) -> Trigger:
    reason = UNREAD if condition else "no observable stands for these words"
    words = clause.text[:LONGEST]
    return Trigger(words, condition, role, None, reason, start=clause.start, end=end)


def _thesis(
    article: Article, draft: _Draft, against: tuple[Trigger, ...], speaker: Speaker
) -> Thesis:
    opened = article.published.day
    horizon, reason = _horizon(article, draft.text, opened)
    axis, side = draft.side.axis, draft.side.side
    keys = (*draft.keys, *against)
    return Thesis(
        id=_id(article.id, axis, side, draft.pair, keys, draft.text),
        article=article.id,
        statement=draft.text[:LONGEST],
        axis=axis,
        side=side,
        triggers=keys,
        horizon_days=horizon,
        opened=opened,
        expires=None if opened is None else due_after(opened, horizon),
        status="waiting",
        speaker=speaker,
        hedge=hedge_of(draft.then),
        note=f"horizon: {reason}",
        source=article.source,
        author=article.author,
        pair=draft.pair,
    )


def _horizon(article: Article, text: str, opened: date | None) -> tuple[int, str]:
    """(sessions, where they come from): the sentence's own span or year, else the article's first."""
    own, year = sessions_of(text), year_of(text, opened) if opened is not None else None
    if own is None and year is not None and opened is not None:
        ahead = sessions.count(opened, year[1])
        if ahead:
            return min(ahead, MOST_SESSIONS), f"'{year[2]}'"
    spans = [own] + [sessions_of(one.text) for one in article.sentences]
    named = next((span for span in spans if span is not None), None)
    if named is None:
        return PLAIN_SESSIONS, f"no span is named: {PLAIN_SESSIONS} sessions"
    return named[0], f"'{named[1]}'"


def _new(against: Against, draft: _Draft) -> tuple[Trigger, ...]:
    """The falsifiers that are not among a draft's own clauses."""
    known = {key.start for key in draft.keys}
    return tuple(key for _, key in against if key.start not in known)


def _id(
    article: str, axis: Axis, side: Leader, pair: str, keys: tuple[Trigger, ...], text: str
) -> str:
    """Twelve hex digits of what it says: the same article gives the same ids on every machine."""
    said = "|".join((article, axis, side, pair, text, *(f"{k.role} {k.words}" for k in keys)))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _conditions(thesis: Thesis) -> tuple[tuple[str, str], ...]:
    """What tells theses apart: their readable triggers; calls of one side are one thesis."""
    return tuple((k.role, k.condition or k.words) for k in thesis.triggers if k.role == "trigger")
