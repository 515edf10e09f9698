"""Lines broken by width alone are put together, and only those."""

from __future__ import annotations

import textwrap

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.wrapping import is_wrapped, unwrapped

PARAGRAPH = (
    "Small caps have beaten large caps for eight weeks, and the Russell 2000 is now within reach of its"
    " record. Analysts say that the move has further to go, because rates are falling and because"
    " earnings of small companies are expected to grow faster than those of large ones this year."
)
OTHER = (
    "The rest of the market has not followed yet. Funds that hold every company with the same weight"
    " are still behind, and the seven largest companies have given up only a small part of their lead"
    " in the last month, which is why some investors remain doubtful about the change of leadership."
)


def test_a_letter_broken_at_seventy_columns_is_made_whole() -> None:
    wrapped = "\n\n".join(textwrap.fill(part, 70) for part in (PARAGRAPH, OTHER))
    assert is_wrapped(wrapped)
    assert unwrapped(wrapped) == f"{PARAGRAPH}\n\n{OTHER}"
    assert len(article_of(Document(wrapped)).sentences) == 4


def test_paragraphs_on_one_line_each_are_left_alone() -> None:
    text = f"{PARAGRAPH}\n\n{OTHER}"
    assert not is_wrapped(text)
    lines = "\n".join(f"Point {n} is a line of its own and it ends here." for n in range(12))
    assert not is_wrapped(lines)


def test_items_rows_and_a_broken_word_are_minded() -> None:
    text = (
        "The word is bro-\nken here and the line goes on to be long enough to count as one\n- item one\n"
        "| a | b |"
    )
    assert unwrapped(text) == (
        "The word is broken here and the line goes on to be long enough to count as one\n- item one\n"
        "| a | b |"
    )
