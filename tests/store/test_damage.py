"""Damage done to a store on disk: every case raises or reads what was written. None is silent."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rotascope.errors import DataTrouble
from rotascope.store import merge
from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from tests.store.invented import HELD, made_batch, made_rows

Damage = Callable[[Path, random.Random], None]


def a_data_file(root: Path, chance: random.Random) -> Path:
    """A file that readers read: merged ones stand for those they were made of."""
    merged = sorted((root / "merged").rglob("*.parquet"))
    single = sorted((root / "market").rglob("*.parquet"))
    return chance.choice([*merged, *single[3 * len(merged) :]])


def a_log(root: Path, chance: random.Random) -> Path:
    merged = sorted((root / "merged").rglob("*.parquet"))
    logs = sorted((root / "market").rglob("_delta_log/*.json"))
    return chance.choice(logs[3 * len(merged) :])


def flip(path: Path, chance: random.Random, times: int = 1) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(times):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)


def data_bit(root: Path, chance: random.Random) -> None:
    flip(a_data_file(root, chance), chance)


def data_cut(root: Path, chance: random.Random) -> None:
    path = a_data_file(root, chance)
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def data_gone(root: Path, chance: random.Random) -> None:
    a_data_file(root, chance).unlink()


def data_replaced(root: Path, chance: random.Random) -> None:
    path = a_data_file(root, chance)
    size = path.stat().st_size
    other = sorted((root / "market").rglob("*.parquet"))[-1]
    path.write_bytes(
        chance.choice([b"", bytes(size), path.read_bytes() + b"x" * 64, other.read_bytes() + b" "])
    )


def log_damaged(root: Path, chance: random.Random) -> None:
    path = a_log(root, chance)
    raw = path.read_bytes()
    content = chance.choice(
        [None, b"", raw[: chance.randrange(len(raw))], raw.replace(b"add", b"txn"), bytes(len(raw))]
    )
    path.unlink() if content is None else path.write_bytes(content)


EDITS = (
    "UPDATE ledger SET body = replace(body, '\"rows\":6', '\"rows\":7') WHERE seq = {seq}",
    "UPDATE ledger SET body = replace(body, 'returns', 'bars') WHERE seq = {seq}",
    "UPDATE ledger SET kind = 'batch' WHERE kind = 'commit' AND seq >= {seq}",
    "UPDATE ledger SET prev = sha WHERE seq = {seq}",
    "UPDATE ledger SET seq = seq + 100 WHERE seq = {seq}",
    "DELETE FROM ledger WHERE seq = {seq}",
    "DELETE FROM ledger WHERE seq >= {seq}",
    "DELETE FROM ledger",
    "DELETE FROM meta",
    "UPDATE meta SET value = '0' WHERE name = 'head'",
    "UPDATE ledger SET body = x'ff00' WHERE seq = {seq}",
    "UPDATE quarantine SET original = '+1'",
    "UPDATE stamps SET sha256 = 'x', size = 1",
    "DROP TABLE ledger",
    "DROP TABLE meta",
)


def ledger_edited(root: Path, chance: random.Random) -> None:
    edit = EDITS[chance.randrange(len(EDITS))]
    with sqlite3.connect(root / "state.sqlite") as raw:
        raw.execute(edit.format(seq=chance.randint(1, 5)))
    raw.close()


def state_bytes(root: Path, chance: random.Random) -> None:
    path = root / "state.sqlite"
    how = chance.randrange(4)
    if how == 0:
        path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])
    elif how == 1:
        path.unlink()
    else:
        flip(path, chance, times=1 if how == 2 else 40)


def spare_gone(root: Path, chance: random.Random) -> None:
    every = sorted((root / "market").rglob("*.parquet"))
    for path in every[: 3 if (root / "merged").exists() else 0]:
        path.unlink() if chance.randrange(2) else path.write_bytes(b"")


KINDS: dict[str, Damage] = {
    "a bit of a data file": data_bit,
    "a data file cut short": data_cut,
    "a data file gone": data_gone,
    "a data file of zeros, of more bytes or of another commit": data_replaced,
    "a log zeroed, gone, torn or edited": log_damaged,
    "files that were merged": spare_gone,
    "a ledger row edited or gone": ledger_edited,
    "the state database's own bytes": state_bytes,
}


def everything(root: Path) -> Any:
    """All that a store says, read as its users do."""
    market = Market.open(root)
    try:
        return (
            {name: market.collect(market.scan(name)).rows() for name in ("returns", "bars")},
            dict(market.datasets()),
            market.batches(),
            [held for held in market.quarantine_list() if held],
            market.fingerprint(),
        )
    finally:
        market.close()


@pytest.fixture(scope="module", params=["single", "merged"])
def sound(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Four commits, each in its own file; or the first three of them merged."""
    root = tmp_path_factory.mktemp("sound") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "FANOUT", 3 if request.param == "merged" else 99)
        market = Market.open(root, create=True)
        market.declare(Dataset("demo", 5, "invented", "same session"))
        for i in range(4):
            market.append(
                "returns", made_rows(start=10 * i), made_batch(f"b{i}", quarantined=1), [HELD]
            )
        market.close()
    assert (root / "merged").exists() == (request.param == "merged")
    return root


def outcome(sound: Path, folder: Path, damage: Damage, seed: int) -> str:
    """ "refused" or "same" (after damage that changed nothing read); anything else is silent."""
    root = folder / "store"
    shutil.copytree(sound, root)
    before = everything(root)  # the copy's stamps are on file now, as in a store in use
    damage(root, random.Random(seed))
    try:
        return "same" if everything(root) == before else "silent"
    except DataTrouble:
        return "refused"


def count(sound: Path, folder: Path, damage: Damage, times: int) -> dict[str, int]:
    told: dict[str, int] = {"refused": 0, "same": 0, "silent": 0}
    for seed in range(times):
        case = folder / str(seed)
        case.mkdir()
        told[outcome(sound, case, damage, seed)] += 1
        shutil.rmtree(case)
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_never_silent(sound: Path, tmp_path: Path, kind: str) -> None:
    told = count(sound, tmp_path, KINDS[kind], 2)
    assert told["silent"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_fifteen_damages_of_each_kind_are_never_silent(
    sound: Path, tmp_path: Path, kind: str
) -> None:
    told = count(sound, tmp_path, KINDS[kind], 15)
    assert told["silent"] == 0
    if kind.startswith(("a bit of", "a data", "a log")):
        assert told["refused"] == 15


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_of_the_ledger_is_refused_or_harmless(
    sound: Path, tmp_path: Path, edit: str
) -> None:
    def damage(root: Path, _: random.Random) -> None:
        with sqlite3.connect(root / "state.sqlite") as raw:
            raw.execute(edit.format(seq=3))
        raw.close()

    harmless = "stamps" in edit
    assert outcome(sound, tmp_path, damage, 0) == ("same" if harmless else "refused")
