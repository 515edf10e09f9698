"""Every page in a real browser, both themes, desk and phone; and the walks a reader takes.

On the real data where it is, else on the sample. The server runs over a copy: an article is dropped.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rotascope.surfaces.web.page import pages
from tests.conftest import ROOT
from tests.surfaces.web.browsing import (
    COLOURS,
    DESK,
    LAPTOP,
    PHONE,
    Site,
    chromium,
    opened,
    overflow,
    running,
    violations,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGNAL = "rs.small_large"
ARTICLE = (
    "Small caps lead again\n\nThe Russell 2000 outperformed the S&P 500 over the last six months, and"
    " IWM is up for the year. If the Fed cuts rates, small caps will lead large caps."
)
FACTS = {
    "who leads in size, and its direction": "section.axis[aria-label=size] h2",
    "who leads in concentration": "section.axis[aria-label=concentration] h2",
    "the forecast of size": "section.axis[aria-label=size] .forecast",
    "the forecast of concentration": "section.axis[aria-label=concentration] .forecast",
    "what changed": ".rail h2 + *",
    "of when the data are": ".dateline p",
    "the day on which this was known": "#as_of",
}
FIRST_PAINT_MS, INTERACTIVE_MS = 500, 2000
# The bounds are for a machine that does nothing else; a run of all tests shares two cores.
PATIENT = 4


@pytest.fixture(scope="module")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store of real data, or of the sample's."""
    named = os.environ.get("ROTASCOPE_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    real = named != "none" and (folder / "README.md").is_file()
    source = request.getfixturevalue("shared_store" if real else "sample_store")
    copy = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(source, copy)
    return copy


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[Site]:
    with running(store) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def dropped(browser: Any, site: Site, request: pytest.FixtureRequest) -> str:
    """The address of an article that was dropped in: 004 where the real ones are."""
    text = ARTICLE
    if _real(site):
        text = request.getfixturevalue("articles")["004"].read_text("utf-8")
    with opened(browser, site.url("/research")) as (sheet, _):
        sheet.fill("textarea", text)
        sheet.click("form[method=post] button[type=submit], form[method=post] button:not([type])")
        sheet.wait_for_url(re.compile(r"/research/[0-9a-f]+"), timeout=60_000)
        address: str = sheet.evaluate("location.pathname")
    return address


def _real(site: Site) -> bool:
    return site.day > "2026"


@pytest.fixture(scope="module")
def address(site: Site, dropped: str) -> Callable[[str], str]:
    """The address of a page by its name; one with a name in its address needs an example here."""
    thesis = re.search(r"/theses/[\w.-]+", site.text("/theses"))
    examples = {
        "article": dropped,
        "signal": f"/signal/{SIGNAL}",
        "thesis": thesis.group() if thesis else "",
        "why": f"/why/signal/{SIGNAL}@{site.day}",
        "rows": f"/rows/signal/{SIGNAL}@{site.day}",
        "series": "/data/IWM" if _real(site) else "/data/AAPL",
    }
    paths = {page.name: page.path for page in pages()}

    def found(name: str) -> str:
        return examples[name] if "{" in paths[name] else paths[name]

    return found


def settled(sheet: Any) -> None:
    """Until every figure in view is drawn and nothing moves."""
    sheet.wait_for_load_state("networkidle", timeout=60_000)


NAMES = [page.name for page in pages()]


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_quiet_and_readable_by_all(
    browser: Any,
    site: Site,
    address: Callable[[str], str],
    name: str,
    size: tuple[int, int],
    scheme: str,
) -> None:
    """Loaded in one theme, seen in both: no error, nothing from elsewhere, no violation, no scroll."""
    where = address(name)
    if not where:
        pytest.skip(f"nothing on file that the page {name} could show")
    with opened(browser, site.url(where), size, scheme) as (sheet, seen):
        settled(sheet)
        assert violations(sheet) == [], f"{name}, {scheme}"
        other = "dark" if scheme == "light" else "light"
        sheet.emulate_media(color_scheme=other, reduced_motion="reduce")
        sheet.wait_for_timeout(150)  # figures are drawn anew in the colours of the theme
        assert violations(sheet, COLOURS) == [], f"{name}, {other}"
        assert overflow(sheet) == [], name
        assert seen.logged == [], name
        assert [
            url for url in seen.asked if not url.startswith((site.address, "data:", "blob:"))
        ] == []
        assert sheet.locator("h1").count() == 1, f"{name} has one heading of its own"
        assert sheet.locator("[role=alert]").count() == 0, sheet.inner_text("main")[:400]


def test_five_facts_stand_above_the_fold_of_a_laptop(browser: Any, site: Site) -> None:
    with opened(browser, site.url("/"), LAPTOP) as (sheet, _):
        settled(sheet)
        below = sheet.evaluate(
            """facts => Object.entries(facts).filter(([name, where]) => {
                 const e = document.querySelector(where), r = e && e.getBoundingClientRect();
                 return !r || r.height === 0 || r.top < 0 || r.bottom > innerHeight;
               }).map(([name]) => name)""",
            FACTS,
        )
    assert below == []


def test_the_first_page_is_painted_and_usable_in_time(browser: Any, site: Site) -> None:
    """Cold browser, warm server; figures come when a reader scrolls near them."""
    told = """new Promise(found => { const ask = () => { const one =
          performance.getEntriesByName('first-contentful-paint')[0];
          one ? found(one.startTime) : setTimeout(ask, 20); }; ask(); })"""
    ended = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    with opened(browser, site.url("/")) as (sheet, seen):
        sheet.wait_for_selector("html[data-ready=yes]", timeout=30_000)
        paint, ready = sheet.evaluate(told), sheet.evaluate(ended)
        sheet.locator("figure").first.scroll_into_view_if_needed()
        sheet.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
        assert seen.logged == []
    print(f"first paint {paint:.0f} ms, usable {ready:.0f} ms")
    assert paint < PATIENT * FIRST_PAINT_MS
    assert ready < PATIENT * INTERACTIVE_MS


@pytest.mark.parametrize("day", ["2020-03-23", "2022-12-30"])
def test_any_past_day_is_seen_as_it_was_known_then(browser: Any, site: Site, day: str) -> None:
    """The head comes at once, the content follows, and the day travels with every link."""
    if not _real(site) and day > site.day:
        pytest.skip(f"the sample ends {site.day}")
    with opened(browser, site.url("/")) as (sheet, seen):
        sheet.fill("#as_of", day)
        sheet.press("#as_of", "Enter")
        sheet.wait_for_selector("main h2.lead", timeout=60_000)
        assert f"as_of={day}" in sheet.url
        assert day in sheet.inner_text("header") + sheet.input_value("#as_of")
        links = sheet.eval_on_selector_all("nav a", "all => all.map(a => a.href)")
        assert links
        assert all(f"as_of={day}" in link for link in links)
        assert sheet.locator(".waiting").is_visible() is False
        assert seen.logged == []


def test_a_reader_without_scripts_has_verdict_tables_and_the_form(browser: Any, site: Site) -> None:
    with opened(browser, site.url("/"), java_script_enabled=False) as (sheet, _):
        assert re.search("lead|even|no view", sheet.inner_text("main"), re.IGNORECASE)
        assert sheet.locator("main table").count() >= 1
        assert sheet.locator("figure svg, figure table").count() >= 1
    with opened(browser, site.url("/research"), java_script_enabled=False) as (sheet, _):
        sheet.fill("textarea", ARTICLE)
        sheet.click("form[method=post] button[type=submit], form[method=post] button:not([type])")
        sheet.wait_for_url(re.compile(r"/research/[0-9a-f]+"), timeout=60_000)
        assert sheet.locator("main table").count() >= 1


def test_an_article_dropped_in_shows_its_claims(browser: Any, site: Site, dropped: str) -> None:
    with opened(browser, site.url(dropped)) as (sheet, seen):
        text = sheet.inner_text("main")
        assert sheet.locator("table tbody tr").count() >= 3
        assert re.search(
            "confirmed|contradicted|supported|holds|wrong|not checkable", text, re.IGNORECASE
        )
        assert seen.logged == []


def test_the_keyboard_walks_a_page(browser: Any, site: Site) -> None:
    """The first stop leads to the content, every stop is seen, and nothing holds the reader."""
    with opened(browser, site.url("/")) as (sheet, _):
        stops = []
        for _ in range(25):
            sheet.keyboard.press("Tab")
            stops.append(
                sheet.evaluate(
                    """() => { const e = document.activeElement, s = getComputedStyle(e);
                       const r = e.getBoundingClientRect();
                       const ring = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
                       return [e.className + '|' + e.tagName, ring, r.width > 0 && r.height > 0]; }"""
                )
            )
        assert stops[0][0].startswith("skip")
        assert len({what for what, _, _ in stops}) > 3
        left = [what for what, ring, there in stops if not (ring and there)]
        assert [what for what in left if not what.endswith("|BODY")] == []
        sheet.keyboard.press("Home")
        sheet.goto(site.url("/"))
        sheet.keyboard.press("Tab")
        sheet.keyboard.press("Enter")
        assert sheet.evaluate("location.hash") == "#main"


def test_nothing_moves_for_who_asked_for_no_motion(browser: Any, site: Site) -> None:
    with opened(browser, site.url("/"), reduced_motion="reduce") as (sheet, _):
        settled(sheet)
        moving = sheet.evaluate(
            "document.getAnimations().filter(a => a.playState === 'running').length"
        )
    assert moving == 0


def test_from_the_top_ten_weight_to_its_files_rows_in_two_clicks(browser: Any, site: Site) -> None:
    if not _real(site):
        pytest.skip("the sample holds no fund's file")
    with opened(browser, site.url("/structure")) as (sheet, seen):
        sheet.locator(
            "a.why[href*='top10'], a.why[href*='top_10'], a.why[href*='weight']"
        ).first.click()
        rows = sheet.locator("a[href*='/rows/']").first
        rows.wait_for(state="visible", timeout=30_000)
        rows.click()
        sheet.wait_for_url(re.compile("/rows/"), timeout=30_000)
        text = sheet.inner_text("main")
        assert sheet.locator("main table tbody tr").count() >= 10
        assert re.search("NVDA|NVIDIA", text)
        assert seen.logged == []


def version(sheet: Any) -> str:
    """The state of the store that a page shows, also while it is loaded anew."""
    told: str = sheet.locator("html").get_attribute("data-version", timeout=60_000)
    return told


def test_two_tabs_refresh_when_the_store_says_something_new(browser: Any, site: Site) -> None:
    from rotascope.store.market import Market
    from rotascope.store.tables import Dataset

    with (
        opened(browser, site.url("/")) as (one, _),
        opened(browser, site.url("/research")) as (two, _),
    ):
        before = [version(sheet) for sheet in (one, two)]
        assert before[0] == before[1]
        assert before[0]
        one.wait_for_timeout(500)  # the live line stands
        market = Market.open(site.store)
        market.declare(Dataset(f"note{time.time_ns()}", 999, "a note", "in file"))
        market.close()
        until = time.monotonic() + 60  # no predicate of a text: the pages forbid evaluating any
        while time.monotonic() < until and before[0] in [version(s) for s in (one, two)]:
            one.wait_for_timeout(200)
        after = [version(sheet) for sheet in (one, two)]
    assert after[0] == after[1] != before[0]
