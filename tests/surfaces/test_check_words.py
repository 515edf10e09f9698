"""The sentences of a checked article: what a terminal and a page say alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.surfaces import check_words
from rotascope.terms import Checked, Publication, Remark
from tests.desk.articles import OWN


@pytest.fixture(scope="module")
def told(sample_store: Path) -> Checked:
    return rotascope.open(sample_store).check(Document(OWN), as_of="2022-06-15")


def test_the_verdict_counts_every_claim(told: Checked) -> None:
    line = check_words.verdict_line(told)
    assert f"of {len(told.findings)} claims" in line
    assert "contradicted" in line


def test_the_first_point_against_it_is_said_with_whether_anything_fails(told: Checked) -> None:
    said, bad = check_words.against(told)
    assert said.startswith('"JPMorgan Chase (JPM) fell 12.0%" is not what is on file: +27.75 %')
    assert bad


def test_a_kind_of_remark_is_said_in_plain_words() -> None:
    assert check_words.kind_of(Remark("shock_type", "contradicted", "text")) == "shock type"


def test_a_day_is_told_with_how_it_is_known() -> None:
    given = Publication(date(2026, 6, 9), "given")
    assert check_words.published(given) == "Tue 2026-06-09, as given"
    assert check_words.published(Publication(None, "undated")) == "undated"


def test_a_tone_has_a_true_minus() -> None:
    assert check_words.scored(-0.123) == "\N{MINUS SIGN}0.12"
