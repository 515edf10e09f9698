"""The head of what `check` prints: what an article is and how it fared, before any table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.surfaces.check_head import head, tone
from rotascope.terms import Checked
from tests.desk.articles import GERMAN, OWN


@pytest.fixture(scope="module")
def told(sample_store: Path) -> Checked:
    return rotascope.open(sample_store).check(Document(OWN), as_of="2022-06-15")


def test_how_it_fared_stands_before_who_wrote_it_and_when(told: Checked) -> None:
    lines = [line.plain for line in head(told, 100)]
    verdict, published = (
        next(n for n, line in enumerate(lines) if line.strip().startswith(word))
        for word in ("verdict", "published")
    )
    assert lines[0].startswith("ARTICLE")
    assert 0 < verdict < published
    assert "contradicted" in lines[verdict]


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen(told: Checked, width: int) -> None:
    lines = [*head(told, width), *tone(told, width, every=True)]
    assert max(len(line.plain.rstrip()) for line in lines) <= width


def test_an_article_that_is_not_read_has_no_tone_and_says_so(sample_store: Path) -> None:
    unread = rotascope.open(sample_store).check(Document(GERMAN), as_of=date(2022, 6, 15))
    (line,) = tone(unread, 100, every=False)
    assert "German" in line.plain
