"""Pictures of the dashboard on the sample: a contact sheet a page, and the two that README.md shows.

`python scripts/pictures.py [PAGE...] [--store DIR]` serves the sample, opens every page (or those named)
in both themes, wide and narrow, and writes docs/pictures/NAME.webp. Only the sample is ever shown: it
ships inside our dependencies. Needs a Chromium. How a page looks is for eyes: no test compares pictures.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rotascope.surfaces.report_pdf import ARGUMENTS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
ARTICLE = ROOT / "examples" / "articles" / "giants_fade.txt"
MOST = 150_000
"""Bytes a picture may have."""
WIDE, NARROW = (1440, 900), (390, 844)
LOOKS = [(WIDE, "light"), (NARROW, "light"), (WIDE, "dark"), (NARROW, "dark")]
SHOWN = ("light", "dark")
"""Themes in which README.md shows the first page."""
WHOLE = 1240
"""Pixels across of a picture that stands alone."""
HIGH = 430
"""Pixels of height of one look on a contact sheet."""


def addresses(store: Path) -> dict[str, str]:
    """An address for every page, by its name; a page about something is shown about one thing."""
    from rotascope.surfaces.web.page import pages

    day = _json("brief", "--store", str(store))["as_of"]  # builds the sample where nothing is
    said = _json("check", str(ARTICLE), "--store", str(store))
    theses = _json("thesis", "list", "--store", str(store))
    key = f"signal/rs.small_large@{day}"
    about = {
        "article": said["article"]["id"], "name": "rs.small_large", "key": key,
        "thesis": theses[0]["id"] if theses else "",
    }  # fmt: skip
    asked = {"base_rate": "?condition=" + quote('rs("SIZE/SPX500C").streak >= 4'),
             "series": "?name=AAPL"}  # fmt: skip
    found = {}
    for page in pages():
        path = page.path.replace(":path", "").format_map(_Told(about))
        found[page.name] = quote(path, safe="/@") + asked.get(page.name, "")
    return found


class _Told(dict[str, str]):
    """What a page is about; a name that is not known here is said with the page's own."""

    def __missing__(self, name: str) -> str:
        raise SystemExit(f"scripts/pictures.py knows nothing to show for {{{name}}}: add it")


def _json(*words: str) -> Any:
    ran = subprocess.run([sys.executable, "-m", "rotascope", *words, "--json"],
                         capture_output=True, text=True, check=True)  # fmt: skip
    return json.loads(ran.stdout)


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address of a server over the store, until the end of the block."""
    words = [sys.executable, "-m", "rotascope", "serve", "--port", "0", "--json"]
    ran = subprocess.Popen([*words, "--store", str(store)], stdout=subprocess.PIPE, text=True,
                           env={**os.environ, "PYTHONUNBUFFERED": "1"})  # fmt: skip
    told = ""
    for line in ran.stdout or ():
        told += line
        if line.startswith("}"):
            break
    try:
        yield str(json.loads(told)["address"]).rstrip("/")
    finally:
        ran.send_signal(signal.SIGINT)
        ran.communicate(timeout=30)


def look(browser: Any, url: str, size: tuple[int, int], theme: str) -> bytes:
    """What one visitor sees before scrolling, as PNG."""
    view = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=view, color_scheme=theme, reduced_motion="reduce")
    sheet = context.new_page()
    sheet.goto(url, wait_until="networkidle", timeout=120_000)
    sheet.wait_for_timeout(800)  # figures are drawn once they are near
    seen: bytes = sheet.screenshot()
    context.close()
    return seen


def joined(browser: Any, looks: Sequence[bytes], height: int) -> bytes:
    """Pictures side by side as one WebP, as sharp as the bytes allow."""
    shown = "".join(
        f'<img height="{height}" src="data:image/png;base64,{base64.b64encode(one).decode()}">'
        for one in looks
    )
    sheet = browser.new_page(viewport={"width": 2400, "height": height + 40})
    sheet.set_content(
        "<style>body{margin:0;background:#8a8f98}"
        "main{display:inline-flex;gap:8px;padding:8px}</style>"
        f"<main>{shown}</main>"
    )
    sheet.wait_for_function("[...document.images].every(i => i.complete)")
    box = sheet.locator("main").bounding_box()
    speaks = sheet.context.new_cdp_session(sheet)
    made = b""
    for quality in (88, 80, 70, 60, 50, 40):
        told = speaks.send("Page.captureScreenshot", {
            "format": "webp", "quality": quality, "clip": {**box, "scale": 1}})  # fmt: skip
        made = base64.b64decode(told["data"])
        if len(made) <= MOST:
            break
    sheet.close()
    return made


def write(browser: Any, address: str, wanted: dict[str, str]) -> list[str]:
    """The sheet of every page wanted, and the first page alone: names and sizes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    told = []
    for name, path in wanted.items():
        looks = [look(browser, address + path, *how) for how in LOOKS]
        made = {name: joined(browser, looks, HIGH)}
        if path == "/":
            alone = {theme: looks[LOOKS.index((WIDE, theme))] for theme in SHOWN}
            high = WHOLE * WIDE[1] // WIDE[0]
            made |= {
                f"{name}_{theme}": joined(browser, [one], high) for theme, one in alone.items()
            }
        for stem, picture in made.items():
            (FOLDER / f"{stem}.webp").write_bytes(picture)
            told.append(f"{stem}: {len(picture) / 1000:.0f} kB")
    return told


def main(words: list[str]) -> int:
    """Make the pictures; 1 if there is no browser to make them with."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="*", help="names of pages; all if none")
    parser.add_argument("--store", type=Path, help="a store of the sample; else one is built")
    given = parser.parse_args(words)
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        print("no chromium on this machine: apt-get install chromium", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "store"
        known = addresses(store)
        wanted = {name: known[name] for name in given.pages or known}
        with serving(store) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=found, args=list(ARGUMENTS))
            print("\n".join(write(browser, address, wanted)))
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
