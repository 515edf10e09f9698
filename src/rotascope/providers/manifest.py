"""A manifest: a TOML file in which a user says which file becomes which table, and how.

Everything that would otherwise be guessed is written down: columns, units, the basis of prices, when
rows were known, which dataset wins. A mistake in it is answered with the file, the place and the rule.

    [dataset.my_prices]
    precedence = 5
    note = "our own database"
    known = "same session"

    [[job]]
    dataset = "my_prices"
    table = "returns"
    path = "prices/*.parquet"
    columns = { symbol = "ticker", date = "day", level = "adjusted" }
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from rotascope.errors import BadFile, WrongUse
from rotascope.providers.jobs import DatasetSpec, Job, Symbols, Where

__all__ = ["KNOWN_RULES", "is_manifest", "load_manifest"]

DATASET_KEYS = ("precedence", "note", "known")
JOB_KEYS = (
    "dataset", "table", "path", "reader", "columns", "constants", "values", "units", "missing",
    "where", "known", "symbols", "connect", "from_name", "options",
)  # fmt: skip
WHERE_KEYS = ("present", "not_prefix", "only")
KNOWN_RULES = (
    "same session", "next session", "next month end", "registered lag", "announcement", "in file",
    "in file, next session",
)  # fmt: skip
PARAMETRIC = re.compile(r"(after \d+ days|on \d{4}-\d{2}-\d{2})$")
SYMBOLS = ("today", "of_date", "printed")


def is_manifest(path: Path) -> bool:
    """Whether a path given to `import` is a manifest."""
    return path.suffix.lower() == ".toml"


def load_manifest(path: Path, root: Path | None = None) -> tuple[Job, ...]:
    """The jobs a manifest describes, in its order; paths are relative to `root` (default: its folder).

    A pattern that matches several files gives one job each, sorted by name. Raises WrongUse for a
    mistake in the manifest, BadFile for a file that is not there.
    """
    raw = _parse(path)
    _known_keys(path.name, "the manifest", raw, ("dataset", "job"))
    datasets = {
        name: _dataset(path.name, name, table) for name, table in raw.get("dataset", {}).items()
    }
    made: list[Job] = []
    for number, table in enumerate(raw.get("job", []), start=1):
        where = f"job {number} ({table.get('path', 'no path')})"
        made.extend(_jobs(path.name, where, table, datasets, root or path.parent))
    if not made:
        raise WrongUse(f"{path.name}: no [[job]]", "at least one job", "add one")
    return tuple(made)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as trouble:
        reason = trouble.strerror or "cannot be read"
        raise BadFile(f"{path}: {reason}", "a manifest", "check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise WrongUse(f"{path.name}: not TOML ({trouble})", "TOML 1.0", "mend that line") from None


def _known_keys(source: str, where: str, table: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"write '{near[0]}'" if near else "remove it"
            raise WrongUse(f"{source}: unknown key '{key}' in {where}", ", ".join(keys), hint)


def _dataset(source: str, name: str, table: dict[str, Any]) -> DatasetSpec:
    where = f"[dataset.{name}]"
    _known_keys(source, where, table, DATASET_KEYS)
    precedence = table.get("precedence", 50)
    if not isinstance(precedence, int) or isinstance(precedence, bool):
        raise WrongUse(f"{source}: precedence of {where} is {precedence!r}", "a whole number", "")
    known = _rule(source, where, table.get("known", "same session"))
    return DatasetSpec(name, precedence, str(table.get("note", "")), known)


def _rule(source: str, where: str, rule: object) -> str:
    if isinstance(rule, str) and (rule in KNOWN_RULES or PARAMETRIC.match(rule)):
        return rule
    allowed = (*KNOWN_RULES, "after N days", "on YYYY-MM-DD")
    raise WrongUse(f"{source}: known = {rule!r} in {where}", "one of " + ", ".join(allowed), "")


def _jobs(
    source: str,
    where: str,
    table: dict[str, Any],
    datasets: dict[str, DatasetSpec],
    root: Path,
) -> list[Job]:
    _known_keys(source, where, table, JOB_KEYS)
    for key in ("dataset", "table", "path"):
        if key not in table:
            raise WrongUse(f"{source}: {where} has no '{key}'", "dataset, table and path", "add it")
    if table["dataset"] not in datasets:
        raise WrongUse(f"{source}: {where} names dataset '{table['dataset']}'",
                       "one declared as [dataset.NAME]", "declare it")  # fmt: skip
    dataset = datasets[table["dataset"]]
    plain = _Place(source, where, table)
    first = Job(
        dataset=dataset,
        table=table["table"],
        path=root,
        source="",
        reader=table.get("reader", "table"),
        columns=plain.mapping("columns"),
        values=plain.mapping("values"),
        units=plain.mapping("units"),
        missing=plain.mapping("missing"),
        where=_where(source, where, table.get("where", {})),
        known=_rule(source, where, table.get("known", dataset.known)),
        symbols=_symbols(source, where, table.get("symbols", "today")),
        connect=bool(table.get("connect", False)),
        options=plain.mapping("options"),
    )
    constants = plain.mapping("constants")
    return [
        replace(first, path=path, source=_shown(path, root),
                constants=constants | _from_name(table, path))
        for path in _paths(source, where, root, str(table["path"]))
    ]  # fmt: skip


def _symbols(source: str, where: str, word: Any) -> Symbols:
    if word not in SYMBOLS:
        allowed = "one of " + ", ".join(SYMBOLS)
        raise WrongUse(f"{source}: symbols = '{word}' in {where}", allowed, "")
    return cast("Symbols", word)


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


@dataclass(frozen=True, slots=True)
class _Place:
    """A job's table and where it stands, for messages."""

    source: str
    where: str
    table: dict[str, Any]

    def mapping(self, key: str) -> dict[str, Any]:
        """The sub-table `key`, empty if absent. Raises WrongUse if it is none."""
        found = self.table.get(key, {})
        if not isinstance(found, dict):
            what = f"{self.source}: '{key}' in {self.where} is not a table"
            raise WrongUse(what, "{ name = value, ... }", "")
        return found


def _where(source: str, where: str, table: dict[str, Any]) -> Where:
    _known_keys(source, f"'where' of {where}", table, WHERE_KEYS)
    present = table.get("present", [])
    if not isinstance(present, list):
        raise WrongUse(f"{source}: 'present' of {where} is not a list", '["column", ...]', "")
    return Where(tuple(present), table.get("not_prefix", {}), table.get("only", {}))


def _from_name(table: dict[str, Any], path: Path) -> dict[str, str]:
    """A table column taken from the file's name: `from_name = "underlying"` gives IWM for IWM.csv."""
    column = table.get("from_name")
    return {str(column): path.stem} if column else {}


def _paths(source: str, where: str, root: Path, pattern: str) -> list[Path]:
    if Path(pattern).is_absolute():
        found = [Path(pattern)]
    elif any(sign in pattern for sign in "*?["):
        found = sorted(root.glob(pattern))
    else:
        found = [root / pattern]
    if not found or not all(path.is_file() for path in found):
        raise BadFile(f"{source}: {where}: no file '{pattern}' under {root}",
                      "a file or a pattern that matches one", "check --root")  # fmt: skip
    return found
