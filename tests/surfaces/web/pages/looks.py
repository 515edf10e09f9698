"""A desk of invented answers, for pages that ask for what the sample does not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.render import rendered
from rotascope.terms import Reading
from tests.surfaces.fixtures import AS_OF, history, reading, silent

__all__ = ["Said", "Words", "family", "shown"]


class Words(HTMLParser):
    """The text of a page, and the names of its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.elements: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps the element's name and where a link leads."""
        self.elements.append(tag)
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        self.parts.append(data)

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(self.parts).split())


class Said:
    """A desk that answers what it was given; readings by family."""

    def __init__(self, families: Mapping[str, tuple[Reading, ...]], **answers: Any) -> None:
        self.families = families
        self.answers = answers

    def signals(
        self, names: tuple[str, ...] = (), family: str = "", **_: Any
    ) -> tuple[Reading, ...]:
        """Of one family, or all."""
        every = tuple(one for group in self.families.values() for one in group)
        if names:
            return tuple(one for one in every if one.signal in names)
        return self.families.get(family, ()) if family else every

    def __getattr__(self, name: str) -> Any:
        told = self.answers[name]
        return lambda *_, **__: told


def family(name: str, *signals: str) -> tuple[Reading, ...]:
    """Readings of a family with histories, the last one silent."""
    made = [
        reading(one, family=name, key=f"signal/{one}@{AS_OF}", text=f"{one} says so",
                history=history(0.5, 0.1, 400))
        for one in signals
    ]  # fmt: skip
    return (*made[:-1], replace(silent(signals[-1]), family=name))


def shown(page: Page, desk: Any, query: Mapping[str, str] | None = None) -> Words:
    """The page as a reader gets it."""
    asked = Asked(None, {}, query or {})
    shell = {"static": str, "as_of": AS_OF, "first_day": "", "last_day": AS_OF, "store": "abc",
             "hindsight": 0, "past": False, "version": "0", "age_sessions": 0, "table_version": "1",
             "day_before": None, "day_after": None}  # fmt: skip
    return Words(rendered(page, asked, page.build(desk, asked), shell))
