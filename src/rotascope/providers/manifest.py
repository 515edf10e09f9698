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

import tomllib
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadFile, WrongUse
from rotascope.plain import path_text
from rotascope.providers.jobs import DatasetSpec, Job, Where
from rotascope.providers.limits import plain_file

if TYPE_CHECKING:
    from rotascope.providers.manifest_schema import DatasetTable, JobTable

__all__ = ["MANIFEST_BYTES", "is_manifest", "load_manifest"]

MANIFEST_BYTES = 1_000_000
DEEP = 50
"""Dots of one line, and brackets open at one time: no manifest of a person has more."""


def is_manifest(path: Path) -> bool:
    """Whether a path given to `import` is a manifest."""
    return path.suffix.lower() == ".toml"


def load_manifest(path: Path, root: Path | None = None) -> tuple[Job, ...]:
    """The jobs a manifest describes, in its order; paths are relative to `root` (default: its folder).

    A pattern that matches several files gives one job each, sorted by name. Raises WrongUse for a
    mistake in the manifest, BadFile for a file that is not there.
    """
    raw = _parse(path)
    _only(path.name, "the manifest", raw, ("dataset", "job"))
    declared, listed = raw.get("dataset", {}), raw.get("job", [])
    if not isinstance(declared, dict) or not isinstance(listed, list):
        raise WrongUse(f"{path.name}: datasets and jobs have another form",
                       "[dataset.NAME] and [[job]]", "mend the headings")  # fmt: skip
    specs = {name: _dataset(path.name, name, table) for name, table in declared.items()}
    made: list[Job] = []
    for number, table in enumerate(listed, start=1):
        made.extend(_jobs(path.name, number, table, specs, root or path.parent))
    if not made:
        raise WrongUse(f"{path.name}: no [[job]]", "at least one job", "add one")
    return tuple(made)


def _parse(path: Path) -> dict[str, Any]:
    plain_file(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MANIFEST_BYTES + 1)
        if len(content) > MANIFEST_BYTES:
            raise WrongUse(f"{path.name}: more than 1 MB", "a manifest", "another file")
        _shallow(path.name, content)
        return tomllib.loads(content.decode("utf-8"))
    except OSError as trouble:
        reason = trouble.strerror or "cannot be read"
        raise BadFile(f"{path}: {reason}", "a manifest", "check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as trouble:
        raise WrongUse(f"{path.name}: not TOML ({trouble})", "TOML 1.0", "mend that line") from None


def _shallow(source: str, content: bytes) -> None:
    """Refuse what would take the parser minutes: keys in hundreds of parts, tables within tables."""
    deep = open_brackets = 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.lstrip().startswith(b"#"):
            continue
        opens = line.count(b"[") + line.count(b"{")
        closes = line.count(b"]") + line.count(b"}")
        deep = max(deep, open_brackets + opens)
        open_brackets = max(open_brackets + opens - closes, 0)
        if line.count(b".") > DEEP or deep > DEEP:
            raise WrongUse(
                f"{source}, line {number}: more than {DEEP} dots or brackets within each other",
                "a manifest as people write it",
                "shorter lines",
            )


def _only(source: str, where: str, table: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"write '{near[0]}'" if near else "remove it"
            raise WrongUse(f"{source}: unknown key '{key}' in {where}", ", ".join(keys), hint)


def _dataset(source: str, name: str, table: object) -> DatasetSpec:
    from rotascope.providers.manifest_schema import DatasetTable, checked

    told: DatasetTable = checked(DatasetTable, table, source, f"[dataset.{name}]")
    return DatasetSpec(name, told.precedence, told.note, told.known, told.redeclare)


def _jobs(
    source: str, number: int, table: object, specs: dict[str, DatasetSpec], root: Path
) -> list[Job]:
    from rotascope.providers.manifest_schema import JobTable, checked

    named = table.get("path", "no path") if isinstance(table, dict) else "no table"
    where = f"job {number} ({named})"
    told: JobTable = checked(JobTable, table, source, where)
    if told.dataset not in specs:
        raise WrongUse(f"{source}: {where} names dataset '{told.dataset}'",
                       "one declared as [dataset.NAME]", "declare it")  # fmt: skip
    first = _first(told, specs[told.dataset], root)
    return [
        replace(first, path=path, source=_shown(path, root),
                constants=told.constants | _from_name(told, path))
        for path in _paths(source, where, root, told.path)
    ]  # fmt: skip


def _first(told: JobTable, dataset: DatasetSpec, root: Path) -> Job:
    where = told.where
    return Job(
        dataset=dataset,
        table=told.table,
        path=root,
        source="",
        reader=told.reader,
        columns=told.columns,
        values=told.values,
        units=told.units,
        missing=told.missing,
        where=Where(tuple(where.present), where.not_prefix, where.only),
        known=told.known or dataset.known,
        symbols=told.symbols,
        connect=told.connect,
        options=told.options,
    )


def _shown(path: Path, root: Path) -> str:
    return path_text(path.relative_to(root) if path.is_relative_to(root) else path)


def _from_name(told: JobTable, path: Path) -> dict[str, str]:
    """A table column taken from the file's name: `from_name = "underlying"` gives IWM for IWM.csv."""
    return {told.from_name: path_text(Path(path.stem))} if told.from_name else {}


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
