"""One append as bytes: a data file, then the Delta log that names it, each forced to disk.

The data file is complete, on disk and hashed before the log that makes it visible is written, and
the log carries its digest: whoever finds the log after a crash can tell whether it is whole.
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
from rotascope.store.files import fsync_file, fsync_folder, sha256_of
from rotascope.store.ledger import FileEntry
from rotascope.store.tables import SCHEMA_VERSION, Table

__all__ = ["panics", "write_data", "write_log"]

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

    Their panics derive from BaseException and would pass every ordinary handler.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, DataTrouble):
        raise
    except BaseException as error:  # pyo3's PanicException has no importable base but this one
        if not _is_theirs(error):
            raise
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
    new = not target.parent.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    with panics(f"writing {target}"):
        frame.write_parquet(
            target,
            compression="zstd",
            compression_level=1,
            row_group_size=ROWS_IN_GROUP,
            statistics=True,
            metadata={"rotascope.table": table.name, "rotascope.schema": str(SCHEMA_VERSION)},
        )
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
    folder = root / "market" / table.name
    with panics(f"writing version {version} of '{table.name}'"):
        found = _commit(folder, table, version, file, told)
        if found != version:
            raise IntegrityError(
                f"the next version of '{table.name}' on disk is {found}",
                f"{version}, as the commit ledger says",
                "`rotascope doctor --repair`",
            )
        logs = folder / "_delta_log"
        fsync_file(logs / f"{version:020d}.json")
        fsync_folder(logs)
        if version == 0:
            fsync_folder(folder)


def _commit(folder: Path, table: Table, version: int, file: FileEntry, told: dict[str, Any]) -> int:
    from deltalake import CommitProperties, DeltaTable, Field, PostCommitHookProperties, Schema
    from deltalake.schema import PrimitiveType
    from deltalake.transaction import AddAction, create_table_with_add_actions

    stats = json.dumps({"numRecords": told["rows"]})
    add = AddAction(Path(file.path).name, file.size, {}, 0, True, stats)
    shape = Schema(
        [Field(name, PrimitiveType(DELTA[kind])) for name, kind in table.columns.items()]
    )
    properties: dict[str, Any] = {
        "commit_properties": CommitProperties(
            custom_metadata={
                "batch": told["batch"],
                "sha256": file.sha256,
                "rotascopeSchema": str(SCHEMA_VERSION),
            },
            max_commit_retries=0,
        ),
        # Log clean-up would delete logs that the ledger lists.
        "post_commithook_properties": PostCommitHookProperties(
            create_checkpoint=False, cleanup_expired_logs=False
        ),
    }
    if version == 0:
        create_table_with_add_actions(
            str(folder), shape, [add], mode="error", partition_by=[], name=table.name, **properties
        )
        return 0
    delta = DeltaTable(str(folder))
    if delta.version() == version - 1:
        delta.create_write_transaction(
            [add], mode="append", schema=shape, partition_by=[], **properties
        )
    return int(delta.version()) + 1
