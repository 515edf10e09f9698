"""Answers in a notebook: escaped, self-contained, the same for every term; and the notebook that ran."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from scripts.notebook import NOTEBOOK, executed

import rotascope
from rotascope import terms
from rotascope.surfaces.notebook import html_of, register, show, told
from rotascope.terms import Brief, Reading
from tests.figures import drawable
from tests.surfaces import fixtures

OWN = {"div", "style", "h4", "figure", "figcaption", "p", "details", "summary", "table", "thead", "tr",
       "th", "td", "ul", "li", "svg", "g", "path", "rect", "circle", "polygon", "text", "tspan",
       "clippath"}  # fmt: skip


class Elements(HTMLParser):
    """Every element of a text, with the names of its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name for name, _ in attrs}))


@pytest.mark.parametrize("name", sorted(drawable.everything()))
def test_every_answer_is_our_own_elements_and_fetches_nothing(name: str) -> None:
    text = html_of(drawable.everything()[name])
    for tag, attributes in Elements(text).found:
        assert tag in OWN
        assert not {one for one in attributes if one.startswith("on") or one in ("href", "src")}
    assert "url(" not in re.sub(r"url\(#cut[0-9a-f]+-\d+\)", "", text)


def test_hostile_words_are_text() -> None:
    text = html_of(drawable.chapter())
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_an_answer_without_a_picture_shows_its_facts_at_once() -> None:
    text = html_of(fixtures.SOURCE)
    assert "<svg" not in text
    assert "<details open>" in text
    assert "returns of IWM" in text


def test_no_answer_is_a_dash_and_units_are_told() -> None:
    text = html_of((fixtures.reading(history=None), fixtures.silent()))
    assert "6.5 %" in text
    assert "<td>–</td>" in text


def test_one_line_says_what_was_found() -> None:
    assert (
        told(fixtures.reading()) == "Reading: IWM beat SPY by 6.5 % in 126 sessions, total return"
    )
    assert told(fixtures.brief()).startswith(
        "Brief: Small caps lead, strengthening (IWM / SPY +6.5 %"
    )
    assert (
        told(drawable.performances()[0]) == "Performance: A +19.0 %, ytd, 2025-12-31 to 2026-06-12"
    )
    assert told(fixtures.SOURCE) == "Source: no finding"
    assert "\n" not in told(replace(fixtures.reading(), text="two\nlines"))


def test_a_tuple_is_shown_as_one_figure_and_one_table() -> None:
    shown = show(drawable.performances())
    assert repr(shown).count("\n") == 3
    text = shown._repr_html_()
    assert text.count("<svg") == 1
    assert text.count("<table") == 1


def shell() -> Any:
    """What of IPython's shell we use."""
    kinds: dict[str, dict[type, Any]] = {"text/html": {}, "text/plain": {}}
    formatters = {
        name: SimpleNamespace(for_type=lambda kind, shows, own=own: own.update({kind: shows}))
        for name, own in kinds.items()
    }
    return SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters), kinds=kinds)


def test_every_term_is_taught_to_a_shell() -> None:
    made = shell()
    register(made)
    html, plain = made.kinds["text/html"], made.kinds["text/plain"]
    assert html[Brief] is html_of
    assert set(html) == set(plain)
    assert {getattr(terms, name) for name in ("Reading", "Checked", "TwoAxes", "Why")} <= set(html)
    said: list[str] = []
    plain[Reading](fixtures.reading(), SimpleNamespace(text=said.append), False)
    assert said == [told(fixtures.reading())]


def test_opening_a_store_inside_ipython_registers_and_elsewhere_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = shell()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: made))
    assert rotascope.open.__name__ == "open_store"
    assert Brief in made.kinds["text/html"]
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert rotascope.show is show


def test_terms_know_nothing_of_notebooks() -> None:
    code = "import rotascope.terms, sys; print([m for m in sys.modules if 'notebook' in m.lower()])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_notebook_on_file_ran_from_its_first_cell_to_its_last_and_is_small() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [o for cell in cells for o in cell.outputs if o.output_type != "execute_result"]
    assert NOTEBOOK.stat().st_size < 200_000
    assert "plotly" not in "".join(str(cell.outputs) for cell in cells).lower()


@pytest.mark.slow
def test_the_notebook_runs_on_the_sample_and_shows_what_is_on_file(sample_store: Path) -> None:
    again, kept = executed(NOTEBOOK, sample_store), nbformat.read(NOTEBOOK, as_version=4)
    for new, old in zip(again.cells, kept.cells, strict=True):
        assert new.source == old.source
        if new.cell_type == "code":
            told_now, told_then = (_told(cell) for cell in (new, old))
            assert told_now == told_then


def _told(cell: Any) -> list[str]:
    """The first line of each output in plain text: what was found."""
    return [o["data"]["text/plain"].split("\n")[0] for o in cell.outputs]
