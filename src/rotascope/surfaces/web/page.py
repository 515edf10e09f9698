"""What a page is: an address, a template, and one question to the desk.

A page is one file in `pages/` with a `PAGE` in it; navigation, the as-of picker, error states and
the laws over pages find it there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlencode

from rotascope.surfaces.web import pages as package

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["Asked", "Page", "pages"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for: the day as it stands in the address (None: today's), path and query."""

    as_of: date | None = None
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    def url(self, address: str, **query: object) -> str:
        """A link inside the product; the day travels with it. None and "" are left out."""
        named = {"as_of": self.as_of, **query}
        given = {name: str(value) for name, value in named.items() if value not in (None, "")}
        told = urlencode(given, errors="replace")
        return quote(address, safe="/@", errors="replace") + (f"?{told}" if told else "")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `build(desk, asked)` gives the template its names; it raises our errors, no other.

    `place` is its place in the navigation; None for a page that is reached from others only. `dated`:
    what its day is, the one asked for, that of the key in its address, or today whatever is asked.
    """

    name: str
    title: str
    path: str
    template: str
    build: Callable[[Desk, Asked], Mapping[str, Any]]
    place: int | None = None
    dated: Literal["asked", "key", "today"] = "asked"


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the navigation; those without a place last."""
    names = sorted(one.name for one in pkgutil.iter_modules(package.__path__))
    found = [import_module(f"{package.__name__}.{name}") for name in names]
    made = [one.PAGE for one in found if hasattr(one, "PAGE")]
    return tuple(sorted(made, key=lambda one: (one.place is None, one.place or 0, one.name)))
