"""Strings that must come out of every page as the text they are, and how to tell that they did.

By what they attack: elements, attributes, addresses, templates, scripts and styles, pictures of Plotly,
spreadsheets, the eye, parsers (hostile.json), limits. `poisoned` puts them into any answer of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from pathlib import Path
from typing import Any

from lxml import html

__all__ = ["HOSTILE", "foreign", "poisoned", "shape", "text_of"]

LIMITS = (
    "A" * 3_000,
    "<b>" * 400,
    "&" * 800,
    "\"'" * 400,
    "\u0301" * 200,
    "a " * 900,
    "(" * 600,
    "\u202e" * 60,
)
_GROUPS: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
HOSTILE: tuple[str, ...] = (*(one for group in _GROUPS.values() for one in group), *LIMITS)
KEPT = frozenset(
    {
        "axis",
        "basis",
        "frequency",
        "kind",
        "label",
        "op",
        "role",
        "severity",
        "side",
        "signal",
        "stance",
        "state",
        "status",
        "table",
        "unit",
        "verdict",
        "window",
    }
)
"""Fields that hold words of ours, which pages look up."""
OTHERS = ("rotascope.terms", "rotascope.surfaces.web.reading")
"""Where answers are defined that hold words of others."""


def poisoned(answer: Any, strings: Iterator[str] | None = None) -> Any:
    """The same answer with the next hostile string in every place that holds text of others."""
    given = cycle(HOSTILE) if strings is None else strings
    return _poisoned(answer, given)


def _poisoned(answer: Any, given: Iterator[str]) -> Any:
    if is_dataclass(answer) and type(answer).__module__.startswith(OTHERS):
        changed = {
            one.name: _field(getattr(answer, one.name), str(one.type), given)
            for one in fields(answer)
            if one.init and one.name not in KEPT
        }
        return replace(answer, **changed)  # type: ignore[type-var]
    if isinstance(answer, tuple | list):
        return type(answer)(_poisoned(one, given) for one in answer)
    if isinstance(answer, Mapping):
        return {name: _poisoned(one, given) for name, one in answer.items()}
    return answer


def _field(value: Any, hint: str, given: Iterator[str]) -> Any:
    """A field of plain text is replaced where it says anything; whatever holds more is looked into."""
    if hint == "str":
        return next(given) if value else value
    if hint == "tuple[str, ...]":
        return tuple(next(given) for _ in value)
    return _poisoned(value, given)


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element of a page with the names of its attributes, in order: what text must not change."""
    tree = html.document_fromstring(page.encode())
    return [(str(one.tag), tuple(sorted(one.attrib))) for one in tree.iter()]


def text_of(page: str) -> str:
    """What a reader sees of a page, blanks as one."""
    tree = html.document_fromstring(page.encode())
    return " ".join(" ".join(tree.itertext()).split())


def foreign(page: str, scripts: Iterable[str] = ("application/json",)) -> list[str]:
    """Whatever a page must not have: handlers, inline scripts, addresses that leave it."""
    tree = html.document_fromstring(page.encode())
    found = []
    for one in tree.iter():
        for name, value in one.attrib.items():
            leaves = name in ("href", "src", "action", "formaction", "data", "xlink:href")
            if name.startswith("on") or (leaves and not value.startswith(("/", "#", "?"))):
                found.append(f"{one.tag} {name}={value[:60]}")
            if leaves and value.startswith("//"):
                found.append(f"{one.tag} {name}={value[:60]}")
        inline = one.tag == "script" and not one.get("src") and one.get("type") not in scripts
        if inline or one.tag in ("iframe", "object", "embed", "base"):
            found.append(str(one.tag))
    return found
