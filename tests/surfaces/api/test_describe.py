"""The description says what the interface does: every question, every answer's shape, every refusal."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema_rs
import pytest

from rotascope.surfaces.api.describe import UPLOADS, description
from rotascope.surfaces.nouns import nouns

DAY = "2022-06-15"
# Questions the sample can answer, with what they need.
ASKED = {
    "brief": {"as_of": DAY},
    "performance": {"symbol": ["AAPL", "^GSPC"], "window": "1y", "basis": "pr", "as_of": DAY},
    "signals": {"axis": "concentration", "as_of": DAY, "history": "true"},
    "data": {"as_of": DAY},
    "why": {"key": f"signal/rs.small_large@{DAY}"},
    "quarantine": {},
    "version": {},
    "library": {},
    "agenda": {"as_of": DAY},
}


def schema_of(path: str, method: str = "get", status: str = "200") -> dict[str, Any]:
    told = json.loads(json.dumps(description()))
    answer = told["paths"][path][method]["responses"][status]["content"]
    schema = next(iter(answer.values()))["schema"]
    return {**schema, "components": told["components"]}


def test_every_question_and_every_upload_is_described() -> None:
    paths = description()["paths"]
    assert {path for path, told in paths.items() if "get" in told} == {one.path for one in nouns()}
    assert {path for path, told in paths.items() if "post" in told} == {one.path for one in UPLOADS}


def test_what_it_refers_to_is_there() -> None:
    text = json.dumps(description())
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert referred == set(description()["components"]["schemas"])
    assert "Problem" in referred


def test_every_parameter_says_what_it_may_be() -> None:
    for told in description()["paths"].values():
        for operation in told.values():
            names = [one["name"] for one in operation["parameters"]]
            assert len(names) == len(set(names))
            assert all(one["description"] and one["schema"] for one in operation["parameters"])


@pytest.mark.parametrize("name", sorted(ASKED))
def test_an_answer_has_the_shape_that_is_described(api: Any, name: str) -> None:
    answer = api.get(f"/api/v1/{name}", params=ASKED[name])
    assert answer.status_code == 200, answer.text[:300]
    found = jsonschema_rs.validator_for(schema_of(f"/api/v1/{name}")).iter_errors(answer.json())
    assert [str(one)[:200] for one in found] == []


def test_a_problem_has_the_shape_that_is_described(api: Any) -> None:
    answer = api.get("/api/v1/brief", params={"as_of": "never"})
    schema = schema_of("/api/v1/brief", status="400")
    assert answer.status_code == 400
    assert jsonschema_rs.validator_for(schema).is_valid(answer.json())


def test_it_is_served(api: Any) -> None:
    served = api.get("/openapi.json").json()
    assert served["openapi"] == "3.1.0"
    assert served == json.loads(json.dumps(description()))
