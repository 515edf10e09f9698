"""Requests drawn from the interface's own description: no failure, nothing that is not described.

`make test` draws two examples an operation, `make soak` 300; half of them break the description.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings, strategies
from schemathesis import GenerationMode
from schemathesis.checks import (
    not_a_server_error,
)
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from rotascope.surfaces.api.describe import description
from tests.surfaces.api.serving import client

SOAK = os.environ.get("ROTASCOPE_SOAK") == "1"
EXAMPLES = 300 if SOAK else 2
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, negative_data_rejection,
    response_headers_conformance, response_schema_conformance, unsupported_method,
]  # fmt: skip
pytestmark = pytest.mark.slow


OPERATIONS = [
    (path, method) for path, told in description()["paths"].items() for method in sorted(told)
]
STRICTLY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def drawn(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of an interface over a store that articles may be kept in."""
    store = tmp_path_factory.mktemp("drawn") / "store"
    shutil.copytree(sample_store, store)
    with client(store) as api:
        yield schemathesis.openapi.from_asgi("/openapi.json", api.app)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_is_drawn_is_answered_as_described(drawn: Any, path: str, method: str) -> None:
    operation, seen = drawn[path][method], Counter[int]()
    kinds = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @STRICTLY
    @given(case=strategies.one_of(kinds))
    def ask(case: Any) -> None:
        seen[case.call_and_validate(checks=CHECKS, timeout=300).status_code] += 1

    ask()
    assert sum(seen.values()) >= EXAMPLES
    assert max(seen) < 500
