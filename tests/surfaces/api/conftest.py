"""One client over the sample store for all tests of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.api.serving import client


@pytest.fixture(scope="session")
def api(sample_store: Path) -> Iterator[Any]:
    """The interface over the sample store."""
    with client(sample_store) as made:
        yield made
