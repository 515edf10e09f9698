"""Kinds of remark by name: a decorated function in a file of this folder is one more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rotascope.articles.remarks.scene import Scene
from rotascope.errors import RotascopeError
from rotascope.registry import Registry
from rotascope.terms.articles import Remark

__all__ = ["REMARKS", "Notice", "RemarkSpec", "remark", "remarks"]

Notice = Callable[[Scene], tuple[Remark, ...]]


@dataclass(frozen=True, slots=True)
class RemarkSpec:
    """A registered kind of remark: `notice(scene)` says what it sees; `row` is the requirement's mark."""

    name: str
    row: str
    notice: Notice
    help: str


REMARKS: Registry[RemarkSpec] = Registry("remark", "rotascope.articles.remarks", "rotascope check")


def remark(name: str, *, row: str = "") -> Callable[[Notice], Notice]:
    """Register the decorated `notice(scene)` under `name`; its docstring is the help text.

    What it returns is stamped with `name` and, unless a remark carries its own, with `row`.
    """

    def register(notice: Notice) -> Notice:
        REMARKS.add(name, RemarkSpec(name, row, notice, (notice.__doc__ or "").strip()))
        return notice

    return register


def remarks(scene: Scene) -> tuple[Remark, ...]:
    """Every remark of every kind, in the order of the text; a kind that fails says so."""
    found = [made for _, spec in REMARKS.items() for made in _noticed(spec, scene)]
    return tuple(sorted(found, key=lambda made: (made.row or "Z", made.start, made.kind)))


def _noticed(spec: RemarkSpec, scene: Scene) -> tuple[Remark, ...]:
    try:
        seen = spec.notice(scene)
    except RotascopeError as trouble:
        return (Remark(spec.name, "check_failed", str(trouble), row=spec.row),)
    return tuple(replace(made, kind=spec.name, row=made.row or spec.row) for made in seen)
