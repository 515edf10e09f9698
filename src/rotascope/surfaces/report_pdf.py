"""A report as PDF, printed by a Chromium that is on the machine; without one, a sentence says so."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from rotascope.errors import NoAnswer
from rotascope.surfaces.report import PAPERS, Paper

__all__ = ["ARGUMENTS", "WIDTHS", "browser_path", "pdf"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--no-first-run")  # fmt: skip
WIDTHS: dict[Paper, int] = {"a4": 688, "letter": 710}
"""Pixels between the margins: what is laid out at this width fits the paper."""
SECONDS = 60.0


def browser_path(through: str = "playwright") -> str:
    """The Chromium that prints. Raises NoAnswer without one, or without the package that drives it."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        raise NoAnswer(
            "no Chromium is on this machine, and a PDF is printed by one",
            "one of " + ", ".join(BROWSERS),
            "--html FILE, which any browser prints",
        )
    if find_spec(through) is None:
        raise NoAnswer(
            f"{through} is not installed, and a PDF is printed through it",
            "the extra 'pdf'",
            "`pip install rotascope[pdf]`, or --html FILE, which any browser prints",
        )
    return found


def pdf(html: str, paper: Paper = "a4") -> bytes:
    """The page on paper, light whatever the screen is. Nothing is fetched and no script runs."""
    path = browser_path()
    from playwright.sync_api import Error, sync_playwright

    with TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "report.html"
        file.write_text(html, encoding="utf-8")
        try:
            browser = play.chromium.launch(executable_path=path, args=list(ARGUMENTS))
            context = browser.new_context(
                viewport={"width": WIDTHS[paper], "height": 1000},
                color_scheme="light",
                java_script_enabled=False,
                offline=True,
            )
            sheet = context.new_page()
            # Before anything is laid out: a page measured on a screen is clipped on paper.
            sheet.emulate_media(media="print", color_scheme="light")
            sheet.goto(file.as_uri(), timeout=SECONDS * 1000)
            return sheet.pdf(
                format=PAPERS[paper].capitalize(), prefer_css_page_size=True, print_background=True
            )
        except Error as trouble:
            said = str(trouble).partition("\n")[0]
            raise NoAnswer(f"{path} printed nothing: {said}", "", "--html FILE") from trouble
