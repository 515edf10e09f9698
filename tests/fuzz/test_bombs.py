"""Bombs through the real command: at most 1 GiB, at most 20 s of parsing, one sentence, a sound store."""

from __future__ import annotations

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
# A process of its own starts the command and reads what it used: the kernel counts a child's peak
# from what its parent held when it started, and the tests' own process may hold gigabytes.
METER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(process.pid, 0)
code = os.waitstatus_to_exitcode(status)
print("used", code, used.ru_maxrss, used.ru_utime + used.ru_stime, file=sys.stderr)
"""


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
    done = subprocess.run(
        [sys.executable, "-c", METER, *command], capture_output=True, text=True, check=True
    )
    said, measured = (done.stdout + done.stderr).rsplit("used ", 1)
    code, kibibytes, seconds = (float(word) for word in measured.split())
    peak = kibibytes * 1024
    assert code in (0, 2, 3), said[-500:]
    assert "Traceback" not in said
    assert "mistake of ours" not in said
    assert peak <= GIB, f"{peak / GIB:.2f} GiB"
    assert seconds < SECONDS, f"{seconds:.0f} s"
    if (tmp_path / "s").exists():
        market = Market.open(tmp_path / "s")
        assert market.verify() == ()
        market.close()
