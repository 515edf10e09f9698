"""What a request gives, held against what a question takes: what is unknown or loose is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from rotascope.errors import BadArgument, WrongUse
from rotascope.plain import one_line
from rotascope.surfaces.nouns import Parameter

__all__ = ["MANY", "given"]

MANY = 40
"""How often a parameter that may be repeated may be."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WHOLE = re.compile(r"0|[1-9]\d{0,8}")
FLAGS = {"true": True, "false": False}
SHOWN = 60


def given(parameters: Sequence[Parameter], items: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
    """Every parameter with its value, or its default. Raises WrongUse or BadArgument.

    Nothing is coerced: a flag is `true` or `false`, a day is YYYY-MM-DD, a whole number has digits.
    """
    found: dict[str, list[str]] = {}
    for name, value in items:
        found.setdefault(name, []).append(value)
    known = {one.name: one for one in parameters}
    for name in found:
        if name not in known:
            raise _unknown(name, known)
    return {one.name: _value(one, found.get(one.name, [])) for one in parameters}


def _unknown(name: str, known: Iterable[str]) -> WrongUse:
    names = sorted(known)
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    guess = f"; did you mean '{near[0]}'?" if near else ""
    listed = f"one of {', '.join(names)}" if names else "no parameter"
    return WrongUse(f"no parameter '{_shown(name)}'{guess}", listed, "/openapi.json lists them")


def _value(one: Parameter, texts: Sequence[str]) -> Any:
    if not texts:
        if one.required:
            raise WrongUse(f"'{one.name}' is missing", one.help.rstrip("."), "")
        return one.default
    most = MANY if one.many else 1
    if len(texts) > most:
        times = "once" if most == 1 else f"at most {most} times"
        raise BadArgument(f"'{one.name}' is given {len(texts)} times", times, "")
    read = [_read(one, text) for text in texts]
    return tuple(read) if one.many else read[0]


def _read(one: Parameter, text: str) -> Any:
    """One value in its kind."""
    if one.kind == "flag":
        if text not in FLAGS:
            raise _bad(one, text, "true or false")
        return FLAGS[text]
    if one.kind == "whole":
        if not WHOLE.fullmatch(text) or not one.least <= int(text) <= one.most:
            raise _bad(one, text, f"a whole number from {one.least:,} to {one.most:,}")
        return int(text)
    return _day(one, text) if one.kind == "day" else _text(one, text)


def _day(one: Parameter, text: str) -> str:
    try:
        if DAY.fullmatch(text):
            return str(date.fromisoformat(text))
    except ValueError:
        pass  # 2026-02-30 looks like a day and is none
    raise _bad(one, text, "YYYY-MM-DD")


def _text(one: Parameter, text: str) -> str:
    if one.choices and text not in one.choices:
        raise _bad(one, text, f"one of {', '.join(one.choices)}")
    if not one.least <= len(text) <= one.most:
        raise _bad(one, text, f"{one.least:,} to {one.most:,} characters")
    # Without the anchors: Python's $ would let a line's end pass.
    if not one.choices and not re.fullmatch(one.pattern.removeprefix("^").removesuffix("$"), text):
        raise _bad(one, text, f"characters as in {one.pattern}")
    return text


def _bad(one: Parameter, text: str, expected: str) -> BadArgument:
    return BadArgument(f"'{one.name}' is '{_shown(text)}'", expected, "")


def _shown(text: str) -> str:
    return one_line(text[:SHOWN])
