"""The report in a real browser: nothing asked for, nothing logged, both themes, phone and paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rotascope.surfaces.report import Paper, page
from rotascope.surfaces.report_pdf import ARGUMENTS, WIDTHS, pdf
from rotascope.surfaces.report_sheet import sheet_of
from tests.conftest import absent
from tests.surfaces import fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def report(paper: Paper = "a4") -> str:
    told = fixtures.brief()
    verdict = replace(
        told.verdict, size=replace(fixtures.axis_verdict(), reliability=fixtures.graded())
    )
    return page(sheet_of(replace(told, verdict=verdict), fixtures.readings()), paper)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = shutil.which("chromium")
    if found is None:
        absent("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield made
        made.close()


def opened(browser: Any, file: Path, **context: Any) -> tuple[Any, list[str], list[str]]:
    """(page, requests, what was logged) of the file."""
    asked: list[str] = []
    logged: list[str] = []
    sheet = browser.new_context(**context).new_page()
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("console", lambda message: logged.append(f"{message.type}: {message.text}"))
    sheet.on("pageerror", lambda error: logged.append(str(error)))
    sheet.goto(file.as_uri())
    return sheet, asked, logged


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_the_report_asks_for_nothing_logs_nothing_and_fits(
    browser: Any, file: Path, scheme: str, size: tuple[int, int]
) -> None:
    view = {"width": size[0], "height": size[1]}
    sheet, asked, logged = opened(browser, file, viewport=view, color_scheme=scheme)
    assert asked == [file.as_uri()]
    assert logged == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert sheet.locator("svg.figure").count() >= 4
    ground = sheet.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 29, 38)"}[scheme]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_paper_is_light_and_nothing_reaches_beyond_its_edge(browser: Any, paper: str) -> None:
    context = browser.new_context(
        viewport={"width": WIDTHS[paper], "height": 1000}, color_scheme="dark"
    )
    sheet = context.new_page()
    sheet.emulate_media(media="print")
    sheet.set_content(report("a4" if paper == "a4" else "letter"))
    assert sheet.evaluate("getComputedStyle(document.body).color") == "rgb(22, 32, 44)"
    assert sheet.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    every = "[...document.querySelectorAll('main *')].filter(e => !e.closest('svg'))"
    edge = f"Math.max(...{every}.map(e => e.getBoundingClientRect().right))"
    assert sheet.evaluate(edge) <= WIDTHS[paper] + 1
    tall = "Math.max(...[...document.querySelectorAll('figure')].map(e => e.offsetHeight))"
    assert sheet.evaluate(tall) < 800  # a figure that is taller than the paper would be split


def test_a_pdf_has_pages_of_the_paper(browser: Any) -> None:
    assert browser.is_connected()
    with ThreadPoolExecutor(1) as elsewhere:  # one thread drives one browser
        made = elsewhere.submit(pdf, report("letter"), "letter").result()
    assert made.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 612 792]" in made
