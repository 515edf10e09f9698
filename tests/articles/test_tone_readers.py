"""Readers of tone: one interface for the trained weights, the word list, and others."""

from __future__ import annotations

from importlib.resources import files

import pytest

from rotascope.articles.tone_readers import builtin, reader_called, word_list
from rotascope.errors import BadArgument


def test_the_word_list_says_that_it_is_only_a_list() -> None:
    assert "list of words" in word_list().note


def test_the_builtin_reader_is_the_trained_one_where_it_is_installed() -> None:
    weights = files("rotascope.articles").joinpath("weights", "polarity.npz")
    assert bool(builtin().note) == (not weights.is_file())
    assert reader_called("builtin").name == "builtin"


def test_every_reader_answers_for_sentences_names_and_reasons() -> None:
    for reader in (word_list(), builtin()):
        texts = ["IWM rallied strongly after good results", "MAGS plunged on a profit warning"]
        scores = reader.sentences(texts)
        names = reader.entities(texts, [(0, 3), (0, 4)])
        assert scores[0] > 0 > scores[1]
        assert names[0] > 0 > names[1]
        assert all(isinstance(value, float) for _, value in reader.reasons(texts[0], None))
        assert all(isinstance(value, float) for _, value in reader.reasons(texts[0], (0, 3)))


def test_a_name_in_its_own_clause_has_that_clauses_tone() -> None:
    text = "IWM gained on strong demand while MAGS was weak again"
    near = word_list().entities(
        [text, text], [(0, 3), (text.index("MAGS"), text.index("MAGS") + 4)]
    )
    assert near[0] > 0 > near[1]


def test_an_unknown_reader_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadArgument, match="builtin"):
        reader_called("oracle")
