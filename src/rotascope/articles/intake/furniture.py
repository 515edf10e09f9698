"""What stands on a page and is no part of its article: buttons, slogans, the page's own scores."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Bare", "without_furniture"]

# Phrases of buttons and footers; a line that is nothing but such phrases is furniture.
PHRASES = (
    "request a demo", "book a demo", "get started", "start free trial", "sign up", "sign in", "log in",
    "subscribe", "subscribe now", "share this article", "share", "read more", "load more", "menu",
    "skip to content", "skip to main content", "advertisement", "accept all cookies", "cookie settings",
    "privacy policy", "terms of service", "terms of use", "all rights reserved", "back to top",
    "follow us", "related articles", "continue reading", "print", "copy link", "loading...",
)  # fmt: skip
PRINTED = ("overall sentiment", "sentiment score", "ticker sentiment")
LABELS = ("positive", "negative", "mixed", "neutral", "bullish", "bearish")
SCORE = re.compile(r"[-+\u2212]?\d{0,3}(?:[.,]\d{1,4})?")
PIECES = re.compile(
    "|".join(re.escape(words) for words in sorted((*PHRASES, *PRINTED), key=len, reverse=True)),
    re.IGNORECASE,
)
TICKER = re.compile(
    rf"\$?(?P<name>[A-Z]{{1,5}}(?:[.-][A-Z])?)[ :|\u00b7]{{1,3}}"
    rf"(?P<value>[-+\u2212]?\d?[.,]\d{{1,4}}|{'|'.join(LABELS)})",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"(?:\u00a9|\(c\)|copyright) ?\d{4}\b", re.IGNORECASE)
# What a site says of its own wares, a list without a verb: "data-driven ideas, charts and alerts for
# active traders."
SLOGAN = re.compile(
    r"[a-z]{2,12}-(?:powered|driven|based|grade)(?: [\w-]{2,20}){1,3}"
    r"(?:, [\w-]{2,20}(?: [\w-]{2,20}){0,2}){0,4}"
    r",? and(?: [\w-]{2,20}){1,3} for (?:[a-z]{2,20} )?"
    r"(?:investors|traders|advisors|advisers|professionals|teams|institutions)\.?",
    re.IGNORECASE,
)
LONGEST = 220


@dataclass(frozen=True, slots=True)
class Bare:
    """The text without its page. `printed`: (name, value) of the page's own scores, such as "overall
    sentiment", "sentiment score", "ticker IWM"; a name whose value is missing on the page has "".
    """

    text: str
    furniture: tuple[str, ...]
    printed: tuple[tuple[str, str], ...]


def without_furniture(text: str) -> Bare:
    """Take out lines that are nothing but a page's phrases, and read its own scores among them.

    "Request a DemoOverall Sentiment" is two phrases glued together; what follows a score's name, on its
    line or the next, is its value. Prose that only mentions such words stays.
    """
    kept: list[str] = []
    furniture: list[str] = []
    printed: dict[str, str] = {}
    waiting = ""
    for line in text.split("\n"):
        said = line.strip()
        ticker = TICKER.fullmatch(said) if waiting == "ticker sentiment" else None
        if ticker is not None:
            printed[f"ticker {ticker['name'].upper()}"] = ticker["value"]
            furniture.append(said)
            continue
        if waiting and said and _is_value(waiting, said):
            printed[waiting] = said
            furniture.append(said)
            waiting = ""
            continue
        pieces = _pieces(said)
        if pieces is None:
            kept.append(line)
            waiting = "" if said else waiting
            continue
        furniture += [piece for piece, _ in pieces]
        for name, value in pieces:
            if name.casefold() in PRINTED:
                waiting = name.casefold()
                printed[waiting] = value
    return Bare("\n".join(kept).strip(), tuple(furniture), tuple(printed.items()))


def _is_value(name: str, said: str) -> bool:
    if name == "overall sentiment":
        return said.casefold() in LABELS
    return name == "sentiment score" and SCORE.fullmatch(said) is not None


def _pieces(said: str) -> list[tuple[str, str]] | None:
    """(phrase, the value glued behind it) of a line that is nothing else; None for any other line."""
    if not said or len(said) > LONGEST:
        return None
    if COPYRIGHT.match(said) or SLOGAN.fullmatch(said):
        return [(said, "")]
    found = list(PIECES.finditer(said))
    if not found or found[0].start() != 0:
        return None
    made = []
    for place, piece in enumerate(found):
        after = found[place + 1].start() if place + 1 < len(found) else len(said)
        between = said[piece.end() : after].strip(" |\u00b7:\u2022-")
        if between and not _is_value(piece[0].casefold(), between):
            return None
        made.append((piece[0], between))
    return made
