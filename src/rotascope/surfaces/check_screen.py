"""What `check` found, on a terminal: the article, its tone, its claims, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from rotascope.surfaces import check_words, claim_words, numbers, thesis_words
from rotascope.surfaces.check_head import head, tone
from rotascope.surfaces.layout import (
    inked,
    joined,
    plain_table,
    roomy,
    say,
    wrapped,
)
from rotascope.terms.articles import Finding
from rotascope.terms.theses import Checked, Thesis, Trigger

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["print_check"]

WIDE, WIDEST = 100, 130
FEW, NEEDS, TITLE, BESIDE = 6, 2, 90, 2
ROOM, SPARE = (26, 32, 36), 104
"""Columns of a claim's name by size of screen; what its own words leave to the rest on the widest."""


def print_check(console: Console, told: Checked, *, every: bool = False) -> None:
    """Everything that was found; `every` claim and name instead of the first of them."""
    for line in [*head(told, console.width), *tone(told, console.width, every), inked()]:
        _print(console, line)
    _print_takeaways(console, told)
    _print_findings(console, told, every)
    _print_remarks(console, told, every)
    _print_against(console, told, every)
    _print_ahead(console, told, every)
    _print_beside(console, told, every)
    for note in (*told.article.notes, *told.notes):
        say(console, note)
    opened = f" \u00b7 why {told.key}" if told.key else ""
    say(console, f"as known on {told.as_of}{opened}")


def _print(console: Console, line: Text) -> None:
    console.print(line, no_wrap=True, crop=True, overflow="ellipsis")


def _print_takeaways(console: Console, told: Checked) -> None:
    if not told.takeaways:
        return
    say(console, "Takeaways", "head")
    for place, one in enumerate(told.takeaways, 1):
        token = "broad" if one.score > 0.1 else "narrow" if one.score < -0.1 else "plain"
        first, *rest = wrapped(one.text, console.width - 4, 3)
        _print(console, inked((f"  {place} ", token), (first, "plain")))
        for line in rest:
            _print(console, inked((f"    {line}", "plain")))
        if one.verdict:
            words = check_words.rested(one)
            for line in wrapped(words, console.width - 6, 2):
                _print(console, inked((f"      {line}", "muted")))
    _print(console, inked())


def _print_findings(console: Console, told: Checked, every: bool) -> None:
    """What could be looked up as a table, worst first; what could not, by its reason."""
    if not told.findings:
        say(console, "Claims: none that a table could answer", "head")
        _print_unread(console, told, every)
        return
    looked = [one for one in told.findings if one.verdict != "not_checkable"]
    unread = claim_words.unread(told)
    left = f"; {numbers.plural(unread, 'figure')} read as no claim" if unread else ""
    say(console, f"Claims: {len(looked)} of {len(told.findings)} could be looked up{left}", "head")
    looked.sort(key=lambda one: (claim_words.ORDER[one.verdict], one.claim.start))
    if looked:
        notes = {} if every else claim_words.shared(looked)
        console.print(_table(console, looked, notes, every, told.as_of))
        for text, mark in notes.items():
            _item(console, f"[{mark}]", claim_words.plain(text, told.as_of), "muted")
        _print_keys(console, looked)
    _print_unchecked(console, told, every)
    _print_unread(console, told, every)


def _print_unread(console: Console, told: Checked, every: bool) -> None:
    """The figures that no claim takes up, so that what was not checked is seen."""
    said = claim_words.unread_said(told, every)
    if said:
        _item(console, "\u00b7", said, "muted")


def _print_keys(console: Console, findings: Sequence[Finding]) -> None:
    """What opens each claim that is contradicted, on a line of its own that can be copied."""
    for one in findings:
        if one.verdict == "contradicted" and one.key:
            name = claim_words.name(one.claim)
            console.print(inked(("  why ", "muted"), (one.key, "plain"), (f"  {name}", "muted")),
                          soft_wrap=True)  # fmt: skip


def _table(
    console: Console,
    findings: Sequence[Finding],
    notes: Mapping[str, str],
    every: bool,
    as_of: date,
) -> Table:
    """Claims under their verdicts, with the glyph before each: no row needs its colour."""
    from rich.text import Text

    from rotascope.figures.theme import INKS

    size = 2 if console.width >= WIDEST else 1 if console.width >= WIDE else 0
    table = plain_table(
        ("claim", "fold"), ("printed", "right"), ("found", "right"), ("convention", "fold"),
        *([("its words", "fold")] if size == 2 else ()),
    )  # fmt: skip
    table.columns[0].max_width = ROOM[size]
    before = ""
    for one in findings:
        glyph, words, ink = claim_words.VERDICTS[one.verdict]
        if one.verdict != before:
            table.add_section()
            table.add_row(Text(words, style=INKS[ink]), *[""] * (len(table.columns) - 1))
            before = one.verdict
        name = Text(f"{glyph} ", style=INKS[ink]).append(
            claim_words.name(one.claim), style="default"
        )
        row: list[str | Text] = [
            name, claim_words.printed(one.claim), claim_words.found(one),
            claim_words.plain(_convention(one, notes, every), as_of),
        ]  # fmt: skip
        if size == 2:
            row.append(claim_words.shortened(one.claim.quote, console.width - SPARE))
        table.add_row(*row)
        for need in one.needs if every else one.needs[:1]:
            label = "" if need.startswith("would need") else "  needs"
            table.add_row(Text(label, style=INKS["muted"]), "", "",
                          claim_words.plain(need, as_of), *[""] * (size == 2))  # fmt: skip
    return roomy(table)


def _convention(one: Finding, notes: Mapping[str, str], every: bool) -> str:
    """The convention and the reason, or the mark of the note that says it for several."""
    mark = "" if every else notes.get(claim_words.general(one), "")
    if mark:
        return f"{one.reading_used} [{mark}]".strip()
    told = claim_words.reason(one, whole=every)
    parts = (one.reading_used, claim_words.formed(one), told)
    return ": ".join(part for part in parts if part)


def _print_unchecked(console: Console, told: Checked, every: bool) -> None:
    """Claims without data, each reason once with the claims that share it."""
    by_reason: dict[str, list[Finding]] = {}
    for one in told.findings:
        if one.verdict == "not_checkable":
            by_reason.setdefault(one.reason or "no reason given", []).append(one)
    if not by_reason:
        return
    n = sum(map(len, by_reason.values()))
    _print(console, inked())
    say(console, f"Not checkable: {n}", "head")
    reasons = list(by_reason.items())
    for reason, those in reasons if every else reasons[:FEW]:
        names = list(dict.fromkeys(claim_words.name(one.claim) for one in those))
        shown = names if every else names[:3]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        text = f"{'; '.join(shown)}{more}: {claim_words.plain(reason, told.as_of)}"
        _item(console, "\u00b7", text, "muted")
    if len(reasons) > FEW and not every:
        say(console, f"  and {len(reasons) - FEW} more reasons: --all")


def _item(console: Console, glyph: str, text: str, ink: str = "plain", most: int = 0) -> None:
    indent = len(glyph) + 3
    first, *rest = wrapped(text, console.width - indent, most)
    _print(console, inked((f"  {glyph} ", ink), (first, ink)))
    for line in rest:
        _print(console, inked((" " * indent + line, ink)))


def _print_remarks(console: Console, told: Checked, every: bool) -> None:
    """What matters most first; what is open in one line, and what would be needed only where it fails."""
    if not told.remarks:
        return
    _print(console, inked())
    say(console, "Of the article as a whole", "head")
    ranked = sorted(told.remarks, key=lambda one: claim_words.ORDER[one.verdict])
    folded = [] if every else [one for one in ranked if one.verdict == "not_checkable"]
    for one in (one for one in ranked if one not in folded):
        glyph, words, ink = claim_words.VERDICTS[one.verdict]
        text = f"{check_words.kind_of(one)}, {words}: {claim_words.plain(one.text, told.as_of)}"
        _item(console, glyph, text, ink)
        for need in one.needs if every else one.needs[:NEEDS]:
            said = claim_words.plain(need, told.as_of)
            label = "" if said.startswith("would need") else "needs: "
            _item(console, " ", f"{label}{said}", "muted", most=0 if every else 2)

    if folded:
        kinds = ", ".join(dict.fromkeys(map(check_words.kind_of, folded)))
        text = f"{numbers.plural(len(folded), 'open remark')} ({kinds}): --all"
        _item(console, "\u00b7", text, "muted")


def _print_against(console: Console, told: Checked, every: bool) -> None:
    if not told.counter_case:
        return
    _print(console, inked())
    say(console, "The strongest case against it", "head")
    stated = [one.text.casefold() for one in told.remarks]
    for one in told.counter_case:
        again = any(text.startswith(one.text.casefold()) for text in stated)
        # What stands above in full is named here, and not said twice.
        part = one.text.split("; ", 1)[0] if again and not every else one.text
        text = claim_words.plain(part, told.as_of)
        _item(console, "\u2022", joined((text[:1].upper() + text[1:], one.base_rate)))


def _print_ahead(console: Console, told: Checked, every: bool) -> None:
    """Theses that are watched from now on, and forecasts and opinions that are registered."""
    if told.theses:
        _print(console, inked())
        say(console, "If-thens and calls of the article, as they are watched", "head")
    for one in told.theses:
        _item(console, "\u2192", f"{one.statement} \u2014 {_status(one)}")
        keys = {(key.role, key.condition or key.words): key for key in reversed(one.triggers)}
        for trigger in reversed(keys.values()):
            _item(console, " ", _key(trigger, one.opened), "muted")
    if told.forecasts:
        _print(console, inked())
        kinds = [one.claim.kind for one in told.forecasts]
        forecasts = numbers.plural(kinds.count("forecast"), "forecast")
        opinions = numbers.plural(kinds.count("opinion"), "opinion")
        more = "" if every else ": --all"
        say(console, f"{forecasts} and {opinions}, unchecked{more}", "head")
        for finding in told.forecasts if every else ():
            _item(console, "\u00b7", _forecast(finding), "muted", most=2)


def _key(one: Trigger, opened: date | None) -> str:
    """'if “the breakout holds” (trend_break(...)): holds': the article's words, then what is watched."""
    state = thesis_words.standing(one, opened)
    watched = f" ({one.condition})" if one.condition else ""
    role = "if" if one.role == "trigger" else "unless"
    return joined((f"{role} \u201c{one.words}\u201d{watched}: {state}", one.reason))


def _status(one: Thesis) -> str:
    return joined((thesis_words.status(one.status), one.reason))


def _forecast(finding: Finding) -> str:
    claim, said = finding.claim, check_words.band(finding)
    band = f" ({said})" if said else ""
    who = f"{claim.speaker.name}: " if claim.speaker.name else ""
    return f"{who}{claim_words.shortened(claim.quote, 150)}{band}"


def _print_beside(console: Console, told: Checked, every: bool) -> None:
    """What other articles say otherwise: two of them in two lines each, all with `every`."""
    raised = [one for one in told.disagreements if not one.resolved]
    if raised or told.related:
        _print(console, inked())
        say(console, "Beside other articles on file", "head")
    most = 0 if every else BESIDE
    for one in raised if every else raised[:BESIDE]:
        _item(console, "\u2260", joined((one.text, one.decided)), "warn", most=most)
    left = 0 if every else max(len(raised) - BESIDE, 0) + max(len(told.related) - BESIDE, 0)
    for other in told.related if every else told.related[:BESIDE]:
        title = other.title or other.article[:12]
        what = f"{other.stance}: {shorten(title, TITLE, placeholder=' …')}"
        near = f"similarity {other.similarity:.2f}"
        day = str(other.day or "undated")
        _item(console, "\u00b7", joined((what, near, day)), "muted", most=2)
    if left:
        say(console, f"  and {left} more: --all")
