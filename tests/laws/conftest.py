"""What several laws look at."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.laws import tree


@pytest.fixture(scope="session")
def docs() -> ModuleType:
    """scripts/build_docs.py as a module."""
    spec = importlib.util.spec_from_file_location(
        "build_docs", tree.ROOT / "scripts" / "build_docs.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
