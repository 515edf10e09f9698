"""A server in a process of its own over a copy of a store, and pages of it in Debian's Chromium."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from rotascope.surfaces.report_pdf import ARGUMENTS
from tests.conftest import absent

DESK, PHONE, LAPTOP = (1440, 900), (390, 844), (1366, 768)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
"""What another theme can break: all else is the same page."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: its address, its store, its last session and its process."""

    address: str
    store: Path
    day: str
    pid: int

    def url(self, path: str) -> str:
        return self.address.rstrip("/") + path

    def text(self, path: str) -> str:
        with urllib.request.urlopen(self.url(path), timeout=120) as answer:
            read: str = answer.read().decode()
        return read


@dataclass(slots=True)
class Seen:
    """What a page did beside showing itself."""

    asked: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)


@contextmanager
def running(store: Path) -> Iterator[Site]:
    """`rotascope serve` on a free port, from when it says that it is ready until it is told to end."""
    words = [sys.executable, "-m", "rotascope", "serve", "--port", "0", "--json"]
    process = subprocess.Popen(
        [*words, "--store", str(store)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if line.startswith("}"):
            break
    try:
        ready = json.loads(told)
        yield Site(ready["address"], store, ready["as_of"], process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's browser, started once."""
    found = shutil.which("chromium")
    if found is None:
        absent("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield made
        made.close()


@contextmanager
def opened(
    browser: Any, url: str, size: tuple[int, int] = DESK, scheme: str = "light", **more: Any
) -> Iterator[tuple[Any, Seen]]:
    """A page in a context of its own, once it has settled; closed at the end."""
    view = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=view, color_scheme=scheme, **more)
    sheet, seen = context.new_page(), Seen()
    sheet.on("request", lambda request: seen.asked.append(request.url))
    sheet.on("console", lambda message: seen.logged.append(f"{message.type}: {message.text}"))
    sheet.on("pageerror", lambda error: seen.logged.append(str(error)))
    sheet.goto(url, wait_until="load")
    try:
        yield sheet, seen
    finally:
        context.close()


def violations(sheet: Any, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds: rule, how many places, and the first of them."""
    found = Axe().run(sheet, options=rules).response["violations"]
    return [
        f"{one['id']} x {len(one['nodes'])}: {one['nodes'][0]['html'][:200]}"
        f" ({one['nodes'][0]['failureSummary'][:200]})"
        for one in found
    ]


def overflow(sheet: Any) -> list[str]:
    """What reaches beyond the right edge of the page; [] if nothing makes it scroll sideways."""
    told: list[str] = sheet.evaluate(
        """() => {
          const root = document.documentElement, width = root.clientWidth;
          if (root.scrollWidth <= width) return [];
          return [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    return told
