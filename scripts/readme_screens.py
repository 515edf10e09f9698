"""The screens that README.md shows: what the program prints on the sample, between two marks each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SCREENS = {
    "brief": ("brief", "--html", "brief.html"),
    "check": ("check", str(ROOT / "examples" / "articles" / "giants_fade.txt"), "--no-keep"),
}


def screen(name: str, store: Path) -> str:
    """What a command prints on a store at 110 columns, without trailing blanks."""
    program = Path(sys.executable).with_name("rotascope")
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            [str(program), *SCREENS[name], "--store", str(store)],
            capture_output=True, text=True, check=True, encoding="utf-8", cwd=folder,
            env={**os.environ, "COLUMNS": "110", "NO_COLOR": "1"},
        )  # fmt: skip
    lines = [line.rstrip() for line in ran.stdout.strip("\n").splitlines()]
    # The store's fingerprint differs from machine to machine, the data's age from day to day.
    told = re.sub(r"store [0-9a-f]{6,}", "store xxxxxx", "\n".join(lines))
    return re.sub(r"data \d+ sessions? old", "data n sessions old", told)


def with_screen(readme: str, name: str, shown: str) -> str:
    """The README with the screen between its two marks replaced."""
    begins = f"<!-- The {name} on the sample, put here by `make docs`. -->"
    ends = f"<!-- End of the {name}. -->"
    head, _, rest = readme.partition(begins)
    _, _, tail = rest.partition(ends)
    if not tail:
        raise SystemExit(f"README.md has lost the marks around the {name}")
    return f"{head}{begins}\n```text\n{shown}\n```\n{ends}{tail}"


def write() -> None:
    """Put what the program really prints on the sample into README.md."""
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for name in SCREENS:
            text = with_screen(text, name, screen(name, Path(folder) / "store"))
    README.write_text(text, "utf-8")
