"""The report: one file without scripts, everything escaped, every picture there."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rotascope.surfaces.report import PAPERS, page
from rotascope.surfaces.report_sheet import sheet_of
from tests.surfaces import fixtures

SAID = (
    "Small caps lead",
    "The few lead",
    "+6.5 %",
    "No view on the next 63 sessions",
    "But IJR / SPY only",
    "IWM beat SPY 5 sessions running",
    "noise shows as much 43 in 100 times",
    "large caps would lead",
    "FOMC meeting 2026-06-17",
    "no member returns on file",
    "Size: large caps → small caps",
    "rotascope sync",
    "gives no advice",
)


class Visible(HTMLParser):
    """Text outside <script> and <style>, and every tag met."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._hidden = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)


def seen(html: str) -> Visible:
    parser = Visible()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def html() -> str:
    return page(sheet_of(fixtures.brief(), fixtures.readings()))


def test_everything_is_said_without_a_script(html: str) -> None:
    text = " ".join(" ".join(seen(html).text).split()).lower()
    for said in SAID:
        assert said.lower() in text, f"'{said}' is not on the page"


def test_the_page_asks_for_nothing(html: str) -> None:
    for tag, attributes in seen(html).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed"), (
            f"<{tag}> may fetch something"
        )
        for name in ("src", "href", "action", "data"):
            target = attributes.get(name) or "#"
            assert target.startswith("#"), f"<{tag} {name}={target}> leads out of the file"
    assert "default-src 'none'" in html
    assert "script-src" not in html
    assert "<script" not in html


def test_what_is_printed_cannot_become_markup() -> None:
    hostile = fixtures.HOSTILE
    plain = replace(fixtures.reading(), title=hostile, text=hostile)
    named = replace(fixtures.readings()[0], title=hostile, text=hostile, key=hostile)
    brief = fixtures.brief(readings=(plain,), coming=(hostile,), notes=(hostile,), store=hostile)
    verdict = replace(brief.verdict, size=fixtures.axis_verdict(but=hostile, pair=hostile))
    told = sheet_of(replace(brief, verdict=verdict), (named, *fixtures.readings()[1:]))
    made = page(told)
    assert "<script>alert" not in made
    assert "<b>bold</b>" not in made
    tags = [tag for tag, _ in seen(made).tags]
    assert tags.count("script") == 0
    assert not any(name.startswith("on") for _, own in seen(made).tags for name in own)


def test_every_picture_is_on_the_page_in_the_pages_own_colours(html: str) -> None:
    told = sheet_of(fixtures.brief(), fixtures.readings())
    drawn = [one for axis in told.axes for one in axis.pictures] + list(told.maps)
    assert len(drawn) >= 2
    assert html.count('<svg class="figure"') >= len(drawn) + len(told.multiples)
    assert "var(--broad)" in html
    assert "#FF9C5B" not in html.partition("</style>")[2]  # no colour of one theme alone


def test_paper_is_the_one_asked_for() -> None:
    told = sheet_of(fixtures.brief(), ())
    for paper, size in PAPERS.items():
        assert f"@page{{size:{size};" in page(told, paper)
    assert "record" not in page(told).partition("</style>")[2].rpartition("<footer>")[2]
    assert "rotascope report verify 0123abcd" in page(told, record="0123abcd" * 8)


def test_a_page_without_histories_is_text_and_tables_alone() -> None:
    made = page(sheet_of(fixtures.brief(), ()))
    assert "Small caps lead" in made
    assert len(made) < 200_000


def test_how_good_the_forecasts_were_is_on_the_page_with_its_counts() -> None:
    graded = replace(fixtures.axis_verdict(), reliability=fixtures.graded())
    told = fixtures.brief()
    verdict = replace(told.verdict, size=graded)
    html = page(sheet_of(replace(told, verdict=verdict), fixtures.readings()))
    said = " ".join(" ".join(seen(html).text).split())
    assert "Size: how good the forecasts were" in said
    assert "42 independent outcomes" in said
    assert "No view on 90 % of 600 recorded dates: the interval held the base rate on 90 %." in said
    assert "0.050 (0.025–0.100)" in said
    assert "how good the forecasts were" not in page(sheet_of(told, fixtures.readings()))
