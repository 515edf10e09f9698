"""Every list of signals that a page or a figure keeps names signals that exist.

A page leaves out what a store cannot answer: a name that is spelled wrong would be left out as quietly.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from rotascope import figures, surfaces
from rotascope.registry import SIGNALS
from rotascope.surfaces.web.pages import leadership
from rotascope.surfaces.web.pairs import DRAWN

NAMED = re.compile(r"(?!rotascope[.])[a-z_]+[.](?!json$)[a-z0-9_]+")
"""Written like a signal, and neither a logger nor a file of ours."""
STEMS = {name.partition(".")[0] for name, spec in SIGNALS.items() if spec.pair}


def texts(value: object) -> Iterator[str]:
    """Every text in tuples, lists, sets and mappings, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts((*value, *value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from texts(one)


def named() -> set[tuple[str, str]]:
    """(module, text) of every constant of the surfaces and figures that is written like a signal."""
    found = set()
    for package in (surfaces, figures):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            constants = vars(importlib.import_module(one.name)).items()
            listed = [text for name, value in constants if name.isupper() for text in texts(value)]
            found |= {(one.name, text) for text in listed if NAMED.fullmatch(text)}
    return found


def known(text: str) -> bool:
    """Whether it is a signal, or begins the names of a group: concentration.top10 for both funds."""
    begins = text.rstrip("_") + "_"
    return text in SIGNALS or any(name.startswith(begins) for name in SIGNALS)


def test_a_signal_that_a_page_shows_by_name_exists() -> None:
    told = named()
    assert ("rotascope.surfaces.web.pages.macro", "macro.vix") in told, "the walk finds no list"
    unknown = [(module, text) for module, text in sorted(told) if not known(text)]
    assert not unknown, f"no such signal, so the page leaves it out and says nothing: {unknown}"


@pytest.mark.parametrize("stem", sorted({*leadership.STEMS, *leadership.SAID, *DRAWN}))
def test_a_stem_that_a_page_shows_is_of_a_pair(stem: str) -> None:
    assert stem in STEMS, f"no signal of a pair is called {stem}.PAIR"


def test_columns_and_sentences_of_leadership_are_asked_for() -> None:
    asked = set(leadership.STEMS)
    assert {stem for stem, _ in leadership.SHOWN} | set(leadership.SAID) <= asked
