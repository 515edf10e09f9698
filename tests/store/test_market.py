from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadArgument, DataTrouble, IntegrityError, NoAnswer, StoreBusy
from rotascope.store import files
from rotascope.store import market as market_module
from rotascope.store.lock import held
from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from rotascope.terms import Issue
from tests.store.invented import made_batch, made_rows


def test_without_a_store_there_is_no_answer_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match="there is no store"):
        Market.open(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_rows_come_back_sorted_within_a_commit_in_the_order_of_commits(filled: Market) -> None:
    found = filled.collect(filled.scan("returns"))
    expected = [made_rows(start=10 * i).sort("instrument", "date") for i in range(3)]
    assert found.equals(pl.concat(expected))
    assert filled.version("returns") == 2


def test_the_same_batch_twice_is_kept_once(filled: Market) -> None:
    before = filled.commits("returns")
    assert filled.append("returns", made_rows(start=10), made_batch("b1")) == before[1]
    assert filled.commits("returns") == before


def test_an_import_is_known_by_the_bytes_and_how_they_were_read(filled: Market) -> None:
    assert filled.imported("b1", "map") == made_batch("b1")
    assert filled.imported("b1", "other") is None
    assert [batch.id for batch in filled.batches()] == ["b0", "b1", "b2"]


def test_a_batch_goes_to_its_own_table_only(market: Market) -> None:
    with pytest.raises(BadArgument, match="batch for 'bars' appended to 'returns'"):
        market.append("returns", made_rows(), made_batch(table="bars"))


def test_rows_that_may_not_be_kept_leave_no_trace(market: Market) -> None:
    bad = made_rows().with_columns(tr=pl.lit(float("nan")))
    with pytest.raises(IntegrityError, match="not finite"):
        market.append("returns", bad, made_batch())
    assert market.version("returns") == -1
    assert not (market.root / "market").exists()


def test_the_fingerprint_changes_with_rows_and_standing_and_agrees_between_stores(
    filled: Market, tmp_path: Path
) -> None:
    other = Market.open(tmp_path / "other", create=True)
    seen = {other.fingerprint()}
    for i in range(3):
        other.append("returns", made_rows(start=10 * i), made_batch(f"x{i}"))
        seen.add(other.fingerprint())
    assert other.fingerprint() == filled.fingerprint()
    other.declare(Dataset("demo", 1, "n", "k"))
    seen.add(other.fingerprint())
    assert len(seen) == 5
    other.close()


def test_a_dataset_declared_again_changes_nothing_and_its_standing_can_change(
    market: Market,
) -> None:
    first = Dataset("demo", 1, "n", "k")
    market.declare(first)
    market.declare(first)
    assert len(market.state.glance().entries) == 1
    market.declare(Dataset("demo", 2, "n", "k"))
    assert Market.open(market.root).datasets()["demo"].precedence == 2


def test_an_unchanged_store_is_opened_without_hashing_or_heavy_libraries(filled: Market) -> None:
    filled.close()
    code = (
        "import sys; from pathlib import Path; from rotascope.store.market import Market;"
        "from rotascope.store import files; files.sha256_of = None;"
        f"m = Market.open(Path({str(filled.root)!r})); print(m.collect(m.scan('returns')).height,"
        "[n for n in ('sqlalchemy', 'deltalake', 'scipy', 'pandas') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "18 []"


def test_a_moved_store_is_hashed_once(filled: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    filled.close()
    root = filled.root.rename(filled.root.with_name("moved"))
    (root / "market/returns").joinpath("000000-b0.parquet").touch()
    hashes: list[Path] = []
    real = files.sha256_of
    monkeypatch.setattr(files, "sha256_of", lambda path: hashes.append(path) or real(path))
    for _ in range(2):
        market = Market.open(root)
        assert market.collect(market.scan("returns")).height == 18
        market.close()
    assert [path.name for path in hashes] == ["000000-b0.parquet"]


def test_a_damaged_file_raises_in_a_reader_that_is_already_open(filled: Market) -> None:
    lazy = filled.scan("returns")
    data = filled.root / filled.commits("returns")[1].files[0].path
    data.write_bytes(data.read_bytes()[:500])
    with pytest.raises(IntegrityError, match="differs"):
        filled.scan("returns")
    with pytest.raises(IntegrityError, match="reading market tables failed"):
        filled.collect(lazy)


def test_tables_without_their_ledger_are_refused_even_when_a_store_may_be_made(
    filled: Market,
) -> None:
    filled.close()
    (filled.root / "state.sqlite").unlink()
    with pytest.raises(IntegrityError, match="no commit ledger"):
        Market.open(filled.root, create=True)


def test_a_second_writer_waits_and_then_says_who_is_writing(
    filled: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(market_module, "WAIT_SECONDS", 0.03)
    with held(filled.root / "writer.lock", 0), pytest.raises(StoreBusy, match="process"):
        filled.append("returns", made_rows(start=90), made_batch("b9"))


def test_two_writers_take_turns_and_each_sees_the_other(filled: Market) -> None:
    other = Market.open(filled.root)
    for i in range(3, 7):
        writer = filled if i % 2 else other
        writer.append("returns", made_rows(start=10 * i), made_batch(f"b{i}"))
    filled.refresh()
    assert filled.collect(filled.scan("returns")).height == 42
    assert filled.version("returns") == 6
    other.close()


def test_a_reader_keeps_its_view_while_another_process_appends(filled: Market) -> None:
    reader = Market.open(filled.root)
    filled.append("returns", made_rows(start=90), made_batch("b9"))
    assert reader.collect(reader.scan("returns")).height == 18
    reader.close()


@pytest.mark.parametrize("name", ["s[2024]", "a*b", "a#b", "a?b", "100% own", "a b"])
def test_a_store_may_lie_anywhere(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    market = Market.open(folder, create=True)
    market.append("returns", made_rows(), made_batch())
    market.close()
    again = Market.open(folder)
    assert again.collect(again.scan("returns")).height == len(made_rows())
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a%20b", "a\nb", "a\x1b[2J"])
def test_a_path_that_would_be_read_as_another_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="cannot hold a store"):
        Market.open(tmp_path / name, create=True)
    assert list(tmp_path.iterdir()) == []


def test_the_rows_of_several_imports_become_one_version(market: Market, issue: Issue) -> None:
    parts = [(made_batch("p0", rows=4), []), (made_batch("p1", rows=2), [issue]),
             (made_batch("p2", rows=0), [])]  # fmt: skip
    commit = market.append_together("returns", made_rows(), parts)
    assert commit is not None
    assert (commit.version, commit.rows, len(market.commits("returns"))) == (0, 6, 1)
    assert [batch.id for batch in market.batches()] == ["p0", "p1", "p2"]
    assert market.append_together("returns", made_rows(), parts) == commit
    assert [held.batch for held in market.quarantine_list()] == ["p1"]
    assert market.collect(market.scan("returns")).height == 6


def test_imports_without_rows_are_noted_in_one_entry(market: Market, issue: Issue) -> None:
    parts = [(made_batch(name, rows=0), [issue]) for name in ("p0", "p1")]
    assert market.append_together("returns", made_rows(0), parts) is None
    assert market.append_together("returns", made_rows(0), parts) is None
    assert [entry.kind for entry in market.state.glance().entries] == ["batch"]
    assert len(market.quarantine_list()) == 2
    assert Market.open(market.root).imported("p1", "map") == made_batch("p1", rows=0)


def test_reading_on_sees_what_another_process_did_and_an_older_copy_put_back(
    filled: Market,
) -> None:
    import shutil

    filled.close()  # so that the database is one file
    other, state = Market.open(filled.root), filled.root / "state.sqlite"
    shutil.copy(state, state.with_suffix(".old"))
    other.append("returns", made_rows(start=90), made_batch("b9"))
    other.close()
    filled.refresh()
    assert filled.imported("b9", "map") == made_batch("b9")
    state.with_suffix(".old").replace(state)
    filled.refresh()
    assert filled.imported("b9", "map") is None
    assert len(filled.commits("returns")) == 3


def test_a_folder_made_for_a_store_is_its_owners_only(tmp_path: Path) -> None:
    market = Market.open(tmp_path / "a" / "store", create=True)
    market.append("returns", made_rows(), made_batch())
    market.append("returns", made_rows(start=10), made_batch("b1"))
    market.close()
    every = [market.root, *market.root.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in every if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in every if path.is_file()} == {0o600}
    assert (tmp_path / "a").stat().st_mode & 0o777 != 0o700


@pytest.mark.parametrize("mode", [0o755, 0o750])
def test_a_folder_that_was_there_keeps_its_mode_and_gives_it_to_its_files(
    tmp_path: Path, mode: int
) -> None:
    tmp_path.chmod(mode)
    before = os.umask(0o022)
    try:
        market = Market.open(tmp_path, create=True)
        market.append("returns", made_rows(), made_batch())
        market.close()
    finally:
        os.umask(before)
    assert tmp_path.stat().st_mode & 0o777 == mode
    every = list(tmp_path.rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in every if path.is_dir()} == {mode}
    files = {path for path in every if path.is_file()}
    lock = tmp_path / "writer.lock"
    assert {path.stat().st_mode & 0o777 for path in files - {lock}} == {mode & 0o644}
    assert lock.stat().st_mode & 0o777 == 0o600


def test_what_fails_is_undone_at_once_and_takes_no_room(
    filled: Market, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DataTrouble("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(market_module, "write_log", full)
        with pytest.raises(DataTrouble, match="the disk is full"):
            filled.append("returns", made_rows(start=90), made_batch("b9"), [issue])
    assert filled.state.intents() == []
    assert filled.quarantine_list() == ()
    assert filled.verify() == ()
    assert len(list((filled.root / "market/returns").glob("*.parquet"))) == 3
    assert filled.append("returns", made_rows(start=90), made_batch("b9"), [issue]) is not None
