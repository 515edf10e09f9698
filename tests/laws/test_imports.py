"""Imports go down, and heavy libraries stay where they belong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rotascope.registry import SIGNALS
from tests.laws import tree

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


@pytest.fixture(scope="module")
def families() -> dict[str, set[str]]:
    """Which families each module of signals/ registers signals of."""
    found: dict[str, set[str]] = {}
    for _, spec in SIGNALS.items():
        found.setdefault(spec.compute.__module__, set()).add(spec.family)
    return found


def test_signals_do_not_import_each_others_families(families: dict[str, set[str]]) -> None:
    assert families, "no module of signals/ registers a signal: this law looks at nothing"
    for path in (tree.SRC / "signals").glob("*.py"):
        own = families.get(f"rotascope.signals.{path.stem}", set())
        for module, node in tree.imported(path):
            foreign = families.get(module, set()) - own
            assert not foreign, (
                f"{tree.where(path, node)} imports {module} of the family {min(foreign)}: what two"
                " families share belongs in a module that registers nothing"
            )


@pytest.mark.parametrize("path", tree.sources(), ids=tree.where)
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    for library in sorted(tree.module_level(path) & HEAVY):
        assert tree.floor(path) in LATE.get(library, ()), (
            f"{tree.where(path)} imports {library} with itself: do it inside the function that needs it"
        )
