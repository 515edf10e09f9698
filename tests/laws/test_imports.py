"""Imports go down, and heavy libraries stay where they belong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws import tree

# Signals modules every family may use; a module that registers a signal is a family of its own.
SIGNALS = tree.SRC / "signals"
HEAVY = {"scipy", "statsmodels", "arch", "skfolio", "linearmodels", "pandas", "torch", "sklearn",
         "matplotlib", "plotly", "deltalake", "sqlalchemy", "exchange_calendars", "fastexcel",
         "pyarrow", "fastapi", "jinja2"}  # fmt: skip
# Where a heavy library may be imported with the file, because the file is itself imported late.
LATE = {
    "plotly": ("figures",),
    "sqlalchemy": ("store",),
    "deltalake": (),
    "jinja2": (),
}


def test_the_import_contracts_hold() -> None:
    """The layers and the protected libraries of pyproject.toml, checked by import-linter."""
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
        cwd=tree.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, f"an import goes up:\n{run.stdout}{run.stderr}"


def families() -> set[str]:
    found = set()
    for path in SIGNALS.glob("*.py"):
        if any(module == "rotascope.registry.signal" for module, _ in tree.imported(path)):
            found.add(f"rotascope.signals.{path.stem}")
    return found


def test_signals_do_not_import_each_others_families() -> None:
    assert families(), "no module of signals/ registers a signal: this law looks at nothing"
    for path in SIGNALS.glob("*.py"):
        own = f"rotascope.signals.{path.stem}"
        for module, node in tree.imported(path):
            assert module not in families() - {own}, (
                f"{tree.where(path, node)} imports {module}: a family stands alone; what two share"
                " belongs in a module that registers nothing"
            )


@pytest.mark.parametrize("path", tree.sources(), ids=tree.where)
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    for library in sorted(tree.module_level(path) & HEAVY):
        assert tree.floor(path) in LATE.get(library, ()), (
            f"{tree.where(path)} imports {library} with itself: do it inside the function that needs it"
        )
