from __future__ import annotations

import itertools
import json
import os
import sys
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import DataTrouble, IntegrityError
from rotascope.store import write
from rotascope.store.market import Market
from rotascope.store.tables import SCHEMA_VERSION, TABLES
from tests.store.invented import made_batch, made_rows


class PanicException(BaseException):
    """Stands for pyo3's, which cannot be imported."""


PanicException.__module__ = "pyo3_runtime"


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_panic_of_the_reader_becomes_an_integrity_error() -> None:
    with (
        pytest.raises(IntegrityError, match="reading x failed: out of bounds"),
        write.panics("reading x"),
    ):
        raise PanicException("out of bounds\nand more")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "writing x failed: the disk is full"),
        (pl.exceptions.ComputeError("File too large (os error 27): x"), "the disk is full"),
        (OSError(30, "Read-only file system"), "writing x failed: nothing may be written there"),
    ],
)
def test_a_full_or_closed_disk_is_no_damage(error: Exception, said: str) -> None:
    with pytest.raises(DataTrouble, match=said) as raised, write.panics("writing x"):
        raise error
    assert not isinstance(raised.value, IntegrityError)


@pytest.mark.parametrize("ours", [KeyboardInterrupt, SystemExit, ZeroDivisionError, MemoryError])
def test_what_is_not_the_libraries_own_trouble_passes(ours: type[BaseException]) -> None:
    with pytest.raises(ours), write.panics("x"):
        raise ours


def test_data_log_and_folders_are_forced_down_before_the_ledger_knows(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[str] = []
    real = os.fsync

    def seen(handle: int) -> None:
        forced.append(os.path.relpath(os.readlink(f"/proc/self/fd/{handle}"), market.root))
        assert market.state.glance().entries == ()
        real(handle)

    monkeypatch.setattr(os, "fsync", seen)
    market.append("returns", made_rows(), made_batch())
    folder = "market/returns"
    data, log = f"{folder}/000000-b0.parquet", f"{folder}/_delta_log/{0:020d}.json"
    assert forced.index(data) < forced.index(folder) < forced.index(log)
    assert {f"{folder}/_delta_log", "market", "."} <= set(forced)


def test_one_append_is_one_sorted_file_whose_groups_can_be_skipped(market: Market) -> None:
    from pyarrow import parquet

    commit = market.append(
        "returns", made_rows(120_000, lines=40).reverse(), made_batch(rows=120_000)
    )
    assert commit is not None
    (file,) = commit.files
    meta = parquet.read_metadata(market.root / file.path)
    column = meta.schema.names.index("instrument")
    spans = [meta.row_group(i).column(column).statistics for i in range(meta.num_row_groups)]
    assert meta.num_row_groups == 3
    assert all(a.max <= b.min for a, b in itertools.pairwise(spans))
    assert meta.metadata[b"rotascope.schema"] == str(SCHEMA_VERSION).encode()


def test_the_log_names_the_batch_and_the_digest_and_any_delta_reader_reads_the_table(
    filled: Market,
) -> None:
    commit = filled.commits("returns")[1]
    actions = [json.loads(s) for s in (filled.root / commit.log_path).read_text().splitlines()]
    info = next(a["commitInfo"] for a in actions if "commitInfo" in a)
    assert (info["batch"], info["sha256"]) == ("b1", commit.files[0].sha256)
    foreign = pl.read_delta(str(filled.root / "market" / "returns"))
    ours = filled.collect(filled.scan("returns"))
    key = ["instrument", "date"]
    assert foreign.sort(key).equals(ours.sort(key))


def test_a_table_at_another_version_on_disk_is_not_written_to(filled: Market) -> None:
    file = filled.commits("returns")[0].files[0]
    told = {"batch": "x", "rows": 6}
    with pytest.raises(IntegrityError, match="version 5 of 'returns' is not the next on disk"):
        write.write_log(filled.root, TABLES["returns"], 5, file, told)


def test_later_versions_need_no_library_and_read_no_earlier_log(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "deltalake", None)
    read: list[str] = []
    real = Path.open

    def seen(path: Path, *how: object, **named: object) -> object:
        read.append(path.name)
        return real(path, *how, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", seen)
    filled.append("returns", made_rows(start=50), made_batch("b9"))
    logs = {name for name in read if name.endswith(("json", "partial"))}
    assert logs == {f"{3:020d}.json", f"{3:020d}.partial"}


def test_a_log_that_could_not_be_finished_is_no_log(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(DataTrouble, match="the disk is full"):
            filled.append("returns", made_rows(start=50), made_batch("b9"))
    assert len(list((filled.root / "market/returns/_delta_log").iterdir())) == 3
    assert filled.verify() == ()


def test_a_failing_write_leaves_the_table_as_it_was(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.collect(filled.scan("returns"))

    with monkeypatch.context() as patch:
        patch.setattr(pl.DataFrame, "write_parquet", full)
        with pytest.raises(DataTrouble, match="the disk is full"):
            filled.append("returns", made_rows(start=50), made_batch("b9"))
    assert filled.collect(filled.scan("returns")).equals(before)
    filled.append("returns", made_rows(start=50), made_batch("b9"))
    assert filled.version("returns") == 3
    assert filled.verify() == ()
    assert len(list((filled.root / "market" / "returns").glob("*.parquet"))) == 4


def test_the_folder_of_a_new_table_is_named_after_it(market: Market) -> None:
    market.append("returns", made_rows(), made_batch())
    assert sorted(p.name for p in Path(market.root / "market").iterdir()) == ["returns"]
