"""The five articles, where the machine has them: they are read beside the real data and never kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import absent


@pytest.fixture(scope="session")
def articles(shared_data: Path) -> dict[str, Path]:
    """The files of the five articles by number: articles["004"]. Mark such a test `shared`."""
    folder = shared_data.parent / "articles"
    found = {path.name[:3]: path for path in sorted(folder.glob("[0-9][0-9][0-9]_*.txt"))}
    if set(found) != {"000", "001", "002", "003", "004"}:
        absent(f"no five articles in {folder}")
    return found
