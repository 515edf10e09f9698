"""One append as bytes: a data file, then the Delta log that names it, each forced to disk.

The data file is complete, on disk and hashed before the log that makes it visible is written, and
the log carries its digest: whoever finds the log after a crash can tell whether it is whole. A table's
first log comes from the Delta library; later ones are written here, for the library reads every log
of the table again before each append (0.3 s at 900 versions) and never forces one to disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import DataTrouble, IntegrityError
from rotascope.store.files import follow, fsync_file, fsync_folder, sha256_of, unwritable
from rotascope.store.ledger import FileEntry, log_path
from rotascope.store.tables import SCHEMA_VERSION, Table

__all__ = ["PARTIAL", "panics", "write_data", "write_log"]

PARTIAL = ".partial"
ROWS_IN_GROUP = 50_000  # small enough that one line of 13 million rows reads 0.4 % of the file
DELTA = {
    pl.String: "string",
    pl.Date: "date",
    pl.Float64: "double",
    pl.Int64: "long",
    pl.Boolean: "boolean",
}


@contextmanager
def panics(what: str) -> Iterator[None]:
    """Turn a failure inside Polars or Delta into an IntegrityError that names `what`.

    A full disk and a folder that may not be written to are no damage: they are a DataTrouble. Panics
    derive from BaseException and would pass every ordinary handler.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, DataTrouble):
        raise
    except BaseException as error:  # pyo3's PanicException has no importable base but this one
        if not _is_theirs(error):
            raise
        trouble = unwritable(error, what)
        if trouble is not None:
            raise trouble from error
        raise IntegrityError(
            f"{what} failed: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
            "sound files and room on the disk",
            "`rotascope doctor`",
        ) from error


def _is_theirs(error: BaseException) -> bool:
    module = type(error).__module__
    return isinstance(error, OSError) or module.startswith(
        ("polars", "pyo3", "deltalake", "_internal")
    )


def write_data(root: Path, table: Table, path: str, frame: pl.DataFrame) -> FileEntry:
    """Write rows as one Parquet file, sorted as given, and return once it is on disk."""
    target = root / path
    folders = [target.parent, target.parent.parent]
    new = not target.parent.exists()
    with panics(f"writing {target}"):
        target.parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(
            target,
            compression="zstd",
            compression_level=1,
            row_group_size=ROWS_IN_GROUP,
            statistics=True,
            metadata={"rotascope.table": table.name, "rotascope.schema": str(SCHEMA_VERSION)},
        )
        follow(root, target, *folders)
        fsync_file(target)
        fsync_folder(target.parent)
        if new:
            fsync_folder(target.parent.parent)
            fsync_folder(root)
        return FileEntry(path, os.path.getsize(target), sha256_of(target))


def write_log(
    root: Path, table: Table, version: int, file: FileEntry, told: dict[str, Any]
) -> None:
    """Commit the data file as `version` of the Delta table and return once the log is on disk.

    Raises IntegrityError if the table is not at `version` - 1, so no commit of ours can follow one
    that the ledger does not know.
    """
    log = root / log_path(table.name, version)
    info = {"batch": told["batch"], "sha256": file.sha256, "rotascopeSchema": str(SCHEMA_VERSION)}
    with panics(f"writing version {version} of '{table.name}'"):
        _check_next(root, table.name, version)
        if version == 0:
            _first(log.parent.parent, table, file, info, told["rows"])
        else:
            _following(log, file, info, told["rows"])
        follow(root, log.parent, log)
        fsync_file(log)
        fsync_folder(log.parent)
        if version == 0:
            fsync_folder(log.parent.parent)


def _check_next(root: Path, table: str, version: int) -> None:
    before, log = (root / log_path(table, number) for number in (version - 1, version))
    if log.exists() or (version > 0 and not before.exists()):
        raise IntegrityError(
            f"version {version} of '{table}' is not the next on disk",
            f"{before.name} to be the newest log, as the commit ledger says",
            "`rotascope doctor --repair`",
        )


def _following(log: Path, file: FileEntry, info: dict[str, str], rows: int) -> None:
    """A log as the Delta protocol has it: what made the version, and the one file it adds."""
    made = {"operation": "WRITE", "operationParameters": {"mode": "Append"}, **info}
    add = {
        "path": Path(file.path).name,
        "partitionValues": {},
        "size": file.size,
        "modificationTime": 0,
        "dataChange": True,
        "stats": _stats(rows),
    }
    partial = log.with_suffix(PARTIAL)
    with partial.open("w", encoding="utf-8") as stream:
        for action in ({"commitInfo": made}, {"add": add}):
            stream.write(json.dumps(action, separators=(",", ":")) + "\n")
    fsync_file(partial)
    partial.replace(log)  # whole or absent, whoever else reads the table


def _stats(rows: int) -> str:
    return json.dumps({"numRecords": rows})


def _first(folder: Path, table: Table, file: FileEntry, info: dict[str, str], rows: int) -> None:
    from deltalake import CommitProperties, Field, PostCommitHookProperties, Schema
    from deltalake.schema import PrimitiveType
    from deltalake.transaction import AddAction, create_table_with_add_actions

    add = AddAction(Path(file.path).name, file.size, {}, 0, True, _stats(rows))
    shape = Schema(
        [Field(name, PrimitiveType(DELTA[kind])) for name, kind in table.columns.items()]
    )
    create_table_with_add_actions(
        str(folder),
        shape,
        [add],
        mode="error",
        partition_by=[],
        name=table.name,
        commit_properties=CommitProperties(custom_metadata=info, max_commit_retries=0),
        # Log clean-up would delete logs that the ledger lists.
        post_commithook_properties=PostCommitHookProperties(
            create_checkpoint=False, cleanup_expired_logs=False
        ),
    )
