"""The page of an article: what fails first, its claims with number and convention, its text marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.errors import BadArgument
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.pages.article import PAGE
from rotascope.surfaces.web.render import rendered
from rotascope.surfaces.web.views import shell
from rotascope.terms import Checked
from tests.desk.articles import OWN
from tests.surfaces.web.hostile import text_of


class Shelf:
    """A desk with one article on file: `article` gives it, everything else is the sample's."""

    def __init__(self, sample_store: Path) -> None:
        self.desk = rotascope.open(sample_store)
        self.told = self.desk.check(Document(OWN), as_of="2022-06-15")

    def article(self, *_asked: object) -> Checked:
        return self.told

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)


@pytest.fixture(scope="module")
def shelf(sample_store: Path) -> Any:
    return Shelf(sample_store)


def asked(shelf: Any, **query: str) -> Asked:
    return Asked(None, {"article": shelf.told.article.id[:12]}, query)


@pytest.fixture(scope="module")
def html(shelf: Any, site: Any) -> str:
    here = asked(shelf)
    return rendered(PAGE, here, PAGE.build(shelf, here), shell(site.app.state.server, PAGE, here))


def test_a_claim_has_its_verdict_both_numbers_and_the_convention(html: str) -> None:
    text = text_of(html)
    assert "contradicted" in text
    assert "27.7 %" in text
    assert "total return" in text


def test_the_tone_says_its_mean_once_and_its_balance_by_that_name(html: str) -> None:
    tone = text_of(html.partition('id="tone-h"')[2].partition("</section>")[0])
    assert "Balance" in tone
    assert "Mean" not in tone
    assert "Disagreement" not in tone


def test_every_number_found_opens_its_why(shelf: Any, html: str) -> None:
    keys = [one.key for one in shelf.told.findings if one.observed is not None and one.key]
    assert keys
    assert [key for key in keys if quote(f"/why/{key}", safe="/@") not in html] == []


def test_every_takeaway_leads_to_its_sentence(shelf: Any, html: str) -> None:
    sentences = {one.sentence for one in shelf.told.takeaways}
    assert [n for n in sentences if f'href="#s{n}"' not in html or f'id="s{n}"' not in html] == []


def test_verdicts_filter_the_claims_by_links(shelf: Any) -> None:
    told = PAGE.build(shelf, asked(shelf, verdict="contradicted"))
    assert {one.finding.verdict for one in told["rows"]} == {"contradicted"}
    assert [label for label, _, chosen, _ in told["filters"] if chosen] == ["\u2717 contradicted"]


def test_a_verdict_that_is_none_is_refused(shelf: Any) -> None:
    with pytest.raises(BadArgument, match="no verdict"):
        PAGE.build(shelf, asked(shelf, verdict="right"))


def test_nothing_on_file_under_an_id_is_said(site: Any) -> None:
    answer = site.get("/research/abcdef")
    assert "abcdef" in text_of(answer.text)
    assert "rotascope library" in text_of(answer.text)
