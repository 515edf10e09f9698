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
    for path in (tree.SRC / "signals").rglob("*.py"):
        inside = ".".join(path.relative_to(tree.SRC).with_suffix("").parts)
        own = families.get(f"rotascope.{inside}", set())
        for module, node in tree.imported(path):
            foreign = families.get(module, set()) - own
            assert not foreign, (
                f"{tree.where(path, node)} imports {module} of the family {min(foreign)}: what two"
                " families share belongs in a module that registers nothing"
            )


def early(path: Path) -> list[str]:
    """Sentences about heavy libraries that a file imports with itself."""
    return [
        f"{tree.where(path)} imports {library} with itself: do it inside the function that needs it"
        for library in sorted(tree.module_level(path) & HEAVY)
        if tree.floor(path) not in LATE.get(library, ())
    ]


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    assert [sentence for path in tree.sources() for sentence in early(path)] == []


def test_an_early_import_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    monkeypatch.setattr(tree, "SRC", tmp_path)
    path = tmp_path / "panel.py"
    path.write_text("import numpy\nimport scipy.stats\n\ndef f():\n    import pandas\n")
    assert early(path) == [
        "panel.py imports scipy with itself: do it inside the function that needs it"
    ]
