"""Bombs through the real command: at most 1 GiB, at most 20 s of parsing, one sentence, a sound store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rotascope.store.market import Market
from tests.fuzz.bombs import BOMBS

pytestmark = pytest.mark.slow
GIB = 1 << 30
# Starting Python, parsing up to its limit, and a machine that does other things as well.
SECONDS = 20 + 15


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_costs_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    BOMBS[name](path)
    path = path if path.exists() else path.with_suffix(".toml")
    command = [
        sys.executable,
        "-m",
        "rotascope",
        "import",
        str(path),
        "--store",
        str(tmp_path / "s"),
    ]
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (tmp_path / "out").read_text() + (tmp_path / "err").read_text()
    peak = used.ru_maxrss * 1024
    assert process.returncode in (0, 2, 3), said[-500:]
    assert "Traceback" not in said
    assert "mistake of ours" not in said
    assert peak <= GIB, f"{peak / GIB:.2f} GiB"
    assert used.ru_utime + used.ru_stime < SECONDS, f"{used.ru_utime + used.ru_stime:.0f} s"
    if (tmp_path / "s").exists():
        market = Market.open(tmp_path / "s")
        assert market.verify() == ()
        market.close()
