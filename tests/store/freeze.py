"""Freeze a tiny store of this release: `python -m tests.store.freeze v1`, once a schema version."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from tests.store.invented import HELD, made_batch, made_rows


def freeze(target: Path) -> None:
    """Two commits, one dataset, one row held back; the database in one small file."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "store"
        market = Market.open(root, create=True)
        market.declare(Dataset("demo", 5, "invented rows", "same session"))
        market.append("returns", made_rows(), made_batch("b0", quarantined=1), [HELD])
        market.append("returns", made_rows(start=10), made_batch("b1"))
        market.close()
        database = sqlite3.connect(root / "state.sqlite")
        for command in ("PRAGMA journal_mode=DELETE", "PRAGMA page_size=1024", "VACUUM"):
            database.execute(command)
        database.close()
        (root / "writer.lock").unlink()
        shutil.copytree(root, target)


if __name__ == "__main__":
    freeze(Path(__file__).parent / "frozen" / sys.argv[1])
