"""Answers kept as JSON text behind a seal: read back as the same frozen objects, or not at all.

A field that a later release adds takes its default in an older text; one that it dropped is passed
over. What cannot be read as it was kept is an IntegrityError that names it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from rotascope.errors import IntegrityError
from rotascope.store.state import State, schema

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["add_rows", "opened", "seal", "text_of"]

TRIES = 3

T = TypeVar("T")


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # 80 ms, only for who reads or keeps an article

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def text_of(answer: object) -> str:
    """A frozen answer as JSON: dates in ISO, tuples as arrays, every field by its name."""
    return _adapter(type(answer)).dump_json(answer, warnings="error").decode()


def seal(name: str, body: str) -> str:
    """sha256 of the name and the text: two that changed places are found too."""
    return hashlib.sha256(f"{name}\n{body}".encode("utf-8", "replace")).hexdigest()


def opened(kind: type[T], name: str, body: str, sha: str) -> T:
    """The answer of `kind` kept under a name. Raises IntegrityError if it is not as it was kept."""
    try:
        if seal(name, body) == sha:
            answer: T = _adapter(kind).validate_json(body)
            return answer
    except ValueError:  # pydantic's own is one: a text that an older or newer release wrote
        pass
    raise IntegrityError(
        f"what is kept of {name} cannot be read",
        f"the {kind.__name__.lower()} as it was written",
        "restoring the state database from a backup, or `rotascope check` of the text again",
    )


def add_rows(state: State, table: str, missing: Callable[[], Sequence[Mapping[str, str]]]) -> int:
    """Insert what `missing` says is not there yet, all or nothing; how many rows that were.

    Two programs may keep the same at once: who comes second asks again and finds it there.
    """
    for last in (*(False,) * (TRIES - 1), True):
        rows = [dict(row) for row in missing()]
        try:
            if rows:
                with state.changing() as connection:
                    connection.execute(schema().tables[table].insert(), rows)
            return len(rows)
        except IntegrityError:
            if last:
                raise
    return 0
