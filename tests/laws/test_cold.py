"""A cold import stays light, and so does the first screen of help."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

NOT_FOR_A_NAME = ("numpy", "polars", "plotly", "fastapi", "scipy", "statsmodels", "torch",
                  "sqlalchemy", "deltalake", "pandas", "numba", "exchange_calendars")  # fmt: skip
NOT_FOR_HELP = ("polars", "plotly", "fastapi", "scipy", "statsmodels", "torch", "sqlalchemy",
                "deltalake", "pandas", "numba", "exchange_calendars", "arch", "skfolio",
                "linearmodels")  # fmt: skip


def loaded_after(code: str) -> set[str]:
    """Top-level modules in sys.modules after `code` ran in a fresh interpreter."""
    tail = "\nimport sys; print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run(
        [sys.executable, "-c", code + tail],
        capture_output=True, text=True, check=True, env={**os.environ, "COVERAGE_PROCESS_START": ""},
    )  # fmt: skip
    return set(run.stdout.rsplit("LOADED", 1)[1].split())


@pytest.fixture(scope="module")
def after_import() -> set[str]:
    return loaded_after("import rotascope")


@pytest.fixture(scope="module")
def after_help() -> set[str]:
    return loaded_after(
        "import sys; sys.argv = ['rotascope', '--help']\n"
        "from rotascope.surfaces.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )


@pytest.mark.parametrize("library", NOT_FOR_A_NAME)
def test_import_rotascope_does_not_load(library: str, after_import: set[str]) -> None:
    assert library not in after_import, f"`import rotascope` loads {library}"


@pytest.mark.parametrize("library", NOT_FOR_HELP)
def test_help_does_not_load(library: str, after_help: set[str]) -> None:
    assert library not in after_help, f"`rotascope --help` loads {library}"


def test_the_check_itself_sees_what_is_loaded() -> None:
    assert {"json", "numpy"} <= loaded_after("import json, numpy")
