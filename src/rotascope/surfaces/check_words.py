"""The sentences of a checked article, the same on a terminal and on a page. Nothing is computed here."""

from __future__ import annotations

from rotascope.surfaces import claim_words, numbers
from rotascope.terms.articles import Finding, FindingVerdict, Publication, Remark, Takeaway
from rotascope.terms.theses import Checked

__all__ = [
    "against",
    "band",
    "dated",
    "failed",
    "finding",
    "kind_of",
    "published",
    "rested",
    "scored",
    "verdict_line",
]

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
HOLD: tuple[FindingVerdict, ...] = ("supported", "supported_under", "approximate")
HOW = {
    "given": "as given", "metadata": "by the page's own data", "text": "by its own words",
    "relative": "counted from when it was fetched",
}  # fmt: skip
TOLD = {
    "supported_under": "supported by one reading, named below",
    "no claim": "nothing in it to look up",
    "opinion": "an opinion", "forecast": "a forecast, to be scored later",
}  # fmt: skip
"""What a takeaway's verdict reads as where the bare word says too little."""


def kind_of(one: Remark) -> str:
    """What kind of remark it is, in plain words."""
    return one.kind.replace("_", " ")


def failed(told: Checked) -> dict[FindingVerdict, tuple[str, ...]]:
    """What of the article as a whole fails, by verdict, the worst first."""
    found: dict[FindingVerdict, list[str]] = {}
    for one in told.remarks:
        if one.verdict in FAILED:
            found.setdefault(one.verdict, []).append(KINDS.get(one.kind, kind_of(one)))
    order = sorted(found, key=claim_words.ORDER.__getitem__)
    return {word: tuple(dict.fromkeys(found[word])) for word in order}


def verdict_line(told: Checked) -> str:
    """How its claims and the article as a whole fared: 'contradicted: headline; of 34 claims 12 ...'."""
    parts = [
        f"{claim_words.VERDICTS[word][1]}: {', '.join(kinds)}"
        for word, kinds in failed(told).items()
    ]
    counts = sorted(told.counts, key=lambda one: claim_words.ORDER[one[0]])
    if counts:
        said = ", ".join(f"{n} {claim_words.VERDICTS[word][1]}" for word, n in counts)
        many = numbers.plural(sum(n for _, n in counts), "claim")
        none = [word for word, _ in counts] == ["not_checkable"]
        parts.append(f"none of {many} could be looked up" if none else f"of {many} {said}")
    return "; ".join(parts) or "nothing in it could be looked up"


def finding(told: Checked) -> str:
    """What a headline says of it: 'Headline contradicted; 31 of 34 claims hold, 1 is ...'."""
    whole = failed(told).get("contradicted", ())
    told_of = ", ".join(whole) + " contradicted; " if whole else ""
    said = told_of + _claims_said(dict(told.counts))
    return said[:1].upper() + said[1:]


def _claims_said(counts: dict[FindingVerdict, int]) -> str:
    total = sum(counts.values())
    if not total:
        return "no claim could be looked up"
    held = sum(counts.get(word, 0) for word in HOLD)
    wrong, open_ = counts.get("contradicted", 0), counts.get("not_checkable", 0)
    if open_ == total:
        return f"none of {numbers.plural(total, 'claim')} could be looked up"
    said = [f"{held} of {numbers.plural(total, 'claim')} hold{'s' if held == 1 else ''}"]
    said += [f"{wrong} {'is' if wrong == 1 else 'are'} contradicted"] if wrong else []
    said += [f"{open_} could not be looked up"] if open_ else []
    return ", ".join(said)


def against(told: Checked) -> tuple[str, bool]:
    """(the strongest point against it, whether anything of it fails); ("", ...) for none."""
    bad = bool(failed(told)) or any(one.verdict == "contradicted" for one in told.findings)
    if not told.counter_case:
        return "", bad
    first = claim_words.plain(told.counter_case[0].text, told.as_of)
    return first[:1].upper() + first[1:], bad


def published(told: Publication) -> str:
    """'Tue 2026-06-09, as given'; 'undated' with what is known."""
    if told.day is None:
        return " · ".join(part for part in ("undated", told.note) if part)
    beside = HOW.get(told.how, told.how)
    note = f" ({told.note})" if told.note and told.how != "metadata" else ""
    return f"{numbers.weekday(told.day)}, {beside}{note}"


def dated(told: Checked) -> str:
    """The one day that its figures fit and how, or why there is none; "" where nobody looked."""
    dating = told.dating
    if dating is None or dating.day is None:
        return dating.note if dating else ""
    how = f", {dating.convention}" if dating.convention else ""
    said = f"{numbers.weekday(dating.day)}{how}"
    return " · ".join(part for part in (said, dating.note) if part)


def scored(score: float) -> str:
    """A tone with its sign: '+0.12'."""
    return f"{score:+.2f}".replace("-", numbers.MINUS)


def rested(one: Takeaway) -> str:
    """What a takeaway's claims came to, in plain words; "" where there is nothing to say."""
    return TOLD.get(one.verdict, one.verdict.replace("_", " "))


def band(one: Finding) -> str:
    """The hedge of a forecast and the probabilities it is documented to mean; "" for none."""
    hedge = one.claim.hedge
    if hedge is None:
        return ""
    return f"{hedge.word}: {hedge.low * 100:.0f}–{hedge.high * 100:.0f} %"
