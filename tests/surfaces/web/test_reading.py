"""What the page of an article is made of: rows worst first, and text whose pieces are the text."""

from __future__ import annotations

from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.surfaces.web.reading import blocks, counted, rows
from rotascope.terms import Checked
from tests.desk.articles import OWN


@pytest.fixture(scope="module")
def told(sample_store: Path) -> Checked:
    return rotascope.open(sample_store).check(Document(OWN), as_of="2022-06-15")


def test_every_claim_is_a_row_and_the_worst_comes_first(told: Checked) -> None:
    made = rows(told)
    assert len(made) == len(told.findings)
    assert made[0].finding.verdict == "contradicted"
    assert {one.finding.verdict for one in rows(told, "supported_under")} <= {"supported_under"}


def test_every_claim_is_counted_under_its_verdict(told: Checked) -> None:
    assert sum(one.n for one in counted(told)) == len(told.findings)


def test_the_pieces_of_the_text_are_the_text_and_its_claims_are_marked(told: Checked) -> None:
    made = [piece for block in blocks(told) for _, pieces in block.sentences for piece in pieces]
    assert "".join(one.text for one in made) == "".join(s.text for s in told.article.sentences)
    marked = {one.anchor for one in made if one.anchor}
    assert marked
    assert marked <= {f"claim-{one.claim.id}" for one in told.findings}
