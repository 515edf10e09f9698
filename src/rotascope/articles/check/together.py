"""One convention for the claims of one table: the base and the end that most of them fit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from rotascope.articles.check.chance import with_chance
from rotascope.articles.check.judge import certain, judged
from rotascope.articles.check.looked import Looked
from rotascope.articles.measures.observed import Observed
from rotascope.terms.articles import Claim, Finding

__all__ = ["SUPPORTED", "together"]

Key = Callable[[Claim], Hashable]
Winner = tuple[str, int]
NOBODY: Winner = ("", 0)
FEWEST = 2
SUPPORTED = ("supported", "supported_under")


def _window(claim: Claim) -> Hashable:
    return claim.window, claim.as_of


def _table(claim: Claim) -> Hashable:
    return claim.window, claim.as_of, claim.group


def together(looked: Sequence[Looked]) -> tuple[Finding, ...]:
    """Findings of the claims, those of one window judged under the convention that most of them fit.

    A table's own convention goes before the article's for that window. A figure that only another
    convention fits is still supported under it, and said to stand alone.
    """
    article, table = _winners(looked, _window), _winners(looked, _table)
    return tuple(
        _one(claim, seen, *(table.get(_table(claim)) or article.get(_window(claim), NOBODY)))
        for claim, seen in looked
    )


def _winners(looked: Sequence[Looked], key: Key) -> dict[Hashable, Winner]:
    """Per group of claims the convention that most printed figures fit, with their number."""
    votes: dict[Hashable, dict[str, int]] = {}
    for claim, seen in looked:
        ballot = votes.setdefault(key(claim), {})
        for convention in dict.fromkeys(o.convention for o in seen if o.convention):
            ballot.setdefault(convention, 0)  # in the order of likelihood, which decides ties
            ballot[convention] += _fits_under(claim, seen, convention)
    return {
        group: max(ballot.items(), key=lambda entry: entry[1])
        for group, ballot in votes.items()
        if any(ballot.values())
    }


def _fits_under(claim: Claim, seen: Sequence[Observed], convention: str) -> bool:
    if claim.op != "=" or claim.digits is None:
        return False  # a rounded figure fits too many conventions to choose between them
    return any(certain(claim, o) for o in seen if o.own and o.convention == convention)


def _one(claim: Claim, seen: Sequence[Observed], winner: str, votes: int) -> Finding:
    alone = judged(claim, seen)
    shared = [o for o in seen if o.convention in ("", winner)]
    if votes >= FEWEST:  # the figures themselves name the close: it is no late one for them
        shared = [replace(o, late=False) for o in shared]
    if not winner or not shared:
        return with_chance(alone, seen)
    joint = replace(judged(claim, shared), tried=alone.tried)
    if joint.verdict in SUPPORTED:
        # A direction that holds on the usual base needs no convention; its number is the table's.
        usual = claim.digits is None and alone.verdict == "supported"
        found = replace(joint, verdict="supported") if usual else joint
        return found if votes >= FEWEST else with_chance(found, seen)
    if alone.verdict in SUPPORTED:
        base, _, end = winner.partition("|")
        apart = f"the figures beside it are counted from the {base} to {end}"
        told = replace(alone, reason="; ".join(text for text in (alone.reason, apart) if text))
        return with_chance(told, seen)
    if votes < FEWEST and joint.verdict == "contradicted":
        return alone  # one other figure is too little to take the usual base from what fails
    told_alike = joint.verdict in ("approximate", "partial", alone.verdict)
    return joint if told_alike else alone
