"""Characters into tokens, each with its place; whatever is no token is said, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rotascope.errors import BadArgument

__all__ = ["EXAMPLE", "LONGEST", "Kind", "Token", "mistake", "tokens"]

LONGEST = 2_000
"""Characters: conditions come from files and from the web, so that their size is bounded."""
EXAMPLE = """rs("IWM/SPY").streak >= 8 and not vix.level > 30"""
WORDS = ("and", "or", "not", "for")

Kind = Literal["number", "text", "name", "word", "op", "(", ")", ".", "end"]
_PARTS = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?)
      | (?P<text>"[^"\x00-\x1f\x7f]*"|'[^'\x00-\x1f\x7f]*')
      | (?P<name>[A-Za-z_][A-Za-z_0-9]*)
      | (?P<op><=|>=|==|!=|<|>)
      | (?P<mark>[().])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, string or sign, and the 1-based column at which it begins."""

    kind: Kind
    text: str
    at: int


def mistake(source: str, at: int, what: str, expected: str) -> BadArgument:
    """The error about column `at` (1-based), with the few characters around it."""
    near = source[max(at - 11, 0) : at + 10].strip()
    where = f"the condition at character {at}" + (f" (near `{near}`)" if near else "")
    return BadArgument(f"{where}: {what}", expected, EXAMPLE)


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens of `source` and an end. Raises BadArgument for what is too long or no token."""
    if len(source) > LONGEST:
        what = f"a condition of {len(source):,} characters"
        raise BadArgument(what, f"at most {LONGEST:,}", EXAMPLE)
    found, at = [], 0
    while at < len(source):
        match = _PARTS.match(source, at)
        if match is None:
            raise mistake(source, at + 1, f"'{source[at]}' means nothing here", _why(source[at]))
        if match.lastgroup != "space":
            found.append(_token(match, at + 1))
        at = match.end()
    return (*found, Token("end", "", len(source) + 1))


def _why(char: str) -> str:
    if char == "=":
        return "== for equal"
    if char in "\"'":
        return "a closing quotation mark"
    return 'names, numbers, "words", < <= > >= == !=, and, or, not, for, parentheses'


def _token(match: re.Match[str], at: int) -> Token:
    text, group = match.group(), match.lastgroup
    if group == "text":
        return Token("text", text[1:-1], at)
    if group == "number":
        return Token("number", text, at)
    if group == "op":
        return Token("op", text, at)
    if group == "name":
        return Token("word", text.lower(), at) if text.lower() in WORDS else Token("name", text, at)
    return Token(_mark(text), text, at)


def _mark(text: str) -> Kind:
    kinds: dict[str, Kind] = {"(": "(", ")": ")", ".": "."}
    return kinds[text]
