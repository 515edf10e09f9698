"""The form of a manifest: strict types, no unknown keys, every mistake with its place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from rotascope.errors import WrongUse

__all__ = ["KNOWN_RULES", "DatasetTable", "JobTable", "WhereTable", "checked"]

KNOWN_RULES = (
    "same session", "next session", "next month end", "registered lag", "announcement", "in file",
    "in file, next session",
)  # fmt: skip
PARAMETRIC = re.compile(r"(after \d{1,4} days|on \d{4}-\d{2}-\d{2})$")


def _rule(text: str) -> str:
    if text in KNOWN_RULES or PARAMETRIC.match(text):
        return text
    raise ValueError("one of " + ", ".join((*KNOWN_RULES, "after N days", "on YYYY-MM-DD")))


Rule = Annotated[str, AfterValidator(_rule)]
Words = dict[str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class DatasetTable(_Strict):
    """[dataset.NAME]: its standing. `redeclare` lets it change what is on file for the name."""

    precedence: Annotated[int, Field(ge=0, le=998)] = 50
    note: str = ""
    known: Rule = "same session"
    redeclare: bool = False


class WhereTable(_Strict):
    """Which rows of the file a job takes."""

    present: list[str] = []
    not_prefix: Words = {}
    only: Words = {}


class JobTable(_Strict):
    """[[job]]: one file, or a pattern of files, into one table."""

    dataset: str
    table: str
    path: str
    reader: str = "table"
    columns: Words = {}
    constants: dict[str, Any] = {}
    values: dict[str, Words] = {}
    units: Words = {}
    missing: Words = {}
    where: WhereTable = WhereTable()
    known: Rule | None = None
    symbols: Literal["today", "of_date", "printed"] = "today"
    connect: bool = False
    from_name: str = ""
    options: dict[str, Any] = {}


Table = TypeVar("Table", bound=BaseModel)


def checked(form: type[Table], table: object, source: str, where: str) -> Table:
    """The table in its form. Raises WrongUse naming the file, the place, the key and the rule."""
    try:
        return form.model_validate(table)
    except ValidationError as trouble:
        found = trouble.errors(include_url=False, include_context=False)
        # A misspelt key is mostly why another is missing: it is told first.
        first = min(found, key=lambda error: error["type"] != "extra_forbidden")
        raise _mistake(form, dict(first), source, where) from None


def _mistake(form: type[BaseModel], first: dict[str, Any], source: str, where: str) -> WrongUse:
    key = ".".join(str(part) for part in first["loc"]) or "it"
    names = list(form.model_fields)
    if first["type"] == "extra_forbidden":
        key, names = _inside(form, first["loc"])
        near = get_close_matches(key, names, n=1)
        hint = f"write '{near[0]}'" if near else "remove it"
        return WrongUse(f"{source}: unknown key '{key}' in {where}", ", ".join(names), hint)
    if first["type"] == "missing":
        wanted = [name for name, field in form.model_fields.items() if field.is_required()]
        return WrongUse(f"{source}: {where} has no '{key}'", ", ".join(wanted), "add it")
    rule = str(first["msg"]).removeprefix("Value error, ")
    return WrongUse(f"{source}: {key} of {where} is {first['input']!r}", rule, "")


def _inside(form: type[BaseModel], place: tuple[str | int, ...]) -> tuple[str, list[str]]:
    """The unknown key and the keys its table may have."""
    nested = WhereTable if len(place) > 1 else form
    return str(place[-1]), list(nested.model_fields)
