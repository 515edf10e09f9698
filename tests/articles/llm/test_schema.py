"""Only the stated types and sizes are an answer."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from rotascope.articles.llm.schema import ModelReading, ModelTakeaway

RIGHT = {
    "sentences": [{"number": 0, "score": -0.25}],
    "names": [{"symbol": "IWM", "score": 1, "quote": "Small caps led"}],
    "takeaways": [{"text": "Small caps led", "quote": "Small caps led"}],
}


def test_an_answer_in_its_form_is_read() -> None:
    told = ModelReading.model_validate_json(json.dumps(RIGHT))
    assert told.takeaways == [ModelTakeaway(text="Small caps led", quote="Small caps led")]


@pytest.mark.parametrize(
    "change",
    [
        {"alert": True},
        {"sentences": [{"number": 0, "score": 1.01}]},
        {"sentences": [{"number": 0, "score": True}]},
        {"sentences": [{"number": 0.5, "score": 0.1}]},
        {"names": [{"symbol": "IWM" * 6, "score": 0.1, "quote": "Small caps led"}]},
        {"takeaways": RIGHT["takeaways"] * 9},
        {"takeaways": [{"text": "short", "quote": "Small caps led"}]},
    ],
)
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ModelReading.model_validate_json(json.dumps({**RIGHT, **change}))
