"""Text of others comes out of every page as text: no element, attribute or handler came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle, repeat
from pathlib import Path
from typing import Any

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.desk import Desk
from rotascope.errors import RotascopeError
from rotascope.figures import pictures
from rotascope.plain import plain
from rotascope.surfaces import claim_words, encode, report
from rotascope.surfaces.report_sheet import sheet_of
from rotascope.surfaces.web.page import Asked, Page, pages
from rotascope.surfaces.web.render import rendered
from rotascope.surfaces.web.views import shell
from rotascope.terms import Checked
from rotascope.terms.library import Library, OnShelf
from tests.desk.articles import OWN
from tests.surfaces import fixtures
from tests.surfaces.web.hostile import HOSTILE, foreign, poisoned, shape, text_of

HARMLESS = "harmless"
OWN_TAGS = re.compile(r"</?(?:br|b|i|sup|sub|extra|span|em)\b[^<>]*>")
NAMED = {"signal": "rs.small_large", "series": "AAPL", "key": "performance/AAPL/ytd/tr@2022-06-15"}


@pytest.fixture(scope="module")
def told(sample_store: Path) -> Checked:
    return rotascope.open(sample_store).check(Document(OWN), as_of="2022-06-15")


def seen(text: str) -> str:
    """As a browser shows it: blanks as one, nothing hidden."""
    return " ".join(plain(text).split())


def on_page(page: Page, answer: Any, site: Any) -> str:
    return rendered(page, Asked(), answer, shell(site.app.state.server, page, Asked()))


def page_named(name: str) -> Page:
    return next(one for one in pages() if one.name == name)


def test_there_are_two_hundred_different_strings() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 200


def test_every_string_is_a_title_on_the_shelf_and_its_text_is_read_there(site: Any) -> None:
    def shelf(titles: tuple[str, ...]) -> Library:
        rows = (OnShelf(f"{n:064x}", t, None, False, t, t, 1, 0) for n, t in enumerate(titles))
        return Library(titles[0], tuple(rows), (), (), fixtures.AS_OF, titles)

    page = page_named("research")
    more = {"trouble": None, "pasted": "", "titles": {}, "cw": claim_words}
    made, plainly = (
        on_page(page, {**more, "told": replace(shelf(words), query="")}, site)
        for words in (HOSTILE, (HARMLESS,) * len(HOSTILE))
    )
    # A sentence keeps its dates and numbers together, each in a span.
    left, right = ([one for one in shape(page) if one[0] != "span"] for page in (made, plainly))
    assert left == right
    assert foreign(made) == []
    text = text_of(made)
    assert [one for one in HOSTILE if seen(one) not in text] == []


@pytest.mark.parametrize("query", HOSTILE[::12])
def test_a_query_comes_back_as_it_was_typed(site: Any, query: str) -> None:
    answer = site.get("/research", params={"q": query.encode("utf-8", "replace")})
    assert answer.status_code == 200
    assert foreign(answer.text) == []
    assert "onerror" not in str(shape(answer.text))


def test_an_article_of_nothing_else_is_read_as_text(
    site: Any, told: Checked, sample_store: Path
) -> None:
    page = page_named("article")
    desk = _Stub(told, rotascope.open(sample_store))
    asked = Asked(None, {"article": "abcd"})
    honest = page.build(desk, asked)  # type: ignore[arg-type]
    made, plainly = (
        on_page(page, poisoned(honest, cycle(words)), site) for words in (HOSTILE, (HARMLESS,))
    )
    assert foreign(made) == []
    assert set(shape(made)) <= set(shape(plainly))


class _Stub:
    """A desk with one article on file; what else is asked goes to the sample's."""

    def __init__(self, told: Checked, desk: Desk) -> None:
        self.told, self.desk = told, desk

    def article(self, *_asked: object) -> Checked:
        return self.told

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_page_makes_an_element_of_what_it_prints(page: Page, site: Any) -> None:
    """Every text in what the desk answers is poisoned, whatever it is: names, files, reasons, notes."""
    server = site.app.state.server
    path = {name: NAMED.get(name, "none") for name in re.findall(r"{(\w+)(?::\w+)?}", page.path)}
    asked = Asked(None, path)
    try:
        honest = server.ask(("hostile", page.name), lambda desk: page.build(desk, asked))
    except RotascopeError:
        pytest.skip("the sample has nothing this page could show; other tests give it an answer")
    made, plainly = (
        on_page(page, poisoned(honest, words), site) for words in (cycle(HOSTILE), repeat(HARMLESS))
    )
    assert foreign(made) == []
    assert set(shape(made)) <= set(shape(plainly))


def test_labels_of_pictures_hold_no_markup_but_ours(told: Checked) -> None:
    bad = poisoned(told)
    found = [text for picture in pictures(bad) for text in _strings(picture.traces)]
    found += [text for picture in pictures(bad) for text in _strings(picture.layout)]
    assert found
    assert [one for one in found if "<" in OWN_TAGS.sub("", one)] == []
    assert [one for one in found if re.search(r"<(a|img|script)\b|javascript:.*<", one)] == []


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [one for each in value.values() for one in _strings(each)]
    return (
        [one for each in value for one in _strings(each)] if isinstance(value, list | tuple) else []
    )


def test_json_gives_back_every_string_as_it_was() -> None:
    import json

    whole = [one for one in HOSTILE if one.isascii() or one.isprintable()]
    assert json.loads(encode.encode(whole)) == whole
    assert json.loads(encode.encode(list(HOSTILE))) == list(HOSTILE)


def test_the_report_on_one_sheet_makes_no_element_of_it() -> None:
    def sheet(words: Iterable[str]) -> str:
        given = cycle(words)
        readings = [poisoned(one, given) for one in fixtures.readings()]
        return report.page(sheet_of(poisoned(fixtures.brief(), given), readings))

    made, plainly = sheet(HOSTILE), sheet((HARMLESS,))
    assert set(shape(made)) <= set(shape(plainly))
    assert [name for _, names in shape(made) for name in names if name.startswith("on")] == []
