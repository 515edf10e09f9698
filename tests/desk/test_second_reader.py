"""Another reader is asked where it is set up, and never stands in for a number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from rotascope import catalog
from rotascope.articles.llm import LlmRead
from rotascope.articles.names import mentions
from rotascope.articles.tone import sentiment
from rotascope.articles.tone_readers import word_list
from rotascope.desk.second_reader import another, reread
from rotascope.errors import BadArgument, UnknownName
from rotascope.providers.llm_budget import spent
from rotascope.settings import Settings
from rotascope.terms import Takeaway
from tests.articles.library import texts
from tests.providers import llm_stub
from tests.providers.llm_stub import Heard, Stub, article_of

TODAY = date(2026, 11, 20)
ARTICLE = texts.article("Small caps (IWM) beat the giants. Nvidia (NVDA) fell. Funds moved on.")
NAMED = mentions(ARTICLE, catalog.load())
OWN = sentiment(ARTICLE, NAMED), (Takeaway("Funds moved on.", 0, 1, 2, 0.0),)


@pytest.fixture
def stub() -> Iterator[Stub]:
    pytest.importorskip("pydantic_ai")
    with llm_stub.serving() as served:
        served.words = lambda heard: all_at(heard, near())
        yield served


def all_at(heard: Heard, score: float) -> str:
    told = article_of(heard)["article"]
    return json.dumps({"sentences": [{"number": o["number"], "score": score} for o in told]})


def near() -> float:
    """A score that the built-in reader does not contradict."""
    return round(OWN[0].score + (0.3 if OWN[0].score < 0 else -0.3), 2)


def settings(stub: Stub, **more: object) -> Settings:
    given = {"llm_url": stub.url, "llm_model": "stub", "llm_key": SecretStr("sk-1"), **more}
    return Settings(**given)  # type: ignore[arg-type]


def test_the_built_in_reader_needs_no_other(tmp_path: Path) -> None:
    assert another("builtin", Settings(), tmp_path, TODAY) is None
    assert reread(ARTICLE, NAMED, (), OWN, None) == (*OWN, ())


def test_a_reader_that_is_not_set_up_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="ROTASCOPE_LLM_URL"):
        another("llm", Settings(llm_url=""), tmp_path, TODAY)
    with pytest.raises(BadArgument, match="ROTASCOPE_TRANSFORMER"):
        another("transformer", Settings(transformer=None), tmp_path, TODAY)
    with pytest.raises(UnknownName, match="builtin"):
        another("bultin", Settings(), tmp_path, TODAY)


def test_a_models_tone_stands_under_its_name_and_its_tokens_are_counted(
    stub: Stub, tmp_path: Path
) -> None:
    stub.tokens = 5_000
    model = another("llm", settings(stub), tmp_path, TODAY)
    tone, points, _ = reread(ARTICLE, NAMED, (), OWN, model)
    assert tone.reader == "llm"
    assert tone.score == pytest.approx(near())
    assert points == OWN[1]
    assert spent(tmp_path / "llm_tokens.json", TODAY) == 5_000


def test_a_model_that_is_far_off_is_named_and_not_shown(stub: Stub, tmp_path: Path) -> None:
    far = -1.0 if OWN[0].score > 0 else 1.0
    stub.words = lambda heard: all_at(heard, far)
    tone, points, notes = reread(
        ARTICLE, NAMED, (), OWN, another("llm", settings(stub), tmp_path, TODAY)
    )
    assert (tone, points) == OWN
    assert "the built-in one stands" in notes[0]


def test_a_day_without_tokens_leaves_the_built_in_reader(stub: Stub, tmp_path: Path) -> None:
    model = another("llm", settings(stub, llm_tokens=100), tmp_path, TODAY)
    tone, points, notes = reread(ARTICLE, NAMED, (), OWN, model)
    assert (tone, points) == OWN
    assert "tokens for 2026-11-20 do not suffice" in notes[0]
    assert stub.bodies == []


def test_a_server_that_fails_is_counted_and_leaves_the_built_in_reader(
    stub: Stub, tmp_path: Path
) -> None:
    stub.words = lambda _heard: "no"
    model = another("llm", settings(stub), tmp_path, TODAY)
    tone, points, notes = reread(ARTICLE, NAMED, (), OWN, model)
    assert (tone, points) == OWN
    assert "did not read it" in notes[0]
    assert spent(tmp_path / "llm_tokens.json", TODAY) > 100


def test_its_takeaways_have_the_score_of_their_sentence() -> None:
    point = Takeaway("Giants fell", 34, 52, 1, 0.0)
    tone, points, _ = reread(
        ARTICLE, NAMED, (), OWN, lambda *_: LlmRead(word_list(), (point,), ("a note",))
    )
    scores = {one.sentence: one.score for one in tone.sentences}
    assert [(one.text, one.score) for one in points] == [("Giants fell", scores[1])]


def test_nothing_but_the_article_goes_out(stub: Stub, tmp_path: Path) -> None:
    model = another("llm", settings(stub), tmp_path, TODAY)
    reread(ARTICLE, NAMED, (), OWN, model)
    sent = json.dumps(stub.bodies)
    assert str(tmp_path) not in sent
    assert "sk-1" not in sent
