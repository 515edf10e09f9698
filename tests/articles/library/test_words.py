"""Words as they are counted, and passages as they are searched."""

from __future__ import annotations

from itertools import pairwise

from rotascope.articles.library.words import MOST_CHARACTERS, passages, terms
from tests.articles.library import texts


def test_endings_and_the_commonest_words_do_not_count() -> None:
    assert terms("The rotations of the rotating funds") == ["rotat", "rotat", "fund"]


def test_numbers_and_words_of_other_letters_stay_whole() -> None:
    assert terms("Russell 2000 fällt") == ["russell", "2000", "fällt"]


def test_passages_cover_all_sentences_in_order() -> None:
    article = texts.article(" ".join(f"Sentence number {at} speaks of funds." for at in range(60)))
    parts = passages(article, 3)
    assert len(parts) > 2
    assert {part.article for part in parts} == {3}
    assert parts[0].start == article.sentences[0].start
    assert parts[-1].end == article.sentences[-1].end
    assert all(a.end <= b.start for a, b in pairwise(parts))


def test_a_text_without_end_is_read_up_to_a_limit() -> None:
    assert len(terms("word " * MOST_CHARACTERS)) == MOST_CHARACTERS // 5
