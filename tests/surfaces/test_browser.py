"""brief.html in a real browser: nothing is asked for, nothing is logged, both themes, phone and paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rotascope.surfaces.report import page
from tests.conftest import absent
from tests.surfaces import fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(page(fixtures.brief(), fixtures.readings()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = shutil.which("chromium")
    if found is None:
        absent("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield made
        made.close()


def opened(browser: Any, file: Path, **context: Any) -> tuple[Any, list[str], list[str]]:
    """(page, requests, what was logged) of the file once its pictures are drawn."""
    asked: list[str] = []
    logged: list[str] = []
    sheet = browser.new_context(**context).new_page()
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("console", lambda message: logged.append(f"{message.type}: {message.text}"))
    sheet.on("pageerror", lambda error: logged.append(str(error)))
    sheet.goto(file.as_uri())
    sheet.wait_for_selector("html[data-drawn=yes]", timeout=60_000)
    return sheet, asked, logged


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_the_page_asks_for_nothing_logs_nothing_and_fits(
    browser: Any, file: Path, scheme: str, size: tuple[int, int]
) -> None:
    view = {"width": size[0], "height": size[1]}
    sheet, asked, logged = opened(browser, file, viewport=view, color_scheme=scheme)
    assert asked == [file.as_uri()]
    assert logged == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= size[0]
    drawn, places = sheet.evaluate(
        "[document.querySelectorAll('.js-plotly-plot .main-svg').length > 0,"
        " [...document.querySelectorAll('.plot')].every(p => p.querySelector('svg'))]"
    )
    assert drawn
    assert places


def test_the_button_changes_the_theme_by_keyboard(browser: Any, file: Path) -> None:
    sheet, asked, logged = opened(browser, file, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    paper = "document.querySelector('.js-plotly-plot')._fullLayout.paper_bgcolor"
    before = sheet.evaluate(ground), sheet.evaluate(paper)
    sheet.focus("#theme")
    sheet.keyboard.press("Enter")
    after = sheet.evaluate(ground), sheet.evaluate(paper)
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert sheet.text_content("#theme") == "Light theme"
    assert (len(asked), logged) == (1, [])


def test_a_reader_without_scripts_sees_verdict_and_evidence(browser: Any, file: Path) -> None:
    sheet = browser.new_context(java_script_enabled=False).new_page()
    sheet.goto(file.as_uri())
    text = sheet.inner_text("main")
    assert "Small caps lead" in text
    assert "IWM beat SPY 5 sessions running" in text
    assert sheet.locator(".plot svg.spark").count() >= 2
    assert not sheet.locator("#theme").is_visible()


def test_paper_is_light_even_from_a_dark_screen(browser: Any, file: Path) -> None:
    sheet, _, logged = opened(browser, file, color_scheme="dark")
    sheet.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    sheet.emulate_media(media="print")
    assert sheet.evaluate("getComputedStyle(document.body).color") == "rgb(22, 32, 44)"
    paper = "document.querySelector('.js-plotly-plot')._fullLayout.paper_bgcolor"
    assert sheet.evaluate(paper) == "#FFFFFF"
    assert len(sheet.pdf(format="A4", prefer_css_page_size=True)) > 20_000
    assert logged == []


def test_one_year_is_scaled_to_its_own_range(browser: Any, file: Path) -> None:
    sheet, _, _ = opened(browser, file, viewport={"width": 1440, "height": 900})
    box = "document.getElementById('ratio-trend_break-small_large')"
    before = sheet.evaluate(f"{box}.layout.yaxis.range")
    sheet.locator("#ratio-trend_break-small_large .rangeselector .button").first.click()
    sheet.wait_for_function(f"JSON.stringify({box}.layout.yaxis.range) !== '{_json(before)}'")
    low, high = sheet.evaluate(f"{box}.layout.yaxis.range")
    assert high - low < before[1] - before[0]


def _json(values: list[float]) -> str:
    import json

    return json.dumps(values, separators=(",", ":"))
