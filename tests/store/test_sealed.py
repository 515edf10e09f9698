"""Answers as text behind a seal."""

import json
from dataclasses import replace

import pytest

from rotascope.errors import IntegrityError
from rotascope.store.sealed import opened, seal, text_of
from rotascope.terms import Article, Thesis
from tests.store.kept_articles import made_article, made_thesis


def test_an_answer_comes_back_equal() -> None:
    body = text_of(made_thesis())
    assert opened(Thesis, "t", body, seal("t", body)) == made_thesis()


def test_a_field_that_a_later_release_added_takes_its_default() -> None:
    told = json.loads(text_of(made_article()))
    del told["notes"]
    body = json.dumps({**told, "dropped": 1})
    assert opened(Article, "a", body, seal("a", body)) == made_article()


def test_a_text_under_another_name_does_not_open() -> None:
    body = text_of(made_thesis())
    with pytest.raises(IntegrityError, match="what is kept of u cannot be read"):
        opened(Thesis, "u", body, seal("t", body))


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"id": 1}', "null"])
def test_a_text_that_is_no_such_answer_is_said(body: str) -> None:
    with pytest.raises(IntegrityError, match="the thesis as it was written"):
        opened(Thesis, "t", body, seal("t", body))


def test_characters_of_every_script_survive() -> None:
    odd = replace(made_article(), title='Größe, 小型株 \U0001f600 \\ "quoted" \u202e')
    body = text_of(odd)
    assert opened(Article, "a", body, seal("a", body)) == odd
