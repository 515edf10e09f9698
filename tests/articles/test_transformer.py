"""A classifier from a folder: its labels told apart, its files there, nothing fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from rotascope import catalog
from rotascope.articles.names import mentions
from rotascope.articles.tone import sentiment
from rotascope.articles.transformer import Classify, reader_of, sides_of
from rotascope.errors import BadArgument, BadFile, NoAnswer
from tests.articles.library import texts

LABELS = {"0": "Positive", "1": "negative", "2": "neutral"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text(json.dumps({"id2label": LABELS}))
    (tmp_path / "model.safetensors").write_bytes(b"")
    return tmp_path


def by_words(_folder: Path) -> Classify:
    """In place of a model: certain of "good" and "bad", at a loss with the rest."""

    def classify(given: Sequence[str]) -> list[Mapping[str, float]]:
        return [
            {"Positive": 0.9, "negative": 0.1, "neutral": 0.0} if "good" in text
            else {"Positive": 0.0, "negative": 0.8, "neutral": 0.2} if "bad" in text
            else {"Positive": 0.1, "negative": 0.1, "neutral": 0.8}
            for text in given
        ]  # fmt: skip

    return classify


def test_a_score_is_the_chance_of_positive_less_that_of_negative(folder: Path) -> None:
    reader = reader_of(folder, by_words)
    assert reader.sentences(["a good year", "a bad year", "a year"]) == (0.8, -0.8, 0.0)
    assert reader.sentences([]) == ()
    assert reader.reasons("a good year", None) == ()


def test_a_name_has_the_tone_of_its_clause(folder: Path) -> None:
    said = "IWM had a good year, but NVDA had a bad one."
    reader = reader_of(folder, by_words)
    spans = [(said.index(name), said.index(name) + len(name)) for name in ("IWM", "NVDA")]
    assert reader.entities([said, said], spans) == (0.8, -0.8)


def test_an_article_is_read_by_it_under_its_name(folder: Path) -> None:
    article = texts.article("It was a good year for IWM. It was a good one for funds as well.")
    named = mentions(article, catalog.load())
    told = sentiment(article, named, "transformer", reader_of(folder, by_words))
    assert told.reader == "transformer"
    assert told.score == pytest.approx(0.8)
    assert folder.name in told.note


def test_without_a_folder_or_its_files_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="ROTASCOPE_TRANSFORMER"):
        reader_of(None)
    with pytest.raises(BadFile, match=r"config\.json and no model\.safetensors"):
        reader_of(tmp_path)


def test_weights_that_would_be_unpickled_are_not_taken(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(BadFile, match="safetensors"):
        reader_of(folder, by_words)


@pytest.mark.parametrize(
    "config", ["", "[]", "{}", '{"id2label": {"0": "LABEL_0", "1": "sports"}}', "[" * 200_000]
)
def test_labels_without_two_sides_are_refused(folder: Path, config: str) -> None:
    (folder / "config.json").write_text(config)
    with pytest.raises(BadFile):
        sides_of(folder)


def test_without_the_extra_it_is_a_sentence(folder: Path) -> None:
    if find_spec("torch") is not None and find_spec("transformers") is not None:
        assert reader_of(folder, by_words).name == "transformer"
        return
    with pytest.raises(NoAnswer, match="extra 'transformer'"):
        reader_of(folder)
