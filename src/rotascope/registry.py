"""One mechanism for everything that can be added in one file: signals, providers, readers.

A decorated function registers itself when its module is imported; `Registry.load` imports every
module of the package that holds the built-ins and then the entry points of other packages, so that
a dropped-in file, a built-in and a plug-in travel the same path.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, Generic, Literal, TypeVar

from rotascope.errors import UnknownName
from rotascope.terms import AXES, Family, SignalAxis, Unit

__all__ = [
    "PROVIDERS",
    "SIGNALS",
    "SOURCES",
    "ProviderSpec",
    "Registry",
    "SignalSpec",
    "SourceSpec",
    "chosen",
    "provider",
    "signal",
    "source",
]

Item = TypeVar("Item")
Function = TypeVar("Function", bound=Callable[..., Any])


class Registry(Generic[Item]):
    """Names to items, filled by decorators; unknown names raise `UnknownName` with the nearest."""

    def __init__(self, kind: str, package: str, listing: str) -> None:
        self.kind, self.package, self.listing = kind, package, listing
        self._items: dict[str, Item] = {}
        self._loaded = False

    def add(self, name: str, item: Item) -> None:
        """Register `item`; a second registration of the same name is a programming error."""
        if name in self._items:
            raise RuntimeError(f"{self.kind} '{name}' is registered twice")
        self._items[name] = item

    def load(self) -> None:
        """Import every module of the built-in package, then third-party entry points, once."""
        if self._loaded:
            return
        self._loaded = True
        package = importlib.import_module(self.package)
        inside = pkgutil.walk_packages(package.__path__, f"{self.package}.")
        for module in sorted(found.name for found in inside):
            importlib.import_module(module)
        for point in entry_points(group=self.package):
            point.load()

    def __getitem__(self, name: str) -> Item:
        self.load()
        if name not in self._items:
            raise UnknownName.among(self.kind, name, self._items, self.listing)
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        self.load()
        return iter(sorted(self._items))

    def __len__(self) -> int:
        self.load()
        return len(self._items)

    def items(self) -> list[tuple[str, Item]]:
        """Every (name, item), sorted by name."""
        return [(name, self[name]) for name in self]


@dataclass(frozen=True, slots=True)
class SignalSpec:
    """A registered signal.

    `compute(panel)` returns a `signals.trace.Trace`: the whole causal history in one pass. `sign`
    is the theory's sign: +1 if a high value leans to small / the rest, -1 to large / the few, 0 =
    shown, never scored. `theory` is the sentence behind the sign. `null(panel, trace)`, if given,
    answers what noise alone would show; it may simulate, and is cached by table version.
    `lean` says how the value becomes a lean: `percentile` (2 x expanding percentile - 1) or `value`
    (the trace's own `lean` array).
    """

    name: str
    title: str
    axis: SignalAxis
    family: Family
    unit: Unit
    sign: Literal[-1, 0, 1]
    theory: str
    compute: Callable[..., Any]
    null: Callable[..., Any] | None = None
    lean: Literal["percentile", "value"] = "percentile"
    pair: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class ProviderSpec:
    """A registered reader: `read(path, **options)` gives a frame; `seconds` is what one file may take."""

    name: str
    help: str
    read: Callable[..., Any]
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A registered network source. `plan(needs)` says what to fetch and fetches nothing.

    `hosts` are the only ones its requests may name; `terms` says in a sentence what the source asks
    of those who use it. `order` is its place in a sync: sources that others build on come first.
    `asked_only`: its terms want a leave that only the user can have, so a sync without names passes it.
    """

    name: str
    title: str
    hosts: tuple[str, ...]
    terms: str
    order: int
    help: str
    plan: Callable[..., Any]
    asked_only: bool = False


SIGNALS: Registry[SignalSpec] = Registry("signal", "rotascope.signals", "rotascope signals")
PROVIDERS: Registry[ProviderSpec] = Registry("provider", "rotascope.providers", "rotascope data")
SOURCES: Registry[SourceSpec] = Registry(
    "source", "rotascope.providers", "rotascope sync --dry-run"
)


def chosen(
    names: Iterable[str] = (), axis: SignalAxis | None = None, family: str | None = None
) -> list[str]:
    """The signals named, or all, that are of an axis and of a family where one is asked for.

    Raises UnknownName for an axis or a family that no signal has, and for a name that is none.
    """
    _known("axis", axis, (*AXES, "market"))
    _known("family", family, {spec.family for _, spec in SIGNALS.items()})
    return [
        name
        for name in (tuple(names) or SIGNALS)
        if (axis is None or SIGNALS[name].axis == axis)
        and (family is None or SIGNALS[name].family == family)
    ]


def _known(kind: str, name: str | None, names: Iterable[str]) -> None:
    if name is not None and name not in names:
        raise UnknownName.among(kind, name, names, "rotascope signals")


def signal(
    name: str,
    *,
    title: str,
    axis: SignalAxis,
    family: Family,
    unit: Unit,
    sign: Literal[-1, 0, 1],
    theory: str,
    null: Callable[..., Any] | None = None,
    lean: Literal["percentile", "value"] = "percentile",
    pair: str = "",
) -> Callable[[Function], Function]:
    """Register the decorated `compute(panel) -> Trace` under `name`; its docstring is the help text."""

    def register(compute: Function) -> Function:
        text = (compute.__doc__ or "").strip()
        spec = SignalSpec(
            name, title, axis, family, unit, sign, theory, compute, null, lean, pair, text
        )
        SIGNALS.add(name, spec)
        return compute

    return register


def provider(name: str, *, seconds: float = 20.0) -> Callable[[Function], Function]:
    """Register the decorated reader under `name`; its docstring is the help text."""

    def register(read: Function) -> Function:
        PROVIDERS.add(name, ProviderSpec(name, (read.__doc__ or "").strip(), read, seconds))
        return read

    return register


def source(
    name: str,
    *,
    title: str,
    hosts: tuple[str, ...],
    terms: str,
    order: int = 50,
    asked_only: bool = False,
) -> Callable[[Function], Function]:
    """Register the decorated `plan(needs)` as a network source; its docstring is the help text."""

    def register(plan: Function) -> Function:
        text = (plan.__doc__ or "").strip()
        SOURCES.add(name, SourceSpec(name, title, hosts, terms, order, text, plan, asked_only))
        return plan

    return register
