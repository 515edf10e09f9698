"""The documentation: links and anchors lead somewhere, pages are reachable, what it shows works."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from scripts import interface_page

from rotascope import registry
from rotascope.surfaces.api.describe import UPLOADS
from tests.conftest import absent
from tests.laws import tree
from tests.laws.test_peeking import SHORT, bench

DOCS = tree.ROOT / "docs"
PAGES = sorted(
    [*tree.ROOT.glob("*.md"), *DOCS.glob("*.md"), *DOCS.glob("methods/*.md"), *DOCS.glob("models/*.md")]
)  # fmt: skip
LINK = re.compile(r"!?\[[^]]*\]\(([^)\s]+)\)|\bsrc(?:set)?=\"([^\"]+)\"")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)


@cache
def prose(page: Path) -> str:
    """A page without what it shows between fences or backticks."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text("utf-8")))


@cache
def anchors(page: Path) -> frozenset[str]:
    """The names of a page's headings, as sites and hosts spell them."""
    heads = re.findall(r"^#+ +(.+)$", FENCE.sub("", page.read_text("utf-8")), re.M)
    plain = [re.sub(r"[^\w\- ]", "", head.lower()).strip() for head in heads]
    return frozenset(head.replace(" ", "-") for head in plain)


def links(page: Path) -> Iterator[tuple[str, Path, str]]:
    for linked, drawn in LINK.findall(prose(page)):
        target = linked or drawn
        if "://" not in target and not target.startswith("mailto:"):
            file, _, anchor = target.partition("#")
            yield target, (page.parent / file).resolve() if file else page, anchor


def test_every_link_of_every_page_leads_to_a_file_and_a_heading() -> None:
    broken = [
        f"{tree.where(page)} links to {target}"
        for page in PAGES
        for target, file, anchor in links(page)
        if not file.exists() or (anchor and anchor not in anchors(file))
    ]
    assert broken == []


def test_a_broken_link_and_a_broken_anchor_are_seen(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# A heading, of one\n", "utf-8")
    page = tmp_path / "page.md"
    page.write_text("[a](gone.md) [b](other.md#a-heading-of-one) [c](other.md#b) `[d](no.md)`")
    found = {target: (file.exists(), anchor in anchors(file)) for target, file, anchor in
             links(page) if file.exists()}  # fmt: skip
    assert found == {"other.md#a-heading-of-one": (True, True), "other.md#b": (True, False)}
    assert "gone.md" in {target for target, _, _ in links(page)}


def test_the_interface_page_tells_what_every_upload_takes_and_answers() -> None:
    told = interface_page.page()
    kinds = [one.answer.__name__ for one in UPLOADS]
    assert {"Account", "Checked"} <= set(kinds)
    assert [kind for kind in kinds if f"### {kind}\n" not in told] == []
    assert [one.path for one in UPLOADS if f"### POST {one.path}\n" not in told] == []
    taken = [each.name for one in UPLOADS for each in one.parameters]
    assert [name for name in taken if f"| `{name}` |" not in told] == []


def test_every_page_can_be_reached_from_the_first() -> None:
    seen, waiting = set[Path](), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        near = {file for _, file, _ in links(page) if file.suffix == ".md" and file.exists()}
        waiting += near - seen
    lost = [tree.where(page) for page in PAGES if DOCS in page.parents and page not in seen]
    assert lost == []


# ---------------------------------------------------------------- "add a signal in one file"


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file that the page tells readers to write, imported as it stands there."""
    page = (DOCS / "add_a_signal.md").read_text("utf-8")
    path = tmp_path / "hit_share.py"
    path.write_text(page.partition("```python\n")[2].partition("```\n")[0], "utf-8")
    monkeypatch.setattr(registry.SIGNALS, "_items", dict(registry.SIGNALS._items))
    spec = importlib.util.spec_from_file_location("hit_share", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_signal_that_is_shown_answers_and_does_not_peek(shown: ModuleType) -> None:
    world = bench(SHORT)
    compute = {"hit_share": shown.hit_share}
    whole = {"hit_share": world.full(shown.hit_share)}
    assert 0.0 < float(whole["hit_share"].columns["value"][-1]) < 1.0
    for row in (120, 600):
        assert world.truncated(compute, whole, world.days[row].item()) == []
        assert world.perturbed(compute, whole, world.days[row].item()) == []
    assert registry.SIGNALS["hit_share"].help.startswith("Share of the last 21 common sessions")


def test_the_signal_that_is_shown_obeys_the_formatter_and_the_linter(shown: ModuleType) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    if not ruff.exists():
        absent("no ruff here: it comes with the extra `check`")
    settings = ["--config", str(tree.ROOT / "pyproject.toml")]
    for act in (["check", *settings], ["format", "--check", *settings]):
        ran = subprocess.run(
            [ruff, *act, str(shown.__file__)], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr


# ---------------------------------------------------------------- the site


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_asks_nothing_of_another_host(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="the site needs the extra `docs`")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(DOCS), str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    made = list(tmp_path.rglob("*.html"))
    assert len(made) >= len([page for page in PAGES if DOCS in page.parents])
    asked = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"(?:https?:)?//")
    assert [page.name for page in made if asked.search(page.read_text("utf-8"))] == []
